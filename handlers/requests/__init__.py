"""Requests: asking for a collaboration, and what becomes of it until a pair is appointed."""

from handlers.core.subjects import Subject
from storage.values.texts import t

subject = Subject("requests", t("Requests"), 30)
