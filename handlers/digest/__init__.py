"""The weekly digest."""

from handlers.core.subjects import Subject
from storage.values.texts import t

subject = Subject("digest", t("Weekly digest"), 60)
