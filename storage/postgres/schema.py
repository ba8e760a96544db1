"""The tables in PostgreSQL, and how they came to be: forward migrations that run once.

All documents stand in one table. `samlar_key` is `storage.conditions.key_of` in SQL: what a field's value
sorts by. `samlar_commit` does all that a transaction writes, or fails as a serialization failure does. Each
kind has its own indexes, made when a program that knows the kind opens the store.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from asyncpg import Connection

from storage.bodies import current
from storage.documents.base import Document
from storage.store import StoreError

LOCK = 0x53414D4C  # pg_advisory_xact_lock: one instance at a time changes the schema

MIGRATIONS = (
    """
    CREATE FUNCTION samlar_key(value jsonb) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT CASE jsonb_typeof(value)
            WHEN 'string' THEN '3' || left(value #>> '{}', 500)
            WHEN 'number' THEN '2' || lpad(to_hex((
                ('x' || encode(float8send((value #>> '{}')::float8), 'hex'))::bit(64)
                # CASE WHEN (value #>> '{}')::float8 >= 0 THEN B'1'::bit(64) ELSE ~(B'0'::bit(64)) END
            )::bigint), 16, '0')
            WHEN 'boolean' THEN CASE WHEN value = 'true' THEN '1t' ELSE '1f' END
            WHEN 'null' THEN '0'
        END
    $$;
    CREATE TABLE documents (
        kind text NOT NULL,
        id text COLLATE "C" NOT NULL,
        place bigint GENERATED ALWAYS AS IDENTITY,
        body jsonb NOT NULL,
        mark uuid,  -- of the commit that wrote the row
        PRIMARY KEY (kind, id)
    );
    CREATE INDEX documents_in_order ON documents (kind, place);
    CREATE INDEX documents_lines ON documents ((body->>'address'), place)
        WHERE kind = '_outbox' AND body->>'state' IN ('waiting', 'sending');
    """,
    """
    CREATE OR REPLACE FUNCTION samlar_commit(
        commit_mark uuid,
        changed_kinds text[], changed_ids text[], changed_versions int[], changed_bodies jsonb[],
        gone_kinds text[], gone_ids text[], gone_versions int[],
        new_kinds text[], new_ids text[], new_bodies jsonb[], addresses text[]
    ) RETURNS void LANGUAGE plpgsql AS $$
    DECLARE done int;
    BEGIN
        UPDATE documents SET body = locked.body, mark = commit_mark FROM (
            SELECT kind, id, wanted.body
            FROM unnest(changed_kinds, changed_ids, changed_versions, changed_bodies)
                AS wanted (kind, id, version, body) JOIN documents USING (kind, id)
            WHERE (documents.body->>'version')::int = version
            ORDER BY kind, id FOR UPDATE OF documents
        ) AS locked
        WHERE documents.kind = locked.kind AND documents.id = locked.id;
        GET DIAGNOSTICS done = ROW_COUNT;
        IF done < cardinality(changed_ids) THEN RAISE serialization_failure; END IF;

        DELETE FROM documents USING (
            SELECT kind, id FROM unnest(gone_kinds, gone_ids, gone_versions) AS wanted (kind, id, version)
            JOIN documents USING (kind, id) WHERE (documents.body->>'version')::int = version
            ORDER BY kind, id FOR UPDATE OF documents
        ) AS locked
        WHERE documents.kind = locked.kind AND documents.id = locked.id;
        GET DIAGNOSTICS done = ROW_COUNT;
        IF done < cardinality(gone_ids) THEN RAISE serialization_failure; END IF;

        -- Held until the commit, so that messages to one address get their places in commit order.
        PERFORM pg_advisory_xact_lock(hashtextextended(address, 0)) FROM unnest(addresses) AS address;
        INSERT INTO documents (kind, id, body, mark)
        SELECT *, commit_mark FROM unnest(new_kinds, new_ids, new_bodies) ON CONFLICT DO NOTHING;
        GET DIAGNOSTICS done = ROW_COUNT;
        IF done < cardinality(new_ids) THEN RAISE serialization_failure; END IF;
    END $$;
    """,
)

_NAME = re.compile(r"[a-z_]{1,40}")


async def prepare(connection: Connection, kinds: Iterable[type[Document]], *, make: bool = True) -> None:
    """Bring tables, indexes and documents up to date, in one transaction.

    Raises:
        StoreError: the database was written by a newer version of the program, or is none of its own and
            none is to be made.
    """
    if not make and await connection.fetchval("SELECT to_regclass('samlar_schema')") is None:
        raise StoreError("There is no store in this database. Correct SAMLAR_STORE, or the command's option.")
    async with connection.transaction():
        await connection.execute("SELECT pg_advisory_xact_lock($1)", LOCK)
        await connection.execute("CREATE TABLE IF NOT EXISTS samlar_schema (version integer NOT NULL)")
        version = await connection.fetchval("SELECT max(version) FROM samlar_schema") or 0
        if version > len(MIGRATIONS):
            raise StoreError(
                f"The database was written by a newer version of Samlär (schema {version}, this program "
                f"knows {len(MIGRATIONS)}). Start that version, or restore a backup made with this one."
            )
        for number, migration in enumerate(MIGRATIONS[version:], version + 1):
            await connection.execute(migration)
            await connection.execute("INSERT INTO samlar_schema (version) VALUES ($1)", number)
        for kind in kinds:
            await _index(connection, kind)
            await _upgrade_all(connection, kind)


async def _index(connection: Connection, kind: type[Document]) -> None:
    for field in kind.indexed:
        name = f"{_checked(kind.kind)}_{_checked(field)}"
        where = f"WHERE kind = '{kind.kind}'"
        await connection.execute(
            f"CREATE INDEX IF NOT EXISTS k_{name} ON documents "
            f"""(samlar_key(body->'{field}') COLLATE "C", id) {where}"""
        )
        await connection.execute(
            f"CREATE INDEX IF NOT EXISTS m_{name} ON documents USING gin "
            f"((body->'{field}') jsonb_path_ops) {where} AND jsonb_typeof(body->'{field}') = 'array'"
        )


async def _upgrade_all(connection: Connection, kind: type[Document]) -> None:
    old = await connection.fetch(
        "SELECT id, body FROM documents WHERE kind = $1 AND (body->>'schema_version')::int <> $2",
        kind.kind,
        kind.schema_version,
    )
    await connection.executemany(
        "UPDATE documents SET body = $3 WHERE kind = $1 AND id = $2",
        [(kind.kind, row["id"], current(kind, row["body"])) for row in old],
    )


def _checked(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise ValueError(f"{name!r} can't be the name of a kind or an indexed field")
    return name
