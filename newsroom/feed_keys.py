"""The keys of a feed in the feed list and how each is read; a ValueError says what is wrong and what is right. Pure."""

import math
import re
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from urllib.parse import urlsplit

from radio.news import FeedFormat, FeedRole, Language

Reader = Callable[[object], object]


def suggest(word: str, known: tuple[str, ...]) -> str:
    """The known word that is meant by `word`, as a clause; "" where none is near."""
    near = get_close_matches(word.lower(), known, n=1, cutoff=0.6)
    return f", did you mean {near[0]!r}?" if near else ""


def read_url(value: object) -> str:
    """An absolute http(s) address without credentials."""
    text = _read_line(value)
    try:
        parts = urlsplit(text)
        named = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        named = False
    else:
        if parts.username is not None or parts.password is not None:
            raise ValueError("carries a user name or password, which is never sent; take it out")
    if not named or re.search(r"\s", text) or len(text) > 2000:
        raise ValueError(f"{text[:200]!r} is no address; write one that begins with https:// or http://")
    return text


def _read_line(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError(f"must be a text in quotes, not {value!r:.80}")  # noqa: TRY004 – one kind for all faults
    if not value.strip() or not value.isprintable():
        raise ValueError("must be one line of text, not empty")
    return value.strip()


def _read_flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"must be true or false, without quotes, not {value!r:.80}")  # noqa: TRY004 – as above
    return value


def _read_weight(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ValueError(f"must be a number from 0 to 1, without quotes, not {value!r:.80}")
    if not 0 <= value <= 1:
        raise ValueError(f"is {value}; it must be from 0 to 1, 1 being the most trusted")
    return float(value)


def _one_of(*choices: Language | FeedRole | FeedFormat) -> Reader:
    named = {choice.value: choice for choice in choices}

    def read(value: object) -> object:
        text = _read_line(value)
        if text not in named:
            listed = ", ".join(repr(name) for name in named)
            raise ValueError(f"is {text!r}{suggest(text, tuple(named))}; there are {listed}")
        return named[text]

    return read


KEYS: Mapping[str, Reader] = {
    "url": read_url,
    "name": _read_line,
    "language": _one_of(Language.JAPANESE, Language.ENGLISH),
    "role": _one_of(*FeedRole),
    "weight": _read_weight,
    "format": _one_of(*FeedFormat),
    "watch_only": _read_flag,
    "stands_in_for": read_url,
    "enabled": _read_flag,
    "reason": _read_line,
}
