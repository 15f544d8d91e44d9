"""The statutory days of years whose notice is still to come.

Source: 《全国年节及纪念日放假办法》 as in force since 2025-01-01.
Neither 补假 nor 调休 is guessed: both are known only from the notice, so these years stay provisional.
"""

from datetime import date, timedelta

# Year: 1st of the 1st lunar month, 清明, 5th of the 5th month, 15th of the 8th month.
# The tests check each against the new moon and the solar term of GB/T 33661-2017.
_MOVABLE: dict[int, tuple[str, str, str, str]] = {
    2027: ("02-06", "04-05", "06-09", "09-15"),
    2028: ("01-26", "04-04", "05-28", "10-03"),
    2029: ("02-13", "04-04", "06-16", "09-22"),
    2030: ("02-03", "04-05", "06-05", "09-12"),
    2031: ("01-23", "04-05", "06-24", "10-01"),
    2032: ("02-11", "04-04", "06-12", "09-19"),
    2033: ("01-31", "04-04", "06-01", "09-08"),
    2034: ("02-19", "04-05", "06-20", "09-27"),
    2035: ("02-08", "04-05", "06-10", "09-16"),
    2036: ("01-28", "04-04", "05-30", "10-04"),
}
YEARS = range(min(_MOVABLE), max(_MOVABLE) + 1)


def movable_days(year: int) -> tuple[date, date, date, date]:
    """正月初一, 清明, 端午 and 中秋 of a year (KeyError outside YEARS)."""
    spring, qingming, dragon_boat, autumn = (date.fromisoformat(f"{year}-{day}") for day in _MOVABLE[year])
    return spring, qingming, dragon_boat, autumn


def statutory_days(year: int) -> dict[date, str]:
    """The thirteen days off of a year with their names; fewer where two fall together."""
    spring, qingming, dragon_boat, autumn = movable_days(year)
    days = {spring + timedelta(days=n): "春节" for n in range(-1, 3)}
    days |= {qingming: "清明", dragon_boat: "端午", autumn: "中秋", date(year, 1, 1): "元旦"}
    days |= {date(year, 5, n): "劳动节" for n in (1, 2)}
    return days | {date(year, 10, n): "国庆节" for n in (1, 2, 3)}


def names_between(first_on: date, last_on: date) -> str:
    """The statutory days a span holds, as it is called after them; blank where it holds none known."""
    years = range(first_on.year, last_on.year + 1)
    days = sorted(day for year in years for day in _names_of(year).items())
    return "、".join(dict.fromkeys(name for on, name in days if first_on <= on <= last_on))


def _names_of(year: int) -> dict[date, str]:
    if year in YEARS:
        return statutory_days(year)
    return {date(year, 1, 1): "元旦", date(year, 5, 1): "劳动节", date(year, 10, 1): "国庆节"}
