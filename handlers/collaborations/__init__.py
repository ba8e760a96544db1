"""Collaborations: who sees and leads them, and who is appointed."""

from handlers.core.subjects import Subject
from storage.values.texts import t

subject = Subject("collaborations", t("Collaborations"), 15)
