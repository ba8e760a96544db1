"""Buttons: pressed twice, by another, behind the times, made up."""

from __future__ import annotations

import pytest

from handlers.core.command import command
from handlers.core.forms import Form, ask
from handlers.core.replies import Button, Reply, Say, parse_button
from handlers.core.view import View
from handlers.sessions.chosen import Ended
from handlers.sessions.kind_chosen import SessionKind
from storage.documents.collaborations import Collaboration
from storage.documents.sessions import Held, Session
from storage.values.texts import t, typed
from tests.handlers.core.dispatching import dispatch_of
from tests.handlers.desk import Seat, Town

GONE = "Det som knappen gällde finns inte kvar."


def _made_up(action: str, document_id: str = "-", revision: int = 0) -> Button:
    return Button(label=typed("x"), action=action, id=document_id, revision=revision)


async def test_confirm_pressed_twice(town: Town, maja: Seat) -> None:
    """The second press does nothing and says that it is done."""
    await maja.says("boka Granliden torsdag v 43 kl 14 Formativ")
    confirm = maja.button("Bekräfta")
    await maja.presses(confirm)
    await town.told()
    assert await maja.presses(confirm) == "Det här är redan gjort. Inget gjordes två gånger."
    assert len(await town.find(Session)) == 4
    assert await town.told() == {}


async def test_confirm_pressed_by_another(town: Town, maja: Seat, petter: Seat) -> None:
    """Somebody else's question can't be answered, not even by the other of the pair."""
    await maja.says("boka Granliden torsdag v 43 kl 14 Formativ")
    for label in ("Bekräfta", "Ändra"):
        assert await petter.presses(maja.button(label)) == (
            "Det här är någon annans formulär. Börja ett eget genom att skriva kommandot."
        )
    assert len(await town.find(Session)) == 3


async def test_confirm_of_an_earlier_question(town: Town, maja: Seat) -> None:
    """A Confirm that was answered by a change since reads back the present values again."""
    await maja.says("boka Granliden torsdag v 43 kl 14 Formativ")
    old = maja.button("Bekräfta")
    await maja.presses("Ändra")
    await maja.sends(when="fredag v 43 kl 9")
    await maja.presses(old)
    assert "fredag 23 oktober 2026" in maja.sees
    assert len(await town.find(Session)) == 3
    assert "Bokad" in await maja.confirms()


async def test_a_stale_revision(town: Town, karin: Seat, henrik: Seat) -> None:
    """A button made before a change shows how it stands now, with buttons that are up to date."""
    await karin.says("förfrågningar")
    await henrik.orders("förfrågningar fråga Björkängens förskola Vilka är med?")
    await karin.presses("Utse ett par")
    assert karin.sees.startswith("Det här har ändrats sedan dess. Så här är det nu.")
    assert "Vilka är med?" in karin.sees
    await karin.presses("Utse ett par")
    assert karin.filled_in["collaboration"] == "c-bjorkangen"


async def test_a_stale_button_shows_nothing_to_others(
    town: Town, karin: Seat, bengt: Seat, rut: Seat
) -> None:
    """Who may not see the document is not shown its present state either."""
    await karin.orders("förfrågningar fråga Björkängens förskola Vilka är med?")
    await bengt.reads()
    button = bengt.buttons[0]
    await town.change(await town.get(Collaboration, "c-bjorkangen"), participants="Andra")
    assert await rut.presses(button) == "Det samarbetet är inte ett av dina."


@pytest.mark.parametrize("action", ["book", "assign", "move", "cancel", "reflect", "requests.decline"])
async def test_an_unknown_id(town: Town, karin: Seat, action: str) -> None:
    """A button about nothing that is kept says so."""
    assert await karin.presses(_made_up(action, "nosuchthing")) == GONE


@pytest.mark.parametrize("document_id", ["maja", "almby", "s-coming", "c-bjorkangen"])
async def test_a_foreign_id(maja: Seat, document_id: str) -> None:
    """The id of another kind of thing, or of one that isn't one's own, does nothing."""
    seen = await maja.presses(_made_up("book", document_id))
    assert seen in {GONE, "Det samarbetet är inte ett av dina, så du kan inte boka i det."}


@pytest.mark.parametrize(
    "action", ["nosuch", "", "confirm", "edit", "pick", "help.", "requests decline", "BOOK", "../book", "🎒"]
)
async def test_a_made_up_action(town: Town, maja: Seat, action: str) -> None:
    """An action that nothing is called is answered clearly, and no fault."""
    for document_id in ("-", "", "nosuch", "nosuch.1", "nosuch.x"):
        seen = await maja.presses(_made_up(action, document_id, revision=99))
        assert "Något gick fel" not in seen
        assert seen
    assert await town.told() == {}


async def test_an_action_for_another_role(maja: Seat) -> None:
    """Having the button is not having the right."""
    seen = await maja.presses(_made_up("requests.decline", "c-bjorkangen", revision=1))
    assert seen.startswith("Det hör inte till din roll.")


async def test_a_pick_of_nothing_offered(maja: Seat) -> None:
    """A choice that was not offered is refused."""
    await maja.says("boka Granliden torsdag v 43 kl 14")
    draft = maja.button("Bekräfta")
    for index in ("7", "-1", "x", ""):
        pick = _made_up("pick", f"{draft.id}.{index}", draft.revision)
        assert (await maja.presses(pick)).startswith("Formuläret finns inte kvar.")


async def test_a_command_with_an_id_it_has_no_use_for(maja: Seat) -> None:
    """A button of a command that begins with no document works whatever id it carries."""
    assert (await maja.presses(_made_up("units", "whatever"))).startswith("6 enheter")


@pytest.mark.parametrize(
    "value",
    ["", "v1", "v3:book:-:0", "v2:book:-:0", "v1:book:-", "v1:book:-:x", "v1:book:a:b:0", "v2:book:-:0:a:b"],
)
def test_what_no_button_carries(value: str) -> None:
    """What a platform hands back is checked before it becomes an act."""
    with pytest.raises(ValueError, match=r"."):
        parse_button(value)


def test_what_a_button_carries() -> None:
    """Version, action, id, revision and choice, and nothing of what anybody wrote."""
    button = _made_up("requests.decline", "c-x", 3)
    assert button.value == "v2:requests.decline:c-x:3:"
    assert parse_button(button.value) == ("requests.decline", "c-x", 3, "")
    assert parse_button(button.model_copy(update={"choice": "4"}).value).choice == "4"


def test_buttons_of_the_first_version() -> None:
    """A button that was shown before there were choices still works."""
    assert parse_button("v1:requests.decline:c-x:3") == ("requests.decline", "c-x", 3, "")


class Graded(Form):
    """A session, and how it was."""

    session: Ended = ask(t("Session"))
    kind: SessionKind = ask(t("Kind of session"), default="learning")


@command(
    "grade", sv="betygsätt", about=t("Kind of session"), example=t("help book"), reads=True, chooses="kind"
)
async def grade(view: View, form: Graded) -> Reply:
    """Say what was chosen."""
    return Say(text=typed(f"{form.session.id} {form.kind}"))


async def test_a_choice_fills_in_its_field(town: Town, maja: Seat) -> None:
    """A button's choice is the value of the field that its command names."""
    town.dispatch = dispatch_of(town, grade)
    button = _made_up("grade", "s-ended", 1).model_copy(update={"choice": "process-group"})
    assert await maja.presses(button) == "s-ended process-group"


async def test_a_choice_that_is_none(town: Town, maja: Seat) -> None:
    """A choice that isn't one of the field's, made up or gone since, is asked about."""
    town.dispatch = dispatch_of(town, grade)
    button = _made_up("grade", "s-ended", 1).model_copy(update={"choice": "zebra"})
    await maja.presses(button)
    assert maja.errors == {"kind": "”zebra” är inte ett av valen."}


async def test_a_choice_of_a_command_without(town: Town, maja: Seat) -> None:
    """A choice that the command does not let buttons make is not looked at."""
    button = _made_up("home").model_copy(update={"choice": "zebra"})
    assert (await maja.presses(button)).startswith("Hej Maja Ekström")


def test_a_choice_is_of_a_closed_list() -> None:
    """A command can't let buttons choose what is typed."""
    with pytest.raises(TypeError, match="no choice"):
        command("x", sv="y", about=t("Kind of session"), example=t("help book"), chooses="session")(grade.run)


async def test_a_page_of_what_is_no_list(town: Town, maja: Seat) -> None:
    """A made-up button turns no page of a form that waits to be confirmed, and does not do it either."""
    await maja.says("ställ in Elevernas egna mål")
    draft = maja.button("Bekräfta")
    seen = await maja.presses(_made_up("more", draft.id, draft.revision))
    assert seen.startswith("Det som knappen gjorde finns inte längre.")
    assert (await town.get(Session, "s-coming")).state is Held.BOOKED
