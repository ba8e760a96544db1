"""People: who is who, who is let in, and in which language they read."""

from handlers.core.subjects import Subject
from storage.values.texts import t

subject = Subject("people", t("People"), 40)
