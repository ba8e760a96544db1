"""What PostgreSQL's errors mean: a race lost, a connection lost, or a fault for the administrator."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

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

_NOT_OWNER = (
    "The database user may not make or change tables. Let it own the database: ALTER DATABASE … OWNER TO …."
)
WRONG_PARAMETER = (
    "What stands after the question mark in the store's address is not known to PostgreSQL, or has a value "
    "that it can't have. Correct or remove it; sslmode is disable, allow, prefer, require, verify-ca or "
    "verify-full, the last two with sslrootcert=FILE. A question mark in the password is written %3F."
)

_TEXTS: dict[type[Exception], str] = {
    asyncpg.DiskFullError: "The disk of the PostgreSQL server is full; nothing was written. Make room on it "
    "and try again.",
    asyncpg.ReadOnlySQLTransactionError: "The database is read-only. The store's address must name the "
    "primary server, not a standby.",
    asyncpg.InvalidPasswordError: "The database refuses the password. Check user and password "
    "in the store's address; there / @ : # ? % [ ] are %2F %40 %3A %23 %3F %25 %5B %5D.",
    asyncpg.InvalidAuthorizationSpecificationError: "The database refuses the user. Check the user "
    "in the store's address and the server's pg_hba.conf.",
    asyncpg.InvalidCatalogNameError: "There is no such database. Make it (createdb samlar), or correct its "
    "name in the store's address.",
    asyncpg.InsufficientPrivilegeError: _NOT_OWNER,
}


@dataclass(frozen=True)
class _Away:
    """Why there is no connection.

    Attributes:
        text: what is wrong and what to do; `{name}` is the driver's error.
        over: when it is over.
    """

    text: str
    over: str


_SILENT = _Away(
    "The PostgreSQL server does not answer ({name}). See that it runs and that host and port in the "
    "store's address are right.",
    "when it is there",
)
_WITHOUT_TLS = _Away(
    "The PostgreSQL server offers no TLS, which sslmode in the store's address demands. Turn it on in the "
    "server (ssl = on), or change sslmode.",
    "when that is done",
)
_NO_FILE = _Away(
    "The PostgreSQL server's socket, or a certificate file, that the store's address names is not there or "
    "may not be used by the user that runs Samlär. See that the server runs and that the path is right.",
    "when it is there",
)
_AWAY: dict[type[Exception], _Away] = {
    socket.gaierror: _Away(
        "The host of the PostgreSQL server can't be found. See that its name in the store's address is right "
        "and that names are looked up on this machine.",
        "when it is found",
    ),
    ssl.SSLError: _Away(
        "TLS with the PostgreSQL server fails ({name}). See that the certificate files in the store's "
        "address are right and that the server's certificate is for its host.",
        "when that is right",
    ),
    asyncpg.TooManyConnectionsError: _Away(
        "PostgreSQL takes no more connections by this user, to this database or at all. End others, or raise "
        "the limit (CONNECTION LIMIT of role or database, max_connections).",
        "when there is room",
    ),
    FileNotFoundError: _NO_FILE,
    PermissionError: _NO_FILE,
}


@dataclass(frozen=True)
class Stage:
    """What is being done when the driver raises.

    Attributes:
        texts: what its errors mean there, before what they mean anywhere.
        after: what follows where there is no connection; `{over}` is when that is over.
    """

    texts: Mapping[type[Exception], str]
    after: str = "Start Samlär again {over}."


CONNECTING = Stage(
    {
        asyncpg.InsufficientPrivilegeError: "The database user may not connect to the database, or not set "
        "what stands after a question mark in the store's address. Let it own the database: ALTER DATABASE … "
        "OWNER TO ….",
        asyncpg.UndefinedObjectError: WRONG_PARAMETER,
        asyncpg.InvalidParameterValueError: WRONG_PARAMETER,
        asyncpg.CantChangeRuntimeParamError: WRONG_PARAMETER,
    }
)
PREPARING = Stage(
    {
        asyncpg.InsufficientPrivilegeError: _NOT_OWNER,
        asyncpg.InvalidSchemaNameError: "There is no schema to make tables in. Make the one that search_path "
        "names: CREATE SCHEMA ….",
        asyncpg.SyntaxOrAccessError: "The database holds another program's tables where Samlär's are to be "
        "(documents, samlar_schema). Make an empty one for Samlär: createdb -O USER NAME.",
    }
)
RUNNING = Stage({}, "A running server goes on by itself {over}; a command is to be given again.")


class ConnectionLostError(StoreError):
    """The server does not answer, or stopped answering."""


class TableInUseError(StoreError):
    """Others have the table, and it could not be waited for."""


@contextmanager
def speaking(moment: Stage = RUNNING) -> Iterator[None]:
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
        away = _away(error)
        text = f"{away.text} {moment.after}".format(name=type(error).__name__, over=away.over)
        raise ConnectionLostError(text) from error
    except _RACES as error:
        raise Conflict("another transaction was first") from error
    except asyncpg.LockNotAvailableError as error:
        raise TableInUseError(
            "The table is in use, perhaps by a backup. Nothing was done; try again when that is over."
        ) from error
    except asyncpg.PostgresError as error:
        for kind, text in (*moment.texts.items(), *_TEXTS.items()):
            if isinstance(error, kind):
                raise StoreError(text) from error
        raise StoreError(
            f"PostgreSQL refuses ({type(error).__name__}, {error.sqlstate}); nothing was written."
        ) from error


def _away(error: Exception) -> _Away:
    if "rejected SSL upgrade" in str(error):  # the driver has no type of its own for it
        return _WITHOUT_TLS
    return next((away for kind, away in _AWAY.items() if isinstance(error, kind)), _SILENT)
