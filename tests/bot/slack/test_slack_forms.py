"""Forms as modals: Slack takes whatever they hold, and what was filled in comes back by name."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.slack.forms import Carried, Forms, Origin, read_carried, read_values
from bot.slack.render import Renderer
from handlers.core.replies import Ask, Button, Confirm, Fact, FormField, Input, Option, Style
from handlers.core.visible import visible
from handlers.core.words import Words
from storage.values.texts import typed
from tests.bot.slack.reading import read_view
from tests.bot.slack.rules import view_faults
from tests.bot.slack.test_slack_render import message, nasty

FORMS = Forms(Renderer(Words.load(), "sv"))
ORIGIN = Origin(user="U1", channel="C1", response_url="https://hooks.slack.com/commands/T1/2/x")

values = st.text("abc", min_size=1, max_size=20)
option_lists = st.lists(
    st.builds(Option, value=values, label=message), max_size=8, unique_by=lambda o: o.value
)


@st.composite
def fields(draw: st.DrawFn) -> FormField:
    """Fields of every kind, filled in or not, with up to 160 options."""
    options = tuple(draw(option_lists))
    if draw(st.booleans()):
        options += tuple(
            Option(value=f"n{n}", label=typed(f"Skola {n}")) for n in range(draw(st.integers(0, 150)))
        )
    names = [option.value for option in options]
    return FormField(
        name=draw(st.text("abcdefghij", min_size=1, max_size=12)),
        label=draw(message),
        input=draw(st.sampled_from(Input)),
        hint=draw(st.none() | message),
        options=options,
        value=draw(nasty | (st.sampled_from(names) if names else st.just(""))),
        chosen=options[: draw(st.integers(0, 2))],
        required=draw(st.booleans()),
        max_length=draw(st.sampled_from([1, 150, 3000, 10_000])),
        error=draw(st.none() | message),
        more=draw(st.booleans()),
    )


asks = st.builds(
    Ask,
    draft=st.just("abcdefghijkl"),
    revision=st.integers(0, 10**6),
    title=message,
    intro=st.none() | message,
    fields=st.lists(fields(), min_size=1, max_size=5, unique_by=lambda f: f.name).map(tuple),
    submit=message,
)
buttons = st.builds(
    Button, label=message, action=st.just("pick"), id=st.just("abc.0"), style=st.sampled_from(Style)
)
confirms = st.builds(
    Confirm,
    title=message,
    text=st.lists(message, max_size=2).map(tuple),
    facts=st.lists(st.builds(Fact, label=message, value=message), max_size=5).map(tuple),
    buttons=st.lists(buttons, min_size=1, max_size=8).map(tuple),
)


@settings(max_examples=60, deadline=None)
@given(asks)
def test_forms_keep_limits(ask: Ask) -> None:
    """Whatever a form holds, Slack takes its modal."""
    view = FORMS.ask(ask, ORIGIN)
    assert view_faults(view) == []
    carried = read_carried(view)
    assert (carried.draft, carried.revision, carried.origin) == (ask.draft, ask.revision, ORIGIN)


@settings(max_examples=40, deadline=None)
@given(confirms)
def test_read_backs_keep_limits(confirm: Confirm) -> None:
    """Whatever a read-back holds, Slack takes its modal, and sending it presses one of its buttons."""
    view = FORMS.confirm(confirm, ORIGIN)
    assert view_faults(view) == []
    assert read_carried(view).press in {button.value for button in confirm.buttons}


def test_values_by_name() -> None:
    """Text, one choice, several, none and a choice taken back come as the form's fields name them."""
    state = {
        "topic@3": {"field": {"type": "plain_text_input", "value": "a@b\x00\ud83d"}},
        "note@3": {"field": {"type": "plain_text_input", "value": None}},
        "kind@3": {"field": {"type": "radio_buttons", "selected_option": {"value": "x"}}},
        "unit@3": {"field": {"type": "external_select", "selected_option": None}},
        "form@3": {"field": {"type": "static_select", "selected_option": {"value": "-"}}},
        "readers@3": {"field": {"type": "checkboxes", "selected_options": [{"value": "p"}]}},
        "nobody@3": {"field": {"type": "checkboxes", "selected_options": []}},
        "pair@3": {
            "field": {"type": "multi_external_select", "selected_options": [{"value": "p"}, {"value": "q"}]}
        },
    }
    assert read_values({"state": {"values": state}}) == {
        "topic": "a@b",
        "note": "",
        "kind": "x",
        "unit": "",
        "form": "",
        "readers": ("p",),
        "nobody": (),
        "pair": ("p", "q"),
    }


def test_choices_by_number() -> None:
    """A few options stand in view, more are a list, more than Slack's lists hold are searched for."""

    def kind(count: int, *, required: bool = True) -> str:
        options = tuple(Option(value=f"v{n}", label=typed(f"{n}")) for n in range(count))
        field = FormField(name="a", label=typed("A"), input=Input.CHOICE, options=options, required=required)
        view = FORMS.ask(Ask(draft="d", revision=1, title=typed("T"), fields=(field,)), ORIGIN)
        assert view_faults(view) == []
        return str(view["blocks"][0]["element"]["type"])

    assert [kind(n) for n in (0, 1, 5, 6, 99, 100, 500)] == [
        "external_select",
        "radio_buttons",
        "radio_buttons",
        "static_select",
        "static_select",
        "external_select",
        "external_select",
    ]
    assert kind(3, required=False) == "static_select"


def test_any_of_several_are_checkboxes() -> None:
    """Where any of a few can be chosen all stand in view, and just those chosen are ticked."""
    options = tuple(Option(value=one, label=typed(one)) for one in ("pair", "principal", "coordinator"))
    for value in ((), ("principal",), ("pair", "coordinator")):
        field = FormField(
            name="a", label=typed("A"), input=Input.CHOICES, options=options, value=value, required=False
        )
        view = FORMS.ask(Ask(draft="d", revision=1, title=typed("T"), fields=(field,)), ORIGIN)
        assert view_faults(view) == []
        element = view["blocks"][0]["element"]
        assert element["type"] == "checkboxes"
        assert tuple(one["value"] for one in element.get("initial_options", ())) == value


def test_long_title_is_read_whole() -> None:
    """A form's title that Slack's modal has no room for can be read in it."""
    title = typed("Anmäl ett nytt samarbete för läsåret")
    field = FormField(name="a", label=typed("A"), input=Input.LINE)
    for view in (
        FORMS.ask(Ask(draft="d", revision=1, title=title, fields=(field,)), ORIGIN),
        FORMS.confirm(
            Confirm(title=title, facts=(), buttons=(Button(label=typed("Ja"), action="confirm"),)), ORIGIN
        ),
    ):
        assert "Anmäl ett nytt samarbete för läsåret" in read_view(view)


def test_carried_fits() -> None:
    """What a modal carries stays inside Slack's limit, if need be without the response URL."""
    long = ORIGIN.model_copy(update={"response_url": "https://hooks.slack.com/" + "x" * 3_000})
    text = Carried(origin=long, language="sv", draft="d").write()
    assert len(text) < 3_000
    assert json.loads(text)["origin"] == {"user": "U1", "channel": "C1"}


@given(st.text(min_size=1, max_size=60), st.integers(1, 40))
def test_never_cut(text: str, most: int) -> None:
    """A text stands in its field whole, or not at all; then the form says so, and Slack asks for nothing."""
    field = FormField(
        name="a", label=typed("A"), input=Input.PARAGRAPH, hint=typed("Skriv."), value=text, max_length=most
    )
    view = FORMS.ask(Ask(draft="d", revision=1, title=typed("T"), fields=(field,)), ORIGIN)
    (block,) = view["blocks"]
    shown = block["element"].get("initial_value", "")
    hint, kept = block["hint"]["text"], read_carried(view).kept
    if kept:
        assert (shown, kept, block["optional"]) == ("", ("a",), True)
        assert hint.startswith(f"Det som står här nu, {len(text)} tecken, är för långt")
        assert hint.endswith("Skriv.")
    else:
        assert shown == visible(text) or not visible(text).strip()
        assert (hint, block["optional"]) == ("Skriv.", False)


def test_what_was_left_out_stays() -> None:
    """Of a field whose text was left out nothing is sent where nothing was typed anew, and all that was."""
    state = {
        "a@1": {"field": {"type": "plain_text_input", "value": None}},
        "b@1": {"field": {"type": "plain_text_input", "value": "nytt"}},
        "c@1": {"field": {"type": "plain_text_input", "value": None}},
    }
    assert read_values({"state": {"values": state}}, ("a", "b")) == {"b": "nytt", "c": ""}
