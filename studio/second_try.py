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

    Args:
        model: who writes.
        ask: the prompt for a try, given the copy turned down before and why ("" and nothing at first).
        check: what the desk says of a try.
    """
    copy, findings = "", ()
    for _ in range(2):
        copy = tidy((await model.complete(ask(copy, gates(findings)))).text)
        findings = await asyncio.to_thread(check, copy)  # a tenth of a second in which others are served
        if not gates(findings):
            return copy, findings
    raise BadCopyError(name_gates(findings))


def gates(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings that send copy back."""
    return tuple(finding for finding in findings if finding.severity is Severity.GATE)


def name_gates(findings: Sequence[Finding]) -> str:
    """Why copy was given up, for the owner."""
    return "the copy desk turned it down twice: " + ", ".join(sorted({each.check for each in gates(findings)}))


def tidy(text: str) -> str:
    """The text without blank lines and with single blanks."""
    lines = [" ".join(line.split()) for line in text.splitlines()]
    return "\n".join(line for line in lines if line)
