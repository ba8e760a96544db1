"""Undoing what one did last: each act whole, telling those who had been told and nobody else."""

from __future__ import annotations

from storage.documents.collaborations import Collaboration
from storage.documents.done import Former
from storage.documents.people import Person, Role
from storage.documents.reflections import Readers, Reflection
from storage.documents.sessions import Held, Session
from storage.store import OutgoingState
from tests.handlers.desk import Seat, Town
from tests.handlers.mail import Mail
from tests.handlers.undo.acts import COMING, STANDS, book, cancel, move, reflect, start, topics


async def test_a_booking_nobody_heard_of(town: Town, mail: Mail, maja: Seat) -> None:
    """A booking goes, and whoever the news had not reached hears nothing at all."""
    await book(maja)
    seen = await maja.presses("Ångra")
    assert seen.startswith("Bokningen är ångrad\nEnhet: Granlidens gymnasium")
    assert "Hade inte hunnit få veta något: Greta Granath, Petter Åsberg" in seen
    assert "Bedömning" not in await topics(town)
    assert await mail.carry() == {}
    assert len(await mail.settled(OutgoingState.SKIPPED)) == 2


async def test_a_booking_that_was_told(town: Town, mail: Mail, maja: Seat) -> None:
    """Whoever had read of it is told once that it is undone."""
    await book(maja)
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
    await book(maja)
    (first, second) = await town.store.claim_outgoing(now=town.now, lease_until=town.now, limit=9)
    for one, state in ((first, OutgoingState.SENT), (second, OutgoingState.WAITING)):
        await town.store.settle_outgoing(one.model_copy(update={"state": state}))
    await maja.says("ångra")
    assert list(await mail.carry()) == [first.address.rpartition(":")[2]]


async def test_what_may_have_arrived(town: Town, mail: Mail, maja: Seat, karin: Seat) -> None:
    """Who may have read it is told again, and the lost message can't be sent after all."""
    await book(maja)
    for one in await town.store.claim_outgoing(now=town.now, lease_until=town.now, limit=9):
        await town.store.settle_outgoing(one.model_copy(update={"state": OutgoingState.UNKNOWN}))
    await maja.says("ångra")
    assert set(await mail.carry()) == {"petter", "greta"}
    assert await karin.says("meddelanden igen") == "Inget meddelande väntar på att skickas igen."


async def test_a_series_of_ten(town: Town, mail: Mail, maja: Seat) -> None:
    """A series goes whole, and is told of in one message."""
    before = await topics(town)
    await maja.says("boka Granliden torsdagar 14-15 v 2 till v 12 Serie")
    await maja.confirms()
    assert (await topics(town)).count("Serie") == 10
    await mail.carry()
    seen = await maja.presses("Ångra")
    assert seen.startswith("10 bokningar är ångrade")
    assert await topics(town) == before
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
    assert (await topics(town)).count("Serie") == 4


async def test_a_move(town: Town, mail: Mail, maja: Seat) -> None:
    """A session that was moved is where it was, and those told of the move read both times."""
    before = await start(town)
    await move(maja)
    await mail.carry()
    seen = await maja.presses("Ångra")
    assert seen.startswith("Flytten är ångrad: Granlidens gymnasium\nNär: måndag 26 oktober 2026")
    assert maja.labels == ["Flytta", "Ställ in"]
    assert await start(town) == before
    ((text,), _) = (await mail.carry()).values()
    assert "Gäller igen: måndag 26 oktober 2026" in text
    assert "Gäller inte längre: fredag 6 november 2026" in text


async def test_a_move_to_a_time_that_passed(town: Town, maja: Seat) -> None:
    """A session that was moved forward to a time that has begun goes back to its old time to come."""
    before = await start(town)
    await move(maja, "2026-10-15 10-11")
    town.later(minutes=30)
    assert (await maja.says("ångra")).startswith("Flytten är ångrad")
    assert await start(town) == before


async def test_a_move_from_a_time_that_passed(town: Town, maja: Seat) -> None:
    """A session can't go back to a time that has passed since."""
    await move(maja, "2026-10-15 10-11")
    await move(maja, "2026-10-16 10-11")
    town.later(minutes=30)
    seen = await maja.says("ångra")
    assert seen == (
        f"Tiden som träffen hade innan har passerat. {STANDS} Flytta tillbaka träffen med ”flytta”."
    )
    assert await start(town) == "2026-10-16T10:00"


async def test_a_colleague_moved_it_since(town: Town, mail: Mail, maja: Seat, petter: Seat) -> None:
    """What a colleague has changed since stays as they left it, and nobody is told anything."""
    await move(maja)
    await move(petter, "2026-11-09 14")
    await mail.carry()
    seen = await maja.says("ångra")
    assert seen.startswith(f"Det har ändrats sedan dess. {STANDS}")
    assert await start(town) == "2026-11-09T14:00"
    assert await mail.carry() == {}


async def test_a_reflection_on_what_was_booked(town: Town, maja: Seat, petter: Seat) -> None:
    """A session that somebody has reflected on since stays."""
    await book(maja, "2026-10-15 9.40-10.30", "Kort")
    (session,) = [one for one in await town.find(Session) if one.topic == "Kort"]
    town.later(minutes=20)
    await petter.says(f"reflektera {session.id} 4 Bra början")
    await petter.confirms()
    assert petter.sees.startswith("Din reflektion är sparad")
    assert (await maja.says("ångra")).startswith(f"Det har ändrats sedan dess. {STANDS}")
    assert (await town.get(Session, session.id)).state is Held.HELD


async def test_what_refers_to_it_without_changing_it(town: Town, maja: Seat) -> None:
    """Something new that refers to the session keeps it, though the session itself is as it was left."""
    await book(maja)
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
    assert "Bedömning" in await topics(town)


async def test_a_cancellation(town: Town, mail: Mail, maja: Seat) -> None:
    """A session that was called off takes place after all."""
    await cancel(maja)
    await mail.carry()
    seen = await maja.presses("Ångra")
    assert seen.startswith("Träffen är inte längre inställd: Granlidens gymnasium")
    assert "Status: bokad" in seen
    assert (await town.get(Session, COMING)).state is Held.BOOKED
    for (text,) in (await mail.carry()).values():
        assert text.startswith("Maja Ekström har ångrat en inställd träff, så den blir av")


async def test_a_cancellation_whose_place_is_taken(town: Town, maja: Seat, petter: Seat) -> None:
    """Where somebody is booked at the time by now, that is said, and asked about before anything is done."""
    await cancel(maja)
    await book(petter, "2026-10-26 14-15", "Annat")
    seen = await maja.says("ångra")
    assert "Maja Ekström och Petter Åsberg har redan mån 26 okt v. 44 14.00–15.00 Annat då." in seen
    assert "Ställ in en träff" in seen
    assert (await town.get(Session, COMING)).state is Held.CANCELLED
    assert (await maja.confirms()).startswith("Träffen är inte längre inställd")
    assert (await town.get(Session, COMING)).state is Held.BOOKED


async def test_a_first_appointment(town: Town, mail: Mail, karin: Seat) -> None:
    """The request waits again, and all who were told of the pair are told once."""
    await karin.says("utse Björkängens förskola Maja Ekström och Olle Lindgård")
    await karin.confirms()
    assert set(await mail.carry()) == {"maja", "olle", "bengt"}
    seen = await karin.presses("Ångra")
    assert seen.startswith("Valet av par är ångrat")
    assert "Utse ett par" in karin.labels
    told = await town.get(Collaboration, "c-bjorkangen")
    assert (told.stage, told.developers) == ("requested", ())
    arrived = await mail.carry()
    assert {name: len(texts) for name, texts in arrived.items()} == {"maja": 1, "olle": 1, "bengt": 1}
    assert arrived["olle"][0].startswith("Karin Samuelsdotter har ångrat valet av par för Björkängens")
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
    await book(maja, "2026-10-15 9.35-9.40", "Kort")
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
    await cancel(maja)
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
    await reflect(maja)
    seen = await maja.presses("Ångra")
    assert seen.startswith("Din reflektion är ångrad: Granlidens gymnasium")
    assert (
        "Fram till nu har den kunnat läsas av: paret (Maja och Petter), samordnaren (Karin och Henrik)."
        in seen
    )
    assert "Hemligheten" not in seen
    assert (await town.get(Session, "s-ended")).state is Held.BOOKED
    assert len(await town.find(Reflection)) == 1


async def test_a_changed_reflection(town: Town, maja: Seat) -> None:
    """A reflection that was changed is as it was, readers included."""
    await reflect(maja, "Först")
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
    await reflect(maja)
    await reflect(petter, "Även jag")
    seen = await maja.says("ångra")
    assert "Skriv ”reflektera” igen för att ändra den" in seen
    assert len(await town.find(Reflection)) == 3


async def test_the_news_hangs_on_no_letter(town: Town, mail: Mail, bengt: Seat) -> None:
    """Whether a coordinator may be told hangs on the request alone, and on none of the letters taken back."""
    head = await town.get(Person, "henrik")
    await town.change(head, roles=(Role.COORDINATOR,))
    await bengt.says("återkalla")
    await bengt.confirms()
    (first, second) = await town.store.claim_outgoing(now=town.now, lease_until=town.now, limit=9)
    for one, state in ((first, OutgoingState.SENT), (second, OutgoingState.WAITING)):
        await town.store.settle_outgoing(one.model_copy(update={"state": state}))
    await bengt.says("ångra")
    (news,) = await town.store.outgoing(OutgoingState.WAITING)
    assert news.about == ("collaboration:c-bjorkangen",)
