"""Sessions that were booked as a series: cancelled, moved or prolonged as a whole, or from a day on."""

from handlers.core.subjects import Subject
from storage.values.texts import t

subject = Subject("sessions", t("Sessions"), 10)
