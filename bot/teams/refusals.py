"""What says that Teams refuses the app as a whole: no message is at fault, and all for Teams waits."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bot.delivery import RefusesApp

PASSING_ERRORS = frozenset({"temporarily_unavailable", "server_error", "timeout"})
"""What Entra answers when it is not the app's fault (RFC 6749, 4.1.2.1); every other error is."""

_SIGN_IN = (
    "see that MICROSOFT_APP_ID, MICROSOFT_APP_TYPE and MICROSOFT_APP_TENANT_ID are the app's, make a new "
    "client secret in Entra if it has run out, put it into MICROSOFT_APP_PASSWORD and start again"
)
_ALLOW = "allow the app Samlär in the Teams admin center"
_BY_ADMIN = frozenset({"BotDisabledByAdmin", "BotDisabledInChannelByAdmin"})
_AADSTS = re.compile(r"AADSTS\d{4,8}")
_WORD = re.compile(r"[A-Za-z_]{3,40}")


def by_entra(word: str) -> RefusesApp | None:
    """Return the refusal that Entra's error `word` to a request for a token is, if it is one."""
    return None if word in PASSING_ERRORS else RefusesApp(word, _SIGN_IN)


def by_connector(status: int, word: str) -> RefusesApp | None:
    """Return the refusal that the connector's `status` and error `word` are, if they are one."""
    if status == 401:
        return RefusesApp(word, _SIGN_IN)
    return RefusesApp(word, _ALLOW) if status == 403 and word in _BY_ADMIN else None


def entra_words(answer: Mapping[str, Any]) -> tuple[str, str]:
    """Return the OAuth error of Entra's answer and its own code, such as `AADSTS7000222`; nothing else."""
    error = _WORD.fullmatch(str(answer.get("error", "")))
    code = _AADSTS.search(str(answer.get("error_description", "")))
    return error[0] if error else "unknown", code[0] if code else ""
