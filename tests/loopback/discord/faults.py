"""Faults on command: what goes wrong with the next requests, and when."""

import re
from dataclasses import dataclass, field


@dataclass(slots=True, kw_only=True)
class Fault:
    """Something that goes wrong with requests whose method and path match.

    `count` requests are hit (None: until cleared), after `skip` were let through. The request waits `latency`
    seconds; then it is answered with `status` (`code` and `message` in the JSON; a 429 says `retry_after` seconds and
    whether it `is_global`), or its connection is cut when `drop` is set. `processed` True does the work first, so that
    only the answer is lost.
    """

    method: str = ".*"
    path: str = ".*"
    count: int | None = 1
    skip: int = 0
    latency: float = 0.0
    status: int | None = None
    code: int = 0
    message: str = ""
    retry_after: float = 1.0
    is_global: bool = False
    drop: bool = False
    processed: bool = False

    def matches(self, method: str, path: str) -> bool:
        """Whether a request of this method (full match) and path (search) is meant."""
        return bool(re.fullmatch(self.method, method) and re.search(self.path, path))


@dataclass(slots=True)
class Faults:
    """The faults waiting, and the latency every request has (seconds)."""

    latency: float = 0.0
    waiting: list[Fault] = field(default_factory=list)

    def add(self, fault: Fault) -> None:
        """Put a fault behind those waiting."""
        self.waiting.append(fault)

    def clear(self) -> None:
        """Everything goes well again."""
        self.latency = 0.0
        self.waiting.clear()

    def take(self, method: str, path: str) -> Fault | None:
        """The fault this request meets; it is counted."""
        for fault in self.waiting:
            if not fault.matches(method, path):
                continue
            if fault.skip > 0:
                fault.skip -= 1
                continue
            if fault.count is not None:
                fault.count -= 1
                if fault.count <= 0:
                    self.waiting.remove(fault)
            return fault
        return None
