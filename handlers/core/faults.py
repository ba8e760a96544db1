"""What people are told of an act that was not done, and what the log says of why."""

from __future__ import annotations

import secrets
import traceback

import structlog

from storage.store import BrokenDocumentError, Conflict
from storage.values.texts import Message, Refusal, t

log = structlog.get_logger()


def why_not_done(error: Exception, act: str) -> Message:
    """Return what the person is told of an act that was not done; `act` names it in the log."""
    match error:
        case Refusal():
            return error.message
        case Conflict():
            return t("Somebody else is changing the same thing right now. Try again in a moment.")
        case _:
            return fault(error, act)


def log_fault(event: str, error: BaseException, **named: str) -> str:
    """Log where it went wrong, and return the code by which the line is found.

    The error's own text is left out, as it may hold what somebody wrote; only a broken document says which.
    """
    code = secrets.token_hex(4)
    what = str(error) if isinstance(error, BrokenDocumentError) else type(error).__name__
    log.error(event, fault=code, error=what, where=where(error), **named)
    return code


def fault(error: Exception, act: str) -> Message:
    """Log where it went wrong, without what anybody wrote, and return what the person is told."""
    code = log_fault("fault", error, act=act)
    return t(
        "Something went wrong here, and nothing was saved. Tell your IT support the code {code}.",
        code=code,
    )


def where(error: BaseException) -> list[str]:
    """Return the places in the code that an error came through, the outermost first."""
    return [f"{f.filename}:{f.lineno} {f.name}" for f in traceback.extract_tb(error.__traceback__)]
