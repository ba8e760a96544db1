"""Units: the register of schools and preschools."""

from handlers.core.subjects import Subject
from storage.values.texts import t

subject = Subject("units", t("Units"), 50)
