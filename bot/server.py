"""The server: opens the store, lets the platforms in, and stops without losing what is under way."""

from __future__ import annotations

import asyncio
import gc
import signal
from collections.abc import Callable, Coroutine
from contextlib import AsyncExitStack
from functools import partial
from pathlib import Path
from typing import Protocol

import structlog
from aiohttp import web

import handlers
from bot.app import Present, make_dispatch, municipality, present
from bot.background import Background
from bot.backups import Backups
from bot.clock import Clock
from bot.delivery import Courier, Sender
from bot.fitting import check_fit
from bot.notices import notice_new, notice_rights, notice_settings
from bot.open_door import behind_the_door, check_door
from bot.patience import PatientRunner
from bot.sample.clock import SampleClock
from bot.sample.desk import SampleDesk
from bot.web import add_health
from bot.wiping import Wiping
from config.settings import Settings, SettingsError
from handlers.core.desk import Desk
from handlers.core.rooms import rooms_of
from handlers.core.words import Words
from handlers.when import warm
from storage.open import open_store
from storage.store import OutgoingState, Store

UNDER_WAY = 20.0  # seconds that stopping waits for requests under way
LOOK_AGAIN = 0.02  # seconds, while a sample that is set forward waits for what is sent then
LOOKS = 100

log = structlog.get_logger()


class FrontEnd(Protocol):
    """A platform that talks with the server over HTTP."""

    @property
    def sender(self) -> Sender:
        """What posts the outbox's messages there."""

    def add_to(self, app: web.Application) -> None:
        """Listen on the shared server."""

    async def start(self) -> None:
        """Begin."""

    async def ready(self) -> None:
        """Return once connected, where that takes longer than `start`. Raises what nobody foresaw."""

    async def check(self) -> str:
        """Return why the platform can't be reached now, in a word, or "" where nothing is known of that."""

    async def stop(self) -> None:
        """Finish what is under way."""


def front_ends(settings: Settings, desk: Desk, words: Words) -> dict[str, FrontEnd]:
    """Return the platforms that are set up, by name. Raises SettingsError where there is none."""
    found: dict[str, FrontEnd] = {}
    if settings.slack:
        from bot.slack.app import SlackFrontEnd  # noqa: PLC0415 - its SDK is loaded only where it is set up

        found["slack"] = SlackFrontEnd(settings, desk, words)
    if settings.teams:
        from bot.teams.app import TeamsFrontEnd  # noqa: PLC0415 - as above

        found["teams"] = TeamsFrontEnd(settings, desk, words)
    if not found:
        raise SettingsError(
            "SLACK_BOT_TOKEN, MICROSOFT_APP_ID: neither is set, so there is nobody to talk with. "
            "Example: SLACK_BOT_TOKEN=xoxb-…"
        )
    return found


Platforms = Callable[[Settings, Desk, Words], dict[str, FrontEnd]]


class Server:
    """Everything that runs while the bot is up.

    Attributes:
        clock: finds what has fallen due.
        backups: takes backups into `SAMLAR_BACKUP_FOLDER`, or else into `backups` in the store's folder;
            where that was moved away, into one beside its place, `<folder>.backups`.
        port: the one that it listens on, once started.
    """

    def __init__(
        self, settings: Settings, clock: Present = present, platforms: Platforms = front_ends
    ) -> None:
        """Put everything together. Raises SettingsError or StoreError where something can't be used."""
        self._settings = settings = behind_the_door(settings)
        self._words = Words.load()
        self._store: Store = open_store(settings.samlar_store)
        self._now = SampleClock(clock)
        dispatch = make_dispatch(settings, self._store, self._words, self._now, self._wake)
        desk = SampleDesk(dispatch, self._store, self._now, self._delivered, municipality(settings))
        self._front_ends = platforms(settings, desk, self._words)
        senders = {name: front_end.sender for name, front_end in self._front_ends.items()}
        self._courier = Courier(self._store, senders, rooms_of(handlers).guards, self._now, dispatch.due)
        self.clock = Clock(self._store, dispatch, self._courier, self._now)
        self.backups = _backups(settings, self._store, clock)
        self._wiping = Wiping(self._store, settings.zone, clock)
        self._background = Background()
        self._opened = AsyncExitStack()
        self.port = settings.samlar_port

    async def start(self) -> None:
        """Open the store and listen; what fails leaves nothing open.

        Raises:
            StoreError, BrokenDocumentError, SettingsError: as they say.
        """
        notice_settings()
        self._prepare_backups()
        async with AsyncExitStack() as opening:
            await self._open_store(opening)
            opening.push_async_callback(self._background.stop)
            app = web.Application()
            add_health(app, self._store, {name: partial(self._check, name) for name in self._front_ends})
            for front_end in self._front_ends.values():
                front_end.add_to(app)
                await front_end.start()
                opening.push_async_callback(front_end.stop)
            opening.push_async_callback(self._courier.finish)
            await self._listen(app, opening)
            self._begin()
            self._opened = opening.pop_all()
        log.info(
            "listening", host=self._settings.samlar_host, port=self.port, platforms=",".join(self._front_ends)
        )

    async def ended(self) -> None:
        """Wait until something in the background has ended unforeseen. Raises TaskEndedError then."""
        await self._background.ended()

    async def stop(self) -> None:
        """Take no more, finish what is under way, and close the store. Safe twice, and before a start."""
        await self._opened.aclose()
        log.info("stopped")

    async def _open_store(self, opening: AsyncExitStack) -> None:
        with notice_new(self._settings.store_folder):
            await self._store.open()
        opening.push_async_callback(self._store.close)
        notice_rights(self._settings.store_folder)
        await check_door(self._settings, self._store)
        await self._now.take_up(self._store)
        await check_fit(self._store, municipality(self._settings))

    async def _listen(self, app: web.Application, opening: AsyncExitStack) -> None:
        runner = PatientRunner(app, access_log=None, shutdown_timeout=UNDER_WAY)
        opening.push_async_callback(runner.cleanup)
        await runner.setup()
        host, port = self._settings.samlar_host, self._settings.samlar_port
        try:
            await web.TCPSite(runner, host, port).start()
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise SettingsError(
                f"SAMLAR_PORT: can't listen on {host}, port {port} ({reason}). Example: SAMLAR_PORT=3979"
            ) from None
        self.port = runner.addresses[0][1]

    def _begin(self) -> None:
        endless = {
            "delivery": self._courier.run(),
            "clock": self.clock.run(),
            "wiping": self._wiping.run(),
        }
        if self._settings.samlar_backup_folder:
            endless["backups"] = self.backups.run()
        passing = {name: front_end.ready() for name, front_end in self._front_ends.items()}
        self._background.begin(endless=endless, passing=passing | {"warming up": _warm_up()})

    async def _check(self, platform: str) -> str:
        """Return why a platform can't be reached, or refuses the app; "" where all is well."""
        return await self._front_ends[platform].check() or self._courier.refusal(platform)

    def _prepare_backups(self) -> None:
        """Say where backups go. Raises SettingsError where they can't go there."""
        folder = _backup_folder(self._settings)
        if self._settings.samlar_backup_folder:
            self.backups.make_ready()
            at = self._settings.samlar_backup_time
            log.info("a backup is taken each day", at=f"{at:%H:%M}", folder=str(folder))
        else:
            log.warning(
                "no backup is taken each day", setting="SAMLAR_BACKUP_FOLDER", only_on_SIGUSR1=str(folder)
            )

    def _wake(self) -> None:
        self._courier.wake()

    async def _delivered(self) -> None:
        """Return once the outbox is empty, or after two seconds."""
        self._courier.wake()
        for _ in range(LOOKS):
            if not await self._store.outgoing(OutgoingState.WAITING, OutgoingState.SENDING):
                return
            await asyncio.sleep(LOOK_AGAIN)


async def _warm_up() -> None:
    """Load what the first act would wait for, and let the garbage collector leave the program itself alone.

    Looking through all of it, again and again, would hold up everybody for some 40 ms each time.
    """
    await asyncio.to_thread(warm)
    gc.freeze()


def _backup_folder(settings: Settings) -> Path:
    beside = (settings.store_folder or Path()) / "backups"
    return (Path(settings.samlar_backup_folder) if settings.samlar_backup_folder else beside).absolute()


def _backups(settings: Settings, store: Store, clock: Present) -> Backups:
    return Backups(
        store,
        _backup_folder(settings),
        settings.samlar_backup_time,
        settings.zone,
        clock,
        instead=None if settings.samlar_backup_folder else _beside_store(settings),
    )


def _beside_store(settings: Settings) -> Path | None:
    """Return where backups go while the store's folder is gone: what is made in its place is in its way."""
    if settings.store_folder is None:
        return None
    folder = settings.store_folder.absolute()
    return folder.parent / f"{folder.name}.backups"


async def serve(settings: Settings) -> None:
    """Run until SIGTERM or SIGINT; SIGUSR1 takes a backup.

    Raises:
        TaskEndedError: something in the background ended unforeseen; the log says what.
    """
    server = Server(settings)
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for one in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(one, stopped.set)
    taking: set[asyncio.Task[bool]] = set()
    loop.add_signal_handler(signal.SIGUSR1, lambda: taking.add(asyncio.create_task(server.backups.at_once())))
    await server.start()
    try:
        await _either(stopped.wait(), server.ended())
        await asyncio.gather(*taking, return_exceptions=True)
    finally:
        await server.stop()


async def _either(*waits: Coroutine[None, None, object]) -> None:
    """Return when the first of them does. Raises what it raises."""
    tasks = [asyncio.create_task(one) for one in waits]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
