"""Every reply becomes a card or message that Teams takes, and shows what people wrote as they wrote it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings

from bot.teams.forms import choice_value, input_id, values_of
from bot.teams.limits import CARD_BYTES, ENVELOPE_BYTES, FORM_BYTES, size
from bot.teams.render import Renderer
from handlers.core.replies import (
    Ask,
    Button,
    Card,
    Chart,
    Confirm,
    FormField,
    Input,
    Link,
    Option,
    Page,
    Replace,
    Reply,
    Table,
)
from storage.values.texts import typed
from tests.bot.teams import cards
from tests.bot.teams.desk import words
from tests.bot.teams.samples import NASTY, each, replies, texts

SWEDISH = Renderer(words(), "sv")
KINDS = sorted(each(typed("")))
slow = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def shown(message: dict[str, Any]) -> str:
    """Return what a message shows."""
    if "attachments" not in message:
        assert message["textFormat"] == "plain"
        return str(message["text"])
    return cards.read(message["attachments"][0]["content"])


@slow
@given(reply=replies)
@example(
    reply=Table(title=typed("T"), columns=(typed("A"),), rows=((typed("å" * 900),),) * 300, empty=typed(""))
)
def test_every_reply_fits(reply: Reply) -> None:
    """Whatever a reply holds, each of its messages is below the limit, valid, and has a summary."""
    for message in SWEDISH.messages(reply, private=True):
        assert size(message) <= (FORM_BYTES if isinstance(reply, Ask) else CARD_BYTES) + ENVELOPE_BYTES
        assert 0 < len(message["summary"]) <= 300
        for attachment in message.get("attachments", ()):
            cards.check(attachment["content"])


@slow
@given(reply=replies)
def test_every_dialog_fits(reply: Reply) -> None:
    """The same reply in a dialog is a valid card within the limits, that sends with Action.Submit alone."""
    card = SWEDISH.card(reply, dialog=True)
    cards.check(card)
    assert size(card) <= (FORM_BYTES if isinstance(reply, Ask) else CARD_BYTES)
    assert {action["type"] for action in cards.actions(card)} <= {"Action.Submit", "Action.OpenUrl"}
    assert len(SWEDISH.title(reply)) <= 60


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("text", [text for text in NASTY if "\u0000" not in text and len(text) < 200])
def test_words_show_as_typed(kind: str, text: str) -> None:
    """Markdown, mentions, templates, emoji and right-to-left text stand on the screen as they were typed."""
    [message] = SWEDISH.messages(each(typed(text))[kind], private=True)
    assert text in shown(message)


@pytest.mark.parametrize("kind", KINDS)
def test_control_characters_are_left_out(kind: str) -> None:
    """What no screen can show is not sent."""
    [message] = SWEDISH.messages(each(typed("a\u0000b\u0007c\u009bd\te"))[kind], private=True)
    assert "abcd\te" in shown(message)
    assert not {"\\u0000", "\\u0007", "\\u009b"} & set(json.dumps(message).split("ab"))
    assert "\\u00" not in json.dumps(message, ensure_ascii=False)


@pytest.mark.parametrize("kind", KINDS)
def test_summary_is_plain_text(kind: str) -> None:
    """Notifications and screen readers get the reply's own words in short."""
    [message] = SWEDISH.messages(each(typed("Formativ *bedömning*"))[kind], private=True)
    assert "Formativ *bedömning*" in message["summary"]


def test_a_long_table_says_what_is_left_out() -> None:
    """A table that does not fit shows its first rows and how many more there are."""
    rows = tuple((typed(f"Skola {number}"), typed("Kollegialt lärande " * 5)) for number in range(500))
    [message] = SWEDISH.messages(
        Table(title=typed("Alla"), columns=(typed("Enhet"), typed("Steg")), rows=rows, empty=typed("")),
        private=True,
    )
    text = shown(message)
    count = text.count("Skola ")
    assert 10 < count < 500
    assert f"… och {500 - count} till" in text


def test_a_long_page_becomes_several_messages() -> None:
    """Parts that don't fit in one card are shown one after another, none left out."""
    part = Card(title=typed("Del"), text=(typed("ord " * 1500),))
    messages = SWEDISH.messages(Page(parts=(part,) * 6), private=True)
    assert len(messages) == 6
    assert all("ord " * 1000 in shown(message) for message in messages)


def test_buttons_stand_in_rows_that_a_phone_shows() -> None:
    """No row holds more than six buttons or wider labels than 360 pixels take, and none is lost."""
    labels = ["Flytta", "Ställ in", "Lägg till i kalender", *(f"Nr {n}" for n in range(9))]
    buttons = tuple(Button(label=typed(label), action="move") for label in labels)
    card = SWEDISH.card(Card(title=typed("Träff"), buttons=buttons))
    assert [action["title"] for action in cards.actions(card)] == labels
    cards.check(card)
    for row in (e["actions"] for e in cards.elements(card) if e["type"] == "ActionSet"):
        assert len(row) == 1 or sum(len(action["title"]) + 4 for action in row) <= 36


def test_buttons_say_how_they_are_sent() -> None:
    """A plain button executes and falls back to a submit; one that opens fetches a dialog."""
    plain = Button(label=typed("Ställ in"), action="cancel", id="abc", revision=4)
    opening = Button(label=typed("Flytta"), action="move", id="abc", revision=4, opens=True)
    execute, fetch = cards.actions(SWEDISH.card(Card(title=typed(""), buttons=(plain, opening))))
    assert (execute["type"], execute["verb"]) == ("Action.Execute", "v2:cancel:abc:4:")
    assert execute["fallback"]["data"] == {"samlar": "v2:cancel:abc:4:"}
    assert fetch["type"] == "Action.Submit"
    assert fetch["data"] == {"samlar": "v2:move:abc:4:", "msteams": {"type": "task/fetch"}}


def test_a_form_shows_fields_errors_and_what_is_filled_in() -> None:
    """Labels, values, chosen options and the errors under their fields stand in order."""
    almby = Option(value="a", label=typed("Almby skola"))
    vera, olle = Option(value="p1", label=typed("Vera")), Option(value="p,2", label=typed("Olle"))
    form = Ask(
        draft="d1",
        revision=2,
        title=typed("Boka"),
        fields=(
            FormField(
                name="unit",
                label=typed("Enhet"),
                input=Input.SEARCH,
                options=(almby,),
                chosen=(almby,),
                value="a",
            ),
            FormField(
                name="when",
                label=typed("När"),
                input=Input.LINE,
                value="31 februari",
                error=typed("Den dagen finns inte."),
            ),
            FormField(
                name="who",
                label=typed("Vilka"),
                input=Input.SEARCH_MANY,
                options=(vera,),
                chosen=(olle, vera),
                value=("p1", "p,2"),
            ),
        ),
    )
    card = SWEDISH.card(form)
    cards.check(card)
    assert cards.read(card).splitlines() == [
        "Boka",
        "Enhet: Almby skola",
        "När: 31 februari",
        "Den dagen finns inte.",
        "Vilka: Olle, Vera",
        "[Skicka] [Avbryt]",
    ]


def test_a_form_among_others_is_a_button() -> None:
    """Where others read too, a form is not shown but the button that opens it."""
    form = Ask(draft="d1", revision=2, title=typed("Boka"), fields=())
    [message] = SWEDISH.messages(form, private=False)
    [action, _] = cards.actions(message["attachments"][0]["content"])
    assert action["data"] == {"samlar": "v2:edit:d1:2:", "msteams": {"type": "task/fetch"}}


def test_long_texts_filled_in_are_kept_whole() -> None:
    """Four paragraphs of 10,000 characters come back in the form as they were written."""
    paragraphs = tuple(
        FormField(
            name=f"p{n}", label=typed("Text"), input=Input.PARAGRAPH, value="ordet " * 1666, max_length=10_000
        )
        for n in range(4)
    )
    card = SWEDISH.card(Ask(draft="d1", revision=2, title=typed("Text"), fields=paragraphs))
    assert [element["value"] for element in cards.inputs(card)] == ["ordet " * 1666] * 4


@pytest.mark.parametrize("language", ["sv", "en"])
def test_words_are_in_the_readers_language(language: str) -> None:
    """The front end's own words are worded in the language that is asked for."""
    chart = Chart(title=typed("T"), bars=())
    assert SWEDISH.title(chart) == "T"
    form = Confirm(
        title=typed("T"), facts=(), buttons=(Ask(draft="d", revision=1, title=typed("T"), fields=()).button,)
    )
    [action] = cards.actions(Renderer(words(), language).card(form))
    assert action["title"] == {"sv": "Öppna formuläret", "en": "Open the form"}[language]


@given(label=texts, value=texts.filter(lambda text: "\u2063" not in text and text))
@example(label="Ek, Maja 100 %", value="p,1%2C")
def test_choices_come_back_as_their_values(label: str, value: str) -> None:
    """Whatever an option is called, choosing it sends its own value, in lists of one and of many."""
    option = Option(value=value, label=typed(label))
    one, several = (Input.CHOICE, Input.SEARCH), (Input.CHOICES, Input.SEARCH_MANY)
    for kind, expected in (*((kind, value) for kind in one), *((kind, (value, value)) for kind in several)):
        field = FormField(name="who", label=typed("Vem"), input=kind, options=(option,))
        chosen = choice_value(input_id(field), label, option)
        sent = f"{chosen},{chosen}" if kind in several else chosen
        assert values_of({input_id(field): sent}) == {"who": expected}


def test_searched_values_begin_with_their_titles() -> None:
    """Teams' client filters what was found by its value and shows it, so a value begins with the title."""
    almby = Option(value="k3j9x2m4p7qw", label=typed("Almby skola"))
    field = FormField(
        name="unit",
        label=typed("Enhet"),
        input=Input.SEARCH,
        options=(almby,),
        chosen=(almby,),
        value=almby.value,
        open_ended=True,
    )
    card = SWEDISH.card(Ask(draft="d1", revision=2, title=typed("Boka"), fields=(field,)))
    [element] = cards.inputs(card)
    assert element["value"].startswith("Almby skola ")
    assert element["choices.data"] == {"type": "Data.Query", "dataset": "d1/search.unit"}


@pytest.mark.parametrize("kind", [Input.SEARCH, Input.SEARCH_MANY])
def test_a_list_that_is_complete_is_not_searched(kind: Input) -> None:
    """Below a hundred options all are in the list, where every client can choose without typing."""
    for count, searched in ((99, False), (100, True)):
        options = tuple(Option(value=f"p{n}", label=typed(f"Person {n}")) for n in range(count))
        field = FormField(name="who", label=typed("Vilka"), input=kind, options=options)
        [element] = cards.inputs(
            SWEDISH.card(Ask(draft="d1", revision=2, title=typed("Utse"), fields=(field,)))
        )
        assert ("choices.data" in element) is searched
        assert len(element["choices"]) == count


def test_texts_without_room_are_left_out_and_stay() -> None:
    """A text that a form has no room for is left out whole, which the form says, and stays as it is."""
    paragraphs = tuple(
        FormField(
            name=f"p{n}", label=typed("Text"), input=Input.PARAGRAPH, value="å" * 9_000, max_length=10_000
        )
        for n in range(4)
    )
    short = FormField(name="s", label=typed("Kort"), input=Input.LINE, value="kort")
    card = SWEDISH.card(Ask(draft="d1", revision=2, title=typed("Text"), fields=(*paragraphs, short)))
    cards.check(card)
    *long, last = cards.inputs(card)
    assert last["value"] == "kort"
    for element in long:
        assert (element["value"], element["isRequired"]) == ("", False)
        assert element["placeholder"].startswith("Det som står här nu, 9000 tecken, är för långt")
    [action, leaving] = cards.actions(card)
    assert leaving["associatedInputs"] == leaving["fallback"]["associatedInputs"] == "none"
    sent = {element["id"]: element["value"] for element in long} | {last["id"]: ""}
    assert values_of(action["data"] | sent) == {"s": ""}
    assert values_of(action["data"] | {"text.p1": "nytt"}) == {"p1": "nytt", "s": ""}


def test_links() -> None:
    """A link is a button that opens its address, behind those that are pressed."""
    card = Card(
        title=typed("Hej"),
        buttons=(Button(label=typed("Boka"), action="book"),),
        links=(Link(label=typed("Öppna"), url="https://skola.example/a?b=c,d"),),
    )
    for reply in (card, Replace(card=card)):
        actions = SWEDISH.card(reply)["actions"]
        assert [one["title"] for one in actions] == ["Boka", "Öppna"]
        assert actions[1] == {
            "type": "Action.OpenUrl",
            "title": "Öppna",
            "url": "https://skola.example/a?b=c,d",
        }
