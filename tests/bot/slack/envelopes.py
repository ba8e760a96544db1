"""Signed requests as Slack makes them, with the payloads that it documents."""

from __future__ import annotations

import hmac
import itertools
import json
import re
import time
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

FORM = "application/x-www-form-urlencoded"
_NUMBERS = itertools.count(1)
_ADDRESS = re.compile(r"https?://[^\s<>|]+")


def signed(body: str, secret: str, *, content_type: str, age: float = 0) -> dict[str, str]:
    """Return the headers of a request that Slack signed `age` seconds ago."""
    stamp = str(int(time.time() - age))
    digest = hmac.new(secret.encode(), f"v0:{stamp}:{body}".encode(), sha256).hexdigest()
    return {
        "Content-Type": content_type,
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": f"v0={digest}",
    }


def escaped(text: str) -> str:
    """Return what a person typed as Slack sends it on: escaped, and addresses made links."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _ADDRESS.sub(lambda found: f"<{found[0]}>", text)


def event(team: str, bot: str, content: dict[str, Any]) -> dict[str, Any]:
    """Return the envelope of an event; `content` is the event itself."""
    number = next(_NUMBERS)
    return {
        "type": "event_callback",
        "token": "unused",
        "team_id": team,
        "api_app_id": "A1",
        "event_id": f"Ev{number:08}",
        "event_time": int(time.time()),
        "authorizations": [{"team_id": team, "user_id": bot, "is_bot": True}],
        "event": {"event_ts": f"{int(time.time())}.{number:06}", **content},
    }


def interaction(kind: str, team: str, user: str, **content: Any) -> dict[str, Any]:
    """Return a `block_actions`, `view_submission` or `block_suggestion` payload."""
    return {
        "type": kind,
        "team": {"id": team, "domain": "example"},
        "user": {"id": user, "team_id": team, "name": "made-up"},
        "api_app_id": "A1",
        "token": "unused",
        **content,
    }


def as_form(payload: dict[str, Any]) -> str:
    """Return the body of an interaction's request."""
    return urlencode({"payload": json.dumps(payload)})
