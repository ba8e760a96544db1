"""A made-up municipality to try things in. All names are invented, and all dates are relative to today."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from storage.documents.base import Document
from storage.documents.collaborations import Collaboration, Goal
from storage.documents.people import Account, Channel, Installation, Person, Role, Unit
from storage.documents.reflections import Readers, Reflection
from storage.documents.sessions import Held, Session
from storage.kept import Queued
from storage.store import OutgoingState, Store
from storage.values.times import Span, instant

UNITS = (
    ("almby", "Almby skola", "municipal", "compulsory"),
    ("bjorkangen", "Björkängens förskola", "municipal", "preschool"),
    ("ekdala", "Ekdalaskolan", "municipal", "compulsory"),
    ("granliden", "Granlidens gymnasium", "municipal", "upper-secondary"),
    ("solrosen", "Förskolan Solrosen", "independent", "preschool"),
    ("tallas", "Tallåsskolan", "independent", "compulsory"),
)
PEOPLE = (
    ("karin", "Karin Samuelsdotter", (Role.COORDINATOR,), None),
    ("henrik", "Henrik Bergvall", (Role.HEAD,), None),
    ("maja", "Maja Ekström", (Role.DEVELOPER,), "ekdala"),
    ("olle", "Olle Lindgård", (Role.DEVELOPER,), "tallas"),
    ("sana", "Sana Haddadi", (Role.DEVELOPER,), "granliden"),
    ("petter", "Petter Åsberg", (Role.DEVELOPER,), None),
    ("ylva", "Ylva Norrby", (Role.PARTNER,), None),
    ("rut", "Rut Almquister", (Role.PRINCIPAL,), "almby"),
    ("bengt", "Bengt Björkegård", (Role.PRINCIPAL,), "bjorkangen"),
    ("greta", "Greta Granath", (Role.PRINCIPAL,), "granliden"),
)
SAMPLE = Path("data", "sample")
"""Where the sample lies when nobody names a store."""

CHANNEL = "terminal:sample:kvalitetsutveckling"


async def is_sample(store: Store) -> bool:
    """Tell whether the store holds made-up data only."""
    async with store.transaction() as tx:
        installation = await tx.get(Installation, "installation")
    return bool(installation and installation.sample)


async def fill_with_sample(store: Store, zone: ZoneInfo, today: date) -> None:
    """Fill an empty store, and mark it as a sample; does nothing where it is marked already."""
    await fill(store, sample(zone, today))


async def fill(store: Store, documents: Iterable[Document]) -> None:
    """Save documents, the installation among them, in an empty store; does nothing in any other."""
    async with store.transaction() as tx:
        if await tx.get(Installation, "installation"):
            return
        for document in documents:
            tx.save(document)


async def begin_anew(store: Store, zone: ZoneInfo, today: date) -> None:
    """Throw away what a sample holds, but for what is being sent, and fill it anew. Any other store stays."""
    async with store.transaction() as tx:
        installation = await tx.get(Installation, "installation")
        if installation is None or not installation.sample:
            return
        fresh = {(one.kind, one.id): one for one in sample(zone, today)}
        for kind in tx.kinds:
            for held in await tx.find(kind):
                new = fresh.pop((held.kind, held.id), None)
                if new is not None:
                    tx.save(new.at_version(held.version))
                elif not (isinstance(held, Queued) and held.state is OutgoingState.SENDING):
                    tx.remove(held)
        for new in fresh.values():
            tx.save(new)


def sample(zone: ZoneInfo, today: date) -> list[Document]:
    """Return all documents of the sample municipality."""
    at = DaysFrom(zone, today)
    return [
        Installation(id="installation", sample=True),
        Channel(id=CHANNEL, name="kvalitetsutveckling", digest=True),
        *(Unit(id=i, name=name, owner=owner, school_form=form) for i, name, owner, form in UNITS),
        *(Person(id=i, name=name, roles=roles, home_unit=home) for i, name, roles, home in PEOPLE),
        *(Account(id=f"terminal:{i}", person_id=i) for i, *_ in PEOPLE),
        *_collaborations(at),
        *_sessions(at),
        *_reflections(at),
    ]


class DaysFrom:
    """Days and times counted from today, in the municipality's zone."""

    def __init__(self, zone: ZoneInfo, today: date) -> None:
        self._zone = zone
        self._today = today

    def span(self, days: int, hour: int, minutes: int) -> Span:
        """Return a span on the first school day from `days` days on."""
        day = self._today + timedelta(days=days)
        weekend = day.isoweekday() - 5
        if weekend > 0:
            day += timedelta(days=3 - weekend)
        start = datetime.combine(day, time(hour), self._zone)
        return Span(start=start, end=start + timedelta(minutes=minutes))

    def ago(self, days: int) -> datetime:
        """Return the instant at noon so many days ago."""
        return instant(datetime.combine(self._today - timedelta(days=days), time(12), self._zone))


def _collaborations(at: DaysFrom) -> list[Collaboration]:
    return [
        Collaboration(
            id="c-granliden",
            unit_id="granliden",
            principal_id="greta",
            requested_at=at.ago(120),
            stage="learning",
            stage_since=at.ago(40),
            purpose="Mer likvärdig bedömning mellan ämneslagen.",
            goals=(Goal(text="Eleverna vet vad de ska lära sig härnäst.", standpoint="visible-learning"),),
            participants="Alla ämneslag",
            start="HT",
            developers=("maja", "petter"),
        ),
        Collaboration(
            id="c-bjorkangen",
            unit_id="bjorkangen",
            principal_id="bengt",
            requested_at=at.ago(5),
            stage="requested",
            stage_since=at.ago(5),
            purpose="Mer lekbaserad undervisning utomhus.",
            goals=(Goal(text="Barnen utforskar mer tillsammans.", standpoint="cooperation"),),
            participants="Två arbetslag",
            meeting_times="tisdagar 13–15",
            start="VT",
        ),
    ]


def _sessions(at: DaysFrom) -> list[Session]:
    pair = ("maja", "petter")
    common = {"collaboration_id": "c-granliden", "session_kind": "learning", "people": pair}
    return [
        Session(
            id="s-held", span=at.span(-14, 14, 90), topic="Exempel på återkoppling", state=Held.HELD, **common
        ),
        Session(id="s-ended", span=at.span(-4, 14, 90), topic="Sambedömning i par", **common),
        Session(id="s-coming", span=at.span(10, 14, 90), topic="Elevernas egna mål", **common),
    ]


def _reflections(at: DaysFrom) -> list[Reflection]:
    return [
        Reflection(
            id=Reflection.id_of("s-held", "maja"),
            session_id="s-held",
            collaboration_id="c-granliden",
            author_id="maja",
            written_at=at.ago(11),
            outcome=Held.HELD,
            grade=4,
            happened="Ämneslagen jämförde sina exempel.",
            learnt="Konkreta exempel öppnar samtalet.",
            next_step="Pröva sambedömning i par.",
            readers=("maja", "petter"),
            shared_with=(Readers.PAIR, Readers.COORDINATOR),
            standpoint="exchange",
        )
    ]
