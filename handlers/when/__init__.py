"""Times as school staff type them: reads Swedish and English scheduling text, or asks back.

No wrong time is ever taken silently: what is not fully understood is asked about.
"""

from handlers.when.answers import Choice, Question, Reading
from handlers.when.days import load_red_days
from handlers.when.reader import read
from handlers.when.rescue import load_dateparser

__all__ = ["Choice", "Question", "Reading", "read", "warm"]


def warm() -> None:
    """Load dateparser and the red days, so that no chat waits for its first date. Up to three seconds."""
    load_dateparser()
    load_red_days()
