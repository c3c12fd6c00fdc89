"""Prints how many planted faults the copy desk catches and how much clean copy it stops. Exit 1 past a limit."""

import argparse
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bench.copydesk.corpus import Sample, read_corpus
from radio.writing import Finding, Severity

if TYPE_CHECKING:
    from persona.character import Persona

CAUGHT_LIMIT = 95.0  # per cent of planted faults, at least
FALSE_ALARM_LIMIT = 2.0  # per cent of clean segments, at most
EXCERPT_LIMIT = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What the desk's gates and doubts said of one sample, in `seconds`."""

    sample: Sample
    findings: tuple[Finding, ...]
    seconds: float

    @property
    def gates(self) -> tuple[Finding, ...]:
        """Those with which the copy cannot air, even if it is written once more."""
        return tuple(finding for finding in self.findings if finding.severity is Severity.GATE)

    @property
    def right(self) -> bool:
        """Whether a fault was sent back, or clean copy not turned down."""
        return bool(self.findings) if self.sample.kind else not self.gates


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the desk over one split of the corpus; 0 when both limits are kept."""
    parser = argparse.ArgumentParser(prog="python -m bench.copydesk", description=__doc__)
    parser.add_argument("--split", choices=("tune", "held-out", "all"), default="all")
    parser.add_argument("--show", action="store_true", help="list every missed fault and false alarm")
    options = parser.parse_args(arguments)

    samples = [sample for sample in read_corpus() if options.split in ("all", sample.source.split)]
    outcomes = check_samples(samples)
    print_kinds([outcome for outcome in outcomes if outcome.sample.kind])
    if options.show:
        print_wrong(outcomes)
    print_facts(samples)
    return print_verdict(outcomes)


def check_samples(samples: Sequence[Sample]) -> tuple[Outcome, ...]:
    """Check each sample as a story's free text, timed one by one."""
    from persona.sheets import load_persona

    check = _bind_desk(load_persona("tsumugi"))
    if samples:
        check(samples[0])  # tables are built on first use; that is not a segment's time
    return tuple(_time_check(check, sample) for sample in samples)


def _bind_desk(persona: "Persona") -> Callable[[Sample], tuple[Finding, ...]]:
    from studio.copydesk import check_story

    return lambda sample: check_story(
        sample.free,
        persona=persona,
        article=sample.source.article,
        sheet=sample.source.sheet,
        recent=sample.recent,
    )


def _time_check(check: Callable[[Sample], tuple[Finding, ...]], sample: Sample) -> Outcome:
    began = time.perf_counter()
    findings = check(sample)
    seconds = time.perf_counter() - began
    objections = tuple(finding for finding in findings if finding.severity is not Severity.WARNING)
    return Outcome(sample=sample, findings=objections, seconds=seconds)


def print_kinds(faults: Sequence[Outcome]) -> None:
    """One line a kind of fault: caught, planted, and the checks that caught it."""
    kinds: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in faults:
        kinds[outcome.sample.kind or ""].append(outcome)
    for kind, outcomes in sorted(kinds.items()):
        caught = sum(outcome.right for outcome in outcomes)
        checks = sorted({finding.check for outcome in outcomes for finding in outcome.findings})
        print(f"{kind:28} {caught:3}/{len(outcomes):<3} {', '.join(checks)}")


def print_wrong(outcomes: Sequence[Outcome]) -> None:
    """Every missed fault, and every clean segment that was stopped or doubted with what did it."""
    for outcome in outcomes:
        sample = outcome.sample
        if outcome.right and (sample.kind or not outcome.findings):
            continue
        verdict = f"missed  {sample.name} ({sample.kind})" if sample.kind else f"stopped {sample.name}"
        print(verdict if not outcome.right else f"doubted {sample.name}")
        for finding in outcome.findings:
            print(f"        {finding.check}: {finding.message} 「{finding.excerpt[:EXCERPT_LIMIT]}」")


def print_facts(samples: Sequence[Sample]) -> None:
    """How many of the corpus's true facts the desk throws out, and why."""
    from studio.copydesk import prove_facts

    sources = {sample.source.name: sample.source for sample in samples}.values()
    known = sum(len(source.sheet.facts) for source in sources)
    kept = 0
    for source in sources:
        sheet, findings = prove_facts(source.sheet, source.article)
        kept += len(sheet.facts)
        for finding in findings:
            print(f"doubted {source.name}: {finding.message} 「{finding.excerpt[:EXCERPT_LIMIT]}」")
    print(f"facts         {kept} of {known} true facts proven")


def count_by_luck(outcomes: Sequence[Outcome]) -> int:
    """Faults that were turned down only for what the desk says of their clean base, too."""
    said = {outcome.sample.name: _say(outcome) for outcome in outcomes}
    faults = [outcome for outcome in outcomes if outcome.findings and outcome.sample.base]
    return sum(_say(outcome) <= said[outcome.sample.base or ""] for outcome in faults)


def _say(outcome: Outcome) -> set[tuple[str, str]]:
    return {(finding.check, finding.message) for finding in outcome.findings}


def print_verdict(outcomes: Sequence[Outcome]) -> int:
    """Print both rates beside their limits and the time a segment takes; 1 when a limit is passed."""
    faults = [outcome for outcome in outcomes if outcome.sample.kind]
    clean = [outcome for outcome in outcomes if not outcome.sample.kind]
    caught = _percent([outcome.right for outcome in faults])
    alarms = _percent([not outcome.right for outcome in clean])
    doubts = _percent([outcome.right and bool(outcome.findings) for outcome in clean])
    times = sorted(outcome.seconds * 1000 for outcome in outcomes)
    print(f"caught        {caught:5.1f} % of {len(faults)} planted faults (limit: at least {CAUGHT_LIMIT:.0f})")
    print(f"by luck       {count_by_luck(outcomes):5d} of them only for what the desk says of the clean copy, too")
    print(f"false alarms  {alarms:5.1f} % of {len(clean)} clean segments (limit: at most {FALSE_ALARM_LIMIT:.0f})")
    print(f"doubted       {doubts:5.1f} % of them more, which costs a call: written again, they air")
    print(f"time          {times[len(times) // 2]:5.1f} ms a segment in the middle, {times[-1]:.1f} ms at most")
    return int(caught < CAUGHT_LIMIT or alarms > FALSE_ALARM_LIMIT)


def _percent(hits: Sequence[bool]) -> float:
    return 100 * sum(hits) / len(hits) if hits else 0.0


if __name__ == "__main__":
    sys.exit(main())
