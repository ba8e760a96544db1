"""Opens a store for a terminal chat and closes it again."""

from __future__ import annotations

import sys
from contextlib import suppress

from prompt_toolkit import PromptSession
from prompt_toolkit.history import InMemoryHistory
from rich.console import Console

import handlers
from bot.app import make_dispatch, municipality, present
from bot.clock import Clock
from bot.delivery import Courier
from bot.fitting import check_fit
from bot.notices import notice_rights, notice_settings
from bot.sample.clock import SampleClock
from bot.sample.desk import SampleDesk
from bot.sample.filling import SAMPLE, fill_with_sample, is_sample
from bot.terminal.chat import Chat, piped_lines
from bot.terminal.keyboard import Keyboard
from bot.terminal.people import login, somebody
from bot.terminal.prompts import Prompts
from bot.terminal.screen import PlainScreen, RichScreen
from bot.terminal.sender import TerminalSender
from bot.terminal.talk import Talk
from bot.terminal.welcome import first_lines
from config.settings import Settings
from handlers.core.calling import Calls
from handlers.core.rooms import rooms_of
from handlers.core.words import Words
from storage.documents.people import Language
from storage.open import open_store
from storage.store import Store, StoreError


async def chat(settings: Settings, wanted: str | None, language: Language) -> None:
    """Chat over the store that the settings name, or over the sample where they name none.

    Raises:
        StoreError: the store can't be opened.
        SettingsError: `config/` lacks what documents in the store name.
        Refusal: `wanted` is nobody there, or the store holds real people.
    """
    named = "samlar_store" in settings.model_fields_set
    notice_settings()
    store = open_store(settings.samlar_store if named else f"tinydb:{SAMPLE}")
    await store.open()
    notice_rights(settings.store_folder if named else SAMPLE)
    try:
        if not named:
            await fill_with_sample(store, settings.zone, present().astimezone(settings.zone).date())
        await check_fit(store, municipality(settings))
        await _talk(settings, store, wanted, language)
    finally:
        await store.close()


async def _talk(settings: Settings, store: Store, wanted: str | None, language: Language) -> None:
    words = Words.load()
    ways = municipality(settings)
    sample = await is_sample(store)
    if wanted or sample:
        actor = await somebody(store, wanted or "coordinator", language)
    else:
        actor = login(language)
    console = Console(highlight=False, markup=False)
    interactive = sys.stdin.isatty()
    screen = RichScreen(words, console) if interactive else PlainScreen(words)
    now = SampleClock()
    await now.take_up(store)
    dispatch = make_dispatch(settings.model_copy(update={"samlar_language": language}), store, words, now)
    sender = TerminalSender(store, screen)
    courier = Courier(store, {"terminal": sender}, rooms_of(handlers).guards, now)
    clock = Clock(store, dispatch, courier, now)

    with suppress(StoreError):  # reading goes on where nothing can be thrown away
        await clock.tidy()

    async def deliver() -> None:
        while await courier.carry():
            pass

    async def after() -> None:
        if sample:
            await clock.tick()
            await deliver()

    desk = SampleDesk(dispatch, store, now, deliver, ways)
    calls = Calls(rooms_of(handlers).commands, words, ways)

    def is_order(text: str) -> bool:
        return calls.called(text) is not None or desk.orders(text)

    talk = Chat(Talk(desk, actor), store, words, screen, sender, language, ways.yes_and_no, after, is_order)
    if interactive:
        session: PromptSession[str] = PromptSession(history=InMemoryHistory())
        keyboard = Keyboard(session, ways.yes_and_no, talk.word)
        prompts = Prompts(words, console, keyboard, calls, ways.yes_and_no)
        await talk.interactive(keyboard, prompts, await first_lines(store, actor))
    else:
        await talk.scripted(piped_lines())
