"""robots.txt: what an origin asks of us, read by RFC 9309 and kept for a day."""

import asyncio
import logging
import re
from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from yarl import URL

from newsroom.exchange import Answer, Budget, explain_status, next_hop
from radio.errors import FetchError

if TYPE_CHECKING:
    from protego import Protego

log = logging.getLogger(__name__)

MAX_CRAWL_DELAY_S = 30.0
MAX_ROBOTS_BYTES = 500 * 1024  # RFC 9309 asks a reader to take at least this much
MAX_ROBOTS_HOPS = 5
KEPT_S = 24 * 3600.0
FAULT_KEPT_S = 60.0  # long enough that a dead host is asked once a round, short enough for the next stage
MAX_KEPT = 1000

_AGENT_LINE = re.compile(r"\s*user[- ]?agent\s*[:\s]\s*(\*|[\w-]*)", re.IGNORECASE)
_SITE_WIDE_LINE = re.compile(r"\s*(?:site-?maps?|host)\s*[:\s]", re.IGNORECASE)
_PRODUCT = re.compile(r"[\w-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class RobotsRules:
    """What one origin's robots.txt says to us. Without `rules` everything is allowed."""

    rules: "Protego | None" = None
    product: str = ""

    def allows(self, url: str) -> bool:
        """Whether `url`, an address on this origin, may be read."""
        return self.rules is None or self.rules.can_fetch(url, self.product)

    @property
    def crawl_delay_s(self) -> float:
        """Seconds between two requests that the site asks for, at most MAX_CRAWL_DELAY_S; 0 without a wish."""
        delay = self.rules.crawl_delay(self.product) if self.rules else None
        return min(delay or 0.0, MAX_CRAWL_DELAY_S)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    """An origin's rules, or the fault that keeps us from knowing them, until a monotonic time."""

    until: float
    rules: RobotsRules = field(default_factory=RobotsRules)
    fault: FetchError | None = None


class RobotsKeeper:
    """Asks each origin once and remembers. `get` reads one address, never follows and raises only FetchError."""

    def __init__(
        self, *, user_agent: str, get: Callable[[URL], Awaitable[Answer]], monotonic: Callable[[], float]
    ) -> None:
        self._user_agent = user_agent
        self._get = get
        self._monotonic = monotonic
        self._kept: dict[str, _Kept] = {}
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def rules_for(self, url: URL, budget: Budget) -> RobotsRules:
        """The rules of `url`'s origin; asking takes at most half of `budget`. Raises FetchError while unknowable.

        RFC 9309: an answer of "there is none" (4xx) allows everything; a server in trouble (5xx, no
        connection, no answer) allows nothing until it can say what it wants. The fault is then the one
        that the request itself would have met, so a dead host is waited for once.
        """
        origin = str(url.origin())
        async with self._locks[origin]:
            kept = self._kept.get(origin)
            if kept is None or kept.until <= self._monotonic():
                kept = await self._ask(url.origin() / "robots.txt", budget)
                self._remember(origin, kept)
        if kept.fault:
            raise kept.fault
        return kept.rules

    def _remember(self, origin: str, kept: _Kept) -> None:
        if len(self._kept) >= MAX_KEPT:
            oldest = next(iter(self._kept))
            del self._kept[oldest]
            self._locks.pop(oldest, None)  # whoever still holds it asks once more than needed, no harm
        self._kept[origin] = kept

    async def _ask(self, url: URL, budget: Budget) -> _Kept:
        half_s = budget.total_s / 2
        try:
            async with budget.spend(half_s):
                rules = await self._read(url)
        except FetchError as error:
            # A permanent fault meets the request itself too, and is told there without another wait.
            fault = None if error.permanent else error
        except TimeoutError:
            fault = FetchError(str(url), f"the site's robots.txt did not come within {half_s:g} s")
        else:
            return _Kept(until=self._monotonic() + KEPT_S, rules=rules)
        return _Kept(until=self._monotonic() + FAULT_KEPT_S, fault=fault)

    async def _read(self, url: URL) -> RobotsRules:
        for _ in range(MAX_ROBOTS_HOPS + 1):
            answer = await self._get(url)
            if answer.status == 200:
                return parse_robots(answer.body, self._user_agent)
            if answer.status == 429 or answer.status >= 500:
                raise explain_status(answer, None, "the site's robots.txt")
            if not answer.redirects:
                return RobotsRules()
            try:
                url = next_hop(answer)
            except FetchError as error:
                log.debug("robots.txt leads nowhere url=%s reason=%s", url, error.reason)
                return RobotsRules()
        return RobotsRules()


def parse_robots(body: bytes, user_agent: str) -> RobotsRules:
    """Read a robots.txt for the product that `user_agent` begins with. Never fails: nonsense allows everything."""
    from protego import Protego

    found = _PRODUCT.match(user_agent)
    product = found.group().lower() if found else "*"
    text = body[:MAX_ROBOTS_BYTES].decode("utf-8-sig", errors="replace")
    return RobotsRules(rules=Protego.parse(_keep_ours(text, product)), product=product)


def _keep_ours(text: str, product: str) -> str:
    """Only the groups that speak to us: a file of a thousand agents times a thousand rules costs nothing."""
    kept: list[str] = []
    ours = in_agents = False
    for line in text.splitlines():
        agent = _AGENT_LINE.match(line)
        if agent:
            ours = (ours and in_agents) or agent.group(1).lower() in ("*", product)
            in_agents = True
            if agent.group(1).lower() in ("*", product):
                kept.append(f"User-agent: {agent.group(1)}")
        elif line.partition("#")[0].strip() and not _SITE_WIDE_LINE.match(line):  # neither ends a list of agents
            in_agents = False
            if ours:
                kept.append(line)
    return "\n".join(kept)
