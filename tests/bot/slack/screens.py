"""What the people in a Slack workspace have before them."""

from __future__ import annotations

import itertools
import time
from dataclasses import dataclass, field
from typing import Any

from tests.bot.slack.reading import read_blocks, read_view
from tests.bot.slack.rules import faults, view_faults


@dataclass(eq=False)
class Shown:
    """Something that Slack shows: a `message`, an `ephemeral` one, a `modal` or a `home`.

    `to` is the only one who sees it, "" where everybody in the channel does. `asked` is False for what was
    posted to a person by their id, which is how the bot writes unasked.
    """

    kind: str
    channel: str
    to: str
    blocks: list[dict[str, Any]]
    text: str = ""
    view: dict[str, Any] = field(default_factory=dict)
    thread: str | None = None
    ts: str = ""
    asked: bool = True

    @property
    def screen(self) -> str:
        """What stands there."""
        if self.view:
            return read_view(self.view)
        return read_blocks(self.blocks) if self.blocks else self.text


class Screens:
    """Takes what Slack takes and refuses what it refuses.

    Attributes:
        all: everything shown, oldest first; what is replaced moves to the end.
        modals: the open modal of each person.
        refused: why something was refused; a test should find it empty.
    """

    def __init__(self) -> None:
        self.all: list[Shown] = []
        self.modals: dict[str, dict[str, Any]] = {}
        self.refused: list[list[str]] = []
        self._numbers = itertools.count(1)

    def post(
        self, kind: str, channel: str, to: str, body: dict[str, Any], *, asked: bool = True
    ) -> Shown | None:
        """Show a message; None where Slack refuses its blocks."""
        blocks = body.get("blocks", [])
        if blocks and self._refuses(faults(blocks, "message")):
            return None
        ts = f"{int(time.time())}.{next(self._numbers):06}"
        shown = Shown(kind, channel, to, blocks, body["text"], {}, body.get("thread_ts"), ts, asked)
        self.all.append(shown)
        return shown

    def respond(self, body: dict[str, Any], channel: str, user: str, pressed: Shown | None = None) -> bool:
        """Show what a response or a response URL says; False where Slack refuses it."""
        if body.get("replace_original") and pressed:
            made = self.post(pressed.kind, channel, pressed.to, body)
            if made:
                made.ts, made.thread = pressed.ts, pressed.thread
                self.all.remove(pressed)
            return made is not None
        everyone = body.get("response_type") == "in_channel"
        made = self.post("message" if everyone else "ephemeral", channel, "" if everyone else user, body)
        return made is not None

    def update(self, body: dict[str, Any]) -> bool:
        """Change a message that stays; False where there is none of that timestamp in that channel."""
        for one in self.all:
            if (one.kind, one.channel, one.ts) == ("message", body["channel"], body["ts"]):
                one.blocks, one.text = body.get("blocks", []), body["text"]
                return True
        return False

    def modal(self, user: str, view: dict[str, Any], view_id: str | None = None) -> str | None:
        """Open a person's modal, or change the one with this id; returns its id, None where it is refused."""
        if self._refuses(view_faults(view)):
            return None
        number = next(self._numbers)
        made = {**view, "id": view_id or f"V{number}", "hash": f"{number}.hash"}
        self.modals[user] = made
        self.all.append(Shown("modal", "", user, view["blocks"], view=made))
        return str(made["id"])

    def home(self, user: str, view: dict[str, Any]) -> bool:
        """Show a person's Home; False where Slack refuses it."""
        if self._refuses(view_faults(view)):
            return False
        made = {**view, "id": f"VHOME{user}"}
        self.all.append(Shown("home", "", user, view["blocks"], view=made))
        return True

    def seen_by(self, user: str, channels: set[str]) -> list[Shown]:
        """Return what this person sees in these conversations, their modals and Home, oldest first."""
        return [one for one in self.all if one.to == user or (not one.to and one.channel in channels)]

    def _refuses(self, wrong: list[str]) -> bool:
        if wrong:
            self.refused.append(wrong)
        return bool(wrong)
