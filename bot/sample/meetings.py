"""The sessions of the sample, and what those who led them wrote after each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from bot.sample.courses import COURSES, Course
from bot.sample.days import DaysFrom
from bot.sample.town import DEVELOPERS
from storage.documents.base import Document
from storage.documents.reflections import Readers, Reflection
from storage.documents.sessions import Held, Session
from storage.values.times import instant

WRITTEN_AFTER = timedelta(minutes=15)
SHARED = (Readers.PAIR, Readers.COORDINATOR)
Note = tuple[str, int, str, str, str]
"""Who wrote, the grade, what happened, what was learnt, and the next step."""
OWN_GROUP = tuple(id_ for id_, *_ in DEVELOPERS)


@dataclass(frozen=True)
class Meeting:
    """One session, so many `days` from today, before it where negative. What has notes was held.

    `named` is its id where that is known elsewhere; `lost` is one that never took place.
    """

    unit: str | None
    kind: str
    days: int
    hour: int
    minutes: int
    topic: str = ""
    notes: tuple[Note, ...] = ()
    place: str = ""
    team: str = ""
    lost: bool = False
    named: str = ""


LEARNING, MAPPING, FIRST, KICKOFF, GROUP = "learning", "mapping", "first-meeting", "kickoff", "process-group"
MEETINGS = (
    Meeting(
        "granliden",
        LEARNING,
        -28,
        14,
        90,
        "Vad är en bra uppgift?",
        (
            (
                "maja",
                3,
                "Vi läste uppgifter från tre ämnen.",
                "Ämneslagen menar olika saker med analys.",
                "Samla exempel på återkoppling.",
            ),
            ("petter", 4, "Livligt samtal, alla kom till tals.", "Korta texter räcker som underlag.", ""),
        ),
        "Sal B12",
    ),
    Meeting(
        "granliden",
        LEARNING,
        -14,
        14,
        90,
        "Exempel på återkoppling",
        (
            (
                "maja",
                4,
                "Ämneslagen jämförde sina exempel.",
                "Konkreta exempel öppnar samtalet.",
                "Pröva sambedömning i par.",
            ),
        ),
        named="s-held",
    ),
    Meeting("granliden", LEARNING, -4, 14, 90, "Sambedömning i par", named="s-ended"),
    Meeting("granliden", LEARNING, 10, 14, 90, "Elevernas egna mål", named="s-coming"),
    Meeting("granliden", GROUP, 17, 11, 60, "Halvtid: vad ser vi?", place="Rektorsexpeditionen"),
    Meeting("klockarang", FIRST, 6, 13, 60, place="Klockarängen, personalrummet"),
    Meeting(
        "furulund",
        FIRST,
        -9,
        9,
        60,
        "",
        (
            (
                "olle",
                4,
                "Rektor berättade om vad skolan redan har prövat.",
                "Det finns redan rutiner i två arbetslag.",
                "Boka information för alla.",
            ),
            ("anna", 4, "Bra samtal om förväntningar.", "Rektor vill vara med själv.", ""),
        ),
    ),
    Meeting("furulund", KICKOFF, 5, 15, 60, "Varför lugn start?", place="Aulan"),
    Meeting(
        "regnbagen",
        FIRST,
        -18,
        13,
        60,
        "",
        (
            (
                "maja",
                5,
                "Alla arbetslag hade skickat någon.",
                "Det talas nio språk på förskolan.",
                "Information på planeringsdagen.",
            ),
            ("leila", 4, "Förskollärarna hade med egna exempel.", "", "Ta med bilder nästa gång."),
        ),
    ),
    Meeting(
        "regnbagen",
        KICKOFF,
        -8,
        16,
        60,
        "Språken i vardagen",
        (
            (
                "maja",
                4,
                "Alla skrev ned var språken hörs.",
                "Hallen är en plats för språk.",
                "Börja kartlägga vid måltiderna.",
            ),
            (
                "leila",
                3,
                "Några var oroliga för tiden.",
                "Vi måste visa att det ryms i det som redan görs.",
                "",
            ),
        ),
    ),
    Meeting("regnbagen", MAPPING, 7, 9, 60, "Besök vid lunchen"),
    Meeting(
        "sjovik",
        KICKOFF,
        -30,
        15,
        60,
        "Vad är återkoppling?",
        (
            (
                "sana",
                4,
                "Språklärarna valde varsitt exempel.",
                "Eleverna läser betyget först.",
                "Intervjua elever.",
            ),
        ),
    ),
    Meeting(
        "sjovik",
        MAPPING,
        -20,
        10,
        60,
        "Elevintervjuer åk 8",
        (
            (
                "sana",
                5,
                "Tolv elever i tre grupper.",
                "De vill ha återkoppling medan de skriver.",
                "Jämföra med lärarnas bild.",
            ),
            ("tove", 4, "Eleverna var öppna.", "Muntlig återkoppling glöms fort.", ""),
        ),
    ),
    Meeting(
        "sjovik",
        MAPPING,
        -11,
        10,
        60,
        "Lektionsbesök",
        (
            ("sana", 4, "Två lektioner i engelska.", "Kamraträttning fungerar där den är inövad.", ""),
            (
                "tove",
                4,
                "Två lektioner i svenska.",
                "Tiden för bearbetning är kort.",
                "Titta på ett planeringsunderlag.",
            ),
        ),
    ),
    Meeting("sjovik", MAPPING, 8, 10, 60, "Lärarnas bild", team="Språklärarna"),
    Meeting(
        "stenbro",
        KICKOFF,
        -98,
        14,
        60,
        "Delaktighet, vad är det?",
        (
            (
                "olle",
                3,
                "Många frågor om tid.",
                "Två arbetslag har redan klassråd som fungerar.",
                "Boka besök i klassråd.",
            ),
        ),
    ),
    Meeting(
        "stenbro",
        MAPPING,
        -84,
        9,
        60,
        "Klassråd i åk 5",
        (
            (
                "johan",
                4,
                "Eleverna ledde rådet själva.",
                "De väljer innehåll men sällan arbetssätt.",
                "Besök även F–3.",
            ),
        ),
    ),
    Meeting("stenbro", MAPPING, -20, 9, 60, "Klassråd i F–3", lost=True),
    Meeting(
        "vasterang",
        MAPPING,
        -88,
        13,
        60,
        "Texter i NO",
        (
            ("anna", 4, "Vi läste läromedlens texter.", "Begreppen förklaras sällan i texten.", ""),
            (
                "leila",
                4,
                "Lärarna markerade svåra ställen.",
                "Eleverna fastnar på verben, inte på begreppen.",
                "Samma sak i SO.",
            ),
        ),
    ),
    Meeting(
        "vasterang",
        MAPPING,
        -74,
        13,
        60,
        "Texter i SO",
        (
            (
                "leila",
                5,
                "SO-lärarna hade med elevtexter.",
                "Skrivmallar används olika.",
                "Skriva utkast till arbetsplan.",
            ),
        ),
    ),
    Meeting(
        "hammarslatt",
        LEARNING,
        -70,
        16,
        90,
        "Gymnasiearbetets början",
        (
            (
                "petter",
                3,
                "Mentorerna beskrev hur det brukar gå.",
                "Många elever väljer ämne för sent.",
                "Tidslinje för valet.",
            ),
            ("tove", 3, "Tre program var med.", "", "Få med även fordon."),
        ),
    ),
    Meeting(
        "hammarslatt",
        LEARNING,
        -42,
        16,
        90,
        "Förväntningar som syns",
        (
            (
                "petter",
                4,
                "Yrkeslärarna filmade starten på ett pass.",
                "Målen sägs men skrivs inte.",
                "Pröva att skriva målet på tavlan.",
            ),
            ("tove", 5, "Filmerna gav ett ärligt samtal.", "Det är lättare att se hos andra.", ""),
        ),
    ),
    Meeting(
        "hammarslatt",
        LEARNING,
        -21,
        16,
        90,
        "Målet på tavlan",
        (
            (
                "petter",
                4,
                "Fyra av sex hade prövat.",
                "Eleverna frågar mer om varför.",
                "Pröva i alla pass under två veckor.",
            ),
            ("tove", 4, "Bra exempel från bygg.", "", ""),
        ),
    ),
    Meeting("hammarslatt", LEARNING, 12, 16, 90, "Två veckor med mål", place="Hammarslätt, sal 3"),
    Meeting("hammarslatt", LEARNING, 26, 16, 90, "Mentorernas samtal", place="Hammarslätt, sal 3"),
    Meeting(
        "glantan",
        LEARNING,
        -45,
        13,
        120,
        "Från plan till lek",
        (
            (
                "signe",
                4,
                "Avdelningarna visade sina planer.",
                "Barnens frågor kommer sällan med i planen.",
                "Samla barnens frågor i en vecka.",
            ),
            ("leila", 4, "Alla ville berätta.", "Lekens regler är också undervisning.", ""),
        ),
    ),
    Meeting(
        "glantan",
        LEARNING,
        -24,
        13,
        120,
        "Barnens frågor",
        (
            (
                "signe",
                5,
                "Över femtio frågor på väggen.",
                "De flesta frågorna gäller djur och död.",
                "Välj en fråga per avdelning.",
            ),
            (
                "leila",
                5,
                "Personalen skrattade mycket.",
                "Att vänta ut barnen ger bättre frågor.",
                "Filma en fråga på väg.",
            ),
        ),
    ),
    Meeting(
        "glantan",
        LEARNING,
        -6,
        13,
        120,
        "En fråga, en vecka",
        (("signe", 4, "Tre avdelningar av fyra var klara.", "Frågan bar hela veckan.", ""),),
    ),
    Meeting("glantan", LEARNING, 15, 13, 120, "Dela med vårdnadshavare"),
    Meeting(
        "lindang",
        LEARNING,
        -26,
        8,
        60,
        "Pröva ut en uppgift",
        (
            (
                "anna",
                4,
                "Matematiklaget räknade samma uppgift.",
                "Fem vägar till samma svar.",
                "Låt eleverna jämföra vägarna.",
            ),
            ("petter", 4, "Litet lag men stort engagemang.", "", ""),
        ),
    ),
    Meeting(
        "lindang",
        LEARNING,
        -12,
        8,
        60,
        "Elevernas vägar",
        (
            (
                "anna",
                3,
                "Halva laget var på utflykt.",
                "Vi måste kolla skolans kalender först.",
                "Ta om i december.",
            ),
            ("petter", 3, "Vi hann ungefär hälften.", "", "Kortare inledning."),
        ),
    ),
    Meeting("lindang", LEARNING, 9, 8, 60, "Elevernas vägar, en gång till", team="Matematiklaget"),
    Meeting(
        "myrstacken",
        MAPPING,
        -40,
        9,
        60,
        "Pärmarna",
        (
            (
                "signe",
                3,
                "Vi gick igenom tre pärmar.",
                "Mest bilder, lite lärande.",
                "Fråga barnen vad de ser.",
            ),
            ("emil", 4, "Pedagogerna bad om exempel.", "", ""),
        ),
    ),
    Meeting(
        "vuxna",
        LEARNING,
        -50,
        17,
        90,
        "Nästa steg, med egna ord",
        (
            (
                "emil",
                4,
                "Deltagarna skrev sina egna nästa steg.",
                "Målen måste finnas på fler språk.",
                "Översätt tillsammans i klassen.",
            ),
            ("johan", 4, "Kvällsgruppen var trött men med.", "", ""),
        ),
    ),
    Meeting(
        "vuxna",
        LEARNING,
        -23,
        17,
        90,
        "Nästa steg, på fler språk",
        (
            (
                "emil",
                5,
                "Sfi-lärarna hade med översatta mål.",
                "Deltagarna hjälpte varandra.",
                "Samla i en gemensam mapp.",
            ),
            ("johan", 4, "Bra uppslutning.", "Mappen behöver en ägare.", ""),
        ),
    ),
    Meeting("vuxna", "closing", 13, 16, 60, "Vad tar vi med oss?"),
    Meeting(
        "trollskogen",
        "closing",
        -27,
        13,
        60,
        "Vad blev kvar?",
        (
            (
                "tove",
                5,
                "Barnen visade gården själva.",
                "Miljön sköter sig när barnen äger den.",
                "Bjud in en annan förskola.",
            ),
            ("sana", 4, "Alla mål gicks igenom.", "Tid för städning är en del av miljön.", ""),
        ),
    ),
    Meeting(
        None,
        "own-group",
        -16,
        9,
        120,
        "Läsa reflektioner tillsammans",
        (("petter", 4, "Vi läste varandras frågor.", "", ""),),
    ),
    Meeting(
        None,
        "own-group",
        18,
        9,
        120,
        "Mönster från höstens kartläggningar",
    ),
)


def meetings(at: DaysFrom) -> list[Document]:
    """Return the sessions and the reflections on them."""
    return [document for number, one in enumerate(MEETINGS) for document in _documents(one, number, at)]


def _documents(meeting: Meeting, number: int, at: DaysFrom) -> Iterator[Document]:
    session = _session(meeting, number, at)
    yield session
    for note in meeting.notes:
        yield _reflection(note, session, meeting)


def _session(meeting: Meeting, number: int, at: DaysFrom) -> Session:
    course = _course(meeting)
    held = Held.HELD if meeting.notes else Held.BOOKED
    return Session(
        id=meeting.named or f"s-{meeting.unit or 'own'}-{number}",
        collaboration_id=course.id if course else None,
        session_kind=meeting.kind,
        span=at.span(meeting.days, meeting.hour, meeting.minutes),
        topic=meeting.topic,
        people=course.pair if course else OWN_GROUP,
        place=meeting.place,
        team=meeting.team,
        state=Held.NOT_HELD if meeting.lost else held,
    )


def _reflection(note: Note, session: Session, meeting: Meeting) -> Reflection:
    author, grade, happened, learnt, next_step = note
    course = _course(meeting)
    return Reflection(
        id=Reflection.id_of(session.id, author),
        session_id=session.id,
        collaboration_id=session.collaboration_id,
        author_id=author,
        written_at=instant(session.ends_at + WRITTEN_AFTER),
        outcome=Held.HELD,
        grade=grade,
        happened=happened,
        learnt=learnt,
        next_step=next_step,
        readers=session.people,
        shared_with=SHARED if course else (Readers.OWN_GROUP,),
        standpoint=course.standpoint if course and learnt else None,
    )


def _course(meeting: Meeting) -> Course | None:
    return next((one for one in COURSES if one.unit == meeting.unit), None)
