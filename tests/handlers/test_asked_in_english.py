"""What people ask in English, each by role: what the answer holds, and what it must not hold."""

from __future__ import annotations

import pytest

from tests.handlers.desk import Town

NEXT = "Next session: Granlidens gymnasium|Elevernas egna mål"
NO_WEEK = (
    "Nothing booked next week (week 43)|Next session: Mon 26 Oct week 44 14:00–15:30 Elevernas egna mål, Gran"
)
NONE_YET = "No pair is appointed to Björkängens förskola yet"
NOT_IN = "You take part in no collaboration at"
ALL_DEVELOPERS = "Maja Ekström|Olle Lindgård|Petter Åsberg|Sana Haddadi"
WAITS = "for a reflection|Sambedömning i par"
STRANGER = "I don't know you yet"
OURS = "Greta|Maja|Petter|Granliden|Elevernas"
LIST = "This week, week 42|Elevernas egna mål"

TABLE = [
    ("karin", "Maja's sessions", "Elevernas egna mål", "I don't know"),
    ("karin", "Granliden's pair", "Pair: Maja Ekström and Petter Åsberg", ""),
    ("greta", "Granliden’s principal", "Greta Granath", ""),
    ("karin", "what is Almby?", "Almby skola|School form: compulsory school", "no explanation"),
    ("karin", "add sana to björkängen", "Appoint a pair|Pair: Sana Haddadi", ""),
    ("rut", "ask for support at Almby", "Ask for a collaboration|Almby skola", ""),
    ("greta", "when do we meet next?", NEXT, "Move"),
    ("maja", "When do we meet next", f"{NEXT}|Move", ""),
    ("karin", "when is the next session", NEXT, ""),
    ("bengt", "when do we meet next?", NONE_YET, OURS),
    ("rut", "next session", "You have no sessions booked|Ask for a collaboration", OURS),
    ("anna", "when do we meet next?", STRANGER, OURS),
    ("maja", "our next meeting", NEXT, ""),
    ("greta", "can you tell me when is our next session?", NEXT, ""),
    ("karin", "next session at Björkängen", f"{NONE_YET}|Appoint a pair", ""),
    ("karin", "next session Almby", "Almby skola has no collaboration under way|Ask for a collaboration", ""),
    ("bengt", "when do we meet at Granliden", f"{NOT_IN} Granlidens gymnasium", "Greta|Maja|Elevernas"),
    ("maja", "my sessions", LIST, ""),
    ("greta", "show me my sessions please", LIST, "Move"),
    ("karin", "show all sessions", LIST, ""),
    ("anna", "my sessions", STRANGER, OURS),
    ("maja", "I want to see my sessions", LIST, ""),
    ("maja", "do we have anything booked next week?", f"{NO_WEEK}|Book a session", "find nothing"),
    ("greta", "do we have anything booked next week", NO_WEEK, "Book a session"),
    ("karin", "is anything booked next week?", NO_WEEK, ""),
    ("olle", "do I have anything booked next week", "Nothing booked next week (week 43)|Nothing else", OURS),
    ("anna", "do we have anything booked next week?", STRANGER, OURS),
    ("maja", "what do we have booked week 44", "1 session: week 44|Elevernas egna mål", "Nothing"),
    ("greta", "is anything booked tomorrow", "Nothing booked tomorrow (Friday 16 October|Next session", ""),
    ("maja", "do I have anything booked", LIST, ""),
    ("greta", "who is my developer", "Pair: Maja Ekström and Petter Åsberg", "Olle|Sana"),
    ("greta", "who is our quality developer?", "Pair: Maja Ekström and Petter Åsberg", ""),
    ("bengt", "who is my developer", f"{NONE_YET}|Karin Samuelsdotter appoints one", OURS),
    ("rut", "who is my developer", "no collaboration right now|Ask for a collaboration", OURS),
    ("anna", "who is my developer", f"{STRANGER}|Karin Samuelsdotter", OURS),
    ("maja", "who are our developers", "Maja Ekström (you) and Petter Åsberg", "Olle|Sana"),
    ("karin", "who are our developers?", ALL_DEVELOPERS, "Greta"),
    ("olle", "who are our developers", "no collaboration right now", OURS),
    ("karin", "who are the developers at Granliden", "Maja Ekström and Petter Åsberg", "Olle"),
    ("bengt", "who are the developers at Granliden", f"{NOT_IN} Granlidens gymnasium", "Greta|Maja|Petter"),
    ("maja", "who are the developers at Björkängen", f"{NOT_IN} Björkängens förskola", "Bengt|No pair"),
    ("maja", "who is the coordinator", "Karin Samuelsdotter", "(you)"),
    ("karin", "who is the coordinator?", "Karin Samuelsdotter (you)", ""),
    ("anna", "who is the coordinator", "Karin Samuelsdotter", OURS),
    ("anna", "who can I ask?", "Karin Samuelsdotter", OURS),
    ("maja", "who is the principal at Granliden", "Principal: Greta Granath", "Pair"),
    ("karin", "who is principal of Almby", "Principal: Rut Almquister", ""),
    ("karin", "who is the principal at Ekdala", "I know no principal of Ekdalaskolan|Add a person", ""),
    ("olle", "who is the principal at Granliden", f"{NOT_IN} Granlidens gymnasium|Karin", "Greta|Maja"),
    ("bengt", "who is the principal at Granliden", NOT_IN, "Greta|Maja"),
    ("anna", "who is the principal at Granliden", f"{STRANGER}|Karin Samuelsdotter", "Greta|Maja"),
    ("maja", "who is our principal", "Greta Granath", ""),
    ("karin", "who has not reflected", f"1 session waits {WAITS}", "Exempel på återkoppling"),
    ("maja", "who hasn't reflected?", f"1 session waits {WAITS}", "Exempel på återkoppling"),
    ("petter", "which sessions lack a reflection", f"2 sessions wait {WAITS}|Exempel på återkoppling", ""),
    (
        "greta",
        "who has not reflected",
        "Those who lead the sessions know that: Maja and Petter",
        "Sambedömning",
    ),
    ("anna", "who has not reflected", STRANGER, OURS),
    ("maja", "my reflections", "Ämneslagen jämförde sina exempel", ""),
    ("karin", "how is it going at Granliden?", "Granlidens gymnasium|Stage", ""),
    ("karin", "could you show me status of Granliden", "Granlidens gymnasium|Stage", ""),
    ("karin", "how do things stand", "Collaborations under way|Björkängens förskola", ""),
    ("karin", "are there new requests?", "Björkängens förskola", ""),
    ("maja", "can you book Granliden Friday 9–10?", "Is this right?|Friday 16 October 2026", "I did not use"),
    ("maja", "I want to book Granliden Friday 9–10", "Is this right?|Friday 16 October 2026", ""),
    ("maja", "sessions oct", "3 sessions: October|Elevernas egna mål", "oktober"),
    ("karin", "swap Maja for Olle", "Replace one of a pair|Olle Lindgård", "I don't know what"),
    ("karin", "ask Bengt about the start", "Ask the principal|Björkängens|the start", "I don't know what"),
    ("maja", "switch to swedish", "Från och med nu skriver jag svenska", ""),
    ("anna", "help me", "What you can do here", OURS),
    ("maja", "what can I do", "What you can do here", ""),
]


@pytest.mark.parametrize(("who", "asked", "holds", "lacks"), TABLE, ids=[f"{w}: {q}" for w, q, *_ in TABLE])
async def test_what_is_asked_is_answered(town: Town, who: str, asked: str, holds: str, lacks: str) -> None:
    """The answer holds what was asked for, as far as this person may know it, and nothing else."""
    seat = town.seat("new-anna" if who == "anna" else who, "en-GB")
    seen = " ".join((await seat.says(asked)).split())
    assert [one for one in holds.split("|") if one not in seen] == [], seen
    assert [one for one in lacks.split("|") if one and one in seen] == [], seen
