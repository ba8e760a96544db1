"""What people are told of an act that was not done, and what the log says of why."""

from __future__ import annotations

import secrets
import traceback

import structlog

from storage.documents.messages import Message, Refusal, t
from storage.store import BrokenDocumentError, Conflict

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


def fault(error: Exception, act: str) -> Message:
    """Log where it went wrong, without what anybody wrote, and return what the person is told."""
    fault_id = secrets.token_hex(4)
    frames = [f"{f.filename}:{f.lineno} {f.name}" for f in traceback.extract_tb(error.__traceback__)]
    what = str(error) if isinstance(error, BrokenDocumentError) else type(error).__name__
    log.error("fault", fault=fault_id, act=act, error=what, where=frames)
    return t(
        "Something went wrong here, and nothing was saved. Tell your IT support the code {code}.",
        code=fault_id,
    )
