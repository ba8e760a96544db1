"""Names, kinds, times and topics are found in whatever order a line has them, in both languages."""

from __future__ import annotations

from itertools import permutations

import pytest

from handlers.core.replies import Ask, Confirm
from storage.documents.collaborations import Collaboration
from tests.handlers.desk import Seat, Town

LEARNING, FIRST, MAPPING, CLOSING = "lärträff", "första möte", "kartläggning", "avslutande möte"
GROUP, KICKOFF, OWN = "processledningsgrupp", "information och dialog", "egen träff"
TENTH = "torsdag 10 december 2026, v. 50, 13.15–14.45"
EIGHTH = "tisdag 8 december 2026, v. 50, 13.00–15.00"
FRIDAY = "fredag 16 oktober 2026, v. 42, 14.00–15.30"

BOOKED = [
    # the unit, the time and the topic in each order
    ("granliden 10/12 13.15-14.45 bedömning", LEARNING, TENTH, "bedömning"),
    ("granliden bedömning 10/12 13.15-14.45", LEARNING, TENTH, "bedömning"),
    ("10/12 13.15-14.45 granliden bedömning", LEARNING, TENTH, "bedömning"),
    ("10/12 13.15-14.45 bedömning granliden", LEARNING, TENTH, "bedömning"),
    ("bedömning granliden 10/12 13.15-14.45", LEARNING, TENTH, "bedömning"),
    ("bedömning 10/12 13.15-14.45 granliden", LEARNING, TENTH, "bedömning"),
    ("bedömning i par 10/12 13.15-14.45 på Granliden", LEARNING, TENTH, "bedömning i par"),
    ("bedömning granliden 10/12 13.15-14.45 med exempel", LEARNING, TENTH, "bedömning med exempel"),
    ("10/12 13.15-14.45: Granliden, bedömning", LEARNING, TENTH, "bedömning"),
    ("Granliden: bedömning, 10/12 13.15-14.45", LEARNING, TENTH, "bedömning"),
    ("Granliden, 10/12 13.15-14.45, bedömning", LEARNING, TENTH, "bedömning"),
    # small words before the name
    ("in granliden på fredag kl 14", LEARNING, FRIDAY, ""),
    ("med granliden på fredag kl 14", LEARNING, FRIDAY, ""),
    ("på fredag kl 14 med granliden", LEARNING, FRIDAY, ""),
    ("fredag kl 14 hos Granliden", LEARNING, FRIDAY, ""),
    ("fredag kl 14 för Granliden", LEARNING, FRIDAY, ""),
    ("fredag kl 14 i granlidens gymnasium", LEARNING, FRIDAY, ""),
    ("fre kl 14 vid Granlidens gymnasium bedömning", LEARNING, FRIDAY, "bedömning"),
    # words that only say that it is a session
    ("ett möte med granliden fre kl 14", LEARNING, FRIDAY, ""),
    ("en träff med granliden fre kl 14", LEARNING, FRIDAY, ""),
    ("en träff fre kl 14 med granliden", LEARNING, FRIDAY, ""),
    ("möte granliden fre kl 14", LEARNING, FRIDAY, ""),
    ("träff med granliden fre kl 14", LEARNING, FRIDAY, ""),
    ("tid hos granliden fre kl 14", LEARNING, FRIDAY, ""),
    ("ett möte om bedömning med granliden fre kl 14", LEARNING, FRIDAY, "bedömning"),
    ("en träff fre kl 14 granliden bedömning", LEARNING, FRIDAY, "bedömning"),
    # kinds, declined
    ("lärträff granliden 10/12 13.15-14.45 bedömning", LEARNING, TENTH, "bedömning"),
    ("granliden lärträff 10/12 13.15-14.45 bedömning", LEARNING, TENTH, "bedömning"),
    ("en lärträff granliden 8/12 13-15", LEARNING, EIGHTH, ""),
    ("lärträffen på granliden 8/12 13-15", LEARNING, EIGHTH, ""),
    ("lärträffar granliden 8/12 13-15", LEARNING, EIGHTH, ""),
    ("granlidens lärträff 8/12 13-15", LEARNING, EIGHTH, ""),
    ("bedömning lärträff 8/12 13-15 granliden", LEARNING, EIGHTH, "bedömning"),
    ("första möte granliden 8/12 13-15", FIRST, EIGHTH, ""),
    ("första mötet granliden 8/12 13-15", FIRST, EIGHTH, ""),
    ("första mötet med granliden 8/12 13-15", FIRST, EIGHTH, ""),
    ("det första mötet med granliden 8/12 13-15", FIRST, EIGHTH, ""),
    ("ett första möte hos granliden 8/12 13-15", FIRST, EIGHTH, ""),
    ("8/12 13-15 granliden första mötet", FIRST, EIGHTH, ""),
    ("granliden första mötet 8/12 13-15 mål och ramar", FIRST, EIGHTH, "mål och ramar"),
    ("kartläggningen granliden 8/12 13-15", MAPPING, EIGHTH, ""),
    ("kartläggningar på granliden 8/12 13-15", MAPPING, EIGHTH, ""),
    ("en kartläggning granliden 8/12 13-15 intervjuer", MAPPING, EIGHTH, "intervjuer"),
    ("kartläggning av läget granliden 8/12 13-15", MAPPING, EIGHTH, "kartläggning av läget"),
    ("processledningsgruppen granliden 8/12 13-15", GROUP, EIGHTH, ""),
    ("processledningsgrupp hos granliden 8/12 13-15", GROUP, EIGHTH, ""),
    ("avslutande mötet med granliden 8/12 13-15", CLOSING, EIGHTH, ""),
    ("ett avslutande möte granliden 8/12 13-15", CLOSING, EIGHTH, ""),
    ("information och dialog granliden 8/12 13-15", KICKOFF, EIGHTH, ""),
    ("typ=första granliden 8/12 13-15", FIRST, EIGHTH, ""),
    ("granliden 8/12 13-15 typ=kartläggning", MAPPING, EIGHTH, ""),
    # as it is listed, and with slips
    ("Granlidens gymnasium 2025/26 10/12 13.15-14.45 bedömning", LEARNING, TENTH, "bedömning"),
    ("10/12 13.15-14.45 Granlidens gymnasium 2025/26 bedömning", LEARNING, TENTH, "bedömning"),
    ("Granliden 2025/26 10/12 13.15-14.45 bedömning", LEARNING, TENTH, "bedömning"),
    ("Granlidens gymnasium 2025/26, kollegialt lärande 8/12 13-15", LEARNING, EIGHTH, ""),
    ("bedömning Granlidens gymnasium 2025/26, kollegialt lärande 8/12 13-15", LEARNING, EIGHTH, "bedömning"),
    ("bedömning granlidne 8/12 13-15", LEARNING, EIGHTH, "bedömning"),
    ("bedömning GRANLIDEN 8/12 13-15", LEARNING, EIGHTH, "bedömning"),
    # topics stay whole
    ("granliden 8/12 13-15 Samtal med Maja", LEARNING, EIGHTH, "Samtal med Maja"),
    ("granliden 8/12 13-15 Samtal med Maja och Petter", LEARNING, EIGHTH, "Samtal med Maja och Petter"),
    ("granliden 8/12 13-15 Besök från Almby skola", LEARNING, EIGHTH, "Besök från Almby skola"),
    ("granliden 8/12 13-15 skolan och förskolan", LEARNING, EIGHTH, "skolan och förskolan"),
    ("granliden 8/12 13-15 Möte med rektor", LEARNING, EIGHTH, "Möte med rektor"),
    ("granliden 8/12 13-15 Vad vi inte vet", LEARNING, EIGHTH, "Vad vi inte vet"),
    ("granliden 8/12 13-15 Kartläggning av behov", LEARNING, EIGHTH, "Kartläggning av behov"),
    ("granliden 8/12 13-15 efter första mötet", LEARNING, EIGHTH, "efter första mötet"),
    ("granliden 8/12 13-15 Elevernas egna mål", LEARNING, EIGHTH, "Elevernas egna mål"),
]
IN_ENGLISH = [
    ("Granliden dec 8 1-3pm assessment", "learning session", "assessment"),
    ("dec 8 1-3pm Granliden assessment", "learning session", "assessment"),
    ("dec 8 1-3pm assessment at Granliden", "learning session", "assessment"),
    ("assessment at Granliden dec 8 1-3pm", "learning session", "assessment"),
    ("assessment dec 8 1-3pm with Granliden", "learning session", "assessment"),
    ("a session with Granliden on dec 8 1-3pm", "learning session", ""),
    ("a session on dec 8 1-3pm with Granliden", "learning session", ""),
    ("a meeting with Granliden dec 8 1-3pm", "learning session", ""),
    ("a meeting about feedback with Granliden dec 8 1-3pm", "learning session", "feedback"),
    ("a learning session with Granliden dec 8 1-3pm", "learning session", ""),
    ("learning sessions at Granliden dec 8 1-3pm", "learning session", ""),
    ("the first meeting with Granliden dec 8 1-3pm", "first meeting", ""),
    ("first meeting Granliden dec 8 1-3pm aims", "first meeting", "aims"),
    ("Granliden first meeting dec 8 1-3pm aims", "first meeting", "aims"),
    ("Granliden's kickoff dec 8 1-3pm", "kickoff", ""),
    ("mapping of needs at Granliden dec 8 1-3pm", "mapping", "mapping of needs"),
    ("the process group at Granliden dec 8 1-3pm", "process group", ""),
    ("closing meeting Granlidens gymnasium 2025/26 dec 8 1-3pm", "closing meeting", ""),
    ("Granliden dec 8 1-3pm Talk with Maja", "learning session", "Talk with Maja"),
    ("Granliden dec 8 1-3pm What not to do", "learning session", "What not to do"),
]
APPOINTED = [
    "utse maja och petter till björkängen",
    "utse maja och petter på björkängen",
    "utse till björkängen maja och petter",
    "utse björkängen maja och petter",
    "utse Maja, Petter till Björkängens förskola",
    "utse Maja & Petter Björkängen",
    "utse maja ekström och petter åsberg till björkängen",
    "utse par till björkängen: maja och petter",
    "utse paret maja och petter till björkängen",
    "utse Björkängens förskola 2026/27: Maja, Petter",
    "utse Björkängens förskola 2026/27, förfrågan maja och petter",
    "utse Maja Ekström (1 samarbete) och Petter Åsberg (1 samarbete) till Björkängen",
    "assign maja and petter to björkängen",
    "assign to björkängen maja and petter",
    "assign Maja with Petter to Björkängens förskola",
    "utze maja och petter till björkängen",
]
CHANGED = [
    ("personer ändra Olle inaktiv", {"active": "no"}),
    ("personer ändra inaktiv Olle", {"active": "no"}),
    ("personer ändra Olle status=inaktiv", {"active": "no"}),
    ("personer ändra Olle slutat", {"active": "no"}),
    ("personer ändra Olle till inaktiv", {"active": "no"}),
    ("people change Olle inactive", {"active": "no"}),
    ("personer ändra Petter Åsberg (1 samarbete) inaktiv", {"active": "no"}),
    ("enheter ändra Almby fristående", {"owner": "independent", "name": "Almby skola"}),
    ("enheter ändra fristående Almby", {"owner": "independent", "name": "Almby skola"}),
    ("enheter ändra Almby gymnasieskola", {"school_form": "upper-secondary", "name": "Almby skola"}),
    ("units change Almby independent", {"owner": "independent", "name": "Almby skola"}),
]


def _facts(person: Seat) -> dict[str, str]:
    """Return what is read back, by label."""
    shown = person.shown_as(Confirm)
    return {person._word(one.label): person._word(one.value) for one in shown.facts}


@pytest.mark.parametrize(("line", "kind", "when", "topic"), BOOKED)
async def test_what_a_line_books(karin: Seat, line: str, kind: str, when: str, topic: str) -> None:
    """Unit, kind, time and topic come into their fields, and nothing of them is lost."""
    await karin.says(f"boka {line}")
    facts = _facts(karin)
    assert facts["Samarbete"] == "Granlidens gymnasium 2025/26, kollegialt lärande"
    assert (facts["Typ av träff"], facts["När"], facts.get("Ämne", "")) == (kind, when, topic)


@pytest.mark.parametrize(("line", "kind", "topic"), IN_ENGLISH)
async def test_what_a_line_books_in_english(town: Town, line: str, kind: str, topic: str) -> None:
    """It is the same in English."""
    karin = town.seat("karin", "en-GB")
    await karin.says(f"book {line}")
    facts = _facts(karin)
    assert facts["Collaboration"] == "Granlidens gymnasium 2025/26, collegial learning"
    assert facts["When"] == "Tuesday 8 December 2026, week 50, 13:00–15:00"
    assert (facts["Kind of session"], facts.get("Topic", "")) == (kind, topic)


@pytest.mark.parametrize(
    "line",
    [
        "egen träff 8/12 13-15 planering",
        "egna träffar 8/12 13-15 planering",
        "en egen träff 8/12 13-15 planering",
        "8/12 13-15 planering typ=egen",
        "typ=egen 8/12 13-15 planering",
        "den egna träffen 8/12 13-15 planering",
    ],
)
async def test_the_developers_own(maja: Seat, line: str) -> None:
    """The developers' own session is known in each form, also by the first of its words."""
    await maja.says(f"boka {line}")
    facts = _facts(maja)
    assert "Samarbete" not in facts
    assert (facts["Typ av träff"], facts["När"], facts["Ämne"]) == (OWN, EIGHTH, "planering")


@pytest.mark.parametrize("line", APPOINTED)
async def test_whom_a_line_appoints(town: Town, karin: Seat, line: str) -> None:
    """Both are appointed there, whichever is named first, and no word is left over."""
    await karin.says(line)
    if "utze" in line:
        await karin.presses("utse maja och petter till björkängen")
    assert "använde jag inte" not in karin.sees
    if karin.labels[:1] == ["Bekräfta"]:
        assert _facts(karin)["Samarbete"] == "Björkängens förskola 2026/27, förfrågan"
        await karin.confirms()
    assert (await town.get(Collaboration, "c-bjorkangen")).developers == ("maja", "petter")


@pytest.mark.parametrize(("line", "filled"), CHANGED)
async def test_a_status_without_its_name(karin: Seat, line: str, filled: dict[str, str]) -> None:
    """A word for how it is comes into its own field, and never becomes a name."""
    await karin.says(line)
    form: Ask = karin.form
    assert filled.items() <= {one.name: one.value for one in form.fields}.items()


@pytest.mark.parametrize(
    ("line", "wrong", "unit"),
    [
        ("boka första mötet björkängen 8/12 13-15", "björkängen", "Björkängens förskola"),
        ("boka 8/12 13-15 hos björkängen", "björkängen", "Björkängens förskola"),
        ("boka 8/12 13-15 samverkan med Ekdala", "Ekdala", "Ekdalaskolan"),
        ("boka 8/12 13-15 samverkan ekdala", "ekdala", "Ekdalaskolan"),
        ("boka 8/12 13-15 Förskolan Solrosen", "Förskolan Solrosen", "Förskolan Solrosen"),
        ("boka 8/12 13-15 solrosen", "solrosen", "Förskolan Solrosen"),
    ],
)
async def test_a_unit_is_no_topic(maja: Seat, line: str, wrong: str, unit: str) -> None:
    """A unit where nothing can be booked is said to be so: it becomes no topic of another's session."""
    await maja.says(line)
    assert maja.errors == {"collaboration": f"Du är inte med i något samarbete på {unit}"}
    assert wrong not in str(maja.filled_in.get("topic", ""))


@pytest.mark.parametrize(
    "topic",
    [
        "Samtal med Maja",
        "skolan och förskolan",
        "Gran och tall",
        "Besök på ett gymnasium",
        "en skola i rörelse",
    ],
)
async def test_what_is_no_name_stays_a_topic(maja: Seat, topic: str) -> None:
    """Words that schools share, and people where nobody is asked for, stay in the topic."""
    await maja.says(f"boka 8/12 13-15 {topic}")
    assert _facts(maja)["Ämne"] == topic


@pytest.mark.parametrize(
    "line",
    [
        "boka Granliden och Björkängen 8/12 13-15",
        "boka 8/12 13-15 Granliden och Björkängen",
        "boka Granliden, Björkängen 8/12 13-15",
        "boka Granliden & Ekdala 8/12 13-15",
        "book Granliden and Björkängen dec 8 1-3pm",
    ],
)
async def test_two_units(karin: Seat, line: str) -> None:
    """Of two units one is booked at a time: it is asked which first, and the time is kept."""
    await karin.says(line)
    assert "Ta en i taget: vilken först, Granliden" in karin.sees
    await karin.presses("Granlidens gymnasium 2025/26, kollegialt lärande")
    assert _facts(karin)["När"] == EIGHTH
    assert "Ämne" not in _facts(karin)


async def test_two_people(karin: Seat) -> None:
    """Of two people one is changed at a time."""
    await karin.says("personer ändra Maja och Olle inaktiv")
    assert "Ta en i taget: vilken först, Maja och Olle?" in karin.sees
    assert {"Maja Ekström (1 samarbete)", "Olle Lindgård (inga samarbeten)"} <= set(karin.labels)


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("boka inte granliden 8/12 13-15", "inte"),
        ("boka ej granliden 8/12 13-15", "ej"),
        ("boka inget hos granliden 8/12 13-15", "inget"),
        ("flytta inte granliden till fredag", "inte"),
        ("ställ in inte granliden", "inte"),
        ("utse inte Björkängens förskola Maja Ekström och Petter Åsberg", "inte"),
        ("book not Granliden dec 8 1-3pm", "not"),
        ("veckobrev skicka inte", "inte"),
    ],
)
async def test_a_negation_does_nothing(town: Town, karin: Seat, line: str, word: str) -> None:
    """What is not to be done is not done, and not read back as if it were."""
    assert (await karin.says(line)).startswith(f"Du skrev ”{word}”, så inget är gjort.")
    assert await town.told() == {}


async def test_a_topic_of_a_time_that_is_asked_about(maja: Seat) -> None:
    """Where a time is asked about the topic beside it is kept, whichever time is chosen."""
    await maja.says("boka bedömning granliden tors 14 med exempel")
    await maja.presses("torsdag 22 oktober 2026, v. 43, 14.00")
    assert _facts(maja)["Ämne"] == "bedömning med exempel"


PARTS = {
    "unit": ("granliden", "hos Granliden", "på Granlidens gymnasium", "Granlidens gymnasium 2025/26"),
    "time": ("8/12 13-15", "tisdag 8 december kl 13-15", "8/12 kl 13.00-15.00", "den 8 december 13-15"),
    "topic": ("bedömning", "Samtal med Maja", "elevernas egna mål", "skolan som helhet"),
}


@pytest.mark.parametrize("order", list(permutations(PARTS)), ids=" ".join)
async def test_the_order_makes_no_difference(karin: Seat, order: tuple[str, ...]) -> None:
    """Unit, time and topic mean the same in every order, however each is written."""
    for way in range(len(PARTS["topic"])):
        await karin.says(f"boka {' '.join(PARTS[part][way] for part in order)}")
        facts = _facts(karin)
        assert facts["Samarbete"] == "Granlidens gymnasium 2025/26, kollegialt lärande"
        assert (facts["När"], facts["Ämne"]) == (EIGHTH, PARTS["topic"][way])


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("utse Björkängen Greta Granath", "Greta Granath är rektor, inte kvalitetsutvecklare."),
        ("utse Greta Granath till Björkängen", "Greta Granath är rektor, inte kvalitetsutvecklare."),
        ("utse Björkängen Maja och Rut Almquister", "Rut Almquister är rektor, inte kvalitetsutvecklare."),
    ],
)
async def test_who_is_no_developer(karin: Seat, line: str, why: str) -> None:
    """A principal who is named as a developer is said to be none, not to be a slip."""
    await karin.says(line)
    assert karin.errors["developers"] == why
