"""Between Python's values and the columns of the archive."""

import re
from datetime import UTC, datetime

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_INTEGER_MAX = 2**63 - 1


def stamp(at: datetime) -> str:
    """An aware datetime as UTC text of one width, so that text order is the order of time."""
    if at.tzinfo is None:
        raise ValueError(f"{at} has no time zone; the archive keeps aware datetimes only")
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def stamp_if(at: datetime | None) -> str | None:
    """Like stamp; None stays None."""
    return None if at is None else stamp(at)


def read_stamp(text: str) -> datetime:
    """The aware UTC datetime that stamp wrote."""
    return datetime.fromisoformat(text)


def read_stamp_if(text: str | None) -> datetime | None:
    """Like read_stamp; None stays None."""
    return None if text is None else datetime.fromisoformat(text)


def clean(text: str) -> str:
    """Text that can be kept: half surrogate pairs, which a cut JSON escape leaves behind, become U+FFFD."""
    return _LONE_SURROGATE.sub("\ufffd", text)


def clean_if(text: str | None) -> str | None:
    """Like clean; None stays None."""
    return None if text is None else clean(text)


def bound(number: int | None) -> int | None:
    """A foreign count as far as a column can hold it: 0 to 2^63-1, None stays None."""
    return None if number is None else max(0, min(number, _INTEGER_MAX))
