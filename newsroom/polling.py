"""When a feed may be asked again, and when it is not asked any more. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from newsroom.links import parse_link
from newsroom.sites import is_private_host, plain_host
from radio.errors import FetchError, RadioError
from radio.news import Feed, FeedState
from radio.ports import Response

POLL_GAP = timedelta(minutes=60)
LONGEST_GAP = timedelta(hours=24)
FAILURES_ALLOWED = 15  # in a row; then the feed is switched off

_STOPS = (403, 410)  # the site says no, or that there is nothing and never will be


def due_feeds(feeds: Sequence[Feed], states: Mapping[str, FeedState], now: datetime) -> tuple[Feed, ...]:
    """The feeds that may be asked now, in their order."""
    return tuple(feed for feed in feeds if is_due(states.get(feed.url), now))


def is_due(state: FeedState | None, now: datetime) -> bool:
    """Whether a feed in this state may be asked."""
    if state is None:
        return True
    if state.switched_off_at is not None:
        return False
    # A clock that was put back must not silence a feed for longer than any gap there is.
    return state.not_before is None or not now < state.not_before <= now + LONGEST_GAP


def after_answer(state: FeedState, response: Response, now: datetime) -> FeedState:
    """The state after an answer that could be read, or that said nothing has changed."""
    kept = response.not_modified
    return FeedState(
        url=state.url,
        etag=response.etag or (state.etag if kept else None),
        last_modified=response.last_modified or (state.last_modified if kept else None),
        asked_at=now,
        not_before=now + POLL_GAP,
    )


def after_failure(state: FeedState, fault: RadioError, now: datetime, *, counted: bool = True) -> FeedState:
    """The state after a fault: asked again after a gap that doubles with each failure in a row, or switched off.

    403 and 410 switch off at once, any other fault after FAILURES_ALLOWED in a row; one that is not `counted`
    is remembered only by its words. What never reached the feed's server costs nobody anything and may be
    tried again at once.
    """
    failures = state.failures + counted
    status = fault.status if isinstance(fault, FetchError) else None
    stopped = status in _STOPS or (counted and failures >= FAILURES_ALLOWED)
    return replace(
        state,
        asked_at=now,
        not_before=now + _gap(state, fault, failures),
        failures=failures,
        error=describe_fault(fault),
        switched_off_at=now if stopped else None,
    )


def describe_fault(fault: RadioError) -> str:
    """What went wrong, without the address that stands beside it anyway."""
    return fault.reason if isinstance(fault, FetchError) else str(fault)


def find_remedy(state: FeedState) -> str:
    """What the owner reads of a feed that is switched off."""
    since = f"{state.switched_off_at:%Y-%m-%d}" if state.switched_off_at else "now"
    times = f" after {state.failures} failures in a row" if state.failures > 1 else ""
    return (
        f"switched off since {since}{times} ({state.error}): mend its url in the feed list or take the feed out; "
        "if the url is right and works again, write #again behind it"
    )


def _gap(state: FeedState, fault: RadioError, failures: int) -> timedelta:
    if not isinstance(fault, FetchError):
        return _doubled(failures)
    if fault.offline or _is_refused(state, fault):
        return timedelta(0)
    return min(max(_doubled(failures), timedelta(seconds=fault.retry_after_s or 0)), LONGEST_GAP)


def _doubled(failures: int) -> timedelta:
    return min(POLL_GAP * 2 ** min(max(failures - 1, 0), 10), LONGEST_GAP)


def _is_refused(state: FeedState, fault: FetchError) -> bool:
    """Whether our own guard turned a private address down: it counts as soon as the owner has allowed it."""
    link = parse_link(state.url)
    return fault.permanent and fault.status is None and link is not None and is_private_host(plain_host(link))
