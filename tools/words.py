"""Brings the catalogues up to the texts in the code: `make words`.

New texts go into the catalogue of their room, those gone go out, and the list of all texts that have ever
been in the code grows. What is left for somebody to do is printed, and the status is 1 then.
"""

from __future__ import annotations

import difflib
import sys
from pathlib import Path

from tools import catalogues
from tools.texts import GONE, LOCALES, ROOT, lost, note, texts, wordless


def bring_up(root: Path = ROOT) -> list[str]:
    """Write catalogues and list anew. Return a line for each text that somebody has to do something about."""
    found = list(texts(root))
    present = sorted({one.key for one in found if not wordless(one.key)})
    where = {one.key: one.where for one in reversed(found)}
    to_do = []
    for folder in sorted(path for path in (root / LOCALES).iterdir() if path.is_dir()):
        entries = catalogues.brought_up(catalogues.read(folder), found)
        catalogues.write(folder, entries)
        to_do += [
            f"{LOCALES / folder.name / entry.catalogue}.po: no words for “{entry.key}” ({where[entry.key]})"
            for entry in entries
            if entry.lacks
        ]
    note(present, root)
    return to_do + [_about(key, present) for key in sorted(lost(root))]


def _about(key: str, present: list[str]) -> str:
    near = difflib.get_close_matches(key, present, 1)
    perhaps = f" (“{near[0]}”?)" if near else ""
    return (
        f"“{key}” is gone. Say what it is called now{perhaps} in {LOCALES / 'renamed.toml'}, or why in {GONE}"
    )


def main() -> int:
    """Bring up the project's own words; return 1 where something is left to do."""
    for line in (to_do := bring_up()):
        print(line)
    return 1 if to_do else 0


if __name__ == "__main__":
    sys.exit(main())
