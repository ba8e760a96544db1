"""Sessions: booked, moved, cancelled, found by what people call them."""

from handlers.core.subjects import Subject
from storage.values.texts import t

subject = Subject("sessions", t("Sessions"), 10)
