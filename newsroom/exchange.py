"""One HTTP exchange as plain data: the answer, the time it may take, what its headers and statuses mean."""

import asyncio
import logging
import time
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from urllib.parse import quote

from yarl import URL

from newsroom.addresses import check_url
from radio.errors import FetchError

log = logging.getLogger(__name__)

MAX_VALIDATOR_LENGTH = 1024
REDIRECTS = (301, 302, 303, 307, 308)
_ASCII = "".join(map(chr, range(33, 127)))
_PASSING_REFUSALS = (408, 421, 425, 429)
_STATUS_WORDS = {
    401: "wants a login (401)",
    402: "wants to be paid (402)",
    403: "refuses us (403); switch the address off or ask its owner",
    404: "has nothing at this address (404); look for its new address",
    410: "has taken this address down for good (410); remove it",
    429: "asks us to come less often (429)",
    451: "may not show this for legal reasons (451)",
    503: "is out of service for now (503)",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One HTTP answer as it came: header names in lower case, `body` only of a 200 and already unpacked."""

    url: URL
    status: int
    headers: Mapping[str, str]
    body: bytes = b""

    @property
    def redirects(self) -> bool:
        """Whether it sends us on."""
        return self.status in REDIRECTS


class Budget:
    """The seconds one fetch may spend on the network, over all its hops; waiting for the pace costs nothing."""

    def __init__(self, total_s: float) -> None:
        self.total_s = total_s
        self._left_s = total_s

    @asynccontextmanager
    async def spend(self, at_most_s: float | None = None) -> AsyncGenerator[None]:
        """Count what happens inside, and end it with TimeoutError at `at_most_s` or when nothing is left."""
        began = time.monotonic()
        limit = self._left_s if at_most_s is None else min(self._left_s, at_most_s)
        try:
            async with asyncio.timeout(max(limit, 0)):
                yield
        finally:
            self._left_s -= time.monotonic() - began


def next_hop(answer: Answer) -> URL:
    """Where a redirect leads. Raises FetchError for one that leads nowhere we go."""
    raw = answer.headers.get("location", "").strip().encode("utf-8", "surrogateescape")
    location = quote(raw, safe=_ASCII)  # whatever charset the site writes its header in
    if not location:
        raise FetchError(str(answer.url), "the site redirects without saying where to")
    try:
        target = answer.url.join(URL(location))
    except ValueError as error:
        raise FetchError(str(answer.url), "the site redirects to an address that is not valid") from error
    if answer.status in (301, 308):
        log.info("address moved for good url=%s to=%s", answer.url, target)
    return check_url(target)


def explain_status(answer: Answer, retry_after_s: float | None, who: str = "the site") -> FetchError:
    """The fault that a status other than a wanted 200 or 304 is."""
    status = answer.status
    said = _STATUS_WORDS.get(status) or (
        f"is in trouble ({status})" if status >= 500 else f"answers with status {status}, which is of no use here"
    )
    wait = f"; it asks to wait {retry_after_s:.0f} s" if retry_after_s else ""
    return FetchError(
        str(answer.url),
        f"{who} {said}{wait}",
        permanent=400 <= status < 500 and status not in _PASSING_REFUSALS,
        status=status,
        retry_after_s=retry_after_s,
    )


def make_conditions(etag: str | None, last_modified: str | None) -> dict[str, str]:
    """The headers that make a request conditional; a validator no server can have meant is left out."""
    pairs = (("If-None-Match", usable_validator(etag)), ("If-Modified-Since", usable_validator(last_modified)))
    return {name: value for name, value in pairs if value}


def usable_validator(value: str | None) -> str | None:
    """A validator that may be kept and sent back: printable ASCII of sane length; else None."""
    usable = value and value.isascii() and value.isprintable() and len(value) <= MAX_VALIDATOR_LENGTH
    return value if usable else None


def split_content_type(header: str) -> tuple[str | None, str | None]:
    """Media type and charset of a Content-Type header, lower case, None where not declared."""
    kind, *parameters = (part.strip().lower() for part in header.split(";"))
    named = {name.strip(): value for name, _, value in (parameter.partition("=") for parameter in parameters)}
    return kind or None, named.get("charset", "").strip("\"' ") or None


def told_of_start(error: FetchError, url: str, start: URL) -> FetchError:
    """The fault of a later hop as one of the `url` that was asked for, saying where on the way it happened."""
    on_the_way = error.url not in (url, str(start), str(start.origin() / "robots.txt"))
    return FetchError(
        url,
        f"{error.reason} (on the way, at {error.url[:200]})" if on_the_way else error.reason,
        permanent=error.permanent,
        offline=error.offline,
        status=error.status,
        retry_after_s=error.retry_after_s,
        refusal=error.refusal,
    )
