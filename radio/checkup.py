"""What the doctor says: one line for each thing that was looked at."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """What was looked at, whether it is well, what was seen, and what to do if not."""

    name: str
    well: bool
    seen: str
    remedy: str = ""
