"""How often one listener and one server may have something written anew. In memory; the clock is given."""

from collections import OrderedDict, deque
from dataclasses import dataclass
from datetime import datetime, timedelta

from radio.bulletin import Asker
from radio.errors import LimitError
from radio.ports import Clock

REMEMBERED = 20_000  # listeners and servers; of more the one that was quiet longest is forgotten


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """At most `times` within any stretch of `span`."""

    times: int
    span: timedelta


LISTENER = Limit(times=12, span=timedelta(minutes=10))
SERVER = Limit(times=60, span=timedelta(minutes=10))


class RateLimits:
    """Counts what is written for whom; what is kept or shared costs nobody anything."""

    def __init__(self, clock: Clock, *, listener: Limit = LISTENER, server: Limit = SERVER) -> None:
        self._clock = clock
        self._listeners = Book(listener)
        self._servers = Book(server)

    def admit(self, asker: Asker) -> None:
        """Count one writing for `asker`. Raises LimitError, nothing counted, where it would be too many."""
        now = self._clock.now()
        listener_until = self._listeners.find_wait(asker.listener_id, now)
        if listener_until is not None:
            raise LimitError(listener_until, whole_server=False)
        if asker.server_id is not None:
            server_until = self._servers.find_wait(asker.server_id, now)
            if server_until is not None:
                raise LimitError(server_until, whole_server=True)
            self._servers.enter(asker.server_id, now)
        self._listeners.enter(asker.listener_id, now)


class Book:
    """When each of many did something, the one that did last at the end."""

    def __init__(self, limit: Limit) -> None:
        self.limit = limit
        self._entries: OrderedDict[int, deque[datetime]] = OrderedDict()

    def find_wait(self, number: int, now: datetime) -> datetime | None:
        """When there is room again; None where there is room now."""
        entries = self._entries.get(number)
        while entries and not now - self.limit.span < entries[0] <= now:
            entries.popleft()  # past, or noted by a clock that has been put back since
        return entries[0] + self.limit.span if entries and len(entries) >= self.limit.times else None

    def enter(self, number: int, now: datetime) -> None:
        """Note one more."""
        self._entries.setdefault(number, deque()).append(now)
        self._entries.move_to_end(number)
        if len(self._entries) > REMEMBERED:
            self._entries.popitem(last=False)
