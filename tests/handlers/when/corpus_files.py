"""The corpus: texts as people type them, and what each is to be read as, written by hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Stockholm")
FOLDER = Path(__file__).parent / "corpus"


@dataclass(frozen=True)
class Case:
    """One text.

    Attributes:
        group: the file it stands in.
        sessions: start and end of each, end None where it is open; none where it must be asked about.
        rest: the topic left over.
    """

    group: str
    text: str
    now: datetime
    language: str
    topic: bool
    sessions: tuple[tuple[datetime, datetime | None], ...]
    rest: str = ""

    def __str__(self) -> str:
        return f"{self.group}: {self.text}"


def cases() -> list[Case]:
    """Return the whole corpus, file by file."""
    return [case for path in sorted(FOLDER.glob("*.txt")) for case in _cases(path)]


def _cases(path: Path) -> Iterator[Case]:
    now, language, topic = datetime.now(ZONE), "sv", False
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("now "):
            now = datetime.fromisoformat(line[4:]).replace(tzinfo=ZONE)
        elif line.startswith("lang "):
            language = line[5:]
        elif line == "topic":
            topic = True
        elif " => " in line and not line.startswith("#"):
            text, _, expected = line.partition(" => ")
            sessions, _, rest = expected.partition(" | ")
            yield Case(path.stem, text, now, language, topic, _sessions(sessions), rest)


def _sessions(text: str) -> tuple[tuple[datetime, datetime | None], ...]:
    """Read `2026-10-15, 2026-10-22 14:00-15:30; 2026-10-29 09:00`; hours past 24 are of the next day."""
    if text == "?":
        return ()
    found = []
    for group in text.split("; "):
        days, _, clocks = group.rpartition(" ")
        start, _, end = clocks.partition("-")
        for day in days.split(", "):
            on = date.fromisoformat(day)
            found.append((_moment(on, start), _moment(on, end) if end else None))
    return tuple(sorted(found, key=lambda session: session[0].timestamp()))


def _moment(day: date, clock: str) -> datetime:
    clock, plus, offset = clock.partition("+")
    hour, minute = map(int, clock.split(":"))
    wall = datetime.combine(day, time()) + timedelta(hours=hour, minutes=minute)
    found = wall.replace(tzinfo=ZONE)
    if plus and found.utcoffset() != timedelta(hours=int(offset[:2])):
        found = found.replace(fold=1)
    return found
