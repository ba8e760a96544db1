"""Every word that is typed is used, or named as not used; acts that write ask first."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

import handlers
from handlers.core.command import CommandSpec
from handlers.core.rooms import rooms_of
from storage.documents.collaborations import Collaboration
from storage.documents.drafts import Attention, Draft, Understood
from storage.documents.lives import Ending, Pause
from storage.documents.people import COORDINATING, Account, Person, Role
from storage.documents.places import Channel
from storage.documents.polls import Poll
from storage.documents.proposals import Proposal, Proposed
from storage.documents.reflections import Reflection
from storage.documents.reminders import OwnReminder
from storage.documents.sessions import Session
from storage.documents.untold import Untold
from storage.kinds import all_kinds
from storage.store import OutgoingState
from storage.values.times import Span
from tests.handlers.desk import CHANNEL, WORDS, Seat, Town

COMMANDS = list(rooms_of(handlers).commands)
NOT_USED = {"sv": "Det här använde jag inte: ", "en": "I did not use this: "}
ASKS = ("Stämmer det här?", "Is this right?")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("veckobrev skicka kvalitetsutveckling på fredag kl 15", "på fredag kl 15"),
        ("digest post kvalitetsutveckling on Friday at 3pm", "on Friday at 3pm"),
        (
            "utse Björkängens förskola Maja Ekström och Olle Lindgård men vänta till januari",
            "men vänta till januari",
        ),
        ("assign Björkängens förskola Maja Ekström and Olle Lindgård but wait", "but wait"),
        ("språk engelska för Maja", "för Maja"),
        ("engelska för Maja", "för Maja"),
        ("förfrågningar bekräfta Björkängens förskola på måndag", "på måndag"),
    ],
)
async def test_acts_ask(town: Town, karin: Seat, typed: str, words: str) -> None:
    """What was typed beyond what an act uses is named before anything is done, and asked about once."""
    await karin.says(typed)
    assert f"{NOT_USED['sv']}{words}" in karin.sees
    assert "Stämmer det här?" in karin.sees
    assert await town.told() == {}
    assert (await town.get(Channel, CHANNEL)).posted_at is None
    assert (await town.get(Collaboration, "c-bjorkangen")).developers == ()
    assert (await town.get(Person, "karin")).language is None
    await karin.confirms()
    assert not any(one in karin.sees for one in (*ASKS, *NOT_USED.values()))


@pytest.mark.parametrize(
    "typed",
    [
        "utse Björkängen Maja Ekström, Olle Lindgård",
        "utse Björkängen Maja Ekström med Olle Lindgård",
        "utse Björkängen, Maja & Olle",
        "utse Björkängen Maja, och Olle",
        "assign Björkängen Maja with Olle",
        "utse Björkängen Maja Olle",
    ],
)
async def test_nobody_is_left_out(karin: Seat, typed: str) -> None:
    """However two are joined, both are read back."""
    await karin.says(typed)
    assert "Par: Maja Ekström, Olle Lindgård" in karin.sees
    assert NOT_USED["sv"] not in karin.sees


async def test_one_or_the_other(town: Town, karin: Seat) -> None:
    """Between one and the other somebody must choose; both can be meant, too."""
    await karin.says("utse Björkängen Maja eller Olle")
    assert "Vem av dem menar du: Maja eller Olle?" in karin.sees
    assert {"Maja Ekström", "Olle Lindgård", "Maja Ekström och Olle Lindgård"} <= set(karin.labels)
    await karin.presses("Olle Lindgård")
    assert "Par: Olle Lindgård" in karin.sees
    await karin.says("utse Björkängen Sana, Maja eller Olle")
    await karin.presses("Maja Ekström")
    assert "Par: Sana Haddadi, Maja Ekström" in karin.sees


@pytest.mark.parametrize("typed", ["utse Björkängen Anna, Bo", "utse Björkängen Maja och Bo"])
async def test_who_is_not_found_is_named(karin: Seat, typed: str) -> None:
    """Somebody who can't be found is named, and nobody is appointed without them."""
    await karin.says(typed)
    assert "Jag hittar inte ”" in karin.errors["developers"]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("läget Granliden just nu", "just nu"),
        ("status Granliden right now", "right now"),
        ("förfrågningar tack så mycket", ""),
        ("veckobrev för hela året", "för hela året"),
        ("hem ljuva hem", "ljuva hem"),
    ],
)
async def test_look_ups_answer_and_name_the_rest(karin: Seat, typed: str, words: str) -> None:
    """A look-up answers, and names below what it did not use."""
    seen = await karin.says(typed)
    assert not any(one in seen for one in ASKS)
    assert seen.endswith(f"{NOT_USED['sv']}{words}") if words else NOT_USED["sv"] not in seen


@pytest.mark.parametrize(
    "typed",
    [
        "utse Björkängens förskola Maja Ekström och Olle Lindgård, tack!",
        "utse Björkängens förskola Maja Ekström och Olle Lindgård snälla 🙂",
        "Hej! utse Björkängens förskola Maja Ekström och Olle Lindgård mvh Karin",
        "hej Samlär, utse Björkängens förskola Maja Ekström och Olle Lindgård",
        "assign Björkängens förskola Maja Ekström and Olle Lindgård :pray: thanks in advance /Karin",
        "utse Björkängens förskola Maja Ekström och Olle Lindgård. Vänliga hälsningar, Karin Samuelsdotter",
    ],
)
async def test_filler_counts_as_used(town: Town, karin: Seat, typed: str) -> None:
    """Greetings, thanks, signatures and emoji around an act are no reason to ask."""
    await karin.orders(typed)
    assert NOT_USED["sv"] not in karin.sees
    assert (await town.get(Collaboration, "c-bjorkangen")).developers == ("maja", "olle")


@pytest.mark.parametrize(
    ("typed", "topic"),
    [
        ("boka Granliden 2026-11-05 14-15 Bedömning tack", "Bedömning"),
        ("boka Granliden 2026-11-05 14-15 Bedömning 🎉 mvh Maja Ekström", "Bedömning 🎉"),
        ("Hej, boka Granliden 2026-11-05 14-15 Bedömning /Maja", "Bedömning"),
        ("book Granliden 2026-11-05 14-15 Assessment, thanks in advance", "Assessment"),
        ("boka Granliden 2026-11-05 14-15 Kom igång med Samlär", "Kom igång med Samlär"),
        ("boka Granliden 2026-11-05 14-15 Vad är bra :)", "Vad är bra :)"),
        ('boka Granliden 2026-11-05 14-15 ämne="Tack för året, hälsningar"', "Tack för året, hälsningar"),
        ("boka Granliden 2026-11-05 14-15 topic: Bedömning tack", "Bedömning"),
    ],
)
async def test_filler_is_no_topic(town: Town, maja: Seat, typed: str, topic: str) -> None:
    """A greeting before a short text, and thanks and signatures after it, are not kept in it."""
    await maja.says(typed)
    await maja.confirms()
    assert topic in [one.topic for one in await town.find(Session)]


async def test_long_texts_keep_every_word(town: Town, maja: Seat) -> None:
    """In a text of several lines a thank-you is the writer's own."""
    await maja.says("reflektera s-ended 4 Hej, det gick bra tack")
    await maja.confirms()
    assert "Hej, det gick bra tack" in [one.happened for one in await town.find(Reflection)]


@pytest.mark.parametrize(
    "typed", ["personer Maja tack", "reflektioner Granliden tack", "enheter Granliden, mvh Karin"]
)
async def test_filler_is_not_searched_for(karin: Seat, typed: str) -> None:
    """Lists find what they would find without the thanks behind it."""
    bare = typed.replace(" tack", "").replace(", mvh Karin", "")
    expected = await karin.says(bare)
    assert await karin.says(typed) == expected


async def test_somebody_elses_name_is_no_signature(karin: Seat) -> None:
    """Another's name behind a greeting is a word like any other."""
    await karin.says("språk engelska mvh Olle")
    assert f"{NOT_USED['sv']}Olle" in karin.sees


async def test_words_are_kept_while_the_rest_is_asked(town: Town, karin: Seat) -> None:
    """What was left over of the first line shows in the form, and is not asked about once more."""
    await karin.says("förfrågningar bekräfta på måndag")
    await karin.says("personer godkänn Ingen alls")
    await karin.says("veckobrev kanal")
    await karin.says("personer lägg till namn='Nils Ny' på prov")
    assert "Namn: Nils Ny" in karin.sees
    assert f"{NOT_USED['sv']}på prov" in karin.sees or "på prov" in str(karin.filled_in)


def _who(command: CommandSpec) -> str:
    if command.who == frozenset():
        return "new-bo"
    roles = command.who or frozenset()
    if not roles or roles & COORDINATING:
        return "karin"
    if roles >= {Role.PRINCIPAL, Role.DEVELOPER}:
        return "greta"
    return "bengt" if Role.PRINCIPAL in roles else "maja"


def _weeks_later(span: Span, weeks: int) -> Span:
    by = timedelta(weeks=weeks)
    return Span(start=span.start + by, end=span.end + by if span.end else None)


async def _written(town: Town) -> dict[str, list[Any]]:
    kinds = [kind for kind in all_kinds() if kind not in {Account, Draft, Attention}]
    return {kind.kind: await town.find(kind) for kind in kinds}


async def _found(words: str, person: Seat, town: Town) -> bool:
    """Tell whether words are in the answer, in a field of it, or in what is kept of the form to be asked."""
    fields = [one.value for reply in person.answer.replies for one in getattr(reply, "fields", ())]
    drafts = [value for draft in await town.find(Draft) for value in draft.values.values()]
    kept = [str(value.value) if isinstance(value, Understood) else value for value in drafts]
    texts = [value if isinstance(value, str) else " ".join(value) for value in (*fields, *kept)]
    return any(words in text for text in (person.sees, *texts))


async def _make_ready(town: Town) -> None:
    """Let every example have something to be about."""
    anna, karin = town.seat("new-anna", name="Anna Nyberg"), town.seat("karin")
    await anna.orders("begär Almby skola syfte=Trygghet effects=Trivsel")
    await karin.orders("förfrågningar fråga Björkängens förskola Vilka är med?")
    await karin.confirms() if "Stämmer" in karin.sees else None
    await town.add(
        Untold(
            id="untold",
            by="karin",
            to="bengt",
            body='{"type":"say","text":{"key":"Hej"}}',
            language="sv",
            created_at=town.now,
        )
    )
    at = town.now + timedelta(days=1)
    await town.add(OwnReminder(id="reminder", person_id="karin", at=at, text="Fika"))
    led = await town.get(Collaboration, "c-granliden")
    now, kept = town.now, {"stage": led.stage, "stage_since": led.stage_since}
    pause, ending = Pause(since=now, back=None, **kept), Ending(at=now, early=False, **kept)
    await town.add(
        led.changed(id="c-ekdala", version=0, unit_id="ekdala", stage="paused", pause=pause),
        led.changed(id="c-tallas", version=0, unit_id="tallas", stage="completed", ending=ending),
        Proposal(
            id="proposal",
            collaboration_id="c-granliden",
            what=Proposed.EXTEND,
            proposed_by="maja",
            proposed_at=town.now,
            day=date(2028, 6, 9),
        ),
    )
    booked = await town.get(Session, "s-coming")
    await town.add(
        booked.changed(id="s-series", version=0, series="series", span=_weeks_later(booked.span, 8)),
        Poll(
            id="poll",
            collaboration_id="c-granliden",
            session_kind="learning",
            asked_by="maja",
            asked_at=town.now,
            spans=(booked.span,),
            asked=("maja", "karin"),
        ),
    )
    (lost, *_) = await town.store.outgoing(OutgoingState.WAITING)
    await town.store.settle_outgoing(lost.model_copy(update={"state": OutgoingState.UNKNOWN}))


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("command", COMMANDS, ids=lambda one: one.name)
async def test_no_word_is_ever_gone(town: Town, command: CommandSpec, language: str) -> None:
    """Words added anywhere to an example are in the answer or a field, and nothing is done without them."""
    await _make_ready(town)
    await town.told()
    example = WORDS.text(command.example, language).split()
    person = town.seat(_who(command), "sv-SE" if language == "sv" else "en-GB")
    before = await _written(town)
    for at in range(len(command.word(language).split()), len(example) + 1):
        for added in ("zebra", "utan dröjsmål"):
            line = " ".join([*example[:at], added, *example[at:]])
            await person.says(line)
            written = await _written(town)
            if written != before:
                assert added in str(written), line
                return
            assert await _found(added, person, town), (line, person.sees)
            for draft in await town.find(Draft):
                await town.erase(Draft, draft.id)


async def test_a_field_named_twice(maja: Seat) -> None:
    """Of a field that is named twice both values stay to be seen."""
    await maja.says('reflektera s-ended grade=4 happened="Alfa" happened="Beta"')
    assert "Alfa" in maja.sees
    assert "Beta" in maja.sees
