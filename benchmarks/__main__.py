"""Run the rooms' benchmarks: `python -m benchmarks`, or `python -m benchmarks store times`.

A room is a module here with a function `rows() -> Iterable[Row]`.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import benchmarks
from benchmarks.table import Row, keep, show


def rooms() -> dict[str, Callable[[], Iterable[Row]]]:
    """Return the `rows` of every room, by the room's name."""
    names = [module.name for module in pkgutil.iter_modules(benchmarks.__path__) if module.name != "__main__"]
    modules = {name: importlib.import_module(f"benchmarks.{name}") for name in names}
    return {name: module.rows for name, module in modules.items() if hasattr(module, "rows")}


def main(asked: Sequence[str]) -> int:
    """Run the rooms asked for, or all; return 2 where a room is unknown."""
    known = rooms()
    if unknown := set(asked).difference(known):
        print(f"No such room: {', '.join(sorted(unknown))}. There are {', '.join(known)}.", file=sys.stderr)
        return 2
    measured: list[Row] = []
    for name in asked or known:
        print(f"Measuring {name} …", file=sys.stderr)
        measured += known[name]()
    show(measured)
    keep(measured, Path("build/bench.json"))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
