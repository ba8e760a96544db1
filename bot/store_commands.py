"""What administrators do with a store on the command line, from backup to migration."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from bot.app import municipality
from bot.fitting import lacks
from config.settings import Settings, SettingsError, load_settings, store_url
from storage import backup as backups
from storage.check import problems
from storage.documents.base import Document
from storage.kept import KEPT
from storage.kinds import all_kinds
from storage.migrate import migrate as move
from storage.newfile import check_new
from storage.open import opened_store
from storage.store import DamagedError, StoreError
from storage.tally import Tally

Kinds = Mapping[str, type[Document]]
File = Annotated[Path, typer.Argument(metavar="FILE")]

_PUT_RIGHT = (
    "Keep a copy of the store, then restore the latest good backup into an empty one: samlar restore FILE. "
    "docs/store.md says how to correct single documents."
)

store_app = typer.Typer(no_args_is_help=True, help="Look after the store.")


def attach(app: typer.Typer) -> None:
    """Add the commands to the program's command line."""
    app.command()(backup)
    app.command()(restore)
    app.command()(migrate)
    app.add_typer(store_app, name="store")


def backup(file: File) -> None:
    """Write everything in the store to FILE. A running server does this itself on SIGUSR1."""
    check_new(file)

    async def work() -> Tally:
        async with opened_store(load_settings().samlar_store, make=False) as store:
            with _bar("Backing up", await store.count()) as progress:
                return await backups.back_up(store, file, now=datetime.now(UTC), progress=progress)

    tally = asyncio.run(work())
    _show(tally)
    if not tally.kinds():
        typer.echo("The store is empty, and so is the backup.")


def restore(file: File) -> None:
    """Put everything from the backup FILE into the store, which must be empty."""
    backups.check_backup(file)

    async def work() -> Tally:
        async with opened_store(load_settings().samlar_store) as store:
            with _bar("Restoring", None) as progress:
                return await backups.restore(store, file, progress=progress)

    _show(asyncio.run(work()))


def migrate(
    source: Annotated[str, typer.Option("--from", metavar="URL", help="tinydb:<folder> or postgresql://…")],
    target: Annotated[
        str | None, typer.Option("--to", metavar="URL", help="An empty store; else SAMLAR_STORE.")
    ] = None,
) -> None:
    """Copy everything from one store to another, and show what arrived."""
    old_url = _url("--from", source)
    new_url = load_settings().samlar_store if target is None else _url("--to", target)
    if _place(old_url) == _place(new_url):
        raise StoreError("That is the same store twice. Name the new, empty one with --to or SAMLAR_STORE.")

    async def work() -> Tally:
        async with opened_store(old_url, make=False) as old, opened_store(new_url) as new:
            with _bar("Migrating", await old.count()) as progress:
                return await move(old, new, progress=progress)

    _show(asyncio.run(work()))


def _url(option: str, text: str) -> str:
    try:
        return store_url(text)
    except ValueError as error:
        raise SettingsError(f"{option}: {error}. Example: {option} tinydb:data") from None


def _place(url: str) -> str | Path:
    scheme, _, rest = url.partition(":")
    return Path(rest).resolve() if scheme == "tinydb" else url


@store_app.command()
def check() -> None:
    """Look for damage in the store's files, and for documents that break their rules. Exit 1 if any."""
    lines = asyncio.run(_wrong(load_settings(), _kinds()))
    for line in lines or ["All is well."]:
        typer.echo(line)
    raise typer.Exit(1 if lines else 0)


async def _wrong(settings: Settings, kinds: Kinds) -> list[str]:
    """Return what is wrong with the store, a line each, also where that keeps it from being opened."""
    try:
        async with opened_store(settings.samlar_store, make=False) as store:
            with _bar("Checking", await store.count()) as progress:
                found = await problems(store, kinds, progress=progress)
            return _counted(found, _PUT_RIGHT) or _counted(await lacks(store, municipality(settings)), "")
    except DamagedError:
        return _counted(_damage(kinds), _PUT_RIGHT)


def _damage(kinds: Kinds) -> list[str]:
    from storage.tinydb.inspection import inspect  # noqa: PLC0415 - a driver is loaded when it is asked for

    try:
        return inspect(_folder(), kinds)
    except DamagedError as error:
        return [str(error)]


def _counted(lines: list[str], advice: str) -> list[str]:
    """Add a last line that says how many they are, and what to do."""
    count = "1 problem" if len(lines) == 1 else f"{len(lines)} problems"
    return [*lines, f"{count}. {advice}".rstrip()] if lines else []


@store_app.command()
def wipe() -> None:
    """Make unreadable in the store's files what was removed. A running server does this each night."""

    async def work() -> None:
        async with opened_store(load_settings().samlar_store, make=False) as store:
            await store.scrub()

    asyncio.run(work())
    typer.echo("What was removed is gone from the files.")


@store_app.command("import")
def import_(file: File) -> None:
    """Put a plain TinyDB JSON FILE into the store, an empty folder."""
    from storage.tinydb.plain import import_plain  # noqa: PLC0415 - a driver is loaded when it is asked for

    typer.echo(f"{import_plain(file, _folder(), _kinds())} documents imported.")


@store_app.command()
def export(file: File) -> None:
    """Write the store, a folder, to FILE as plain TinyDB JSON."""
    from storage.tinydb.plain import export_plain  # noqa: PLC0415 - as above

    typer.echo(f"{export_plain(_folder(), file)} documents exported.")


def _kinds() -> Kinds:
    return {kind.kind: kind for kind in (*KEPT, *all_kinds())}


def _folder() -> Path:
    folder = load_settings().store_folder
    if folder is None:
        raise StoreError("SAMLAR_STORE is not a folder. Plain TinyDB files go with tinydb:<folder> alone.")
    return folder


@contextmanager
def _bar(what: str, total: int | None) -> Iterator[Callable[[int], None]]:
    """Show a progress bar on standard error once something is done; yields the function to advance it by."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    progress = Progress(*columns, console=Console(stderr=True))
    task = progress.add_task(what, total=total)

    def advance(done: int) -> None:
        progress.start()
        progress.advance(task, done)

    try:
        yield advance
    finally:
        if progress.live.is_started:
            progress.stop()


def _show(tally: Tally) -> None:
    table = Table("kind", "count", "checksum")
    table.columns[1].justify = "right"
    for kind, (count, checksum) in tally.kinds().items():
        table.add_row(kind, str(count), checksum[:16])
    Console().print(table)
