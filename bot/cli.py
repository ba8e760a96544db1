"""The command line: `samlar`, also `python -m bot`."""

from __future__ import annotations

import asyncio
import logging
import signal
import sys
from http.client import OK
from typing import Annotated
from urllib.request import urlopen

import typer

from bot.background import TaskEndedError
from bot.logs import configure_logs
from bot.store_commands import attach
from bot.version import version
from bot.web import HEALTH
from bot.when_command import when
from config.settings import Settings, SettingsError, load_settings
from handlers.core.words import Words
from storage.documents.messages import Refusal
from storage.documents.people import Language
from storage.store import BrokenDocumentError, StoreError

app = typer.Typer(
    name="samlar",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Samlär: school-development collaborations, run in chat.",
)


@app.callback()
def samlar(
    shown: Annotated[
        bool, typer.Option("--version", callback=version, is_eager=True, help="Show versions and exit.")
    ] = False,
) -> None:
    """Take the options that stand before a command."""


app.command()(when)
attach(app)

As = Annotated[
    str | None,
    typer.Option("--as", help="A name, or principal, developer, coordinator (sample stores only)."),
]
Lang = Annotated[str | None, typer.Option("--lang", help="sv or en; else SAMLAR_LANGUAGE.")]


@app.command()
def run() -> None:
    """Start the server for Slack and Teams; exits 1 where a part of it ended unforeseen."""
    from bot.server import serve  # noqa: PLC0415 - the platforms' SDKs are loaded when they are needed

    try:
        asyncio.run(serve(load_settings()))
    except TaskEndedError:
        raise typer.Exit(1) from None


@app.command()
def chat(wanted: As = None, lang: Lang = None) -> None:
    """Chat in this terminal, over a sample municipality unless SAMLAR_STORE names a store."""
    settings = load_settings()
    _chat(settings, wanted, _language(lang, settings))


@app.command()
def start() -> None:
    """Start the server where Slack or Teams is set up, else the terminal chat."""
    settings = load_settings()
    if settings.slack or settings.teams:
        run()
    else:
        _chat(settings, None, settings.samlar_language)


@app.command()
def healthy() -> None:
    """Exit 0 if the server on this machine answers that it is well, else 1."""
    settings = load_settings()
    host = "127.0.0.1" if settings.samlar_host == "0.0.0.0" else settings.samlar_host  # noqa: S104 - compared, not bound
    try:
        with urlopen(f"http://{host}:{settings.samlar_port}{HEALTH}", timeout=4) as answer:
            well = answer.status == OK
    except OSError:
        well = False
    raise typer.Exit(0 if well else 1)


@app.command()
def reference() -> None:
    """Print the command reference, docs/commands.md."""
    import handlers  # noqa: PLC0415 - only this needs all commands without a store
    from bot.reference import reference as written  # noqa: PLC0415
    from handlers.core.rooms import rooms_of  # noqa: PLC0415

    typer.echo(written(rooms_of(handlers).commands, Words.load()))


def _chat(settings: Settings, wanted: str | None, language: Language) -> None:
    from bot.terminal.start import chat as talk  # noqa: PLC0415 - what a chat needs is loaded for a chat

    try:
        asyncio.run(talk(settings, wanted, language))
    except Refusal as refusal:
        raise SettingsError(Words.load().text(refusal.message, language)) from None


def _language(lang: str | None, settings: Settings) -> Language:
    if lang is None:
        return settings.samlar_language
    if lang == "sv":
        return "sv"
    if lang == "en":
        return "en"
    raise SettingsError(f"--lang: {lang!r} is no language here. Example: --lang sv")


def main() -> None:
    """Run the command line; what is wrong is said in one line, with exit code 2.

    SIGUSR1 is for the server, which takes a backup then; a chat or a command that gets it goes on.
    """
    signal.signal(signal.SIGUSR1, signal.SIG_IGN)
    configure_logs()
    try:
        app()
    except (SettingsError, StoreError, BrokenDocumentError) as error:
        sys.stderr.write(f"samlar: {error}\n")
        sys.exit(2)
    except Exception:
        logging.getLogger("samlar").exception("a fault of the program's own")
        sys.exit(1)
