"""What the server was asked, and what was wrong with it."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any


@dataclass(slots=True, kw_only=True)
class Request:
    """One request as it came. `path` is below the API base, `template` its route (empty when there is none).

    `body` is the JSON (of a multipart request the part payload_json), `files` name → size in bytes, `contents` name →
    what is in the small ones. `status` 0 means that no answer was sent; `code` is Discord's error code. `at` is when
    it came, `elapsed` seconds until the answer; `faulted` says that the answer was a fault on command.
    """

    number: int
    method: str
    path: str
    template: str
    query: dict[str, str]
    body: Any = None
    files: dict[str, int] = field(default_factory=dict)
    contents: dict[str, bytes] = field(default_factory=dict)
    multipart: bool = False
    headers: dict[str, str] = field(default_factory=dict)
    at: datetime = field(default_factory=lambda: datetime.now(UTC))
    status: int = 0
    code: int = 0
    elapsed: float = 0.0
    note: str = ""
    faulted: bool = False

    def payload(self) -> dict[str, Any]:
        """As JSON for the control endpoints."""
        keys = ("number", "method", "path", "query", "body", "files", "status", "code", "elapsed", "note")
        return {key: getattr(self, key) for key in keys} | {"at": self.at.isoformat()}


@dataclass(frozen=True, slots=True)
class Violation:
    """A request that a well-behaved bot does not send."""

    method: str
    path: str
    reason: str
