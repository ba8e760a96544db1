"""A count and a checksum of each kind of record, the same in every store and in a backup."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from storage.store import Record


class Tally:
    """Sums up records as they pass, in their order."""

    def __init__(self) -> None:
        self._sums: dict[str, Any] = {}
        self._counts: dict[str, int] = {}

    def add(self, records: Iterable[Record]) -> None:
        """Take records in."""
        for record in records:
            text = _canonical(record.body).encode()
            self._sums.setdefault(record.kind, hashlib.sha256()).update(b"%d:%b" % (len(text), text))
            self._counts[record.kind] = self._counts.get(record.kind, 0) + 1

    def kinds(self) -> dict[str, tuple[int, str]]:
        """Return the count and the checksum of each kind, by name."""
        return {kind: (self._counts[kind], self._sums[kind].hexdigest()) for kind in sorted(self._sums)}


def in_words(counts: Mapping[str, int]) -> str:
    """Return counts of records by kind as a text; the store's own kinds, which begin with `_`, as one sum."""
    named = [f"{counts[kind]} {kind}" for kind in sorted(counts) if not kind.startswith("_")]
    others = sum(count for kind, count in counts.items() if kind.startswith("_"))
    if others:
        named.append(f"{others} more" if named else f"{others} records")
    return ", ".join(named)


def _canonical(body: str) -> str:
    """Write JSON in the one way that does not depend on the store that it comes from."""
    data = json.loads(body, parse_float=_number)
    return json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def _number(text: str) -> float:
    number = float(text)
    return int(number) if number.is_integer() else number
