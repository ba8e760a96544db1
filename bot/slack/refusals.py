"""Slack's words for why it refuses something, and which of them are about the app, not about a message.

Reference: the errors of docs.slack.dev/reference/methods/chat.postMessage.
"""

from __future__ import annotations

import re

from bot.delivery import Undeliverable
from storage.documents.places import Lost

_INSTALL = (
    "install the app anew in the workspace, put its Bot User OAuth Token into SLACK_BOT_TOKEN and start again"
)
_TOKEN = "copy the app's Bot User OAuth Token into SLACK_BOT_TOKEN and start again"  # noqa: S105 - no token

REMEDIES = {
    "account_inactive": _INSTALL,
    "app_uninstalled": _INSTALL,
    "ekm_access_denied": "ask the owners of the workspace, who have suspended posting",
    "invalid_auth": _TOKEN,
    "not_allowed_token_type": _TOKEN,
    "not_authed": _TOKEN,
    "org_login_required": "wait until Slack has moved the workspace into its organisation",
    "team_access_not_granted": "let the app into the workspace, in the organisation's settings",
    "token_expired": "turn token rotation off as in docs/slack-manifest.json, then " + _INSTALL,
    "token_revoked": _INSTALL,
}
"""What an administrator does about each answer that is about the app itself."""

LOST = {
    "channel_not_found": Lost.UNKNOWN,
    "is_archived": Lost.ARCHIVED,
    "not_in_channel": Lost.REMOVED,
}
"""What became of a channel that can't be posted in."""

_WORD = re.compile(r"[a-z][a-z0-9_.:,-]{0,80}")


class MissingScope(Undeliverable):
    """The installation has not granted `scope`, or one of several between commas."""

    def __init__(self, scope: str) -> None:
        super().__init__("missing_scope")
        self.scope = scope


def safe_word(told: object) -> str:
    """Return a word of Slack's as it may be logged and kept: its own codes and scopes, nothing else."""
    return told if isinstance(told, str) and _WORD.fullmatch(told) else "unreadable"
