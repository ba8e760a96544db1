"""When an act is undone and when it stands: once, for half an hour, by who did it and may do it still."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from handlers.core.housekeeping import tidy
from storage.documents.collaborations import Collaboration
from storage.documents.done import Done, Former
from storage.documents.people import Account, Person, Role
from storage.documents.sessions import Held, Session
from tests.handlers.desk import Seat, Town, account
from tests.handlers.mail import Mail
from tests.handlers.undo.acts import COMING, STANDS, book, cancel, kept, move, reflect, topics

UNDONE_ALREADY = "Det är redan ångrat."


async def test_half_an_hour(town: Town, maja: Seat) -> None:
    """After thirty minutes it can be undone, and after one more it stands; a button says the same."""
    await book(maja)
    button = maja.button("Ångra")
    town.later(minutes=31)
    for seen in (await maja.says("ångra"), await maja.presses(button)):
        assert seen.startswith("Det var mer än 30 minuter sedan")
        assert f"{STANDS} Skriv ”ställ in” och enheten" in seen
    assert "Bedömning" in await topics(town)


async def test_nothing_of_it_is_left(town: Town, maja: Seat, passing_folder: Path) -> None:
    """After half an hour nothing keeps how it was, not in the store's file either."""
    await reflect(maja, "Hemligheten")
    await maja.says("reflektera s-ended 4 Annat")
    await maja.confirms()
    assert len(await town.find(Former)) == 1
    assert kept(passing_folder, "Hemligheten")
    town.later(minutes=30)
    await tidy(town.store, town.now)
    assert len(await town.find(Former)) == 1
    town.later(minutes=1)
    await tidy(town.store, town.now)
    await town.store.forget(before=town.now)
    assert await town.find(Former) == []
    await town.store.close()
    assert not kept(passing_folder, "Hemligheten")
    await town.open()


async def test_what_was_before_goes_with_the_next_act(town: Town, maja: Seat) -> None:
    """What was kept of an act goes as soon as another one is done, which is then the one to be undone."""
    await cancel(maja)
    first = maja.button("Ångra")
    await book(maja)
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
    await cancel(maja)
    await town.restart()
    assert (await maja.presses("Ångra")).startswith("Träffen är inte längre inställd")
    assert (await town.get(Session, COMING)).state is Held.BOOKED


async def test_a_double_tap(town: Town, mail: Mail, maja: Seat) -> None:
    """Two taps undo once, and tell once."""
    await book(maja)
    await mail.carry()
    button = maja.button("Ångra")
    await maja.presses(button)
    assert (await maja.presses(button)).startswith(UNDONE_ALREADY)
    assert {name: len(texts) for name, texts in (await mail.carry()).items()} == {"petter": 1, "greta": 1}


async def test_two_taps_at_once(town: Town, mail: Mail, maja: Seat) -> None:
    """Two taps in the same moment, from the phone and the computer, undo once and tell once."""
    await book(maja)
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
    await book(maja)
    leaving, _ = await asyncio.gather(mail.carry(), maja.says("ångra"))
    got = {name: list(texts) for name, texts in leaving.items()}
    for name, texts in (await mail.carry()).items():
        got.setdefault(name, []).extend(texts)
    assert maja.sees.startswith("Bokningen är ångrad")
    assert all(texts[-1].startswith("Maja Ekström har ångrat en bokning") for texts in got.values())


async def test_only_ones_own(town: Town, maja: Seat, petter: Seat, karin: Seat) -> None:
    """Another's button undoes nothing, and neither does their word."""
    await book(maja)
    for other in (petter, karin):
        assert await other.presses(maja.button("Ångra")) == "Bara den som gjorde det kan ångra det."
        assert await other.says("ångra") == "Du har inget som jag kan ångra."
    assert "Bedömning" in await topics(town)


async def test_from_another_account(town: Town, maja: Seat) -> None:
    """What was done from one chat account is undone from another of the same person."""
    await book(maja)
    await town.add(account("terminal:maja2", "maja"))
    assert (await town.seat("maja2").says("ångra")).startswith("Bokningen är ångrad")


async def test_without_the_role(town: Town, maja: Seat) -> None:
    """Who no longer develops can't undo what they did as a developer."""
    await book(maja)
    await town.change(await town.get(Person, "maja"), roles=(Role.PRINCIPAL,))
    assert (await maja.presses("Ångra")).startswith(
        "Det får du inte göra längre, så det som är gjort gäller."
    )
    assert "Bedömning" in await topics(town)


async def test_without_the_appointment(town: Town, maja: Seat) -> None:
    """Who is no longer appointed can't undo what they did when they were."""
    await book(maja)
    await town.change(await town.get(Collaboration, "c-granliden"), developers=("olle", "sana"))
    assert (await maja.presses("Ångra")).startswith(f"Den träffen är inte en av dina. {STANDS}")


async def test_history_keeps_both(town: Town, maja: Seat) -> None:
    """The act and its undoing stand in the history, each with what it changed."""
    await move(maja)
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
    await book(maja)
    earlier = maja.button("Visa text att kopiera")
    seen = await maja.says("ångra")
    assert "Greta Granath har ingen chatt och vet inte om det här." in seen
    assert await maja.presses(maja.button("Visa text att kopiera"))
    assert "Maja Ekström har ångrat en bokning" in maja.sees
    assert await maja.presses(earlier) == "Det som knappen gällde finns inte kvar."


async def test_words_around_it(town: Town, maja: Seat) -> None:
    """What was typed beside it is named, with what would be undone, and asked about."""
    await book(maja)
    seen = await maja.says("ångra bokningen på Granliden")
    assert "Vad du gjorde: Boka en träff" in seen
    assert "När: torsdag 5 november 2026, v. 45, 14.00–15.30" in seen
    assert "Bedömning" in await topics(town)
    assert (await maja.confirms()).startswith("Bokningen är ångrad")


@pytest.mark.parametrize(
    "typed", ["nej, ångra", "Nej ångra!", "no, undo", "Ångra mig", "ångra det", "undo that"]
)
async def test_in_other_words(maja: Seat, typed: str) -> None:
    """It is said in several ways."""
    await book(maja)
    assert (await maja.says(typed)).startswith("Bokningen är ångrad")


async def test_from_a_no(maja: Seat) -> None:
    """A bare no offers the button, which undoes."""
    await book(maja)
    await maja.says("nej")
    assert maja.labels == ["Ångra"]
    assert (await maja.presses("Ångra")).startswith("Bokningen är ångrad")


async def test_an_open_form_is_left_first(town: Town, maja: Seat) -> None:
    """Where a form waits the word leaves that, and the act before it stands until it is said once more."""
    await book(maja)
    await maja.says("boka Granliden 2026-11-12 14-15 Mer")
    assert await maja.says("ångra") == "Okej, inget är gjort."
    assert "Bedömning" in await topics(town)
    assert (await maja.says("ångra")).startswith("Bokningen är ångrad")


async def test_acts_are_forgotten_in_time(town: Town, maja: Seat) -> None:
    """After a month it is no longer known that there was an act, and its button says so."""
    await book(maja)
    button = maja.button("Ångra")
    town.later(days=31)
    await tidy(town.store, town.now)
    assert await town.find(Done) == []
    assert await maja.presses(button) == "Det som knappen gällde finns inte kvar."
