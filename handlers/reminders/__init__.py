"""What people want to be reminded of, each for themselves."""

from handlers.core.subjects import Subject
from storage.values.texts import t

subject = Subject("reminders", t("Reminders"), 55)
