"""The made-up town of the tests, apart from the sample that people try, so that either can change alone."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from bot.sample.days import DaysFrom
from bot.sample.filling import fill
from storage.documents.base import Document
from storage.documents.collaborations import Collaboration, Goal
from storage.documents.people import Account, Person, Role, Unit
from storage.documents.places import Channel, Installation
from storage.documents.reflections import Readers, Reflection
from storage.documents.sessions import Held, Session
from storage.store import Store

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
CHANNEL = "terminal:sample:kvalitetsutveckling"


async def fill_town(store: Store, zone: ZoneInfo, today: date) -> None:
    """Fill an empty store, in which a terminal may speak as anybody; does nothing where that is done."""
    await fill(store, documents_of_town(zone, today))


def documents_of_town(zone: ZoneInfo, today: date) -> list[Document]:
    """Return all that is there on a day."""
    at = DaysFrom(zone, today)
    return [
        Installation(id="installation", sample=True),
        Channel(id=CHANNEL, name="kvalitetsutveckling", digest=True),
        *(Unit(id=i, name=name, owner=owner, school_form=form) for i, name, owner, form in UNITS),
        *(Person(id=i, name=name).placed(roles, home, today) for i, name, roles, home in PEOPLE),
        *(Account(id=f"terminal:{i}", person_id=i) for i, *_ in PEOPLE),
        *_collaborations(at),
        *_sessions(at),
        *_reflections(at),
    ]


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
