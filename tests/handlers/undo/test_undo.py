"""Undoing what one did last: whole, once, for half an hour, and only where nothing has come of it."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from handlers.core.housekeeping import tidy
from storage.documents.collaborations import Collaboration
from storage.documents.done import Done, Former
from storage.documents.people import Account, Person, Role
from storage.documents.reflections import Readers, Reflection
from storage.documents.sessions import Held, Session
from storage.store import OutgoingState
from storage.values.times import wall_text
from tests.handlers.desk import Seat, Town, account
from tests.handlers.mail import Mail

COMING = "s-coming"
STANDS = "Det som är gjort gäller."
UNDONE_ALREADY = "Det är redan ångrat."


async def _book(person: Seat, times: str = "2026-11-05 14-15.30", topic: str = "Bedömning") -> None:
    await person.says(f"boka Granliden {times} {topic}")
    await person.confirms()
    assert "Ångra" in person.labels


async def _move(person: Seat, to: str = "2026-11-06 14") -> None:
    await person.says(f"flytta Elevernas egna mål {to}")
    await person.confirms()
    assert person.sees.startswith("Flyttad")


async def _cancel(person: Seat) -> None:
    await person.says("ställ in Elevernas egna mål sjuk")
    await person.confirms()
    assert person.sees.startswith("Inställd")


async def _reflect(person: Seat, text: str = "Hemligheten") -> None:
    await person.says(f"reflektera s-ended 4 {text}")
    await person.confirms()
    assert "sparad" in person.sees


def _kept(folder: Path, text: str) -> bool:
    """Tell whether a file in the folder, or below, holds the text."""
    files = [one for one in folder.rglob("*") if one.is_file()]
    assert files
    return any(text.encode() in one.read_bytes() for one in files)


async def _topics(town: Town) -> list[str]:
    return [one.topic for one in await town.find(Session)]


async def _start(town: Town) -> str:
    return wall_text((await town.get(Session, COMING)).span.start)[:16]


async def test_a_booking_nobody_heard_of(town: Town, mail: Mail, maja: Seat) -> None:
    """A booking goes, and whoever the news had not reached hears nothing at all."""
    await _book(maja)
    seen = await maja.presses("Ångra")
    assert seen.startswith("Bokningen är ångrad\nEnhet: Granlidens gymnasium")
    assert "Hade inte hunnit få veta något: Greta Granath, Petter Åsberg" in seen
    assert "Bedömning" not in await _topics(town)
    assert await mail.carry() == {}
    assert len(await mail.settled(OutgoingState.SKIPPED)) == 2


async def test_a_booking_that_was_told(town: Town, mail: Mail, maja: Seat) -> None:
    """Whoever had read of it is told once that it is undone."""
    await _book(maja)
    assert set(await mail.carry()) == {"petter", "greta"}
    seen = await maja.says("ångra")
    assert "Får veta att det är ångrat: Greta Granath, Petter Åsberg" in seen
    told = await mail.carry()
    assert set(told) == {"petter", "greta"}
    for texts in told.values():
        (text,) = texts
        assert text.startswith("Maja Ekström har ångrat en bokning\nEnhet: Granlidens gymnasium")
        assert "torsdag 5 november 2026, v. 45, 14.00–15.30" in text


async def test_some_were_told(mail: Mail, town: Town, maja: Seat) -> None:
    """Of two only the one who had read it is told again."""
    await _book(maja)
    (first, second) = await town.store.claim_outgoing(now=town.now, lease_until=town.now, limit=9)
    for one, state in ((first, OutgoingState.SENT), (second, OutgoingState.WAITING)):
        await town.store.settle_outgoing(one.model_copy(update={"state": state}))
    await maja.says("ångra")
    assert list(await mail.carry()) == [first.address.rpartition(":")[2]]


async def test_what_may_have_arrived(town: Town, mail: Mail, maja: Seat, karin: Seat) -> None:
    """Who may have read it is told again, and the lost message can't be sent after all."""
    await _book(maja)
    for one in await town.store.claim_outgoing(now=town.now, lease_until=town.now, limit=9):
        await town.store.settle_outgoing(one.model_copy(update={"state": OutgoingState.UNKNOWN}))
    await maja.says("ångra")
    assert set(await mail.carry()) == {"petter", "greta"}
    assert await karin.says("meddelanden igen") == "Inget meddelande väntar på att skickas igen."


async def test_a_series_of_ten(town: Town, mail: Mail, maja: Seat) -> None:
    """A series goes whole, and is told of in one message."""
    before = await _topics(town)
    await maja.says("boka Granliden torsdagar 14-15 v 3 till v 12 Serie")
    await maja.confirms()
    assert (await _topics(town)).count("Serie") == 10
    await mail.carry()
    seen = await maja.presses("Ångra")
    assert seen.startswith("10 bokningar är ångrade")
    assert await _topics(town) == before
    told = await mail.carry()
    assert {name: len(texts) for name, texts in told.items()} == {"petter": 1, "greta": 1}


async def test_a_series_of_which_one_was_moved(town: Town, maja: Seat, petter: Seat) -> None:
    """Where one of a series was moved by the other of the pair, none of it goes."""
    await maja.says("boka Granliden torsdagar 14-15 v 3 till v 6 Serie")
    await maja.confirms()
    button = maja.button("Ångra")
    await petter.says("flytta Serie 28 jan till fredag v 4 kl 9")
    await petter.confirms()
    assert petter.sees.startswith("Flyttad")
    seen = await maja.presses(button)
    assert f"Det har ändrats sedan dess. {STANDS} Skriv ”ställ in”" in seen
    assert (await _topics(town)).count("Serie") == 4


async def test_a_move(town: Town, mail: Mail, maja: Seat) -> None:
    """A session that was moved is where it was, and those told of the move read both times."""
    before = await _start(town)
    await _move(maja)
    await mail.carry()
    seen = await maja.presses("Ångra")
    assert seen.startswith("Flytten är ångrad: Granlidens gymnasium\nNär: måndag 26 oktober 2026")
    assert maja.labels == ["Flytta", "Ställ in"]
    assert await _start(town) == before
    ((text,), _) = (await mail.carry()).values()
    assert "Gäller igen: måndag 26 oktober 2026" in text
    assert "Gäller inte längre: fredag 6 november 2026" in text


async def test_a_move_to_a_time_that_passed(town: Town, maja: Seat) -> None:
    """A session that was moved forward to a time that has begun goes back to its old time to come."""
    before = await _start(town)
    await _move(maja, "2026-10-15 10-11")
    town.later(minutes=30)
    assert (await maja.says("ångra")).startswith("Flytten är ångrad")
    assert await _start(town) == before


async def test_a_move_from_a_time_that_passed(town: Town, maja: Seat) -> None:
    """A session can't go back to a time that has passed since."""
    await _move(maja, "2026-10-15 10-11")
    await _move(maja, "2026-10-16 10-11")
    town.later(minutes=30)
    seen = await maja.says("ångra")
    assert seen == (
        f"Tiden som träffen hade innan har passerat. {STANDS} Flytta tillbaka träffen med ”flytta”."
    )
    assert await _start(town) == "2026-10-16T10:00"


async def test_a_colleague_moved_it_since(town: Town, mail: Mail, maja: Seat, petter: Seat) -> None:
    """What a colleague has changed since stays as they left it, and nobody is told anything."""
    await _move(maja)
    await _move(petter, "2026-11-09 14")
    await mail.carry()
    seen = await maja.says("ångra")
    assert seen.startswith(f"Det har ändrats sedan dess. {STANDS}")
    assert await _start(town) == "2026-11-09T14:00"
    assert await mail.carry() == {}


async def test_a_reflection_on_what_was_booked(town: Town, maja: Seat, petter: Seat) -> None:
    """A session that somebody has reflected on since stays."""
    await _book(maja, "2026-10-15 9.40-10.30", "Kort")
    (session,) = [one for one in await town.find(Session) if one.topic == "Kort"]
    town.later(minutes=20)
    await petter.says(f"reflektera {session.id} 4 Bra början")
    await petter.confirms()
    assert petter.sees.startswith("Din reflektion är sparad")
    assert (await maja.says("ångra")).startswith(f"Det har ändrats sedan dess. {STANDS}")
    assert (await town.get(Session, session.id)).state is Held.HELD


async def test_what_refers_to_it_without_changing_it(town: Town, maja: Seat) -> None:
    """Something new that refers to the session keeps it, though the session itself is as it was left."""
    await _book(maja)
    (session,) = [one for one in await town.find(Session) if one.topic == "Bedömning"]
    await town.add(
        Reflection(
            id=Reflection.id_of(session.id, "petter"),
            session_id=session.id,
            collaboration_id=session.collaboration_id,
            author_id="petter",
            written_at=town.now,
            outcome=Held.HELD,
        )
    )
    assert (await maja.says("ångra")).startswith(f"Något har lagts till sedan dess. {STANDS}")
    assert "Bedömning" in await _topics(town)


async def test_a_cancellation(town: Town, mail: Mail, maja: Seat) -> None:
    """A session that was called off takes place after all."""
    await _cancel(maja)
    await mail.carry()
    seen = await maja.presses("Ångra")
    assert seen.startswith("Det är ångrat att träffen ställdes in: Granlidens gymnasium")
    assert "Läge: bokad" in seen
    assert (await town.get(Session, COMING)).state is Held.BOOKED
    for (text,) in (await mail.carry()).values():
        assert text.startswith("Maja Ekström har ångrat en inställd träff, så den blir av")


async def test_a_cancellation_whose_place_is_taken(town: Town, maja: Seat, petter: Seat) -> None:
    """Where somebody is booked at the time by now, that is said, and asked about before anything is done."""
    await _cancel(maja)
    await _book(petter, "2026-10-26 14-15", "Annat")
    seen = await maja.says("ångra")
    assert "Maja Ekström har redan må 26 okt v. 44 14.00–15.00 Annat då." in seen
    assert "Ställ in en träff" in seen
    assert (await town.get(Session, COMING)).state is Held.CANCELLED
    assert (await maja.confirms()).startswith("Det är ångrat att träffen ställdes in")
    assert (await town.get(Session, COMING)).state is Held.BOOKED


async def test_a_first_appointment(town: Town, mail: Mail, karin: Seat) -> None:
    """The request waits again, and all who were told of the pair are told once."""
    await karin.says("utse Björkängens förskola Maja Ekström och Olle Lindgård")
    await karin.confirms()
    assert set(await mail.carry()) == {"maja", "olle", "bengt"}
    seen = await karin.presses("Ångra")
    assert seen.startswith("Det är ångrat att paret utsågs")
    assert "Utse ett par" in karin.labels
    told = await town.get(Collaboration, "c-bjorkangen")
    assert (told.stage, told.developers) == ("requested", ())
    arrived = await mail.carry()
    assert {name: len(texts) for name, texts in arrived.items()} == {"maja": 1, "olle": 1, "bengt": 1}
    assert arrived["olle"][0].startswith(
        "Karin Samuelsdotter har ångrat vilka som är utsedda för Björkängens"
    )
    assert "Par: ingen än" in arrived["olle"][0]


async def test_another_pair(town: Town, karin: Seat) -> None:
    """The former pair leads the collaboration, and its sessions to come, again."""
    await karin.says("utse Granliden Olle och Ylva")
    await karin.confirms()
    assert (await town.get(Session, COMING)).people == ("olle", "ylva")
    await karin.says("ångra")
    assert (await town.get(Session, COMING)).people == ("maja", "petter")
    assert (await town.get(Collaboration, "c-granliden")).developers == ("maja", "petter")


async def test_a_former_pair_that_has_gone(town: Town, karin: Seat) -> None:
    """Person who no longer develops can't come back into the pair."""
    await karin.says("utse Granliden Olle och Ylva")
    await karin.confirms()
    await town.change(await town.get(Person, "petter"), active=False)
    assert STANDS in await karin.says("ångra")
    assert (await town.get(Collaboration, "c-granliden")).developers == ("olle", "ylva")


async def test_a_pair_that_has_booked(town: Town, karin: Seat, olle: Seat) -> None:
    """An appointment stands once the pair has booked, though the collaboration itself is as it was left."""
    await karin.says("utse Björkängens förskola Maja Ekström och Olle Lindgård")
    await karin.confirms()
    await olle.says("boka Björkängens förskola 2026-11-05 14-15 Utelek")
    await olle.confirms()
    seen = await karin.says("ångra")
    assert seen.startswith(f"Något har lagts till sedan dess. {STANDS} Utse")


async def test_a_prompt_that_waits(town: Town, mail: Mail, maja: Seat, petter: Seat) -> None:
    """What was to be asked after the session is asked no more, and an earlier question leads nowhere."""
    await _book(maja, "2026-10-15 9.35-9.40", "Kort")
    await mail.carry()
    town.later(minutes=11)
    await town.tick()
    await petter.reads()
    assert "Logga reflektion" in petter.labels
    prompt = petter.button("Logga reflektion")
    await maja.says("ångra")
    told = await mail.carry()
    assert set(told) == {"petter", "greta"}
    assert all(texts[0].startswith("Maja Ekström har ångrat en bokning") for texts in told.values())
    assert all(len(texts) == 1 for texts in told.values())
    assert await petter.presses(prompt) == "Det som knappen gällde finns inte kvar."


async def test_without_how_it_was(town: Town, maja: Seat) -> None:
    """Where it is no longer kept how it was, nothing is done, a little early too."""
    await _cancel(maja)
    for former in await town.find(Former):
        await town.erase(Former, former.id)
    assert (await maja.says("ångra")).startswith("Det var mer än 30 minuter sedan")
    assert (await town.get(Session, COMING)).state is Held.CANCELLED


async def test_declining(town: Town, mail: Mail, karin: Seat) -> None:
    """A request that was declined waits again, and the principal is told."""
    await karin.says("avböj Björkängens förskola Inget par är ledigt.")
    await karin.confirms()
    await mail.carry()
    assert (await karin.presses("Ångra")).startswith("Förfrågan är inte längre avböjd")
    request = await town.get(Collaboration, "c-bjorkangen")
    assert (request.stage, request.decline_reason) == ("requested", "")
    assert "Din förfrågan för Björkängens förskola är inte längre avböjd" in (await mail.carry())["bengt"][0]


async def test_withdrawing(town: Town, mail: Mail, bengt: Seat) -> None:
    """A request that was withdrawn waits again, and the coordinator is told."""
    await bengt.says("återkalla")
    await bengt.confirms()
    await mail.carry()
    assert (await bengt.presses("Ångra")).startswith("Din förfrågan är inte längre återkallad")
    assert (await town.get(Collaboration, "c-bjorkangen")).stage == "requested"
    assert "förfrågan för Björkängens förskola väntar igen" in (await mail.carry())["karin"][0]


async def test_a_stranger_withdraws(town: Town, anna: Seat, waiting: None) -> None:
    """Person not yet let in undoes their own withdrawal, too."""
    await anna.says("återkalla")
    await anna.confirms()
    assert (await anna.says("ångra")).startswith("Din förfrågan är inte längre återkallad")


async def test_a_reflection(town: Town, maja: Seat) -> None:
    """A reflection goes, the session waits for one again, and it is said who could read it."""
    await _reflect(maja)
    seen = await maja.presses("Ångra")
    assert seen.startswith("Din reflektion är ångrad: Granlidens gymnasium")
    assert "Till nu kunde den läsas av: paret (Maja och Petter), samordnaren (Karin och Henrik)." in seen
    assert "Hemligheten" not in seen
    assert (await town.get(Session, "s-ended")).state is Held.BOOKED
    assert len(await town.find(Reflection)) == 1


async def test_a_changed_reflection(town: Town, maja: Seat) -> None:
    """A reflection that was changed is as it was, readers included."""
    await _reflect(maja, "Först")
    await maja.says("reflektera s-ended 2 visibility=nobody Sedan")
    await maja.confirms()
    changed = await town.get(Reflection, "s-ended-maja")
    assert (changed.happened, changed.grade) == ("Sedan", 2)
    seen = await maja.says("ångra")
    assert seen.startswith("Ändringen av din reflektion är ångrad")
    back = await town.get(Reflection, "s-ended-maja")
    assert (back.happened, back.grade, back.shared_with) == ("Först", 4, (Readers.PAIR, Readers.COORDINATOR))


async def test_both_reflected(town: Town, maja: Seat, petter: Seat) -> None:
    """Once the other has reflected, too, one's own stays; how it is changed is said."""
    await _reflect(maja)
    await _reflect(petter, "Även jag")
    seen = await maja.says("ångra")
    assert "Skriv ”reflektera” igen för att ändra den" in seen
    assert len(await town.find(Reflection)) == 3


async def test_half_an_hour(town: Town, maja: Seat) -> None:
    """After thirty minutes it can be undone, and after one more it stands; a button says the same."""
    await _book(maja)
    button = maja.button("Ångra")
    town.later(minutes=31)
    for seen in (await maja.says("ångra"), await maja.presses(button)):
        assert seen.startswith("Det var mer än 30 minuter sedan")
        assert f"{STANDS} Skriv ”ställ in” och enheten" in seen
    assert "Bedömning" in await _topics(town)


async def test_nothing_of_it_is_left(town: Town, maja: Seat, tmp_path: Path) -> None:
    """After half an hour nothing keeps how it was, not in the store's file either."""
    await _reflect(maja, "Hemligheten")
    await maja.says("reflektera s-ended 4 Annat")
    await maja.confirms()
    assert len(await town.find(Former)) == 1
    assert _kept(tmp_path, "Hemligheten")
    town.later(minutes=30)
    await tidy(town.store, town.now)
    assert len(await town.find(Former)) == 1
    town.later(minutes=1)
    await tidy(town.store, town.now)
    await town.store.forget(before=town.now)
    assert await town.find(Former) == []
    await town.store.close()
    assert not _kept(tmp_path, "Hemligheten")
    await town.open()


async def test_what_was_before_goes_with_the_next_act(town: Town, maja: Seat) -> None:
    """What was kept of an act goes as soon as another one is done, which is then the one to be undone."""
    await _cancel(maja)
    first = maja.button("Ångra")
    await _book(maja)
    assert [one.bodies for one in await town.find(Former)] == [{}]
    seen = await maja.presses(first)
    assert seen.startswith(
        f"Du har gjort något annat sedan dess. Bara det du gjorde senast går att ångra. {STANDS}"
    )
    assert (await maja.says("ångra")).startswith("Bokningen är ångrad")
    assert UNDONE_ALREADY in await maja.says("ångra")
    assert (await town.get(Session, COMING)).state is Held.CANCELLED


async def test_after_a_restart(town: Town, maja: Seat) -> None:
    """The button and the word do the same once the program was started anew."""
    await _cancel(maja)
    await town.restart()
    assert (await maja.presses("Ångra")).startswith("Det är ångrat")
    assert (await town.get(Session, COMING)).state is Held.BOOKED


async def test_a_double_tap(town: Town, mail: Mail, maja: Seat) -> None:
    """Two taps undo once, and tell once."""
    await _book(maja)
    await mail.carry()
    button = maja.button("Ångra")
    await maja.presses(button)
    assert (await maja.presses(button)).startswith(UNDONE_ALREADY)
    assert {name: len(texts) for name, texts in (await mail.carry()).items()} == {"petter": 1, "greta": 1}


async def test_two_taps_at_once(town: Town, mail: Mail, maja: Seat) -> None:
    """Two taps in the same moment, from the phone and the computer, undo once and tell once."""
    await _book(maja)
    await mail.carry()
    button = maja.button("Ångra")
    await town.add(account("terminal:maja2", "maja"))
    seen = await asyncio.gather(maja.presses(button), town.seat("maja2").presses(button))
    assert sorted(one.split("\n")[0].split(".")[0] for one in seen) == [
        "Bokningen är ångrad",
        "Det är redan ångrat",
    ]
    assert {name: len(texts) for name, texts in (await mail.carry()).items()} == {"petter": 1, "greta": 1}


async def test_while_the_news_is_leaving(town: Town, mail: Mail, maja: Seat) -> None:
    """Undone in the moment in which the news leaves, nobody is left believing in the session."""
    await _book(maja)
    leaving, _ = await asyncio.gather(mail.carry(), maja.says("ångra"))
    got = {name: list(texts) for name, texts in leaving.items()}
    for name, texts in (await mail.carry()).items():
        got.setdefault(name, []).extend(texts)
    assert maja.sees.startswith("Bokningen är ångrad")
    assert all(texts[-1].startswith("Maja Ekström har ångrat en bokning") for texts in got.values())


async def test_only_ones_own(town: Town, maja: Seat, petter: Seat, karin: Seat) -> None:
    """Another's button undoes nothing, and neither does their word."""
    await _book(maja)
    for other in (petter, karin):
        assert await other.presses(maja.button("Ångra")) == "Bara den som gjorde det kan ångra det."
        assert await other.says("ångra") == "Du har inget som jag kan ångra."
    assert "Bedömning" in await _topics(town)


async def test_from_another_account(town: Town, maja: Seat) -> None:
    """What was done from one chat account is undone from another of the same person."""
    await _book(maja)
    await town.add(account("terminal:maja2", "maja"))
    assert (await town.seat("maja2").says("ångra")).startswith("Bokningen är ångrad")


async def test_without_the_role(town: Town, maja: Seat) -> None:
    """Who no longer develops can't undo what they did as a developer."""
    await _book(maja)
    await town.change(await town.get(Person, "maja"), roles=(Role.PRINCIPAL,))
    assert (await maja.presses("Ångra")).startswith(
        "Det får du inte göra längre, så det som är gjort gäller."
    )
    assert "Bedömning" in await _topics(town)


async def test_without_the_appointment(town: Town, maja: Seat) -> None:
    """Who is no longer appointed can't undo what they did when they were."""
    await _book(maja)
    await town.change(await town.get(Collaboration, "c-granliden"), developers=("olle", "sana"))
    assert (await maja.presses("Ångra")).startswith(f"Den träffen är inte en av dina. {STANDS}")


async def test_history_keeps_both(town: Town, maja: Seat) -> None:
    """The act and its undoing stand in the history, each with what it changed."""
    await _move(maja)
    await maja.says("ångra")
    moved, undone = await town.store.audited(f"session:{COMING}")
    assert [(one.act, one.changed[f"session:{COMING}"]) for one in (moved, undone)] == [
        ("move", ("span",)),
        ("undo", ("span",)),
    ]
    assert undone.person_id == "maja"
    assert not any(name.startswith(("done:", "former:")) for one in (moved, undone) for name in one.documents)


async def test_whoever_has_no_chat(town: Town, maja: Seat) -> None:
    """Person whom the act could not reach is named once more, with the text to tell them in another way."""
    await town.erase(Account, "terminal:greta")
    await _book(maja)
    earlier = maja.button("Visa text att kopiera")
    seen = await maja.says("ångra")
    assert "Greta Granath har ingen chatt och vet inte om det här." in seen
    assert await maja.presses(maja.button("Visa text att kopiera"))
    assert "Maja Ekström har ångrat en bokning" in maja.sees
    assert await maja.presses(earlier) == "Det som knappen gällde finns inte kvar."


async def test_words_around_it(town: Town, maja: Seat) -> None:
    """What was typed beside it is named, with what would be undone, and asked about."""
    await _book(maja)
    seen = await maja.says("ångra bokningen på Granliden")
    assert "Vad du gjorde: Boka en träff" in seen
    assert "När: torsdag 5 november 2026, v. 45, 14.00–15.30" in seen
    assert "Bedömning" in await _topics(town)
    assert (await maja.confirms()).startswith("Bokningen är ångrad")


@pytest.mark.parametrize(
    "typed", ["nej, ångra", "Nej ångra!", "no, undo", "Ångra mig", "ångra det", "undo that"]
)
async def test_in_other_words(maja: Seat, typed: str) -> None:
    """It is said in several ways."""
    await _book(maja)
    assert (await maja.says(typed)).startswith("Bokningen är ångrad")


async def test_from_a_no(maja: Seat) -> None:
    """A bare no offers the button, which undoes."""
    await _book(maja)
    await maja.says("nej")
    assert maja.labels == ["Ångra"]
    assert (await maja.presses("Ångra")).startswith("Bokningen är ångrad")


async def test_an_open_form_is_left_first(town: Town, maja: Seat) -> None:
    """Where a form waits the word leaves that, and the act before it stands until it is said once more."""
    await _book(maja)
    await maja.says("boka Granliden 2026-11-12 14-15 Mer")
    assert await maja.says("ångra") == "Okej, inget är gjort."
    assert "Bedömning" in await _topics(town)
    assert (await maja.says("ångra")).startswith("Bokningen är ångrad")


async def test_acts_are_forgotten_in_time(town: Town, maja: Seat) -> None:
    """After a month it is no longer known that there was an act, and its button says so."""
    await _book(maja)
    button = maja.button("Ångra")
    town.later(days=31)
    await tidy(town.store, town.now)
    assert await town.find(Done) == []
    assert await maja.presses(button) == "Det som knappen gällde finns inte kvar."
