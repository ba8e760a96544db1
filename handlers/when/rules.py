"""A doubt as a rule: when it applies, what is asked, what is offered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from handlers.when.doubt import Options, Unclear
from handlers.when.named_days import Named
from storage.values.texts import Message, t
from storage.values.times import Day


def _nothing(_: Named) -> Options:
    return ()


def as_read(named: Named) -> Options:
    """Offer the days as they were read."""
    return (named.days,)


@dataclass(frozen=True)
class Rule:
    """One doubt.

    Attributes:
        applies: whether there is this doubt.
        asks: the question.
        offers: the days that may be meant.
        missing: whether something was left out, rather than in conflict.
    """

    applies: Callable[[Named], bool]
    asks: Callable[[Named], Message] | Message
    offers: Callable[[Named], Options] = _nothing
    missing: Callable[[Named], bool] | bool = False

    def doubt(self, named: Named) -> Unclear:
        """Return the doubt about what was named."""
        asks = self.asks if isinstance(self.asks, Message) else self.asks(named)
        missing = self.missing if isinstance(self.missing, bool) else self.missing(named)
        return Unclear(asks, days=self.offers(named), missing=missing)


def check(named: Named, rules: tuple[Rule, ...]) -> None:
    """Raise Unclear for the first rule that applies."""
    rule = next((one for one in rules if one.applies(named)), None)
    if rule:
        raise rule.doubt(named)


def which_day(one: date, other: date | None) -> Message:
    """Return the question which of two days is meant."""
    return t("Which day is meant: {one} or {other}?", one=Day(day=one), other=Day(day=other or one))
