"""Logs: lines on standard error, without tokens and without what people wrote."""

from __future__ import annotations

import logging
import sys
import traceback
from types import TracebackType

import structlog

Fault = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def configure_logs() -> None:
    """Send all logs to standard error."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.LogfmtRenderer(key_order=["timestamp", "level", "event"]),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Quiet("%(levelname)s %(name)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler])


class _Quiet(logging.Formatter):
    """Writes of an exception what it is and where it came from; its text may hold what people wrote."""

    def formatException(self, ei: Fault) -> str:  # noqa: N802 - the standard library's name
        kind, _, came_from = ei
        frames = [f"  {f.filename}:{f.lineno} {f.name}" for f in traceback.extract_tb(came_from)]
        return "\n".join([kind.__name__ if kind else "no exception", *frames])
