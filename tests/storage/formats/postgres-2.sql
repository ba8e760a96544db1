CREATE TABLE samlar_schema (version integer NOT NULL);
INSERT INTO samlar_schema VALUES (1), (2);
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
    CREATE FUNCTION samlar_commit(
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
INSERT INTO documents (kind, id, body) VALUES ('note', 'n1', '{"id": "n1", "due": "2026-11-16T09:30:00.000000Z", "done": false, "size": 3, "text": "Ändrad", "unit": "Almby", "extra": {}, "words": 1, "people": ["p1", "p2"], "version": 2, "schema_version": 1}');
INSERT INTO documents (kind, id, body) VALUES ('note', 'n2', '{"id": "n2", "due": null, "done": true, "size": null, "text": "", "unit": null, "extra": {"deep": [1, 2.5, null]}, "words": 0, "people": [], "version": 1, "schema_version": 1}');
INSERT INTO documents (kind, id, body) VALUES ('place', 'h1', '{"id": "h1", "name": "Här", "version": 1, "schema_version": 1}');
INSERT INTO documents (kind, id, body) VALUES ('_claims', 'digest:c1:2026-W47', '{"id": "digest:c1:2026-W47", "until": "2026-11-16T10:30:00.000000Z", "version": 1, "schema_version": 1}');
INSERT INTO documents (kind, id, body) VALUES ('_answers', 'd1', '{"at": "2026-11-16T09:30:00.000000Z", "id": "d1", "answer": "{\"text\":\"klart\"}", "version": 1, "schema_version": 1}');
INSERT INTO documents (kind, id, body) VALUES ('_outbox', 'm1', '{"id": "m1", "body": null, "state": "sent", "reason": "", "address": "slack:T1:U1", "version": 3, "attempts": 1, "language": "sv", "taken_at": "2026-11-16T09:30:00.000000Z", "created_at": "2026-11-16T09:30:00.000000Z", "not_before": "2026-11-16T09:30:00.000000Z", "lease_until": "2026-11-16T09:35:00.000000Z", "useful_until": "2026-11-17T09:30:00.000000Z", "schema_version": 1}');
INSERT INTO documents (kind, id, body) VALUES ('_outbox', 'm2', '{"id": "m2", "body": "{\"text\": \"hej\"}", "state": "waiting", "reason": "", "address": "slack:T1:U1", "version": 1, "attempts": 0, "language": "sv", "taken_at": "2026-11-16T09:30:00.000000Z", "created_at": "2026-11-16T09:30:00.000000Z", "not_before": "2026-11-16T10:30:00.000000Z", "lease_until": null, "useful_until": "2026-11-17T09:30:00.000000Z", "schema_version": 1}');
INSERT INTO documents (kind, id, body) VALUES ('_audit', 'a1', '{"at": "2026-11-16T09:30:00.000000Z", "id": "a1", "act": "book", "version": 1, "documents": ["n1", "n2"], "person_id": "p1", "schema_version": 1}');
