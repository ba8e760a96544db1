"""What PostgreSQL's errors mean: a race lost, a connection lost, or a fault for the administrator."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import asyncpg

from storage.store import Conflict, StoreError

LOST: tuple[type[Exception], ...] = (
    asyncpg.PostgresConnectionError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,  # the server's farewell came in between
    asyncpg.AdminShutdownError,
    asyncpg.CrashShutdownError,
    asyncpg.CannotConnectNowError,
    asyncpg.IdleSessionTimeoutError,
    asyncpg.TooManyConnectionsError,
    OSError,
)

_RACES = (asyncpg.SerializationError, asyncpg.DeadlockDetectedError)

_TEXTS: dict[type[Exception], str] = {
    asyncpg.DiskFullError: "The disk of the PostgreSQL server is full; nothing was written. Make room on it "
    "and try again.",
    asyncpg.ReadOnlySQLTransactionError: "The database is read-only. SAMLAR_STORE must name the primary "
    "server, not a standby.",
    asyncpg.InvalidPasswordError: "The database refuses the password. Check user and password "
    "in SAMLAR_STORE.",
    asyncpg.InvalidAuthorizationSpecificationError: "The database refuses the user. Check the user in "
    "SAMLAR_STORE and the server's pg_hba.conf.",
    asyncpg.InvalidCatalogNameError: "There is no such database. Make it (createdb samlar), or correct its "
    "name in SAMLAR_STORE.",
    asyncpg.InsufficientPrivilegeError: "The database user may not make or change tables. Let it own the "
    "database: ALTER DATABASE … OWNER TO ….",
}


class ConnectionLostError(StoreError):
    """The server does not answer, or stopped answering."""


class TableInUseError(StoreError):
    """Others have the table, and it could not be waited for."""


@contextmanager
def speaking() -> Iterator[None]:
    """Turn what the driver raises into what a store raises.

    Raises:
        Conflict: another transaction was first.
        ConnectionLostError: the connection is gone, or could not be made.
        TableInUseError: the table is taken.
        StoreError: the server refuses.
    """
    try:
        yield
    except LOST as error:
        raise ConnectionLostError(
            f"The PostgreSQL server does not answer ({type(error).__name__}). See that it runs and that host "
            "and port in SAMLAR_STORE are right; Samlär goes on by itself when it is back."
        ) from error
    except _RACES as error:
        raise Conflict("another transaction was first") from error
    except asyncpg.LockNotAvailableError as error:
        raise TableInUseError(
            "The table is in use, perhaps by a backup. Nothing was done; try again when that is over."
        ) from error
    except asyncpg.PostgresError as error:
        for kind, text in _TEXTS.items():
            if isinstance(error, kind):
                raise StoreError(text) from error
        raise StoreError(
            f"PostgreSQL refuses ({type(error).__name__}, {error.sqlstate}); nothing was written."
        ) from error
