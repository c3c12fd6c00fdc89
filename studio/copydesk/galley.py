"""A piece of copy as the copy desk reads it, with all that it is held against. Pure."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from persona.character import Persona
from radio.writing import Finding, Severity
from studio.copydesk.evidence import Evidence
from studio.copydesk.texts import (
    MOST_READ,
    Quotation,
    Sentence,
    empty_quotations,
    find_quotations,
    fold_copy,
    split_copy,
)

EXCERPT_LIMIT = 60
_CONTEXT = 10  # characters shown on either side of what was found


@dataclass(frozen=True, slots=True, kw_only=True)
class Galley:
    """`raw` as it was written, `plain` folded, `own` with quotations emptied: the host's own words.

    `title` is the article's, which is said outside the copy. `maker` is whose own claims these are.
    """

    raw: str
    plain: str
    own: str
    sentences: tuple[Sentence, ...]
    quotations: tuple[Quotation, ...]
    persona: Persona
    evidence: Evidence
    title: str = ""
    maker: str | None = None
    recent: tuple[str, ...] = ()


Check = Callable[[Galley], Iterable[Finding]]


def set_galley(
    raw: str,
    *,
    persona: Persona,
    evidence: Evidence,
    title: str = "",
    maker: str | None = None,
    recent: Sequence[str] = (),
) -> Galley:
    """Fold and cut a piece of copy."""
    plain = fold_copy(raw[:MOST_READ])
    quotations = find_quotations(plain)
    return Galley(
        raw=raw,
        plain=plain,
        own=empty_quotations(plain, quotations),
        sentences=split_copy(plain),
        quotations=quotations,
        persona=persona,
        evidence=evidence,
        title=title,
        maker=maker,
        recent=tuple(recent),
    )


def gate(check: str, message: str, excerpt: str = "") -> Finding:
    """A finding that sends the copy back."""
    return Finding(check=check, message=message, excerpt=excerpt[:EXCERPT_LIMIT])


def doubt(check: str, message: str, excerpt: str = "") -> Finding:
    """A finding that asks the writer to look once more."""
    return Finding(check=check, message=message, severity=Severity.DOUBT, excerpt=excerpt[:EXCERPT_LIMIT])


def warning(check: str, message: str, excerpt: str = "") -> Finding:
    """A finding that is logged."""
    return Finding(check=check, message=message, severity=Severity.WARNING, excerpt=excerpt[:EXCERPT_LIMIT])


def around(text: str, start: int, end: int) -> str:
    """What stands at a place, with a little on either side, on one line."""
    before = text[max(0, start - _CONTEXT) : start].rpartition("\n")[2]
    after = text[end : end + _CONTEXT].partition("\n")[0]
    return before + text[start:end].replace("\n", " ") + after


def run_checks(checks: Iterable[Check], galley: Galley) -> tuple[Finding, ...]:
    """Every finding of every check in turn, the same one once."""
    return tuple(dict.fromkeys(finding for check in checks for finding in check(galley)))
