"""A logger for Slack's own libraries that tells neither tokens nor what anybody wrote.

They log whole payloads at DEBUG and INFO, and put addresses with tickets and the texts of exceptions into
errors, and Slack's whole answers.
"""

from __future__ import annotations

import logging
import re

_SECRET = re.compile(r"xox[a-z]-[\w-]+|xapp-[\w-]+|(?<=ticket=)[^\s&'\")]+")
_ANSWER = re.compile(r"The server responded with:.*", re.DOTALL)


class _Discreet(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = _ANSWER.sub("The server refused.", _SECRET.sub("…", record.getMessage()))
        record.args = None
        record.exc_info = None
        record.exc_text = None
        return True


def quiet_logger() -> logging.Logger:
    """Return the logger; only errors pass it, in one line and without secrets."""
    logger = logging.getLogger("bot.slack.libraries")
    logger.setLevel(logging.ERROR)
    if not logger.filters:
        logger.addFilter(_Discreet())
    return logger
