"""The units and the people of the sample. All names are invented."""

from __future__ import annotations

from datetime import timedelta

from bot.sample.days import DaysFrom
from storage.documents.base import Document
from storage.documents.people import Account, Person, Position, Role, Unit

MUNICIPAL, INDEPENDENT = "municipal", "independent"
PRESCHOOL, COMPULSORY, UPPER_SECONDARY = "preschool", "compulsory", "upper-secondary"
UNITS = (
    ("almby", "Almby skola", MUNICIPAL, COMPULSORY),
    ("bjorkangen", "Björkängens förskola", MUNICIPAL, PRESCHOOL),
    ("ekdala", "Ekdalaskolan", MUNICIPAL, COMPULSORY),
    ("granliden", "Granlidens gymnasium", MUNICIPAL, UPPER_SECONDARY),
    ("solrosen", "Förskolan Solrosen", INDEPENDENT, PRESCHOOL),
    ("tallas", "Tallåsskolan", INDEPENDENT, COMPULSORY),
    ("furulund", "Furulundsskolan", MUNICIPAL, COMPULSORY),
    ("glantan", "Gläntans förskola", MUNICIPAL, PRESCHOOL),
    ("hammarslatt", "Hammarslätts gymnasium", MUNICIPAL, UPPER_SECONDARY),
    ("klockarang", "Klockarängens skola", MUNICIPAL, COMPULSORY),
    ("lindang", "Lindängens friskola", INDEPENDENT, COMPULSORY),
    ("lovsta", "Lövstaskolan", MUNICIPAL, COMPULSORY),
    ("myrstacken", "Myrstackens förskola", MUNICIPAL, PRESCHOOL),
    ("norrgarden", "Norrgårdens skola", MUNICIPAL, COMPULSORY),
    ("nyckelpigan", "Nyckelpigans förskola", MUNICIPAL, PRESCHOOL),
    ("regnbagen", "Regnbågens förskola", MUNICIPAL, PRESCHOOL),
    ("sjovik", "Sjöviksskolan", MUNICIPAL, COMPULSORY),
    ("stenbro", "Stenbroskolan", MUNICIPAL, COMPULSORY),
    ("trollskogen", "Förskolan Trollskogen", INDEPENDENT, PRESCHOOL),
    ("vasterang", "Västerängsskolan", MUNICIPAL, COMPULSORY),
    ("vuxna", "Komvux Kvarnen", MUNICIPAL, "adult"),
    ("angsbacken", "Ängsbackens anpassade grundskola", MUNICIPAL, "adapted-compulsory"),
)
LEADING = (
    ("karin", "Karin Samuelsdotter", Role.COORDINATOR),
    ("henrik", "Henrik Bergvall", Role.HEAD),
)
DEVELOPERS = (
    ("maja", "Maja Ekström", "ekdala", 80, (1, 2, 3, 4)),
    ("olle", "Olle Lindgård", "tallas", 50, (1, 2, 3)),
    ("sana", "Sana Haddadi", "granliden", 80, (1, 2, 3, 4)),
    ("petter", "Petter Åsberg", None, 100, ()),
    ("anna", "Anna Fjällvind", "almby", 60, (2, 3, 4)),
    ("johan", "Johan Vikskär", "sjovik", 60, (1, 2, 4)),
    ("leila", "Leila Nordhamn", None, 80, (1, 2, 3, 4)),
    ("tove", "Tove Lindskär", "stenbro", 80, (2, 3, 4, 5)),
    ("emil", "Emil Sandhed", "vasterang", 50, (3, 4, 5)),
    ("signe", "Signe Wahlhed", "regnbagen", 60, (1, 3, 5)),
)
PARTNERS = (("ylva", "Ylva Norrby"),)
PRINCIPALS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("rut", "Rut Almquister", ("almby",)),
    ("bengt", "Bengt Björkegård", ("bjorkangen",)),
    ("greta", "Greta Granath", ("granliden",)),
    ("agnes", "Agnes Furumark", ("furulund",)),
    ("fatima", "Fatima Gläntholm", ("glantan", "myrstacken", "nyckelpigan")),
    ("hedda", "Hedda Hammarlid", ("hammarslatt",)),
    ("hanna", "Hanna Klangmark", ("klockarang",)),
    ("ludvig", "Ludvig Lindenkrans", ("lindang",)),
    ("lovisa", "Lovisa Lövhage", ("lovsta",)),
    ("nora", "Nora Nordgärde", ("norrgarden",)),
    ("ragna", "Ragna Bågskytt", ("regnbagen",)),
    ("samir", "Samir Sjödahler", ("sjovik",)),
    ("stina", "Stina Stenåker", ("stenbro",)),
    ("tyra", "Tyra Trollsund", ("trollskogen",)),
    ("viktor", "Viktor Västhage", ("vasterang",)),
    ("kim", "Kim Kvarnhed", ("vuxna",)),
)
DEPUTIES = (("gunnar", "Gunnar Grindmo", "granliden"),)
WITHOUT_CHAT = frozenset({"ludvig"})
IN_THEIR_SECOND_YEAR = frozenset({"emil", "olle", "petter", "tove"})
LEAVES_SOON, SOON = "emil", 30  # days


def town(at: DaysFrom) -> list[Document]:
    """Return units, people and their accounts, with posts counted from the day of `at`."""
    people = [
        *(Person(id=id_, name=name, roles=(role,)) for id_, name, role in LEADING),
        *(_developer(at, *one) for one in DEVELOPERS),
        *(Person(id=id_, name=name, roles=(Role.PARTNER,)) for id_, name in PARTNERS),
        *(_leader(id_, name, Role.PRINCIPAL, units) for id_, name, units in PRINCIPALS),
        *(_leader(id_, name, Role.DEPUTY, (unit,)) for id_, name, unit in DEPUTIES),
    ]
    return [
        *(Unit(id=i, name=name, owner=owner, school_form=form) for i, name, owner, form in UNITS),
        *people,
        *(Account(id=f"terminal:{one.id}", person_id=one.id) for one in people if one.id not in WITHOUT_CHAT),
    ]


def _developer(
    at: DaysFrom, id_: str, name: str, school: str | None, share: int, weekdays: tuple[int, ...]
) -> Person:
    began = -1 if id_ in IN_THEIR_SECOND_YEAR else 0
    until = at.day(SOON) if id_ == LEAVES_SOON else at.school_year(began + 2) - timedelta(days=1)
    post = Position(
        role=Role.DEVELOPER, since=at.school_year(began), until=until, share=share, weekdays=weekdays
    )
    there = (Position(unit_id=school),) if school else ()
    return Person(id=id_, name=name, roles=(Role.DEVELOPER,), positions=(*there, post))


def _leader(id_: str, name: str, role: Role, units: tuple[str, ...]) -> Person:
    return Person(
        id=id_, name=name, roles=(role,), positions=tuple(Position(role=role, unit_id=one) for one in units)
    )
