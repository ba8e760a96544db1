"""What administrators do with a store on the command line, from backup to migration."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from config.settings import load_settings
from storage import backup as backups
from storage.check import problems
from storage.kept import KEPT
from storage.kinds import all_kinds
from storage.migrate import migrate as move
from storage.open import opened_store
from storage.store import StoreError
from storage.tally import Tally

File = Annotated[Path, typer.Argument(metavar="FILE")]

store_app = typer.Typer(no_args_is_help=True, help="Look after the store.")


def attach(app: typer.Typer) -> None:
    """Add the commands to the program's command line."""
    app.command()(backup)
    app.command()(restore)
    app.command()(migrate)
    app.add_typer(store_app, name="store")


def backup(file: File) -> None:
    """Write everything in the store to FILE. A running server does this itself on SIGUSR1."""
    if file.exists():
        raise StoreError(f"{file} is there already. Choose another name.")

    async def work() -> Tally:
        async with opened_store(load_settings().samlar_store) as store:
            with _bar("Backing up", await store.count()) as progress:
                return await backups.back_up(store, file, now=datetime.now(UTC), progress=progress)

    _show(asyncio.run(work()))


def restore(file: File) -> None:
    """Put everything from the backup FILE into the store, which must be empty."""

    async def work() -> Tally:
        async with opened_store(load_settings().samlar_store) as store:
            with _bar("Restoring", None) as progress:
                return await backups.restore(store, file, progress=progress)

    _show(asyncio.run(work()))


def migrate(
    source: Annotated[str, typer.Option("--from", metavar="URL", help="tinydb:<folder> or postgresql://…")],
    target: Annotated[str, typer.Option("--to", metavar="URL", help="An empty store.")],
) -> None:
    """Copy everything from one store to another, and show what arrived."""

    async def work() -> Tally:
        async with opened_store(source) as old, opened_store(target) as new:
            with _bar("Migrating", await old.count()) as progress:
                return await move(old, new, progress=progress)

    _show(asyncio.run(work()))


@store_app.command()
def check() -> None:
    """Look for damage in the store's files, and for documents that break their rules. Exit 1 if any."""

    async def work() -> list[str]:
        kinds = {kind.kind: kind for kind in (*KEPT, *all_kinds())}
        async with opened_store(load_settings().samlar_store) as store:
            with _bar("Checking", await store.count()) as progress:
                return await problems(store, kinds, progress=progress)

    found = asyncio.run(work())
    for line in found:
        typer.echo(line)
    typer.echo(f"{len(found)} problems." if found else "All is well.")
    raise typer.Exit(1 if found else 0)


@store_app.command()
def wipe() -> None:
    """Make unreadable in the store's files what was removed. A running server does this each night."""

    async def work() -> None:
        async with opened_store(load_settings().samlar_store) as store:
            await store.scrub()

    asyncio.run(work())
    typer.echo("What was removed is gone from the files.")


@store_app.command("import")
def import_(file: File) -> None:
    """Put a plain TinyDB JSON FILE into the store, an empty folder."""
    from storage.tinydb.plain import import_plain  # noqa: PLC0415 - a driver is loaded when it is asked for

    typer.echo(f"{import_plain(file, _folder())} documents imported.")


@store_app.command()
def export(file: File) -> None:
    """Write the store, a folder, to FILE as plain TinyDB JSON."""
    from storage.tinydb.plain import export_plain  # noqa: PLC0415 - as above

    typer.echo(f"{export_plain(_folder(), file)} documents exported.")


def _folder() -> Path:
    scheme, _, folder = load_settings().samlar_store.partition(":")
    if scheme != "tinydb":
        raise StoreError("SAMLAR_STORE is not a folder. Plain TinyDB files go with tinydb:<folder> alone.")
    return Path(folder)


@contextmanager
def _bar(what: str, total: int | None) -> Iterator[Callable[[int], None]]:
    """Show a progress bar on standard error; yields the function to advance it by."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task(what, total=total)
        yield lambda done: progress.advance(task, done)


def _show(tally: Tally) -> None:
    table = Table("kind", "count", "checksum")
    table.columns[1].justify = "right"
    for kind, (count, checksum) in tally.kinds().items():
        table.add_row(kind, str(count), checksum[:16])
    Console().print(table)
