"""Acts that are undone, and how things stand after them."""

from __future__ import annotations

from pathlib import Path

from storage.documents.sessions import Session
from storage.values.times import wall_text
from tests.handlers.desk import Seat, Town

COMING = "s-coming"
STANDS = "Det som är gjort gäller."


async def book(person: Seat, times: str = "2026-11-05 14-15.30", topic: str = "Bedömning") -> None:
    """Book, which writes to the other of the pair and the principal."""
    await person.says(f"boka Granliden {times} {topic}")
    await person.confirms()
    assert "Ångra" in person.labels


async def move(person: Seat, to: str = "2026-11-06 14") -> None:
    """Move the session to come."""
    await person.says(f"flytta Elevernas egna mål {to}")
    await person.confirms()
    assert person.sees.startswith("Flyttad")


async def cancel(person: Seat) -> None:
    """Call the session to come off."""
    await person.says("ställ in Elevernas egna mål sjuk")
    await person.confirms()
    assert person.sees.startswith("Inställd")


async def reflect(person: Seat, text: str = "Hemligheten") -> None:
    """Reflect on the session that has ended."""
    await person.says(f"reflektera s-ended 4 {text}")
    await person.confirms()
    assert "sparad" in person.sees


def kept(folder: Path, text: str) -> bool:
    """Tell whether a file in the folder, or below, holds the text."""
    files = [one for one in folder.rglob("*") if one.is_file()]
    assert files
    return any(text.encode() in one.read_bytes() for one in files)


async def topics(town: Town) -> list[str]:
    """Return the topics of all sessions."""
    return [one.topic for one in await town.find(Session)]


async def start(town: Town) -> str:
    """Return when the session to come begins, as `2026-10-26T14:00`."""
    return wall_text((await town.get(Session, COMING)).span.start)[:16]
