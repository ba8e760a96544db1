"""A school year as people live it: what is typed in each language, and what board and load must be then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tests.conversations.conftest import STOCKHOLM

BEGINS = datetime(2026, 8, 17, 9, 0, tzinfo=STOCKHOLM)
UNITS = """
Skolenhetsnamn;Huvudman;Skolform
Almby skola;kommunal;grundskola
Granlidens gymnasium;kommunal;gymnasieskola
Björkängens förskola;kommunal;förskola
Tallåsskolan;fristående;grundskola
"""
PEOPLE = """
namn;roll;enheter;konto
Maja Ekström;kvalitetsutvecklare;;{maja}
Olle Lindgård;kvalitetsutvecklare;;{olle}
Sana Haddadi;kvalitetsutvecklare;;{sana}
Petter Åsberg;kvalitetsutvecklare;;{petter}
Ylva Norrby;medverkande från centralt skolstöd;;{ylva}
Rut Almquister;rektor;Almby skola;{rut}
Greta Granath;rektor;Granlidens gymnasium;{greta}
Bengt Björkegård;rektor;Björkängens förskola;{bengt}
Tora Tallberg;rektor;Tallåsskolan;
"""
WORDS = {
    "sv": {
        "confirm": "Bekräfta",
        "requested": "förfrågan",
        "assigned": "par utsett",
        "first-meeting": "första möte",
        "kickoff": "information och dialog",
        "mapping": "kartläggning",
        "work-plan": "arbetsplan",
        "learning": "kollegialt lärande",
        "paused": "pausat",
        "none": "Inga samarbeten",
        "one": "1 samarbete",
        "many": "{} samarbeten",
    },
    "en": {
        "confirm": "Confirm",
        "requested": "requested",
        "assigned": "pair appointed",
        "first-meeting": "first meeting",
        "kickoff": "kickoff with staff",
        "mapping": "mapping",
        "work-plan": "work plan",
        "learning": "collegial learning",
        "paused": "paused",
        "none": "No collaborations",
        "one": "1 collaboration",
        "many": "{} collaborations",
    },
}


@dataclass(frozen=True)
class Says:
    """Somebody writes a line, or presses a button, and confirms what is read back."""

    who: str
    sv: str
    en: str
    sees: tuple[str, str] | None = None
    press: bool = False


@dataclass(frozen=True)
class On:
    """It is that day and hour, and the clock looks."""

    day: str


@dataclass(frozen=True)
class Board:
    """What who coordinates must see: by unit its stage and its pair, and by developer how many they lead."""

    rows: dict[str, tuple[str, str]]
    load: dict[str, int]
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class Told:
    """What somebody must have been told by then."""

    who: str
    sv: str
    en: str


Step = Says | On | Board | Told
AUTUMN: tuple[Step, ...] = (
    Says(
        "rut",
        'begär Almby skola syfte="Bättre läsning" effekter="Fler läser"',
        'request Almby skola purpose="Bättre läsning" effects="Fler läser"',
    ),
    Says(
        "greta",
        "begär Granlidens gymnasium syfte=Bedömning effekter=Rättvisa",
        "request Granlidens gymnasium purpose=Bedömning effects=Rättvisa",
    ),
    Says(
        "bengt",
        "begär Björkängens förskola syfte=Lek effekter=Glädje",
        "request Björkängens förskola purpose=Lek effects=Glädje",
    ),
    Says(
        "karin",
        'begär Tallåsskolan rektor="Tora Tallberg" syfte=Språk effekter=Ord',
        'request Tallåsskolan principal="Tora Tallberg" purpose=Språk effects=Ord',
        ("Tora Tallberg", "Tora Tallberg"),
    ),
    Says(
        "karin", 'avböj Granliden "Vi har inte plats i höst"', 'decline Granliden "Vi har inte plats i höst"'
    ),
    Told("greta", "Vi har inte plats i höst", "Vi har inte plats i höst"),
    Says(
        "greta",
        "begär Granlidens gymnasium syfte=Bedömning effekter=Rättvisa",
        "request Granlidens gymnasium purpose=Bedömning effects=Rättvisa",
    ),
    Says("karin", "väntelista Granliden VT27", "waiting list Granliden VT27"),
    Says("karin", "utse Almby Maja och Olle", "assign Almby Maja and Olle"),
    Says("karin", "utse Björkängen Sana och Petter", "assign Björkängen Sana and Petter"),
    Says(
        "karin",
        "utse Tallåsskolan Maja och Petter",
        "assign Tallåsskolan Maja and Petter",
        ("Tora Tallberg", "Tora Tallberg"),
    ),
    Board(
        {
            "Almby": ("assigned", "Maja Ekström, Olle Lindgård"),
            "Granliden": ("requested", ""),
            "Björkängen": ("assigned", "Sana Haddadi, Petter Åsberg"),
            "Tallås": ("assigned", "Maja Ekström, Petter Åsberg"),
        },
        {"Maja": 2, "Olle": 1, "Sana": 1, "Petter": 2},
    ),
    Says("maja", "boka Almby första möte 26/8 kl 9-10", "book Almby first meeting 26 August 9-10"),
    Says("sana", "boka Björkängen första möte 27/8 kl 13", "book Björkängen first meeting 27 August 1 pm"),
    On("2026-08-27 15:00"),
    Told("maja", "Hur gick det?", "How did it go?"),
    Board(
        {"Almby": ("first-meeting", "Maja Ekström"), "Björkängen": ("first-meeting", "Sana Haddadi")},
        {"Maja": 2},
    ),
    Says("maja", "boka Almby kartläggning 7/9 kl 9-10", "book Almby mapping 7 September 9-10"),
    Says(
        "maja",
        "boka Tallåsskolan första möte 8/9 kl 9-10",
        "book Tallåsskolan first meeting 8 September 9-10",
    ),
    On("2026-09-08 12:00"),
    Board({"Almby": ("mapping", "Maja Ekström"), "Tallås": ("first-meeting", "Maja Ekström")}, {}),
    On("2026-10-05 08:00"),
    Says("maja", "skede Almby arbetsplan utkastet är klart", "stage Almby work plan utkastet är klart"),
    Says(
        "maja",
        "boka Almby varannan torsdag 14-15 v 42-50 Läsgrupper",
        "book Almby every other Thursday 14-15 weeks 42-50 Läsgrupper",
        ("29 okt", "29 Oct"),
    ),
    Says("maja", "Hoppa över lediga dagar", "Leave the free days out", press=True),
    On("2026-10-15 15:30"),
    Board({"Almby": ("learning", "Maja Ekström, Olle Lindgård")}, {}),
)
WINTER: tuple[Step, ...] = (
    On("2026-10-19 09:00"),
    Says("karin", "byt ut Olle mot Sana på Almby", "replace Olle with Sana at Almby"),
    Told("olle", "Du är inte längre utsedd för Almby skola", "You are no longer appointed to Almby skola"),
    Says("olle", "överlämna Almby Två träffar är hållna.", "hand over Almby Två träffar är hållna."),
    Told("sana", "Två träffar är hållna.", "Två träffar är hållna."),
    Says("maja", "medverkande Almby Ylva", "partners Almby Ylva"),
    Told("ylva", "Almby skola", "Almby skola"),
    Says("ylva", "träffar", "sessions", ("Läsgrupper", "Läsgrupper")),
    Board(
        {"Almby": ("learning", "Maja Ekström, Sana Haddadi")}, {"Maja": 2, "Olle": 0, "Sana": 2, "Petter": 2}
    ),
    Says("maja", "reflektera Almby 15 okt 4 Lugn start", "reflect Almby 15 Oct 4 Lugn start"),
    On("2026-11-09 09:00"),
    Says(
        "karin",
        "pausa Björkängen till v 3 rektorsbyte",
        "pause Björkängen until week 3 rektorsbyte",
        ("18 januari 2027", "18 January 2027"),
    ),
    Told("bengt", "Björkängens förskola", "Björkängens förskola"),
    Board({"Björkängen": ("paused", "Sana Haddadi, Petter Åsberg")}, {"Sana": 1, "Petter": 1}),
    On("2027-01-11 09:00"),
    Says("nora", "hej", "hello"),
    Says("nora", "Jag arbetar med det här", "I work with this", press=True),
    Says("karin", "släpp in Nora Nygran som rektor", "let in Nora Nygran as principal"),
    Says("karin", "byt rektor Björkängen Nora Nygran", "change principal Björkängen Nora Nygran"),
    Told("nora", "Björkängens förskola", "Björkängens förskola"),
    Says("nora", "läget", "status", ("Björkängens förskola", "Björkängens förskola")),
    Says(
        "bengt",
        "läget Björkängen",
        "status Björkängen",
        ("inte med i något samarbete på Björkängens förskola", "no collaboration at Björkängens förskola"),
    ),
    Says("karin", "utse Granliden Olle och Petter", "assign Granliden Olle and Petter"),
    On("2027-01-18 09:00"),
    Told("karin", "Björkängens förskola", "Björkängens förskola"),
    Says("karin", "återuppta Björkängen", "resume Björkängen"),
    Board(
        {
            "Björkängen": ("first-meeting", "Sana Haddadi, Petter Åsberg"),
            "Granliden": ("assigned", "Olle Lindgård, Petter Åsberg"),
        },
        {"Maja": 2, "Olle": 1, "Sana": 2, "Petter": 3},
    ),
    Says("maja", "ogjort", "to do", ("Läsgrupper", "Läsgrupper")),
    Says("maja", "Blev av", "It was held", press=True),
)
SPRING: tuple[Step, ...] = (
    On("2027-06-07 09:00"),
    Says("karin", "avsluta Tallåsskolan", "close Tallåsskolan", ("Tora Tallberg", "Tora Tallberg")),
    Says("maja", "reflektera Tallåsskolan 8 sep 4 sent", "reflect Tallåsskolan 8 Sep 4 sent"),
    Says("maja", "förläng Almby till VT28", "extend Almby until VT28"),
    Told("karin", "Maja Ekström föreslår", "Maja Ekström proposes"),
    Says("karin", "Godkänn förslaget", "Accept the proposal", press=True),
    Board(
        {"Almby": ("learning", "Maja Ekström, Sana Haddadi")}, {"Maja": 1, "Petter": 2}, missing=("Tallås",)
    ),
    On("2027-08-16 09:00"),
    Says("karin", "läget Almby", "status Almby", ("9 juni 2028", "9 June 2028")),
    Says("karin", "historik Almby", "history Almby", ("Olle Lindgård", "Olle Lindgård")),
    Board(
        {
            "Almby": ("learning", "Maja Ekström, Sana Haddadi"),
            "Björkängen": ("first-meeting", "Sana Haddadi"),
        },
        {"Maja": 1},
    ),
)
YEAR = (*AUTUMN, *WINTER, *SPRING)
