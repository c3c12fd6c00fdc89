"""Which aired episode a listener means: 「第12回」, 12, 2025-06-02, 6月2日, or nothing for the newest."""

import re
import unicodedata
from datetime import date

from archive.storage import Storage
from radio.bulletin import AiredEpisode

_NUMBER = re.compile(r"(?:第|#|no\.?|episode|ep\.?)?\s*(\d{1,9})\s*(?:回|話)?", re.IGNORECASE)
_FULL_DATE = re.compile(
    r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:\s*\(?.曜?日?\)?)?|(\d{4})(\d\d)(\d\d)"
)
_SHORT_DATE = re.compile(r"(\d{1,2})\s*[/月]\s*(\d{1,2})\s*日?")
_PLACE = re.compile(r"(?:第|#)?\s*(\d{1,9})\s*(?:回\s*の?|[-:ー/の])\s*(\d)\s*(?:つ目|番目)?")


async def choose_aired(storage: Storage, wish: str, *, host: str, today: date) -> AiredEpisode | None:
    """The episode that a listener means, None where there is none. Raises StorageError.

    It is the show of `host` where that has one, else another host's. A date without a year is the last one that
    has been; of several editions of a day it is the latest.
    """
    words = unicodedata.normalize("NFKC", wish).strip()[:40]
    if not words:
        found = await storage.list_aired(host=host)
    elif (day := read_day(words, today)) is not None:
        found = await storage.list_aired(host=host, air_date=day)
    elif number := _NUMBER.fullmatch(words):
        found = await storage.list_aired(host=host, number=int(number[1]))
    else:
        return None
    return found[0] if found else None


def read_day(words: str, today: date) -> date | None:
    """The date in a listener's words, None where there is none."""
    if full := _FULL_DATE.fullmatch(words):
        return _make_date(*(int(part) for part in full.groups() if part is not None))
    if short := _SHORT_DATE.fullmatch(words):
        month, day = int(short[1]), int(short[2])
        this_year = _make_date(today.year, month, day)
        return this_year if this_year and this_year <= today else _make_date(today.year - 1, month, day)
    return None


def read_place(words: str) -> tuple[int, int] | None:
    """Episode and story as in "12-3" or 「第12回の3つ目」, None for anything else."""
    found = _PLACE.fullmatch(unicodedata.normalize("NFKC", words[:40]).strip())
    return (int(found[1]), int(found[2])) if found else None


def _make_date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
