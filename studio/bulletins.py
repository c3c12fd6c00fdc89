"""Bulletins: a few sentences on each story, all in one call, each story's checked by the copy desk on its own."""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from persona.character import Persona
from persona.frames import standby_line, take_turn
from persona.news_prompts import BriefWish, bulletin_prompt
from radio.errors import WritingError
from radio.news import Article, Language
from radio.ports import ChatModel
from radio.show import NO_FACTS, FactSheet
from radio.writing import Finding, Severity
from studio.answer_shape import number_rows, text_of
from studio.copydesk import check_story
from studio.quotable import choose_quotes
from studio.second_try import gates, name_gates, tidy

log = logging.getLogger(__name__)

SHORTEST, LONGEST = 40, 400  # characters of one story
# What the desk asks of a whole segment and not of a few sentences.
_WAIVED = frozenset({"presence", "length"})


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefSource:
    """One story of a bulletin: its lead article and its facts, None where there are none to be had."""

    article: Article
    sheet: FactSheet | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What is said of one story; `maker` is whose own claims it rests on, None for an independent source."""

    text: str
    standby: bool = False
    maker: str | None = None


class BulletinWriter:
    """Writes one host's bulletins. Without a `model`, or without facts, a story is standby copy."""

    def __init__(self, model: ChatModel | None, persona: Persona) -> None:
        self.model = model
        self.persona = persona

    async def write(self, sources: Sequence[BriefSource], *, turn: int = 0) -> tuple[Brief, ...]:
        """One brief a source, in order. Raises no WritingError. `turn` turns sample lines and the sheet's own."""
        written: dict[int, str] = {}
        wishes = [
            BriefWish(number=number, title=source.article.title, sheet=source.sheet)
            for number, source in enumerate(sources, start=1)
            if source.sheet is not None
        ]
        try:
            for _ in range(2):
                wishes = await self._try(wishes, sources, written, turn)
        except WritingError as fault:
            log.warning("standby copy in a bulletin reason=%s", type(fault).__name__)
        for wish in wishes:
            log.warning("standby copy in a bulletin story=%d reason=%s", wish.number, name_gates(wish.findings))
        briefs: list[Brief] = []
        for number, source in enumerate(sources, start=1):
            text = written.get(number)
            if text is None:
                text = await asyncio.to_thread(self._read_as_it_stands, source.article, turn + number)
            maker = source.sheet.maker if source.sheet else None
            briefs.append(Brief(text=text, standby=number not in written, maker=maker))
        return tuple(briefs)

    async def _try(
        self, wishes: Sequence[BriefWish], sources: Sequence[BriefSource], written: dict[int, str], turn: int
    ) -> list[BriefWish]:
        """One call for all that is still wished; gives back what was turned down, with the findings."""
        if self.model is None or not wishes:
            return list(wishes)
        completion = await self.model.complete(bulletin_prompt(self.persona, wishes, turn=turn))
        copies = _read_copies(completion.data)
        left: list[BriefWish] = []
        for wish in wishes:
            copy = copies.get(wish.number, "")
            findings = await asyncio.to_thread(self._check, copy, sources[wish.number - 1])
            if gates(findings):
                left.append(replace(wish, findings=gates(findings), previous=copy))
            else:
                written[wish.number] = copy
        return left

    def _check(self, copy: str, source: BriefSource) -> tuple[Finding, ...]:
        if not SHORTEST <= len(copy) <= LONGEST:
            message = f"{len(copy)}字です。{SHORTEST}字から{LONGEST}字で、2文から4文にしてください。"
            return (Finding(check="length", message=message, severity=Severity.GATE),)
        sheet = source.sheet or NO_FACTS
        findings = check_story(copy, persona=self.persona, article=rest_on_claims(source.article, sheet), sheet=sheet)
        return tuple(finding for finding in findings if finding.check not in _WAIVED)

    def _read_as_it_stands(self, article: Article, turn: int) -> str:
        """The article's first quotable sentence in the host's frame, or only that there is the headline."""
        quotes = choose_quotes(article)
        if quotes:
            foreign = "" if article.language is Language.JAPANESE else take_turn(self.persona.reading.foreign, turn)
            text = foreign + take_turn(self.persona.reading.lead, turn).format(quote=quotes[0])
            findings = check_story(text, persona=self.persona, article=article, sheet=NO_FACTS, standby=True)
            if not [each for each in gates(findings) if each.check not in _WAIVED]:
                return text
        return take_turn(self.persona.reading.headline, turn) or standby_line(self.persona, turn)


def rest_on_claims(article: Article, sheet: FactSheet) -> Article:
    """The article with its proven claims as its text, where its own is no longer kept."""
    if article.text is not None:
        return article
    return replace(article, text="\n".join(fact.claim for fact in sheet.all_facts))


def _read_copies(data: Mapping[str, Any]) -> Mapping[int, str]:
    rows = number_rows(data.get("stories"))
    return {number: " ".join(tidy(text_of(row.get("copy"))).splitlines()) for number, row in rows.items()}
