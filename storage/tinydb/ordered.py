"""Texts in order, in buckets: adding one, taking one out and asking for some cost the same at any size."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator

_FULL = 1024


class Ordered:
    """Texts in ascending order, each once. A range goes from `low` to just before `high`."""

    __slots__ = ("_buckets", "_firsts")

    def __init__(self) -> None:
        self._buckets: list[list[str]] = [[]]
        self._firsts: list[str] = [""]

    def add(self, entry: str) -> None:
        """Put an entry in that is not there."""
        number = bisect_right(self._firsts, entry) - 1
        bucket = self._buckets[number]
        insort(bucket, entry)
        if len(bucket) > _FULL:
            half = bucket[_FULL // 2 :]
            del bucket[_FULL // 2 :]
            self._buckets.insert(number + 1, half)
            self._firsts.insert(number + 1, half[0])

    def remove(self, entry: str) -> None:
        """Take out an entry that is there."""
        number = bisect_right(self._firsts, entry) - 1
        bucket = self._buckets[number]
        del bucket[bisect_left(bucket, entry)]
        if not bucket and number:
            del self._buckets[number]
            del self._firsts[number]

    def count(self, low: str, high: str) -> int:
        """Return how many entries a range has."""
        (first, start), (last, end) = self._position(low), self._position(high)
        if first == last:
            return max(0, end - start)
        middle = sum(map(len, self._buckets[first + 1 : last]))
        return len(self._buckets[first]) - start + middle + end

    def runs(self, low: str, high: str) -> Iterator[list[str]]:
        """Yield the entries of a range in order, at most 1,024 at a time; none may come or go between two."""
        (first, start), (last, end) = self._position(low), self._position(high)
        for number in range(first, last + 1):
            yield self._buckets[number][start if number == first else 0 : end if number == last else None]

    def _position(self, entry: str) -> tuple[int, int]:
        number = bisect_right(self._firsts, entry) - 1
        return number, bisect_left(self._buckets[number], entry)
