"""A reply of each kind, with what people could write in every place that holds their words."""

from __future__ import annotations

from hypothesis import strategies as st

from handlers.core.replies import (
    Ask,
    Bar,
    Button,
    Card,
    Chart,
    Confirm,
    Fact,
    FormField,
    Input,
    Link,
    Option,
    Page,
    Replace,
    Reply,
    Say,
    Style,
    Table,
)
from storage.values.texts import Message, typed

NASTY = (
    "<!channel>",
    "[x](http://example.org)",
    "*b* _i_ ~s~ `c`",
    "<at>Samlär</at> &amp; <b>fet</b>",
    "- punkt\n1. etta\n# rubrik",
    "{{DATE(2026-11-22)}} ${namn}",
    "a\u0000b\u0007c\u009bd",
    "👩‍🏫🇸🇪" * 3,
    "\u202eمرحبا بالعالم\u202c",
    "ord " * 2500,
    "å" * 10_000,
    "rad\n" * 300,
)

texts = st.one_of(st.sampled_from(NASTY), st.text(max_size=60))
messages = texts.map(typed)
styles = st.sampled_from(Style)


@st.composite
def buttons(draw: st.DrawFn) -> Button:
    """Return a button with any label."""
    label = draw(messages)
    return Button(
        label=label, action="move", id="abc23456789k", style=draw(styles), opens=draw(st.booleans())
    )


def many(strategy: st.SearchStrategy, most: int) -> st.SearchStrategy:
    """Return tuples of at most `most`."""
    return st.lists(strategy, max_size=most).map(tuple)


facts = st.builds(Fact, label=messages, value=messages)
says = st.builds(Say, text=messages)
card_replies = st.builds(
    Card,
    title=messages,
    text=many(messages, 4),
    facts=many(facts, 12),
    buttons=many(buttons(), 10),
    links=many(st.builds(Link, label=messages, url=st.just("https://skola.example/a?b=c")), 2),
)
confirms = st.builds(Confirm, title=messages, facts=many(facts, 8), buttons=many(buttons(), 3))
charts = st.builds(
    Chart,
    title=messages,
    bars=many(st.builds(Bar, label=messages, value=st.integers(min_value=0, max_value=10**9)), 40),
)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Return a table of up to eight columns and very many rows."""
    width = draw(st.integers(min_value=1, max_value=8))
    row = draw(st.lists(messages, min_size=width, max_size=width).map(tuple))
    return Table(
        title=draw(messages),
        columns=tuple(typed(f"Kolumn {number}") for number in range(width)),
        rows=(row,) * draw(st.integers(min_value=0, max_value=300)),
        empty=draw(messages),
        buttons=draw(many(buttons(), 2)),
    )


@st.composite
def fields(draw: st.DrawFn) -> FormField:
    """Return a field of any kind, filled in or not."""
    kind = draw(st.sampled_from(Input))
    options = tuple(
        Option(value=f"v{number},{number}", label=draw(messages)) for number in range(draw(st.integers(0, 4)))
    )
    chosen = tuple(option.value for option in options[:2])
    values = {Input.LINE: "ord", Input.PARAGRAPH: "två\nrader"}
    value = (values | dict.fromkeys((Input.CHOICES, Input.SEARCH_MANY), chosen)).get(kind)
    return FormField(
        name=f"f{draw(st.integers(0, 10**6))}",
        label=draw(messages),
        input=kind,
        hint=draw(st.none() | messages),
        options=options,
        chosen=options[:2],
        value=value if value is not None else (chosen[0] if chosen else ""),
        required=draw(st.booleans()),
        error=draw(st.none() | messages),
    )


forms = st.builds(
    Ask,
    draft=st.just("d23456789abc"),
    revision=st.integers(0, 99),
    title=messages,
    intro=st.none() | messages,
    fields=many(fields(), 6),
)
parts = st.one_of(says, card_replies, tables(), charts)
replies: st.SearchStrategy[Reply] = st.one_of(
    says,
    card_replies,
    confirms,
    tables(),
    charts,
    forms,
    st.builds(Replace, card=card_replies),
    st.builds(Page, parts=many(parts, 5)),
)


def each(text: Message) -> dict[str, Reply]:
    """Return one reply of each kind, with `text` wherever a person's words can stand."""
    button = Button(label=text, action="move", id="abc23456789k")
    facts = (Fact(label=typed("Ämne"), value=text),)
    card = Card(title=text, text=(text,), facts=facts, buttons=(button,))
    table = Table(title=text, columns=(typed("A"), typed("B")), rows=((text, text),), empty=text)
    wide = Table(
        title=text, columns=tuple(map(typed, "ABCDE")), rows=((text,) * 5,), empty=text, buttons=(button,)
    )
    line = FormField(name="topic", label=typed("Ämne"), input=Input.LINE, error=text, hint=text)
    return {
        "say": Say(text=text),
        "card": card,
        "ask": Ask(draft="d23456789abc", revision=1, title=text, intro=text, fields=(line,)),
        "confirm": Confirm(title=text, text=(text,), facts=facts, buttons=(button,)),
        "table": table,
        "wide": wide,
        "empty": Table(title=text, columns=(text,), rows=(), empty=text),
        "chart": Chart(title=text, bars=(Bar(label=text, value=3),)),
        "replace": Replace(card=card),
        "page": Page(parts=(Say(text=text), card, table)),
    }
