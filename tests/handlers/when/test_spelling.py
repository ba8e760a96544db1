"""Ordinary words near to names of days and months: they are no slips of the finger."""

from __future__ import annotations

import pytest

from handlers.when import read
from handlers.when.spelling import spelled
from handlers.when.typed import Typed
from tests.handlers.desk import THURSDAY

WORDS = """
    redan sedan ordna ordnar undan sönder söndra lön lönen mån mandat mandatet mandel månad månader
    månaden månadens mandal freden fredens fredat fredad fredas freda fredin fredman fredén friden fridag
    frihet frida fridas jordan jorden nordan nordanvind sonden sonder sondera sondén sanden sundby sundae
    sundry sunny sundays hundar hunden stunden stundar londonresa monkey money mondial modern wedding
    weeding wending thru through throw friend friends fried fritid fritids torso torsk torsken torsten
    torslanda tors tisslar tistel tisteln onsala onska onskar önskar önskan lord lördagskväll lorden
    vardag vardagen vardagar helgdag helgdagar morgon morgonen morgons augusta augusto augustin augustine
    august julia julian junior juniorer majs majsen majoritet marsch marschen mars maj juni juli april
    aprikos oktav oktaver octopus oktan novell noveller decimal decimaler januarius janitor februariblad
    septett satsa saturn saturnus saturation todays tomorrows tomorrowland
"""
SLIPS = {
    "torsdga": "torsdag",
    "fredga": "fredag",
    "fredah": "fredag",
    "rfedag": "fredag",
    "måndsg": "måndag",
    "mandagg": "måndag",
    "söndaag": "söndag",
    "lördg": "lördag",
    "novenber": "november",
    "imorogn": "imorgon",
    "tommorrow": "tomorrow",
}


@pytest.mark.parametrize("word", WORDS.split())
def test_an_ordinary_word_stays(word: str) -> None:
    """A word of its own, or somebody's name, is put right into no day and no month."""
    assert spelled(Typed.of(word)).text == word


@pytest.mark.parametrize(("typed", "meant"), SLIPS.items())
def test_a_slip_is_put_right(typed: str, meant: str) -> None:
    """One slip within a long name is put right."""
    assert spelled(Typed.of(typed)).text == meant


@pytest.mark.parametrize("word", ["redan", "freden", "mandat", "jordan", "sundby", "augustin"])
def test_no_day_is_read_of_it(word: str) -> None:
    """Beside a clock time such a word says no day."""
    reading = read(f"{word} kl 14", now=THURSDAY)
    assert reading.ask or {span.start.date() for span in reading.spans} == {THURSDAY.date()}
