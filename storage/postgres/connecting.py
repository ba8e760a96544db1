"""From the store's address to a connection; what is wrong with the address is said without showing it."""

from __future__ import annotations

import re
from typing import Any

import asyncpg

from storage.postgres.faults import CONNECTING, WRONG_PARAMETER, speaking
from storage.store import StoreError

CONNECT_SECONDS = 5.0

# The driver reads more than this, and takes a part of an unencoded password for host, path or parameter.
_CLEAR = re.compile(r"postgres(ql)?://(?!/*$)([^/?#@]*@)?[^/?#@]*([/?][^#@]*)?")
_UNREADABLE = (
    "The store's address (SAMLAR_STORE, or the command's option) can't be read. Write it as "
    "postgresql://user:password@host:5432/samlar; in the password / @ : # ? % [ ] are percent-encoded: "
    "%2F %40 %3A %23 %3F %25 %5B %5D."
)


async def connect(url: str) -> Any:
    """Return a new connection of asyncpg's.

    Raises:
        StoreError: the address can't be read, or the server does not answer or refuses.
    """
    if not _CLEAR.fullmatch(url):
        raise StoreError(_UNREADABLE)
    with speaking(CONNECTING):
        try:
            return await asyncpg.connect(url, timeout=CONNECT_SECONDS)
        except OSError:  # some of which are ValueErrors too
            raise
        except asyncpg.ClientConfigurationError:
            raise StoreError(WRONG_PARAMETER) from None  # the driver's text may show a part of the address
        except (ValueError, OverflowError):
            raise StoreError(_UNREADABLE) from None
