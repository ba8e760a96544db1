"""Every kind of document that the program stores."""

from __future__ import annotations

import importlib
import pkgutil

import storage.documents
from storage.documents.base import Document


def all_kinds() -> tuple[type[Document], ...]:
    """Return the document classes of all modules in `storage.documents`, by the name of their kind."""
    names = [module.name for module in pkgutil.iter_modules(storage.documents.__path__)]
    modules = [importlib.import_module(f"storage.documents.{name}") for name in names]
    found = {
        value
        for module in modules
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, Document) and "kind" in vars(value)
    }
    return tuple(sorted(found, key=lambda kind: kind.kind))
