"""Who is first in line: the unsettled messages of each address, in the order in which they were committed."""

from __future__ import annotations

import json
from bisect import bisect_left, insort

from storage.documentstore import UNSETTLED
from storage.tinydb.memory import BODY, DOC_ID, Cached


class Lines:
    """The outbox by address."""

    def __init__(self) -> None:
        self._lines: dict[str, list[tuple[int, str]]] = {}

    def put(self, held: Cached) -> None:
        """Take note of a message as it now is; its TinyDB id is its place."""
        doc_id, message = held[DOC_ID], json.loads(held[BODY])
        self._leave(message["address"], (doc_id, message["id"]))
        if message["state"] in UNSETTLED:
            insort(self._lines.setdefault(message["address"], []), (doc_id, message["id"]))

    def drop(self, held: Cached) -> None:
        """Take note that a message is gone."""
        doc_id, message = held[DOC_ID], json.loads(held[BODY])
        self._leave(message["address"], (doc_id, message["id"]))

    def heads(self) -> list[str]:
        """Return the ids of the messages that are first in their lines, oldest first."""
        return [message_id for _, message_id in sorted(line[0] for line in self._lines.values())]

    def _leave(self, address: str, place: tuple[int, str]) -> None:
        line = self._lines.get(address, [])
        number = bisect_left(line, place)
        if line[number : number + 1] == [place]:
            del line[number]
            if not line:
                del self._lines[address]
