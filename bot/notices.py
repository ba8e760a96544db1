"""What the log says once at start, where an administrator may have overlooked something."""

from __future__ import annotations

import stat
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


def notice_rights(folder: Path | None) -> None:
    """Warn where others than the user that runs Samlär may come to an opened store's folder or file."""
    if folder is None:
        return
    modes = [path.stat().st_mode for path in (folder, folder / FILE)]
    if any(mode & OTHERS for mode in modes):
        log.warning("others may read the store", folder=str(folder), do=f"chmod -R go= {folder.absolute()}")
