"""Terms and breaks as data."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from config.calendar import Calendar, Stretch, load_calendar


def _loaded(tmp_path: Path, text: str) -> Calendar:
    path = tmp_path / "calendar.toml"
    path.write_text(text, encoding="utf-8")
    return load_calendar(path)


USUAL = """
[usual.HT]
first = { weekday = 1, on_or_after = "08-14" }
last = { weekday = 5, on_or_before = "12-21" }
[usual.VT]
first = { weekday = 1, on_or_after = "01-07" }
last = { weekday = 5, on_or_before = "06-14" }
"""


@pytest.mark.parametrize("year", range(2024, 2040))
def test_usual_terms_are_sensible_every_year(year: int) -> None:
    """Usual terms start on a Monday, end on a Friday before Christmas or midsummer, and don't overlap."""
    calendar = load_calendar()
    autumn, spring = calendar.term("HT", year), calendar.term("VT", year)
    assert (autumn.first.weekday(), autumn.last.weekday()) == (0, 4)
    assert spring.last < autumn.first < date(year, 8, 21)
    assert date(year, 12, 14) < autumn.last < date(year, 12, 22)
    assert date(year, 1, 6) < spring.first < date(year, 1, 15)


def test_decided_dates_go_before_the_usual_ones(tmp_path: Path) -> None:
    """A term with dates of its own has those; a unit's own go before the municipality's."""
    calendar = _loaded(
        tmp_path,
        f"""
breaks = []
terms.HT26 = {{ first = 2026-08-18, last = 2026-12-21 }}
units.Sol.terms.HT26 = {{ first = 2026-08-20, last = 2026-12-18 }}
{USUAL}""",
    )
    assert calendar.term("HT", 2026) == Stretch(first=date(2026, 8, 18), last=date(2026, 12, 21))
    assert calendar.term("HT", 2026, "Sol").first == date(2026, 8, 20)


def test_breaks_by_week_easter_and_between_terms() -> None:
    """The program's own breaks lie in their weeks, after Easter, and between the terms."""
    calendar = load_calendar()
    assert calendar.break_days("autumn", 2026) == Stretch(first=date(2026, 10, 26), last=date(2026, 10, 30))
    assert calendar.break_days("easter", 2027) == Stretch(first=date(2027, 3, 29), last=date(2027, 4, 2))
    assert calendar.break_days("christmas", 2026) == Stretch(first=date(2026, 12, 19), last=date(2027, 1, 10))
    assert calendar.break_days("summer", 2027) == Stretch(first=date(2027, 6, 12), last=date(2027, 8, 15))
    assert calendar.break_days("unknown", 2027) is None


def test_a_break_over_the_new_year_is_found_from_both_sides() -> None:
    """A day in January lies in the break that began in December."""
    calendar = load_calendar()
    for day in (date(2026, 12, 28), date(2027, 1, 7)):
        found = calendar.break_on(day, "compulsory")
        assert found is not None
        assert found.id == "christmas"
    assert calendar.break_on(date(2027, 1, 7), "preschool") is None
    assert calendar.break_on(date(2027, 1, 12), "compulsory") is None


def test_a_file_that_does_not_fit_is_refused(tmp_path: Path) -> None:
    """A stretch that ends before it starts, or a word that nobody knows, is refused."""
    with pytest.raises(ValueError, match="last comes before first"):
        _loaded(tmp_path, f"breaks = []\nterms.HT26 = {{ first = 2026-12-21, last = 2026-08-18 }}\n{USUAL}")
    with pytest.raises(ValueError, match="lov"):
        _loaded(tmp_path, f"breaks = []\nlov = 1\n{USUAL}")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            'units.Sol.breaks.vinter = {}\nbreaks = [{ id = "winter", sv = "a", en = "b", week = 8 }]\n',
            "vinter",
        ),
        ("units.Sol.terms.HT2026 = { first = 2026-08-20, last = 2026-12-18 }\nbreaks = []\n", "HT2026"),
        ('breaks = [{ id = "wintre", sv = "a", en = "b" }]\n', "wintre"),
    ],
)
def test_a_misspelt_break_or_term_is_named(tmp_path: Path, text: str, said: str) -> None:
    """What no break or term is called so is refused, and named."""
    with pytest.raises(ValueError, match=said):
        _loaded(tmp_path, f"{text}{USUAL}")


def test_a_wrong_encoding_is_named(tmp_path: Path) -> None:
    """A byte order mark is read past; a file in another encoding is said to be that, with its line."""
    path = tmp_path / "calendar.toml"
    path.write_text(f"breaks = []\n{USUAL}", encoding="utf-8-sig")
    assert load_calendar(path).breaks == ()
    path = tmp_path / "other.toml"
    path.write_text(f"breaks = []\n# påsklov\n{USUAL}", encoding="latin-1")
    with pytest.raises(ValueError, match="line 2 is not in UTF-8"):
        load_calendar(path)
