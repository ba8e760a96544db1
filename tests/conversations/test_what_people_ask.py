"""What people ask first is answered on each screen, in both languages."""

from __future__ import annotations

from typing import Any

WORDS = {
    "sv": {
        "unit": "enheter lägg till namn='Almby skola' huvudman=kommunal skolform=grundskola",
        "who": "hej! vem är samordnare?",
        "next": "när träffas vi nästa gång?",
        "nothing": "Du har inga bokade träffar",
        "week": "har vi nåt inbokat nästa vecka?",
        "empty": "Inget inbokat nästa vecka (v. 43)",
        "unknown": "nästa träff på Almby",
        "lacks": "Almby skola har inget pågående samarbete",
        "ask": "Be om ett samarbete",
    },
    "en": {
        "unit": "units add name='Almby skola' owner=municipal school-form=compulsory",
        "who": "hi! who is the coordinator?",
        "next": "when do we meet next?",
        "nothing": "You have no sessions booked",
        "week": "do we have anything booked next week?",
        "empty": "Nothing booked next week (week 43)",
        "unknown": "next session at Almby",
        "lacks": "Almby skola has no collaboration under way",
        "ask": "Ask for a collaboration",
    },
}


async def test_questions(place: Any) -> None:
    """Each question has its answer, with the button that helps, and a stranger hears whom to ask."""
    words = WORDS[place.language]
    karin = place.person("karin")
    await karin.say(words["unit"])
    for asked, answer in (("next", "nothing"), ("week", "empty"), ("unknown", "lacks")):
        await karin.say(words[asked])
        assert words[answer] in " ".join(karin.screen.split())
    await karin.press(words["ask"])
    assert words["ask"] in karin.screen
    await place.person("rut").say(words["who"])
    assert "Karin Samuelsdotter" in place.person("rut").screen
    assert getattr(place, "refused", []) == []
