"""Texts in order, against a sorted list."""

from __future__ import annotations

from bisect import bisect_left

from hypothesis import given
from hypothesis import strategies as st

import storage.tinydb.ordered as module
from storage.tinydb.ordered import Ordered

WORDS = st.text("ab\x00ö", max_size=4)


@given(
    words=st.lists(st.tuples(WORDS, st.booleans()), max_size=120),
    ranges=st.lists(st.tuples(WORDS, WORDS), max_size=5),
    full=st.integers(2, 8),
)
def test_ordered_is_a_sorted_set(
    words: list[tuple[str, bool]], ranges: list[tuple[str, str]], full: int
) -> None:
    """Whatever is added and removed, in buckets of whatever size, ranges and counts are a sorted list's."""
    usual, module._FULL = module._FULL, full
    try:
        ordered, model = Ordered(), set()
        for word, adding in words:
            if adding and word not in model:
                ordered.add(word)
                model.add(word)
            elif not adding and word in model:
                ordered.remove(word)
                model.remove(word)
        expected = sorted(model)
        for low, high in [*ranges, ("", "\U0010ffff")]:
            inside = expected[bisect_left(expected, low) : bisect_left(expected, max(low, high))]
            assert [one for run in ordered.runs(low, max(low, high)) for one in run] == inside
            assert ordered.count(low, max(low, high)) == len(inside)
    finally:
        module._FULL = usual
