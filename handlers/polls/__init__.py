"""Times that are put to people, who tick what works, and of which those who lead take one."""

from handlers.core.subjects import Subject
from storage.values.texts import t

subject = Subject("sessions", t("Sessions"), 10)
