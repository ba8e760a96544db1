"""Messages that may not have arrived, or could not be sent."""

from handlers.core.subjects import Subject
from storage.values.texts import t

subject = Subject("messages", t("Messages"), 70)
