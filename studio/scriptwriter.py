"""The scriptwriter: facts → segment → copy desk → once more → standby copy. There is always copy to air."""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from persona.character import Persona
from persona.frames import closing, introduce_story, opening
from persona.prompts import frames_prompt, segment_prompt
from radio.errors import WritingError
from radio.mail import Letter
from radio.news import Article, RankedStory
from radio.ports import ChatModel
from radio.show import NO_FACTS, FactSheet, Rundown, Segment, Slot
from radio.writing import Finding, Prompt
from studio.answer_shape import list_of, text_of
from studio.copydesk import check_line, check_story
from studio.fact_step import FactStep, take_facts
from studio.mailbag import write_mailbag
from studio.second_try import gates, write_checked
from studio.standby import standby_topic, write_standby

log = logging.getLogger(__name__)

TOPIC_LIMIT = 40
LINE_LIMIT = 90


class Scriptwriter:
    """Writes one host's segments. Without a `model` everything is standby copy."""

    def __init__(self, model: ChatModel | None, persona: Persona) -> None:
        self.model = model
        self.persona = persona

    async def write_story(
        self, slot: Slot, rundown: Rundown, recent: Sequence[str] = (), take: FactStep = take_facts
    ) -> Segment:
        """Write a story's segment, model or standby copy. Raises no WritingError: there is no dead air.

        Args:
            slot: a story slot with its story.
            rundown: the episode it belongs to.
            recent: the free copy of the last episodes, which must not be told again.
            take: the fact step, for whoever has facts already.
        """
        ranked = _story_of(slot)
        if self.model is None:
            return await asyncio.to_thread(self._stand_by, slot, ranked)
        try:
            sheet = await take(self.model, self.persona, ranked.story.lead)
            free, findings = await self._write_copy(self.model, slot, sheet, rundown, recent)
        except WritingError as fault:
            log.warning("standby copy airs part=%s reason=%s", slot.part, type(fault).__name__)
            return await asyncio.to_thread(self._stand_by, slot, ranked, reason=str(fault))
        return self._frame_story(slot, ranked, free, findings=findings, facts=sheet)

    async def _write_copy(
        self, model: ChatModel, slot: Slot, sheet: FactSheet, rundown: Rundown, recent: Sequence[str]
    ) -> tuple[str, tuple[Finding, ...]]:
        article = _story_of(slot).story.lead

        def ask(previous: str, findings: tuple[Finding, ...]) -> Prompt:
            return segment_prompt(
                self.persona,
                slot=slot,
                sheet=sheet,
                article=article,
                episode_number=rundown.episode_number,
                recent=recent,
                findings=findings,
                previous=previous,
            )

        def check(free: str) -> tuple[Finding, ...]:
            return check_story(free, persona=self.persona, article=article, sheet=sheet, recent=recent)

        return await write_checked(model, ask, check)

    def _stand_by(self, slot: Slot, ranked: RankedStory, reason: str | None = None) -> Segment:
        article = ranked.story.lead
        free = write_standby(self.persona, article, number=slot.number)
        if gates(check_story(free, persona=self.persona, article=article, sheet=NO_FACTS, standby=True)):
            headline_only = replace(article, text=None, description="", summary="")
            free = write_standby(self.persona, headline_only, number=slot.number)
        return self._frame_story(slot, ranked, free, standby=True, reason=reason)

    def _frame_story(
        self,
        slot: Slot,
        ranked: RankedStory,
        free: str,
        *,
        findings: tuple[Finding, ...] = (),
        facts: FactSheet | None = None,
        standby: bool = False,
        reason: str | None = None,
    ) -> Segment:
        earlier = ranked.story.follow_up.title if ranked.story.follow_up else None
        frame = introduce_story(
            self.persona, number=slot.number, last=slot.last, title=ranked.story.lead.title, earlier=earlier
        )
        return Segment(
            part=slot.part,
            copy=f"{frame}\n{free}",
            free=free,
            standby=standby,
            reason=reason,
            findings=findings,
            facts=facts,
        )

    async def write_mailbag(self, letters: Sequence[Letter]) -> Segment:
        """Write the letters' corner, one call for all of them. Raises no WritingError."""
        return await write_mailbag(self.model, self.persona, letters)

    async def write_frames(
        self, rundown: Rundown, stories: Sequence[Segment], recent: Sequence[str] = ()
    ) -> tuple[Segment, Segment]:
        """Write opening and closing in one call; a line that the copy desk turns down is the sheet's own.

        Args:
            rundown: the episode.
            stories: its written story segments, in order.
            recent: the free lines of earlier openings.
        """
        if self.model is None or all(segment.standby for segment in stories):
            return self._frame_show(rundown, _Lines(standby=True))
        prompt = frames_prompt(
            self.persona,
            rundown=rundown,
            sheets={segment.part: segment.facts for segment in stories if segment.facts},
            recent=recent,
        )
        try:
            completion = await self.model.complete(prompt)
        except WritingError as fault:
            log.warning("standby frames air reason=%s", type(fault).__name__)
            return self._frame_show(rundown, _Lines(standby=True, reason=str(fault)))
        lines = await asyncio.to_thread(self._check_lines, completion.data, rundown)
        return self._frame_show(rundown, lines)

    def _check_lines(self, data: Mapping[str, Any], rundown: Rundown) -> "_Lines":
        sources = [ranked.story.lead for ranked in rundown.stories]
        day_line, day_findings = self._check(text_of(data.get("day_line")), LINE_LIMIT, sources)
        teaser, teaser_findings = self._check(text_of(data.get("teaser")), LINE_LIMIT, sources)
        topics = [text_of(topic) for topic in list_of(data.get("topics"))]
        checked = [
            self._check(topic, TOPIC_LIMIT, [source])
            for topic, source in zip([*topics, *[""] * len(sources)], sources, strict=False)
        ]
        return _Lines(
            day_line=day_line,
            teaser=teaser,
            topics=tuple(topic for topic, _ in checked),
            opening_findings=day_findings + teaser_findings,
            closing_findings=tuple(finding for _, findings in checked for finding in findings),
        )

    def _check(self, line: str, limit: int, sources: Sequence[Article]) -> tuple[str, tuple[Finding, ...]]:
        findings = check_line(line, persona=self.persona, limit=limit, sources=sources) if line else ()
        return ("" if gates(findings) else line), findings

    def _frame_show(self, rundown: Rundown, lines: "_Lines") -> tuple[Segment, Segment]:
        topics = [
            topic or standby_topic(ranked.story.lead)
            for topic, ranked in zip([*lines.topics, *[""] * 9], rundown.stories, strict=False)
        ]
        first = Segment(
            part="opening",
            copy=opening(
                self.persona,
                air_date=rundown.edition.air_date,
                story_count=len(rundown.stories),
                day_line=lines.day_line,
                teaser=lines.teaser,
            ),
            free=f"{lines.day_line}\n{lines.teaser}".strip(),
            standby=lines.standby,
            reason=lines.reason,
            findings=lines.opening_findings,
        )
        last = Segment(
            part="closing",
            copy=closing(self.persona, topics=topics),
            free="\n".join(lines.topics),
            standby=lines.standby,
            findings=lines.closing_findings,
        )
        return first, last


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lines:
    """The free lines of an episode; an empty one is filled in from the sheet or the title."""

    day_line: str = ""
    teaser: str = ""
    topics: tuple[str, ...] = ()
    opening_findings: tuple[Finding, ...] = ()
    closing_findings: tuple[Finding, ...] = ()
    standby: bool = False
    reason: str | None = None


def _story_of(slot: Slot) -> RankedStory:
    if slot.ranked is None:
        raise ValueError(f"the slot {slot.part} has no story")
    return slot.ranked
