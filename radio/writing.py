"""What goes to the model and what comes back, and what the copy desk says of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Purpose(StrEnum):
    """What a model call is for; usage is booked under it."""

    JUDGE = "judge"
    FACTS = "facts"
    SEGMENT = "segment"
    FRAMES = "frames"
    BULLETIN = "bulletin"
    SIMPLER = "simpler"
    DEEPER = "deeper"
    REPLY = "reply"
    LETTER = "letter"
    CHECK = "check"


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """One call. `system` is byte-identical for every call of a host, so that providers can cache it.

    `user` holds the task and the fenced, untrusted material. With a `schema` (JSON Schema) the answer
    is an object of that shape; without one it is plain text. `max_tokens` caps the answer.
    """

    purpose: Purpose
    system: str
    user: str
    schema: Mapping[str, Any] | None = None
    max_tokens: int = 1500
    temperature: float = 0.7


@dataclass(frozen=True, slots=True, kw_only=True)
class Completion:
    """An answer, thinking and fences already stripped. `data` is the parsed object where a schema was given."""

    text: str
    data: Mapping[str, Any] = field(default_factory=dict[str, Any])
    input_tokens: int = 0
    output_tokens: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """Model use booked under one purpose."""

    purpose: Purpose
    calls: int = 0
    input_tokens: int = 0
    output_tokens: int = 0


class Severity(StrEnum):
    """GATE sends copy back, then standby copy airs; WARNING is logged and aired.

    DOUBT sends copy back, too. If the writer stands by it, it airs: the check cannot tell for sure.
    """

    GATE = "gate"
    DOUBT = "doubt"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What the copy desk says of a piece of copy. `check` is a stable name, `message` tells the writer what to mend."""

    check: str
    message: str
    severity: Severity = Severity.GATE
    excerpt: str = ""
