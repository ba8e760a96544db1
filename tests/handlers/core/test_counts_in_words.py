"""How counts are worded."""

from __future__ import annotations

import pytest

from storage.values.texts import Message, t, tn, typed
from tests.handlers.desk import WORDS

NONE = tn("{count} session", "{count} sessions", 0)


@pytest.mark.parametrize(
    ("message", "swedish", "english"),
    [
        (NONE, "Inga träffar", "No sessions"),
        (tn("{count} session", "{count} sessions", 1), "1 träff", "1 session"),
        (tn("{count} session", "{count} sessions", 20), "20 träffar", "20 sessions"),
        (t("{name}, {when}", name=typed("Maja"), when=NONE), "Maja, inga träffar", "Maja, no sessions"),
        (t("{name}, {when}", name=NONE, when=NONE), "Inga träffar, inga träffar", "No sessions, no sessions"),
        (t("{text}. {text}", text=NONE), "Inga träffar. Inga träffar", "No sessions. No sessions"),
        (t("{count}", count=0), "0", "0"),
    ],
)
def test_none_in_words(message: Message, swedish: str, english: str) -> None:
    """None is said in words, with a capital where a sentence begins."""
    assert (WORDS.text(message, "sv"), WORDS.text(message, "en")) == (swedish, english)
