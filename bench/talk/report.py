"""What came of the evenings: every message held against its replies, and the figures beside their limits."""

import statistics
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bench.house import quantile
from bench.talk.evening import PLACES, Way

OVERHEAD_LIMIT_S, GROWTH_LIMIT_MB = 0.3, 10.0
UNASKED = (Way.CHATTER.value, Way.ROBOT.value)
FAULTS = (
    *("unanswered", "answered twice", "answered in other words", "out of order"),
    *("deleted, yet answered", "not for her, yet answered", "replies to nothing"),
    *("refused (429)", "against Discord's rules"),
)


@dataclass(slots=True, kw_only=True)
class Report:
    """The figures so far. `overheads` are seconds by the way a message came, `examples` by the fault; `memory` MB."""

    messages: Counter[str] = field(default_factory=Counter[str])
    overheads: dict[str, list[float]] = field(default_factory=dict[str, list[float]])
    faults: Counter[str] = field(default_factory=Counter[str])
    examples: dict[str, str] = field(default_factory=dict[str, str])
    memory: list[float] = field(default_factory=list[float])
    sent_at: list[float] = field(default_factory=list[float])
    calls: int = 0
    at_once: int = 0

    def take(self, told: Mapping[str, Any], thought: Mapping[str, Any]) -> None:
        """Add an evening: what the stage tells, and what the model tells."""
        self.calls += thought["calls"]
        self.at_once = max(self.at_once, thought["at_once"])
        self.faults["refused (429)"] += told["limited"]
        self.faults["against Discord's rules"] += told["violations"]
        self.faults["replies to nothing"] += told["loose"]
        for place in range(PLACES):
            self._take_place([each for each in told["messages"] if each["place"] == place], thought["took_s"])

    def _take_place(self, messages: Sequence[Mapping[str, Any]], took_s: Mapping[str, float]) -> None:
        """One channel's messages in the order in which they were sent."""
        before = 0.0
        for each in messages:
            self.messages[_name_kind(each)] += 1
            self.sent_at.append(each["sent_at"])
            if fault := find_fault(each, took_s):
                self.faults[fault] += 1
                self.examples.setdefault(fault, str(each))
            elif each["replies"]:
                at = each["replies"][0][0]
                self.faults["out of order"] += at < before
                model_s = sum(took_s.get(str(number), 0.0) for number in each["numbers"])
                self.overheads.setdefault(each["way"], []).append(at - max(each["sent_at"], before) - model_s)
                before = at

    def show(self, latency_s: float) -> bool:
        """Print all but the stalls; whether every limit is kept."""
        kinds = ", ".join(f"{count} {kind}" for kind, count in self.messages.items())
        print(f"messages         {sum(self.messages.values())}: {kinds}")
        print(f"arrival          {_describe_arrival(sorted(self.sent_at))}")
        for fault in FAULTS:
            print(f"{'✗' if self.faults[fault] else ' '} {fault:<26} {self.faults[fault]:>5}   limit 0")
            if fault in self.examples:
                print(f"    such as {self.examples[fault]}")
        print(f"model            {self.calls} calls of {latency_s:g} s, at most {self.at_once} at once")
        return all([self._show_overhead(), self._show_memory()]) and not self.faults.total()

    def _show_overhead(self) -> bool:
        for way, values in self.overheads.items():
            print(f"  {way:<14} {_describe(values)}")
        everything = [value for values in self.overheads.values() for value in values]
        limit = f"   limit p95 {OVERHEAD_LIMIT_S * 1000:.0f} ms"
        print(f"overhead         {_describe(everything)}{limit}")
        return bool(everything) and quantile(everything, 0.95) <= OVERHEAD_LIMIT_S

    def _show_memory(self) -> bool:
        settled = self.memory[len(self.memory) // 4 :]
        growth = max(settled) - settled[0]
        print(
            f"memory           {self.memory[0]:.0f} MB at the start, {settled[0]:.0f} MB after a quarter, "
            f"then {growth:+.1f} MB at most   limit {GROWTH_LIMIT_MB:+.0f} MB"
        )
        return growth <= GROWTH_LIMIT_MB


def find_fault(message: Mapping[str, Any], took_s: Mapping[str, float]) -> str:
    """What is wrong with a message's replies; "" where nothing is.

    A change that came after she had begun, or a deletion after she had replied, was too late to be heeded: on a
    machine that stands still for a moment that happens. `took_s` are the model's seconds by number.
    """
    replies, expected = message["replies"], message["expected"]
    if len(replies) > 1:
        return "answered twice"
    if expected is None:
        why = "not for her" if message["way"] in UNASKED else "deleted"
        return f"{why}, yet answered" if replies and not _is_late(message, replies[0][0]) else ""
    if not replies:
        return "unanswered"
    at, text = replies[0]
    first = message["numbers"][0]
    said_before = f"{first}番" in text and _is_late(message, at - took_s.get(str(first), 0.0))
    return "" if f"{expected}番" in text or said_before else "answered in other words"


def _is_late(message: Mapping[str, Any], at: float) -> bool:
    """Whether a message was changed or deleted after that time only."""
    return message["changed_at"] is not None and message["changed_at"] > at


def _name_kind(message: Mapping[str, Any]) -> str:
    if message["way"] not in UNASKED:
        if message["expected"] is None:
            return "deleted"
        if len(message["numbers"]) > 1:
            return "edited"
    return str(message["way"])


def _describe_arrival(sent_at: Sequence[float]) -> str:
    """How many messages came in a second of all in which any came, and at most within one."""
    most = max(bisect_left(sent_at, at + 1) - number for number, at in enumerate(sent_at))
    seconds = len({int(at) for at in sent_at})
    return f"{len(sent_at) / seconds:.1f} a second, at most {most} within one"


def _describe(values: Sequence[float]) -> str:
    if not values:
        return "none"
    shares = (("p95", 0.95), ("p99", 0.99))
    shown = ", ".join(f"{name} {quantile(values, share) * 1000:.0f} ms" for name, share in shares)
    return f"median {statistics.median(values) * 1000:.0f} ms, {shown}, longest {max(values) * 1000:.0f} ms"
