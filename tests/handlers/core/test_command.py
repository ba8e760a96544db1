"""Finding commands by what people type, and declaring them."""

from __future__ import annotations

import inspect
from typing import Any

import pytest

import handlers
from handlers.core.act import Act
from handlers.core.command import CommandError, Commands, CommandSpec, command
from handlers.core.forms import Form
from handlers.core.replies import Reply, Say
from handlers.core.rooms import rooms_of
from handlers.core.view import View
from storage.values.texts import t, typed
from tests.handlers.core.dispatching import NothingAsked
from tests.handlers.desk import Seat


class _Unlabelled(Form):
    """A field without kind and label."""

    thing: str


def _spec(name: str, sv: str, **ways: Any) -> CommandSpec:
    @command(name, sv=sv, about=t("Book a session"), example=t("help book"), **ways)
    async def run(act: Act, form: NothingAsked) -> Reply:
        return Say(text=typed("done"))

    return run


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (_spec("book", "boka"), _spec("book", "reservera")),
        (_spec("book", "boka"), _spec("reserve", "boka")),
        (_spec("book", "boka"), _spec("boka", "reservera")),
        (_spec("book", "ställ in"), _spec("reserve", "Stall  In")),
        (_spec("book", "boka"), _spec("move", "flytta", also=("BOKA",))),
    ],
)
def test_two_with_one_name_refuse_start_up(one: CommandSpec, other: CommandSpec) -> None:
    """Two commands that share a word, in either language and any spelling, stop the start."""
    with pytest.raises(CommandError, match=r"share a word|are called"):
        Commands([one, other])


@pytest.mark.parametrize("name", ["confirm", "edit", "pick"])
def test_dispatchs_own_actions_are_taken(name: str) -> None:
    """No command takes the name of a button that dispatch answers."""
    with pytest.raises(CommandError):
        Commands([_spec(name, "något")])


def test_a_form_that_cannot_be_asked_for_refuses_start_up() -> None:
    """A field without kind or label is found when the program starts, not when somebody needs it."""
    with pytest.raises(TypeError, match="needs a kind and a label"):

        @command("odd", sv="udda", about=t("Book a session"), example=t("help book"))
        async def odd(act: Act, form: _Unlabelled) -> Reply:
            return Say(text=typed(""))


@pytest.mark.parametrize(
    "spec", [one for one in rooms_of(handlers).commands if one.reads], ids=lambda one: one.name
)
def test_what_only_reads_is_given_a_view(spec: CommandSpec) -> None:
    """A command that changes nothing takes a view, through which nothing can be changed."""
    (given, _) = inspect.signature(spec.run, eval_str=True).parameters.values()
    assert given.annotation is View


def test_a_view_is_frozen_and_cannot_write() -> None:
    """A view has no way to save, remove, claim or send, and keeps what it was made with."""
    assert not {"save", "remove", "claim", "letters", "records"} & set(dir(View))
    assert vars(View)["__dataclass_params__"].frozen


def test_one_word_in_both_languages_is_no_clash() -> None:
    """A command may be called the same in both languages."""
    assert len(list(Commands([_spec("import", "import")]))) == 1


def test_the_longest_name_wins() -> None:
    """Of names that begin alike the longest that was typed is meant."""
    commands = Commands([_spec("people", "personer"), _spec("people add", "personer lägg till")])
    for text, name, rest in (
        ("personer", "people", ""),
        ("personer lägg", "people", "lägg"),
        ("Personer  LAGG till Maja Ek", "people add", "Maja Ek"),
        ("people add", "people add", ""),
    ):
        found = commands.by_text(text)
        assert found is not None
        assert (found[0].name, found[1]) == (name, rest)


def test_the_rest_is_kept_as_typed() -> None:
    """What follows the name keeps its lines and its spaces."""
    found = Commands([_spec("import", "importera")]).by_text("importera\tA; b\nC;  d ")
    assert found is not None
    assert found[1] == "A; b\nC;  d "


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [
        ("bokka Granliden torsdag", "boka Granliden torsdag"),
        ("träfar", "träffar"),
        ("statuss", "läget"),
        ("reflektion", "reflektera"),
        ("hjäl", "hjälp"),
    ],
)
async def test_unknown_words_get_the_nearest(maja: Seat, typed: str, nearest: str) -> None:
    """A word that nothing is called is answered with the nearest commands as buttons that work."""
    seen = await maja.says(typed)
    assert seen.startswith(f"Jag förstår inte ”{typed}”\nMenade du något av det här?")
    assert nearest in maja.labels
    assert "förstår inte" not in await maja.presses(nearest)


async def test_nothing_near(maja: Seat) -> None:
    """Where nothing is near, help is offered."""
    seen = await maja.says("kvantfysik 🎒")
    assert "Skriv ”hjälp” så ser du vad du kan göra." in seen
    assert maja.labels == ["hjälp"]


async def test_nothing_that_one_may_not_do(maja: Seat, rut: Seat) -> None:
    """Only what the person may send is offered."""
    await maja.says("veckobre")
    assert "veckobrev" not in maja.labels
    await rut.says("bokka")
    assert "boka" not in rut.labels


async def test_other_words_for_it(maja: Seat) -> None:
    """To unbook is to cancel, and to book anew is to move."""
    assert (await maja.says("avboka Elevernas egna mål")).startswith("Ställ in en träff")
    assert (await maja.says("boka om Elevernas egna mål fredag v 44 9")).startswith("Flytta en träff")


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("det är dags att boka en träff på granliden", "boka en träff på granliden"),
        ("ordning på träffar", "träffar"),
        ("fredagens tid borde vi flytta", "flytta"),
        ("vi borde boka om torsdagens möte till fredag", "flytta torsdagens möte till fredag"),
        ("mer om läget?", "läget"),
    ],
)
async def test_a_command_within_a_sentence(maja: Seat, typed: str, offered: str) -> None:
    """A command's word anywhere in what was not understood is offered."""
    assert "Menade du något av det här?" in await maja.says(typed)
    assert offered in maja.labels


@pytest.mark.parametrize("typed", ["avbryt", "Nej tack!", "stopp"])
async def test_no_to_nothing(maja: Seat, typed: str) -> None:
    """A no where nothing was asked is no unknown command."""
    assert await maja.says(typed) == "Okej, inget är gjort."


@pytest.mark.parametrize("typed", ["Boka en träff", "boka en träff!", "book a session"])
async def test_what_a_button_says(maja: Seat, typed: str) -> None:
    """The words by which a command is listed begin it, and are no values of its form."""
    await maja.says(typed)
    assert "topic" not in maja.filled_in
    await maja.says("avbryt")
    assert (await maja.says("Se läget")).startswith("Granlidens gymnasium\nNästa steg")
