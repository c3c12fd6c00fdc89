"""aiohttp's one door: public pages and feeds, read with manners and within limits of size, time and place."""

import asyncio
import logging
import re
import socket
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Self

import aiohttp
from aiohttp.http_exceptions import HttpProcessingError
from yarl import URL

from newsroom.addresses import RefusedAddressError, check_url, is_literal, is_public, pair_of, parse_allow, show_pair
from newsroom.exchange import (
    Answer,
    Budget,
    explain_status,
    make_conditions,
    next_hop,
    split_content_type,
    told_of_start,
    usable_validator,
)
from newsroom.manners import Pace, parse_retry_after
from newsroom.robots import MAX_ROBOTS_BYTES, RobotsKeeper
from radio.errors import FetchError
from radio.news import Refusal
from radio.ports import Clock, Response

__all__ = ["HttpFetcher", "explain_fault", "parse_allow"]

log = logging.getLogger(__name__)

MAX_REDIRECTS = 5
MAX_AT_ONCE = 32
_CHUNK = 65536
_ENCODINGS = ("", "identity", "gzip", "deflate", "br", "zstd")
_ACCEPT = "application/rss+xml,application/atom+xml,application/json;q=0.9,text/html;q=0.9,*/*;q=0.5"

_AddrInfo = tuple[int, int, int, str, tuple[Any, ...]]

# What the library, and the sockets below it, may raise while an answer is on its way.
_FOREIGN = (aiohttp.ClientError, HttpProcessingError, OSError, ValueError)

# The first class that fits speaks: what happened, whether it never reached a server, whether it stays so.
_FAULTS: tuple[tuple[type[Exception], str, bool, bool], ...] = (
    (aiohttp.ConnectionTimeoutError, "no connection to the site came about in time", True, False),
    (TimeoutError, "the site did not answer in full within {total:g} s", False, False),
    (
        aiohttp.ClientConnectorDNSError,
        "its name is not known; check the spelling, or this machine is offline",
        True,
        False,
    ),
    (
        aiohttp.ClientConnectorCertificateError,
        "its certificate is not accepted ({error}); if every site fails so, install ca-certificates",
        False,
        False,
    ),
    (aiohttp.ClientSSLError, "no secure connection to it came about ({error})", False, False),
    (aiohttp.ServerFingerprintMismatch, "its certificate is not the one expected", False, False),
    (aiohttp.ClientConnectorError, "no connection to it came about ({error})", True, False),
    (aiohttp.InvalidURL, "not a valid address", False, True),
    (aiohttp.NonHttpUrlClientError, "only http and https addresses are read", False, True),
    (aiohttp.RedirectClientError, "the site redirects to an address that is not valid", False, True),
    (aiohttp.TooManyRedirects, "the site redirects too often", False, False),
    (aiohttp.ClientPayloadError, "the answer broke off or cannot be unpacked", False, False),
    (aiohttp.ClientResponseError, "the answer is not proper HTTP", False, False),
    (HttpProcessingError, "the answer is not proper HTTP", False, False),
    (aiohttp.ClientConnectionError, "the connection broke before the answer was complete", False, False),
    (aiohttp.ClientError, "the request failed ({error})", False, False),
    (OSError, "no connection to it came about ({error})", True, False),
    (ValueError, "the site's address or answer cannot be read ({error})", False, False),
)


@dataclass(slots=True, kw_only=True)
class _Journey:
    """One fetch on its way through its hops."""

    budget: Budget
    headers: Mapping[str, str]
    seen: set[URL] = field(default_factory=set[URL])


class _WallClock:
    def now(self) -> datetime:
        return datetime.now(UTC)


class HttpFetcher:
    """A `radio.ports.Fetcher` over HTTP; use it as an async context manager or `close()` it.

    `allow` names the host:port pairs on private addresses that the owner permits. Two requests to one
    host start at least `pace_s` seconds apart (`allowed_pace_s` for a host in `allow`), or as far as the
    site's robots.txt asks. One fetch spends at most `total_s` seconds on the network, redirects and
    robots.txt included, waiting for its turn not; its body has at most `max_bytes` after decompression.
    """

    def __init__(
        self,
        *,
        user_agent: str,
        allow: frozenset[tuple[str, int]] = frozenset(),
        pace_s: float = 5.0,
        allowed_pace_s: float = 5.0,
        total_s: float = 10.0,
        max_bytes: int = 2_000_000,
        clock: Clock | None = None,
        monotonic: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        # A header is one line of ASCII; a contact with other signs in it must not stop every request.
        self._user_agent = " ".join(re.sub(r"[^\x21-\x7e]+", " ", user_agent).split())
        self._allow = allow
        self._pace_s = pace_s
        self._allowed_pace_s = allowed_pace_s
        self._total_s = total_s
        self._max_bytes = max_bytes
        self._clock = clock or _WallClock()
        self._pace = Pace(at_once=MAX_AT_ONCE, monotonic=monotonic, sleep=sleep)
        self._robots = RobotsKeeper(user_agent=self._user_agent, get=self._get_robots, monotonic=monotonic)
        self._sessions: dict[bool, aiohttp.ClientSession] = {}

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Close every connection; a later fetch opens new ones."""
        while self._sessions:
            _, session = self._sessions.popitem()
            await session.close()

    async def fetch(self, url: str, *, etag: str | None = None, last_modified: str | None = None) -> Response:
        """GET `url`; with validators, conditionally. Raises FetchError for everything but 200 and 304."""
        start = check_url(url)
        journey = _Journey(budget=Budget(self._total_s), headers=make_conditions(etag, last_modified))
        try:
            answer = await self._follow(start, journey)
            return self._respond(answer, conditional=bool(journey.headers))
        except FetchError as error:
            raise told_of_start(error, url, start) from error

    async def _follow(self, hop: URL, journey: _Journey) -> Answer:
        for _ in range(MAX_REDIRECTS + 1):
            if hop in journey.seen:
                raise FetchError(str(hop), "the site redirects in a circle")
            journey.seen.add(hop)
            answer = await self._take_hop(hop, journey)
            if not answer.redirects:
                return answer
            hop = next_hop(answer)
        raise FetchError(str(hop), f"the site redirects more than {MAX_REDIRECTS} times")

    async def _take_hop(self, url: URL, journey: _Journey) -> Answer:
        """One request with all manners, made a second time if the connection broke before an answer."""
        if is_literal(pair_of(url)[0]) and not self._permits(*pair_of(url)):
            raise _refuse(url)  # the socket would say so too, but only after a wait for the pace
        rules = await self._robots.rules_for(url, journey.budget)
        if not rules.allows(str(url)):
            reason = "the site's robots.txt asks not to read this address"
            raise FetchError(str(url), reason, permanent=True, refusal=Refusal.ROBOTS)
        gap_s = max(self._allowed_pace_s if pair_of(url) in self._allow else self._pace_s, rules.crawl_delay_s)
        try:
            return await self._request(url, journey, gap_s)
        except _FOREIGN as error:
            if not _is_reset(error):
                raise explain_fault(url, error, journey.budget.total_s) from error
            log.info("fetch again url=%s reason=%s", url, type(error).__name__)
        try:
            return await self._request(url, journey, gap_s)
        except _FOREIGN as error:
            raise explain_fault(url, error, journey.budget.total_s) from error

    async def _request(self, url: URL, journey: _Journey, gap_s: float) -> Answer:
        async with self._pace.turn(pair_of(url)[0], gap_s), journey.budget.spend():
            return await self._get(url, journey.headers, cap=self._max_bytes)

    async def _get_robots(self, url: URL) -> Answer:
        try:
            return await self._get(url, {}, cap=MAX_ROBOTS_BYTES, cut=True)
        except _FOREIGN as error:
            raise explain_fault(url, error, self._total_s / 2) from error

    async def _get(self, url: URL, headers: Mapping[str, str], *, cap: int, cut: bool = False) -> Answer:
        """One bare GET. A body over `cap` bytes is cut off with `cut`, else a FetchError; foreign errors pass."""
        async with self._session(url).get(url, headers=headers, allow_redirects=False) as response:
            named = {name.lower(): value for name, value in response.headers.items()}
            body = await _read_body(response, cap, cut=cut) if response.status == 200 else b""
            return Answer(url=url, status=response.status, headers=named, body=body)

    def _session(self, url: URL) -> aiohttp.ClientSession:
        """The session for `url`: a host:port that the owner allows goes where it resolves to, all else is guarded."""
        allowed = pair_of(url) in self._allow
        if allowed not in self._sessions:
            self._sessions[allowed] = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(
                    limit=2 * MAX_AT_ONCE,
                    ttl_dns_cache=300,
                    socket_factory=_open_socket if allowed else self._open_guarded,
                ),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": self._user_agent, "Accept": _ACCEPT, "Accept-Language": "ja,en;q=0.8"},
                # Less than robots.txt's half of the time: a host that is not there is named as such.
                timeout=aiohttp.ClientTimeout(total=None, connect=0.4 * self._total_s),
                trust_env=False,
                max_line_size=16384,
                max_field_size=65536,  # real sites send policies of this length
            )
        return self._sessions[allowed]

    def _open_guarded(self, info: _AddrInfo) -> socket.socket:
        """Sees every final address, whatever name, number or redirect led to it."""
        if not self._permits(str(info[4][0]), int(info[4][1])):
            raise RefusedAddressError
        return _open_socket(info)

    def _permits(self, address: str, port: int) -> bool:
        return is_public(address) or (address, port) in self._allow

    def _respond(self, answer: Answer, *, conditional: bool) -> Response:
        if answer.status not in (200, 304) or (answer.status == 304 and not conditional):
            raise explain_status(answer, parse_retry_after(answer.headers.get("retry-after"), self._clock.now()))
        content_type, charset = split_content_type(_printable(answer.headers.get("content-type", "")))
        return Response(
            url=str(answer.url),
            body=answer.body,
            not_modified=answer.status == 304,
            content_type=content_type,
            charset=charset,
            etag=usable_validator(answer.headers.get("etag")),
            last_modified=usable_validator(answer.headers.get("last-modified")),
            headers={name: _printable(value) for name, value in answer.headers.items()},
        )


def _printable(header: str) -> str:
    """A header that can be stored and shown: bytes that are no UTF-8 came in as lone surrogates."""
    return header.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _open_socket(info: _AddrInfo) -> socket.socket:
    family, kind, protocol, _, _ = info
    return socket.socket(family=family, type=kind, proto=protocol)


async def _read_body(response: aiohttp.ClientResponse, cap: int, *, cut: bool) -> bytes:
    """The unpacked body; never more than `cap` bytes and one chunk are held."""
    encoding = response.headers.get("Content-Encoding", "").strip().lower()
    if encoding not in _ENCODINGS:
        raise FetchError(str(response.url), f"the answer is packed as {encoding[:40]!r}, which is not read")
    body = bytearray()
    async for chunk in response.content.iter_chunked(_CHUNK):
        body += chunk
        if len(body) > cap:
            response.close()  # what is left of it is not worth the connection
            if cut:
                break
            reason = f"the answer is larger than {cap:,} bytes"
            raise FetchError(str(response.url), reason, permanent=True, refusal=Refusal.TOO_LARGE)
    return bytes(body[:cap])


def _is_reset(error: Exception) -> bool:
    """Whether the connection broke on the way; then a second try is fair. A time-out or a refusal is an answer."""
    if isinstance(error, aiohttp.ClientConnectorError | TimeoutError):
        return False
    return isinstance(error, aiohttp.ServerDisconnectedError | aiohttp.ClientOSError | ConnectionError)


def _refuse(url: URL) -> FetchError:
    reason = f"not a public address; add {show_pair(pair_of(url))} to FETCH_ALLOW if it is yours"
    return FetchError(str(url), reason, permanent=True, refusal=Refusal.PRIVATE)


def explain_fault(url: URL, error: Exception, total_s: float) -> FetchError:
    """What a fault of the library or of the sockets below it means for the owner of the feed list."""
    if isinstance(error, aiohttp.ClientConnectorError) and isinstance(error.os_error, RefusedAddressError):
        return _refuse(url)
    reason, offline, permanent = next(known[1:] for known in _FAULTS if isinstance(error, known[0]))
    cause = error.os_error if isinstance(error, aiohttp.ClientConnectorError) else error
    detail = " ".join(str(cause).split())[:200] or type(error).__name__
    return FetchError(str(url), reason.format(total=total_s, error=detail), offline=offline, permanent=permanent)
