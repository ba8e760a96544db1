"""Which version this is, and what of earlier and later ones it can read."""

from __future__ import annotations

from importlib.metadata import version as installed

import typer

from storage.kinds import all_kinds


def version(wanted: bool) -> None:
    """Print the program's version and those of the formats that it knows, where that is wanted, and exit."""
    if not wanted:
        return
    from storage import backup  # noqa: PLC0415 - what no command needs before it runs
    from storage.postgres import schema  # noqa: PLC0415 - a driver is loaded when it is asked for
    from storage.tinydb import file  # noqa: PLC0415 - as above

    documents = ", ".join(f"{kind.kind} {kind.schema_version}" for kind in all_kinds())
    typer.echo(f"samlar {installed('samlar')}")
    typer.echo(f"folder: format {file.FORMAT}")
    typer.echo(f"PostgreSQL: schema {len(schema.MIGRATIONS)}")
    typer.echo(f"backup: format {backup.FORMAT}")
    typer.echo(f"documents: {documents}")
    raise typer.Exit
