"""Reflections: logged, shared, read."""

from handlers.core.subjects import Subject
from storage.values.texts import t

subject = Subject("reflections", t("Reflections"), 20)
