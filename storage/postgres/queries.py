"""Questions about documents as SQL; names of kinds and fields are the program's own and stand in the text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from storage.bodies import dumps
from storage.conditions import key_of
from storage.documents.base import Document
from storage.store import Before, Condition, Equal, NotBefore

_KEY = 501  # characters of a key that the index has


class Query:
    """A SELECT of the JSON of one kind's documents, built up condition by condition."""

    def __init__(self, kind: type[Document]) -> None:
        self._kind = kind.kind
        self._where = [f"kind = '{kind.kind}'"]
        self.values: list[Any] = []

    def all(self, conditions: Sequence[Condition]) -> Query:
        """Ask for documents that meet all conditions."""
        self._where += map(self._condition, conditions)
        return self

    def any(self, conditions: Sequence[Condition]) -> Query:
        """Ask for documents that meet one of the conditions."""
        self._where.append(f"({' OR '.join(map(self._condition, conditions)) or 'false'})")
        return self

    def text(self, order: str, limit: int | None = None) -> str:
        """Return the SQL."""
        select = f"SELECT id, body FROM documents WHERE {' AND '.join(self._where)} ORDER BY {order}"  # noqa: S608
        return select if limit is None else f"{select} LIMIT {limit}"

    def _condition(self, condition: Condition) -> str:
        key = key_of(condition.value)[:_KEY]
        sorts = sort_key(condition.field)
        match condition:
            case Equal():
                value = f"body->'{condition.field}'"
                same = f"{value} @> {self._value(dumps(condition.value))}::jsonb"
                return f"({same} AND ({sorts} = {self._value(key)} OR jsonb_typeof({value}) = 'array'))"
            case Before():
                return f"({sorts} >= '{key[0]}' AND {sorts} < {self._value(key)})"
            case NotBefore():
                return f"({sorts} >= {self._value(key)} AND {sorts} < '{chr(ord(key[0]) + 1)}')"

    def _value(self, value: str) -> str:
        self.values.append(value)
        return f"${len(self.values)}"


def sort_key(field: str) -> str:
    """Return the SQL of what a field's value sorts by."""
    return f"""samlar_key(body->'{field}') COLLATE "C\""""


COUNT = "SELECT count(*) FROM documents"
COUNTS = "SELECT kind, count(*) FROM documents GROUP BY kind"
KINDS = 'SELECT DISTINCT kind COLLATE "C" AS kind FROM documents ORDER BY kind'
OF_KIND = "SELECT body FROM documents WHERE kind = $1 ORDER BY place"

COMMIT = "SELECT samlar_commit($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)"

MARKED = """
SELECT EXISTS (
    SELECT FROM documents JOIN unnest($1::text[], $2::text[]) AS wanted (kind, id) USING (kind, id)
    WHERE mark = $3::uuid
)
"""

LOSE = """
UPDATE documents SET body = body || jsonb_build_object(
    'state', 'unknown', 'taken_at', $1::text, 'version', (body->>'version')::int + 1)
FROM (
    SELECT kind, id FROM documents
    WHERE kind = '_outbox' AND body->>'state' IN ('waiting', 'sending')
        AND body->>'state' = 'sending' AND body->>'lease_until' COLLATE "C" <= $1::text
    FOR UPDATE SKIP LOCKED
) AS lost
WHERE documents.kind = lost.kind AND documents.id = lost.id
"""

TAKE = """
WITH heads AS (
    SELECT DISTINCT ON (body->>'address') id FROM documents
    WHERE kind = '_outbox' AND body->>'state' IN ('waiting', 'sending') ORDER BY body->>'address', place
), taken AS (
    SELECT kind, id FROM documents JOIN heads USING (id)
    WHERE kind = '_outbox' AND body->>'state' = 'waiting' AND body->>'not_before' COLLATE "C" <= $1::text
        AND split_part(body->>'address', ':', 1) <> ALL ($4::text[])
    ORDER BY place LIMIT $3 FOR UPDATE OF documents SKIP LOCKED
)
UPDATE documents SET body = body || jsonb_build_object(
    'state', 'sending', 'taken_at', $1::text, 'lease_until', $2::text,
    'attempts', (body->>'attempts')::int + 1, 'version', (body->>'version')::int + 1)
FROM taken WHERE documents.kind = taken.kind AND documents.id = taken.id
RETURNING place, body
"""
