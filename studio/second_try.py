"""How copy is written: asked for, checked, asked for once more with the findings, then given up."""

import asyncio
from collections.abc import Callable, Sequence

from radio.errors import BadCopyError
from radio.ports import ChatModel
from radio.writing import Finding, Prompt, Severity


async def write_checked(
    model: ChatModel,
    ask: Callable[[str, tuple[Finding, ...]], Prompt],
    check: Callable[[str], tuple[Finding, ...]],
) -> tuple[str, tuple[Finding, ...]]:
    """Copy that the desk lets pass, with its warnings. Raises WritingError, BadCopyError after two tries.

    Copy that is only doubted is asked for once more. If the second try is no better, the last that is only doubted
    airs, with the doubts among its findings.

    Args:
        model: who writes.
        ask: the prompt for a try, given the copy turned down before and why ("" and nothing at first).
        check: what the desk says of a try.
    """
    copy, findings, doubted = "", (), None
    for _ in range(2):
        copy = tidy((await model.complete(ask(copy, objections(findings)))).text)
        findings = await asyncio.to_thread(check, copy)  # a tenth of a second in which others are served
        if not objections(findings):
            return copy, findings
        if not gates(findings):
            doubted = copy, findings
    if doubted is None:
        raise BadCopyError(name_gates(findings))
    return doubted


def objections(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings that send copy back."""
    return tuple(finding for finding in findings if finding.severity is not Severity.WARNING)


def gates(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings with which copy cannot air."""
    return tuple(finding for finding in findings if finding.severity is Severity.GATE)


def name_gates(findings: Sequence[Finding]) -> str:
    """Why copy was given up, for the owner."""
    return "the copy desk turned it down twice: " + ", ".join(sorted({each.check for each in gates(findings)}))


def tidy(text: str) -> str:
    """The text without blank lines and with single blanks."""
    lines = [" ".join(line.split()) for line in text.splitlines()]
    return "\n".join(line for line in lines if line)
