"""What the log says once at start, where an administrator may have overlooked something."""

from __future__ import annotations

import shlex
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import structlog

from config.settings import unknown_settings
from storage.tinydb.file import FILE

OTHERS = stat.S_IRWXG | stat.S_IRWXO

log = structlog.get_logger()


def notice_settings() -> None:
    """Warn of names that look like settings and are none. Their values are not logged."""
    for name in unknown_settings():
        log.warning("not a setting, so it does nothing", name=name)


@contextmanager
def notice_new(folder: Path | None) -> Iterator[None]:
    """Warn where there was no store in the folder before the block, which opens it, and made one."""
    new = folder is not None and not _is_there(folder / FILE)
    yield
    if folder is not None and new:
        log.warning("a new, empty store was made", folder=str(folder.absolute()))


def notice_rights(folder: Path | None) -> None:
    """Warn where others than the user that runs Samlär may come to an opened store's file."""
    if folder is None:
        return
    modes = [path.stat().st_mode for path in (folder, folder / FILE)]
    if all(mode & OTHERS for mode in modes):
        place = shlex.quote(str(folder.absolute()))
        log.warning("others may read the store", folder=str(folder), do=f"chmod -R go= {place}")


def _is_there(path: Path) -> bool:
    """Tell whether a file is there; what can't be looked at is."""
    try:
        return path.exists()
    except OSError:
        return True
