"""The Slack app manifest: everything that Slack must know of the app, made for one address.

Reference: docs.slack.dev/reference/app-manifest.
"""

from __future__ import annotations

from typing import Any

PATH = "/slack/events"

SCOPES = {
    "app_mentions:read": "hear mentions",
    "channels:read": "know that it was added to a channel, the channel's name, and what becomes of it",
    "chat:write": "answer, and send what falls due",
    "commands": "hear /samlar",
    "files:read": "read a list that is sent to it as a file",
    "groups:read": "the same as channels:read, in private channels",
    "im:history": "hear what people write to it directly",
    "im:write": "know its own chat with a person from that of two others",
    "mpim:write": "introduce a principal and a pair to each other in a group message",
    "users:read": "know people's names and languages, who is a guest, and whose account was closed",
}
EVENTS = (
    "app_home_opened",
    "app_mention",
    "app_uninstalled",
    "channel_archive",
    "channel_deleted",
    "channel_left",
    "channel_rename",
    "channel_unarchive",
    "group_archive",
    "group_deleted",
    "group_left",
    "group_rename",
    "group_unarchive",
    "member_joined_channel",
    "member_left_channel",
    "message.im",
    "tokens_revoked",
    "user_change",
)


def manifest(public_url: str) -> dict[str, Any]:
    """Return the manifest for a bot that Slack reaches at `public_url`; without one, for Socket Mode."""
    address = {"url": public_url + PATH} if public_url else {}
    request = {"request_url": public_url + PATH} if public_url else {}
    lists = {"message_menu_options_url": public_url + PATH} if public_url else {}
    return {
        "_metadata": {"major_version": 2, "minor_version": 0},
        "display_information": {
            "name": "Samlär",
            "description": "Samarbeten för skolutveckling, från förfrågan till reflektion.",
            "background_color": "#1f3a5f",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": "Samlär", "always_online": True},
            "slash_commands": [
                {
                    "command": "/samlar",
                    "description": "Begär, boka, reflektera och se läget",
                    "usage_hint": "hjälp",
                    "should_escape": True,
                    **address,
                }
            ],
        },
        "oauth_config": {"scopes": {"bot": sorted(SCOPES)}},
        "settings": {
            "event_subscriptions": {"bot_events": list(EVENTS), **request},
            "interactivity": {"is_enabled": True, **request, **lists},
            "org_deploy_enabled": False,
            "socket_mode_enabled": not public_url,
            "token_rotation_enabled": False,
        },
    }
