"""Foreign dates made aware UTC datetimes, or None: never wrong without anyone noticing. Pure.

Feed parsers read `2026年11月20日`, `2026/11/20`, unix seconds and JST wrongly without an error, so the raw
string is read here.
"""

import re
import unicodedata
from datetime import UTC, datetime, timedelta, timezone, tzinfo

from radio.news import Language

CLOCK_SKEW = timedelta(minutes=10)  # a site's clock may run ahead of ours; anything later is not believed
EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)  # absurdly old stays old: it must never pass for news

JAPAN = timezone(timedelta(hours=9))
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# Hours from UTC. IST and the like have several meanings and are left out: such a date is read without its time.
_ZONES = {
    **dict.fromkeys(("z", "ut", "utc", "gmt", "wet"), 0.0),
    **dict.fromkeys(("jst", "kst", "asia/tokyo", "日本時間"), 9.0),
    **dict.fromkeys(("cet", "met", "mez", "west"), 1.0),
    **dict.fromkeys(("cest", "eet", "mest", "mesz"), 2.0),
    "msk": 3.0,
    "eest": 3.0,
    "hkt": 8.0,
    "sgt": 8.0,
    "aest": 10.0,
    "aedt": 11.0,
    "nzst": 12.0,
    "nzdt": 13.0,
    "nst": -3.5,
    "ndt": -2.5,
    "ast": -4.0,
    "adt": -3.0,
    "est": -5.0,
    "edt": -4.0,
    "cdt": -5.0,
    "mst": -7.0,
    "mdt": -6.0,
    "pst": -8.0,
    "pdt": -7.0,
    "akst": -9.0,
    "akdt": -8.0,
    "hst": -10.0,
    "cst": -6.0,  # in feeds nearly always the American one
    "et": -5.0,
    "pt": -8.0,
}

_NUMERIC = re.compile(
    r"(?P<year>\d{4})(?:[-/.年]\s?(?P<month>\d{1,2})[-/.月]\s?(?P<day>\d{1,2})日?|(?P<month2>\d\d)(?P<day2>\d\d))"
    r"(?P<rest>.*)"
)
_WORDED = re.compile(
    r"(?:[a-z]{3,9}(?:\.?,\s*|\.?\s+))?(?P<day>\d{1,2})(?:st|nd|rd|th)?[\s-]+(?P<month>[a-z]{3,9})\.?,?[\s-]+(?P<year>\d{4}|\d\d)"
    r"\b(?P<rest>.*)"
)
_AMERICAN = re.compile(
    r"(?:[a-z]{3,9}\.?,?\s+)??(?P<month>[a-z]{3,9})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+"
    r"(?:(?P<early>\d{1,2}:\d\d:\d\d)\s+(?P<zone>[a-z]{1,5}\s+)?)?(?P<year>\d{4})\b(?P<rest>.*)"
)
_TIME = re.compile(
    r"(?:[t,\s]|\([^)]*\)|[月火水木金土日]曜日?|at\b|-\s)*(?P<half>午前|午後)?\s*(?P<hour>\d{1,2})(?:[:時]\s?(?P<minute>\d\d?)分?"
    r"(?::?(?P<second>\d\d)秒?(?:[.,]\d+)?)?|時)\s*(?P<noon>[ap]\.?m\.?)?\s*(?P<zone>.*)"
)
_OFFSET = re.compile(r"(?:utc|gmt)?\s*(?P<sign>[+-])(?P<hours>\d{1,2}):?(?P<minutes>\d\d)?\b.*")
_COMPACT = re.compile(r"(\d{8})t?(\d\d)(\d\d)(\d\d)?(?!\d)")
_REIWA = re.compile(r"令和\s?(\d{1,2}|元)(?=年)")
_UNIX = re.compile(r"\d{9,10}(?:\.\d+)?|\d{13}|\d{16}")


def parse_date(raw: object, *, language: Language, now: datetime) -> datetime | None:
    """The moment that `raw` (text, or unix seconds or milliseconds) names, None where that is in doubt.

    A date without a zone is one of Japan in a Japanese feed, of UTC in any other. A moment up to ten
    minutes ahead of `now` becomes `now`; a later one is not believed.
    """
    home = JAPAN if language is Language.JAPANESE else UTC
    try:
        found = _read(raw, home)
    except (ValueError, OverflowError):
        return None
    if found is None or found > now + CLOCK_SKEW:
        return None
    return max(min(found, now), EARLIEST)


def _read(raw: object, home: tzinfo) -> datetime | None:
    if isinstance(raw, bool) or not isinstance(raw, str | int | float):
        return None
    text = unicodedata.normalize("NFKC", str(raw)[:100]).strip().lower()
    if _UNIX.fullmatch(text):
        return _from_unix(float(text))
    return _read_text(text, home)


def _read_text(text: str, home: tzinfo) -> datetime | None:
    text = _REIWA.sub(_western_year, _COMPACT.sub(_spell_time, text))
    found = _NUMERIC.fullmatch(text)
    if found:
        month, day = found["month"] or found["month2"], found["day"] or found["day2"]
        return _place(int(found["year"]), int(month), int(day), found["rest"], home)
    found = _WORDED.fullmatch(text)
    if found:
        return _place(_full_year(found["year"]), _month(found["month"]), int(found["day"]), found["rest"], home)
    found = _AMERICAN.fullmatch(text)
    if found:
        rest = f"{found['early']} {found['zone'] or ''}" if found["early"] else found["rest"]
        return _place(int(found["year"]), _month(found["month"]), int(found["day"]), rest, home)
    return None


def _from_unix(number: float) -> datetime:
    while number >= 1e11:  # milliseconds, microseconds
        number /= 1000
    return datetime.fromtimestamp(number, UTC)


def _western_year(reiwa: re.Match[str]) -> str:
    return str(2018 + (1 if reiwa[1] == "元" else int(reiwa[1])))


def _spell_time(compact: re.Match[str]) -> str:
    return f"{compact[1]} {compact[2]}:{compact[3]}:{compact[4] or '00'}"


def _full_year(text: str) -> int:
    year = int(text)
    if len(text) == 4:
        return year
    return year + (1900 if year >= 90 else 2000)


def _month(name: str) -> int:
    return _MONTHS.index(name[:3]) + 1


def _place(year: int, month: int, day: int, rest: str, home: tzinfo) -> datetime:
    """The moment in UTC. Without a readable time or zone it is the day's start at home: early, never in the future."""
    found = _TIME.fullmatch(rest)
    if not found:
        return datetime(year, month, day, tzinfo=home).astimezone(UTC)
    zone = _zone(found["zone"], home)
    if zone is None:
        return datetime(year, month, day, tzinfo=home).astimezone(UTC)
    hour = _hour(int(found["hour"]), found["half"] or (found["noon"] or "")[:1])
    start = datetime(year, month, day, tzinfo=zone)
    clock = timedelta(hours=hour, minutes=int(found["minute"] or 0), seconds=min(int(found["second"] or 0), 59))
    if clock >= timedelta(days=2):
        raise ValueError("no such time")
    return (start + clock).astimezone(UTC)


def _hour(hour: int, half: str) -> int:
    if half in ("午後", "p") and hour < 12:
        return hour + 12
    if half in ("午前", "a") and hour == 12:
        return 0
    return hour


def _zone(text: str, home: tzinfo) -> tzinfo | None:
    """The zone that `text` names, `home` where it names none, None where it cannot be told."""
    text = text.strip().strip("()[]").strip()
    if not text:
        return home
    offset = _OFFSET.fullmatch(text)
    if offset:
        minutes = int(offset["hours"]) * 60 + int(offset["minutes"] or 0)
        return timezone(timedelta(minutes=minutes if offset["sign"] == "+" else -minutes))
    hours = _ZONES.get(text)
    return None if hours is None else timezone(timedelta(hours=hours))
