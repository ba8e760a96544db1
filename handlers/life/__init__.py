"""The life of a collaboration once a pair is appointed: stages, pauses, its end, and what has been done."""

from handlers.core.subjects import Subject
from storage.values.texts import t

subject = Subject("collaborations", t("Collaborations"), 15)
