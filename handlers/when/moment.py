"""The moment in which a text is read, and what days and weeks mean in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from dateutil.relativedelta import relativedelta

from config.calendar import Calendar
from handlers.when.doubt import Unclear
from handlers.when.meanings import Present
from storage.values.texts import t
from storage.values.times import Day, Span

FAR_MONTHS = 9


@dataclass(frozen=True)
class Moment:
    """When, in which zone and language, and over which terms and breaks a text is read.

    Attributes:
        now: aware; its tzinfo is the zone in which people's times are meant.
        moved: the present time of what is moved, where the text is its new one.
    """

    now: datetime
    language: str
    calendar: Calendar
    moved: Span | None = None

    @property
    def today(self) -> date:
        """The day on the wall."""
        return self.now.date()

    @property
    def monday(self) -> date:
        """The present week's first day."""
        return self.present.monday

    @property
    def present(self) -> Present:
        """What days are told from."""
        return Present(self.today, self.calendar)

    @property
    def far(self) -> date:
        """The last day that needs no year."""
        return self.today + relativedelta(months=FAR_MONTHS)

    def check_near(self, days: tuple[date, ...]) -> None:
        """Raise Unclear where a day whose year was not said is more than nine months ahead."""
        late = [day for day in days if day > self.far]
        if late:
            raise Unclear(
                t(
                    "Do you mean {day}? That is more than nine months ahead, so write the year.",
                    day=Day(day=late[0]),
                ),
                days=(days,),
            )
