"""The letters' corner: one call retells and answers them, the copy desk reads along, thanks stand in for the rest."""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from persona.character import Persona
from persona.frames import mailbag
from persona.mail_prompts import CARE_SIGN, letter_answer_prompt
from radio.errors import WritingError
from radio.mail import Letter
from radio.news import Article, Language
from radio.ports import ChatModel
from radio.show import Script, Segment, SlotKind
from radio.writing import Finding, Severity
from studio.answer_shape import number_rows, text_of
from studio.copydesk import check_line
from studio.copydesk.galley import gate
from studio.echo import find_echo
from studio.fitness import check_fitness
from studio.instructions import introduction, letter_instructions
from studio.rundown import drop_mailbag
from studio.scripts import find_odd_letters
from studio.second_try import gates, name_gates, tidy

log = logging.getLogger(__name__)

LETTERS_READ = 2  # in one episode
POINT_LIMIT, ANSWER_LIMIT = 120, 260  # characters
TRIES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """What the host says of one letter, "" where nothing fit to air was written."""

    point: str = ""
    answer: str = ""
    findings: tuple[Finding, ...] = ()

    @property
    def text(self) -> str:
        return "" if gates(self.findings) else f"{self.point}\n{self.answer}".strip()


_NOTHING = _Said(findings=(gate("letters", "このおたよりへの返事がありません。"),))


async def write_mailbag(model: ChatModel | None, persona: Persona, letters: Sequence[Letter]) -> Segment:
    """The mailbag segment. Raises no WritingError: a letter that could not be answered is thanked for.

    Args:
        model: who writes, None where there is none.
        persona: the host.
        letters: what is read, in its order; the texts are untrusted and are never said as they stand.
    """
    said: tuple[_Said, ...] = tuple(_NOTHING for _ in letters)
    reason = None
    if model is not None:
        try:
            said = await _write_checked(model, persona, letters)
        except WritingError as fault:
            log.warning("letters are thanked for only reason=%s", type(fault).__name__)
            reason = str(fault)
        else:
            reason = _explain(said)
    return Segment(
        part=SlotKind.MAILBAG.value,
        copy=mailbag(persona, [(letter.pen_name, each.text) for letter, each in zip(letters, said, strict=True)]),
        free="\n".join(filter(None, (each.text for each in said))),
        standby=not any(each.text for each in said),
        reason=reason,
        findings=tuple(dict.fromkeys(_warnings(said))),
    )


def drop_letters(script: Script) -> Script:
    """The script without its mailbag: a letter in it was withdrawn."""
    kept = tuple(segment for segment in script.segments if segment.part != SlotKind.MAILBAG)
    return Script(rundown=drop_mailbag(script.rundown), segments=kept)


async def _write_checked(model: ChatModel, persona: Persona, letters: Sequence[Letter]) -> tuple[_Said, ...]:
    """Asked for, checked, asked for once more; what passed the first time stays. Raises WritingError."""
    said: list[_Said] = []
    previous = ""
    for _ in range(TRIES):
        findings = tuple(dict.fromkeys(finding for each in said for finding in gates(each.findings)))
        completion = await model.complete(
            letter_answer_prompt(persona, letters=letters, findings=findings, previous=previous)
        )
        previous = completion.text
        rows = number_rows(completion.data.get("letters"))
        anew = [await asyncio.to_thread(_check, rows.get(n), letter, persona) for n, letter in enumerate(letters, 1)]
        said = [old if old.text else new for old, new in zip(said, anew, strict=True)] if said else anew
        if all(each.text for each in said):
            break
    return tuple(said)


def _check(row: Mapping[str, Any] | None, letter: Letter, persona: Persona) -> _Said:
    if row is None:
        return _NOTHING
    point, answer = (" ".join(tidy(text_of(row.get(key))).split()) for key in ("point", "answer"))
    source = _as_source(letter)
    findings = (
        *check_line(point, persona=persona, limit=POINT_LIMIT, sources=(source,)),
        *check_line(answer, persona=persona, limit=ANSWER_LIMIT, sources=(source,)),
        *_find_echoes(f"{point}\n{answer}", letter, persona),
        *_check_words(f"{point}\n{answer}"),
    )
    return _Said(point=point, answer=answer, findings=findings)


def _find_echoes(text: str, letter: Letter, persona: Persona) -> tuple[Finding, ...]:
    foreign = (letter.text, letter.pen_name, *letter_instructions(persona))
    if not (shared := find_echo(text, foreign, (persona.programme, introduction(persona)))):
        return ()
    message = "おたよりや書き方のきまりの文が、そのまま入っています。自分の言葉で言いかえてください。"
    return (gate("letter echo", message, shared),)


def _check_words(text: str) -> tuple[Finding, ...]:
    findings = list(check_fitness(text))
    if CARE_SIGN in text:
        findings.append(gate("distress", "苦しそうなおたよりは、番組では読みません。"))
    if find_odd_letters(text):
        findings.append(gate("language", "ふつうの日本語の文字だけで書いてください。"))
    return tuple(findings)


def _as_source(letter: Letter) -> Article:
    """The letter as what its answer may take names and numbers from."""
    return Article(
        url="",
        link="",
        title="",
        site="",
        language=Language.JAPANESE,
        published_at=letter.sent_at,
        text=letter.text,
    )


def _explain(said: Sequence[_Said]) -> str | None:
    failed = [finding for each in said if not each.text for finding in each.findings]
    return name_gates(failed) if failed else None


def _warnings(said: Sequence[_Said]) -> list[Finding]:
    return [finding for each in said if each.text for finding in each.findings if finding.severity is not Severity.GATE]
