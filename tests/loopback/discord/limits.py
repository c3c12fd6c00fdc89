"""Rate limits: a bucket per route and place, and one for everything.

Times are monotonic seconds. The figures are the ones Discord is seen to use; all may be changed or switched off.
"""

import hashlib
import time
from collections import deque
from dataclasses import dataclass, field
from typing import NamedTuple

GLOBAL_SCOPE, USER_SCOPE = "global", "user"
MESSAGES = ("POST", "/channels/{channel_id}/messages")
ROUTE_LIMITS = {  # how many in how many seconds
    MESSAGES: (5, 5.0),
    ("PATCH", "/channels/{channel_id}/messages/{message_id}"): (5, 5.0),
    ("DELETE", "/channels/{channel_id}/messages/{message_id}"): (5, 1.0),
    ("GET", "/channels/{channel_id}/messages"): (5, 5.0),
    ("PATCH", "/channels/{channel_id}"): (5, 5.0),
    ("POST", "/channels/{channel_id}/messages/{message_id}/threads"): (50, 300.0),
    ("POST", "/channels/{channel_id}/threads"): (50, 300.0),
    ("POST", "/channels/{channel_id}/typing"): (5, 5.0),
    ("POST", "/users/@me/channels"): (10, 60.0),
    ("POST", "/webhooks/{webhook_id}/{webhook_token}"): (5, 2.0),
    ("PATCH", "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}"): (5, 2.0),
    ("PATCH", "/webhooks/{webhook_id}/{webhook_token}/messages/@original"): (5, 2.0),
}
PLACES = ("channel_id", "guild_id", "webhook_id", "webhook_token")
UNLIMITED_PATHS = ("/interactions/", "/webhooks/")  # an interaction's answers do not count against the bot


class Verdict(NamedTuple):
    """What the limits say to a request: headers for any answer; `retry_after` is None when it may pass."""

    headers: dict[str, str]
    retry_after: float | None = None
    scope: str = USER_SCOPE


@dataclass(slots=True)
class Bucket:
    """A fixed window that begins with its first request."""

    limit: int
    window: float
    used: int = 0
    ends_at: float = 0.0


@dataclass(slots=True)
class Limits:
    """All limits of the server.

    `per_second` requests may arrive within any second (None: no limit). `routes` maps (method, path template) to
    (count, seconds). `enabled` False lets everything pass and sends no headers.
    """

    enabled: bool = True
    per_second: int | None = 50
    routes: dict[tuple[str, str], tuple[int, float]] = field(default_factory=lambda: dict(ROUTE_LIMITS))
    _recent: deque[float] = field(default_factory=deque[float])
    _buckets: dict[tuple[str, ...], Bucket] = field(default_factory=dict)

    def admit(self, method: str, template: str, params: dict[str, str]) -> Verdict:
        """Count a request, or say how long it should have waited."""
        if not self.enabled:
            return Verdict({})
        now = time.monotonic()
        if not template.startswith(UNLIMITED_PATHS):
            wait = self._wait_globally(now)
            if wait is not None:
                return Verdict({}, wait, GLOBAL_SCOPE)
        figures = self.routes.get((method, template))
        if figures is None:
            return Verdict({})
        bucket = self._bucket(method, template, params, figures, now)
        bucket.used += 1
        left = max(0.0, bucket.ends_at - now)
        headers = _bucket_headers(method, template, bucket, left)
        return Verdict(headers, left) if bucket.used > bucket.limit else Verdict(headers)

    def _wait_globally(self, now: float) -> float | None:
        if self.per_second is None:
            return None
        while self._recent and self._recent[0] <= now - 1.0:
            self._recent.popleft()
        if len(self._recent) >= self.per_second:
            return self._recent[0] + 1.0 - now
        self._recent.append(now)
        return None

    def _bucket(
        self, method: str, template: str, params: dict[str, str], figures: tuple[int, float], now: float
    ) -> Bucket:
        key = (method, template, *(params.get(place, "") for place in PLACES))
        bucket = self._buckets.get(key)
        if bucket is None or bucket.ends_at <= now:
            bucket = self._buckets[key] = Bucket(figures[0], figures[1], ends_at=now + figures[1])
        return bucket


def _bucket_headers(method: str, template: str, bucket: Bucket, left: float) -> dict[str, str]:
    name = hashlib.blake2b(f"{method} {template}".encode(), digest_size=16).hexdigest()
    return {
        "X-RateLimit-Limit": str(bucket.limit),
        "X-RateLimit-Remaining": str(max(0, bucket.limit - bucket.used)),
        "X-RateLimit-Reset": f"{time.time() + left:.3f}",
        "X-RateLimit-Reset-After": f"{left:.3f}",
        "X-RateLimit-Bucket": name,
    }
