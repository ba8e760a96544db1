"""Days and times of the sample, all counted from the day on which it is filled."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from storage.values.times import Span, Term, instant

TURN_OF_THE_YEAR = 8  # the month in which a school year begins


class DaysFrom:
    """Days and times counted from today, in the municipality's zone."""

    def __init__(self, zone: ZoneInfo, today: date) -> None:
        self._zone = zone
        self._today = today

    def day(self, days: int) -> date:
        """Return the day so many days on; before today where they are negative."""
        return self._today + timedelta(days=days)

    def span(self, days: int, hour: int, minutes: int) -> Span:
        """Return a span on the first school day from `days` days on."""
        day = self.day(days)
        weekend = day.isoweekday() - 5
        if weekend > 0:
            day += timedelta(days=3 - weekend)
        start = datetime.combine(day, time(hour), self._zone)
        return Span(start=start, end=start + timedelta(minutes=minutes))

    def ago(self, days: int) -> datetime:
        """Return the instant at noon so many days ago."""
        return instant(datetime.combine(self.day(-days), time(12), self._zone))

    def on_a_workday(self, days: int) -> datetime:
        """Return the instant at noon so many days ago, or on the Friday before where that is a weekend."""
        weekend = self.day(-days).isoweekday() - 5
        return self.ago(days + max(0, weekend))

    def school_year(self, years: int = 0) -> date:
        """Return 1 August of the present school year, or of the one so many years on."""
        began = self._today.year if self._today.month >= TURN_OF_THE_YEAR else self._today.year - 1
        return date(began + years, TURN_OF_THE_YEAR, 1)

    def next_term(self) -> Term:
        """Return the term that follows the present one."""
        now = Term.of(self._today)
        return (
            Term(season="HT", year=now.year) if now.season == "VT" else Term(season="VT", year=now.year + 1)
        )
