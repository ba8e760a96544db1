"""What Slack takes, and how to keep text inside it.

Sources, read in 2026: docs.slack.dev/reference/block-kit (blocks, elements, composition objects),
/reference/views, /reference/methods/chat.postMessage, /messaging/formatting-message-text;
slack_sdk.models where the page is silent; bolt-js issues 2509 and 2867 for what all the blocks of a
message may hold together, which is documented nowhere: refused from about 11,300 characters.
"""

from __future__ import annotations

from html import escape

MESSAGE_BLOCKS = 50
VIEW_BLOCKS = 100
MESSAGE_TEXT = 9_000  # characters in all blocks of a message, well under what is refused
VIEW_TEXT = 20_000
BODY_TEXT = 6_500  # what one card's, table's or chart's text may take of that
FACTS_TEXT = 3_000
CAPS = (3_000, 2_000, 1_200, 800, 500, 300, 150)  # what one fact may take where all are too long
FALLBACK_TEXT = 3_900  # `text` beside blocks; above 4,000 Slack may answer msg_too_long
HEADER = 150
TITLE = 500  # a title too long for a header, as bold text
BUTTONS_IN_A_ROW = 25
BUTTON_LABEL = 75
TABLE_ROWS = 100  # with the heading
TABLE_COLUMNS = 20
CELL = 300
MODAL_TITLE = 24
MODAL_BUTTON = 24
LABEL = 150  # Slack takes 2,000; nobody reads them
HINT = 500
FIELD_ERROR = 150
INPUT = 3_000
RADIO_OPTIONS = 5  # Slack takes 10; more than five are a list
CHECKBOXES = 10
SELECT_OPTIONS = 100
OPTION_LABEL = 75
OPTION_VALUE = 150
PRIVATE_METADATA = 3_000
REQUEST_BYTES = 512 * 1024
STAMP_DIGITS = 12  # of the seconds since 1970

_ELLIPSIS = "…"


def length(text: str) -> int:
    """Return how long Slack may find the text: in UTF-16 units, with `&`, `<` and `>` escaped.

    Slack says "characters" and counts some limits one way, some the other; this is never less.
    """
    return len(escape(text, quote=False).encode("utf-16-le")) // 2


def fit(text: str, limit: int) -> str:
    """Shorten the text to at most `limit` (as `length` counts), ending in an ellipsis if shortened."""
    if length(text) <= limit:
        return text
    return _start(text, limit - len(_ELLIPSIS)).rstrip() + _ELLIPSIS


def _start(text: str, limit: int) -> str:
    used = 0
    for index, character in enumerate(text):
        used += length(character)
        if used > limit:
            return text[:index]
    return text
