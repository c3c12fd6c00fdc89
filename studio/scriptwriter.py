"""The scriptwriter: facts → segment → copy desk → once more → standby copy. There is always copy to air."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

from persona.character import Persona
from persona.frames import closing, introduce_story, opening
from persona.prompts import fact_prompt, frames_prompt, segment_prompt
from radio.errors import BadCopyError, WritingError
from radio.news import Article, RankedStory
from radio.ports import ChatModel
from radio.show import Fact, FactSheet, Rundown, Segment, Slot
from radio.writing import Finding, Severity
from studio.copydesk import check_line, check_story, prove_facts
from studio.standby import standby_topic, write_standby

log = logging.getLogger(__name__)

FEWEST_FACTS = 2  # fewer proven facts cannot carry a segment
EMPTY_SHEET = FactSheet(facts=())
TOPIC_LIMIT = 40
LINE_LIMIT = 90
MAKER_LIMIT = 40


class Scriptwriter:
    """Writes one host's segments. Without a `model` everything is standby copy."""

    def __init__(self, model: ChatModel | None, persona: Persona) -> None:
        self.model = model
        self.persona = persona

    async def write_story(self, slot: Slot, rundown: Rundown, recent: Sequence[str] = ()) -> Segment:
        """Write a story's segment, model or standby copy. Raises no WritingError: there is no dead air.

        Args:
            slot: a story slot with its story.
            rundown: the episode it belongs to.
            recent: the free copy of the last episodes, which must not be told again.
        """
        ranked = _story_of(slot)
        if self.model is None:
            return self._stand_by(slot, ranked)
        try:
            sheet = await self._take_facts(self.model, ranked.story.lead)
            free, findings = await self._write_copy(self.model, slot, sheet, rundown, recent)
        except WritingError as fault:
            log.warning("standby copy airs part=%s reason=%s", slot.part, type(fault).__name__)
            return self._stand_by(slot, ranked, reason=str(fault))
        return self._frame_story(slot, ranked, free, findings=findings, facts=sheet)

    async def _take_facts(self, model: ChatModel, article: Article) -> FactSheet:
        completion = await model.complete(fact_prompt(self.persona, article))
        sheet, findings = prove_facts(_read_sheet(completion.data, article), article)
        if len(sheet.facts) < FEWEST_FACTS:
            raise BadCopyError(f"of the model's facts {len(findings)} are not in the article; too few are left")
        return sheet

    async def _write_copy(
        self, model: ChatModel, slot: Slot, sheet: FactSheet, rundown: Rundown, recent: Sequence[str]
    ) -> tuple[str, tuple[Finding, ...]]:
        article = _story_of(slot).story.lead
        findings: tuple[Finding, ...] = ()
        free = ""
        for _ in range(2):
            prompt = segment_prompt(
                self.persona,
                slot=slot,
                sheet=sheet,
                article=article,
                episode_number=rundown.episode_number,
                recent=recent,
                findings=_gates(findings),
                previous=free,
            )
            free = _tidy((await model.complete(prompt)).text)
            findings = check_story(free, persona=self.persona, article=article, sheet=sheet, recent=recent)
            if not _gates(findings):
                return free, findings
        raise BadCopyError(
            "the copy desk turned it down twice: " + ", ".join(sorted({f.check for f in _gates(findings)}))
        )

    def _stand_by(self, slot: Slot, ranked: RankedStory, reason: str | None = None) -> Segment:
        article = ranked.story.lead
        free = write_standby(self.persona, article, number=slot.number)
        if _gates(check_story(free, persona=self.persona, article=article, sheet=EMPTY_SHEET, standby=True)):
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
        return self._frame_show(rundown, self._check_lines(completion.data, rundown))

    def _check_lines(self, data: Mapping[str, Any], rundown: Rundown) -> "_Lines":
        sources = [ranked.story.lead for ranked in rundown.stories]
        day_line, day_findings = self._check(_text_of(data.get("day_line")), LINE_LIMIT, sources)
        teaser, teaser_findings = self._check(_text_of(data.get("teaser")), LINE_LIMIT, sources)
        topics = [_text_of(topic) for topic in _list_of(data.get("topics"))]
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
        return ("" if _gates(findings) else line), findings

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


def _gates(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    return tuple(finding for finding in findings if finding.severity is Severity.GATE)


def _read_sheet(data: Mapping[str, Any], article: Article) -> FactSheet:
    facts = [_read_fact(each) for each in _list_of(data.get("facts"))]
    return FactSheet(
        facts=tuple(fact for fact in facts if fact is not None),
        caveat=_read_fact(data.get("caveat")),
        number=_read_fact(data.get("number")),
        maker=_prove_maker(_text_of(data.get("maker")), article),
    )


def _prove_maker(maker: str, article: Article) -> str | None:
    # The name is shown beside the copy, so it has to be one that the article itself uses.
    source = f"{article.title}\n{article.summary}\n{article.description}\n{article.text or ''}".casefold()
    return maker if maker and len(maker) <= MAKER_LIMIT and maker.casefold() in source else None


def _read_fact(given: object) -> Fact | None:
    if not isinstance(given, dict):
        return None
    row = cast("dict[str, object]", given)
    claim, quote = _text_of(row.get("claim")), _text_of(row.get("quote"))
    return Fact(claim=claim, quote=quote) if claim and quote else None


def _list_of(given: object) -> list[object]:
    return cast("list[object]", given) if isinstance(given, list) else []


def _text_of(given: object) -> str:
    return given.strip() if isinstance(given, str) else ""


def _tidy(text: str) -> str:
    lines = [" ".join(line.split()) for line in text.splitlines()]
    return "\n".join(line for line in lines if line)
