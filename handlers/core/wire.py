"""Replies as JSON, for the outbox and for answers that a repeated delivery gets again."""

from __future__ import annotations

from pydantic import TypeAdapter

from handlers.core.replies import Answer, Reply

_REPLY: TypeAdapter[Reply] = TypeAdapter(Reply)


def write_reply(reply: Reply) -> str:
    """Return a reply as JSON."""
    return _REPLY.dump_json(reply).decode()


def read_reply(text: str) -> Reply:
    """Return the reply that `write_reply` wrote. Raises ValueError (pydantic's) for anything else."""
    return _REPLY.validate_json(text)


def write_answer(answer: Answer) -> str:
    """Return an answer as JSON."""
    return answer.model_dump_json()


def read_answer(text: str) -> Answer:
    """Return the answer that `write_answer` wrote. Raises ValueError (pydantic's) for anything else."""
    return Answer.model_validate_json(text)
