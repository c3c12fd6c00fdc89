"""A story told once more: more simply, more deeply, from the claims that were proven when it was first told."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from persona.character import Persona
from persona.frames import take_turn
from persona.news_prompts import deeper_prompt, simpler_prompt
from persona.wording import nest_quotes
from radio.errors import WritingError
from radio.news import Article
from radio.ports import ChatModel
from radio.show import NO_FACTS, FactSheet
from radio.writing import Finding, Prompt
from studio.bulletins import rest_on_claims
from studio.copydesk import check_story
from studio.second_try import gates, write_checked
from studio.standby import write_standby

log = logging.getLogger(__name__)

NOTES_LIMIT = 1_200  # characters of claims that are read as they stand


class Manner(StrEnum):
    """How a story is told again."""

    SIMPLER = "simpler"
    DEEPER = "deeper"


@dataclass(frozen=True, slots=True, kw_only=True)
class Retold:
    """The text of a story told again."""

    text: str
    standby: bool = False


_PROMPTS: dict[Manner, Callable[..., Prompt]] = {Manner.SIMPLER: simpler_prompt, Manner.DEEPER: deeper_prompt}


async def retell(
    model: ChatModel | None, persona: Persona, manner: Manner, article: Article, sheet: FactSheet | None
) -> Retold:
    """A story in another manner, with the host's line before it. Raises no WritingError.

    Without a model, without facts or turned down twice: the claims as they stand, else the article's words.
    """
    lines = persona.news.simpler if manner is Manner.SIMPLER else persona.news.deeper
    if model is not None and sheet is not None and sheet.facts:
        try:
            copy = await _write(model, persona, manner, article, sheet)
            return Retold(text=f"{take_turn(lines, len(article.title))}\n{copy}")
        except WritingError as fault:
            log.warning("standby copy for a button manner=%s reason=%s", manner.value, type(fault).__name__)
    return Retold(text=await asyncio.to_thread(_stand_by, persona, article, sheet), standby=True)


async def _write(model: ChatModel, persona: Persona, manner: Manner, article: Article, sheet: FactSheet) -> str:
    source = rest_on_claims(article, sheet)

    def ask(previous: str, findings: tuple[Finding, ...]) -> Prompt:
        return _PROMPTS[manner](persona, title=article.title, sheet=sheet, findings=findings, previous=previous)

    def check(copy: str) -> tuple[Finding, ...]:
        return check_story(copy, persona=persona, article=source, sheet=sheet)

    copy, _ = await write_checked(model, ask, check)
    return copy


def _stand_by(persona: Persona, article: Article, sheet: FactSheet | None) -> str:
    notes = _read_notes(persona, sheet or NO_FACTS)
    if notes:
        source = rest_on_claims(article, sheet or NO_FACTS)
        findings = check_story(notes, persona=persona, article=source, sheet=sheet or NO_FACTS, standby=True)
        if not gates(findings):
            return notes
    return write_standby(persona, article)


def _read_notes(persona: Persona, sheet: FactSheet) -> str:
    """The claims, each in 「」 on a line, as far as they fit; empty without any."""
    lines: list[str] = []
    for fact in sheet.facts:
        lines.append(f"「{nest_quotes(fact.claim.removesuffix('。'))}」")
        if sum(map(len, lines)) > NOTES_LIMIT:
            break
    return "\n".join([persona.news.notes, *lines]) if lines else ""
