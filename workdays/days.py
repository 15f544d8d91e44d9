"""The local day of a moment: a day is a day of Asia/Shanghai."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")
FAR_FUTURE = date(9999, 12, 31)


def local_day(at: datetime) -> date:
    """The day in Shanghai on which a moment falls; a moment without a zone is refused (ValueError)."""
    if at.tzinfo is None:
        raise ValueError("A moment needs its time zone.")
    return at.astimezone(SHANGHAI).date()


def day_start(on: date) -> datetime:
    """The first moment of a day in Shanghai."""
    return datetime(on.year, on.month, on.day, tzinfo=SHANGHAI)
