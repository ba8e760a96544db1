"""The server: opens the store, lets the platforms in, and stops without losing what is under way."""

from __future__ import annotations

import asyncio
import gc
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import structlog
from aiohttp import web

from bot.app import Present, make_dispatch, municipality, present
from bot.backups import Backups
from bot.clock import Clock
from bot.delivery import Courier, Sender
from bot.fitting import check_fit
from bot.notices import notice_new, notice_rights, notice_settings
from bot.web import add_health
from bot.wiping import Wiping
from config.settings import Settings, SettingsError
from handlers.core.dispatch import Dispatch
from handlers.core.words import Words
from handlers.when import warm
from storage.open import open_store
from storage.store import Store

UNDER_WAY = 20.0  # seconds that stopping waits for requests under way

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

    async def stop(self) -> None:
        """Finish what is under way."""


def front_ends(settings: Settings, dispatch: Dispatch, words: Words) -> dict[str, FrontEnd]:
    """Return the platforms that are set up, by name. Raises SettingsError where there is none."""
    found: dict[str, FrontEnd] = {}
    if settings.slack:
        from bot.slack.app import SlackFrontEnd  # noqa: PLC0415 - its SDK is loaded only where it is set up

        found["slack"] = SlackFrontEnd(settings, dispatch, words)
    if settings.teams:
        from bot.teams.app import TeamsFrontEnd  # noqa: PLC0415 - as above

        found["teams"] = TeamsFrontEnd(settings, dispatch, words)
    if not found:
        raise SettingsError(
            "SLACK_BOT_TOKEN, MICROSOFT_APP_ID: neither is set, so there is nobody to talk with. "
            "Example: SLACK_BOT_TOKEN=xoxb-…"
        )
    return found


Platforms = Callable[[Settings, Dispatch, Words], dict[str, FrontEnd]]


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
        self._settings = settings
        self._words = Words.load()
        self._store: Store = open_store(settings.samlar_store)
        dispatch = make_dispatch(settings, self._store, self._words, clock, self._wake)
        self._front_ends = platforms(settings, dispatch, self._words)
        senders = {name: front_end.sender for name, front_end in self._front_ends.items()}
        self._courier = Courier(self._store, senders, clock, dispatch.due)
        self.clock = Clock(self._store, dispatch, self._courier, clock)
        self.backups = _backups(settings, self._store, clock)
        self._wiping = Wiping(self._store, settings.zone, clock)
        self._tasks: list[asyncio.Task[None]] = []
        self.port = settings.samlar_port

    async def start(self) -> None:
        """Open the store and listen. Raises StoreError, BrokenDocumentError or SettingsError."""
        notice_settings()
        self._prepare_backups()
        with notice_new(self._settings.store_folder):
            await self._store.open()
        notice_rights(self._settings.store_folder)
        try:
            await check_fit(self._store, municipality(self._settings))
        except BaseException:
            await self._store.close()
            raise
        app = web.Application()
        add_health(app, self._store)
        for front_end in self._front_ends.values():
            front_end.add_to(app)
            await front_end.start()
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=UNDER_WAY)
        await self._runner.setup()
        await self._listen()
        self.port = self._runner.addresses[0][1]
        running = [self._courier.run(), self.clock.run(), self._wiping.run(), _warm_up()]
        if self._settings.samlar_backup_folder:
            running.append(self.backups.run())
        self._tasks = [asyncio.create_task(one) for one in running]
        log.info(
            "listening", host=self._settings.samlar_host, port=self.port, platforms=",".join(self._front_ends)
        )

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

    async def _listen(self) -> None:
        host, port = self._settings.samlar_host, self._settings.samlar_port
        try:
            await web.TCPSite(self._runner, host, port).start()
        except OSError as error:
            await self.stop()
            reason = error.strerror or type(error).__name__
            raise SettingsError(
                f"SAMLAR_PORT: can't listen on {host}, port {port} ({reason}). Example: SAMLAR_PORT=3979"
            ) from None

    async def stop(self) -> None:
        """Take no more, finish what is under way, and close the store."""
        await self._runner.cleanup()
        await self._courier.finish()
        for front_end in self._front_ends.values():
            await front_end.stop()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._store.close()
        log.info("stopped")

    def _wake(self) -> None:
        self._courier.wake()


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
    """Run until SIGTERM or SIGINT; SIGUSR1 takes a backup."""
    server = Server(settings)
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for one in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(one, stop.set)
    taking: set[asyncio.Task[bool]] = set()
    loop.add_signal_handler(signal.SIGUSR1, lambda: taking.add(asyncio.create_task(server.backups.at_once())))
    await server.start()
    try:
        await stop.wait()
        await asyncio.gather(*taking, return_exceptions=True)
    finally:
        await server.stop()
