"""What is asked of words that are understood, but are no exact time."""

from __future__ import annotations

from handlers.when.doubt import Unclear
from storage.values.texts import Message, t

PUZZLES = {
    "not": t("I can't read what is to be left out. Write only the times that are meant."),
    "about": t("I need an exact time. Write it without “{word}”."),
    "after": t("I need an exact time, not earliest or latest. When does it start?"),
    "repeats": t("How often, and until when? Write it, such as “every Thursday until week 50”."),
    "vague": t("“{word}” doesn't say exactly when. Write the day and the clock time."),
    "lunch": t("“{word}” doesn't say exactly when. Write the day and the clock time."),
    "past": t("That is already past. Write a coming time."),
    "clock": t("There is no such clock time as {word}."),
    "date": t("There is no such date as {word}."),
    "week": t("There is no such week as {word}. Weeks go from 1 to 52 or 53."),
}


def which_one(*, timed: bool) -> Message:
    """Return the question which of several times is meant; without a clock time it can't be chosen yet."""
    if timed:
        return t("Which one? Choose or write one of the times.")
    return t("Which day, and what time?")


def not_understood(words: str) -> Message:
    """Return the question about words that are no part of a time."""
    return t("I don't understand “{word}” as part of a time.", word=words)


def puzzle(kind: str, word: str) -> Unclear:
    """Return the doubt about words that are always asked about."""
    message = PUZZLES[kind]
    return Unclear(
        message.model_copy(update={"values": {"word": word}}) if "{word}" in message.key else message
    )
