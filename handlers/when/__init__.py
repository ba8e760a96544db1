"""Times as school staff type them: reads Swedish and English scheduling text, or asks back.

No wrong time is ever taken silently: what is not fully understood is asked about.
"""

from handlers.when.answers import Choice, Question, Reading
from handlers.when.reader import read
from handlers.when.rescue import warm

__all__ = ["Choice", "Question", "Reading", "read", "warm"]
