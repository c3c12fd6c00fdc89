"""The writing desk: where one draft's segments are written and kept as they finish."""

import asyncio
from collections.abc import Sequence
from functools import partial

from archive.storage import Storage
from persona.character import Persona
from radio.mail import Letter
from radio.news import Article
from radio.ports import ChatModel, Progress
from radio.show import Draft, FactSheet, Rundown, Segment, Slot, SlotKind
from studio.fact_step import take_facts
from studio.scriptwriter import Scriptwriter


class WritingDesk:
    """Where one draft's segments are written: what is there already is kept, what is new is saved at once."""

    def __init__(self, storage: Storage, progress: Progress, draft: Draft, rundown: Rundown) -> None:
        self.storage = storage
        self.progress = progress
        self.draft = draft
        self.rundown = rundown
        self.written = {segment.part: segment for segment in draft.segments if segment.copy}
        self.facts = {segment.part: segment.facts for segment in draft.segments if segment.facts}

    async def write_stories(self, writer: Scriptwriter, recent: Sequence[str]) -> tuple[Segment, ...]:
        """All story segments, written at once, in the rundown's order."""
        slots = [slot for slot in self.rundown.slots if slot.kind is SlotKind.STORY]
        self._tell()
        # Every writer finishes, so that a failing archive costs no segment that is under way; then it is told.
        results = await asyncio.gather(
            *(self._write_story(writer, slot, recent) for slot in slots), return_exceptions=True
        )
        for result in results:
            if isinstance(result, BaseException):
                raise result
        return tuple(self.written[slot.part] for slot in slots)

    async def write_mailbag(self, writer: Scriptwriter, letters: Sequence[Letter]) -> tuple[Segment, ...]:
        """The mailbag as the one segment it is, none without letters."""
        part = SlotKind.MAILBAG.value
        if not letters:
            return ()
        if part not in self.written:
            await self._keep(await writer.write_mailbag(letters))
        return (self.written[part],)

    async def write_frames(
        self, writer: Scriptwriter, stories: Sequence[Segment], recent: Sequence[str]
    ) -> tuple[Segment, Segment]:
        """Opening and closing."""
        if not {"opening", "closing"} <= self.written.keys():
            for segment in await writer.write_frames(self.rundown, stories, recent):
                await self._keep(segment)
        return self.written["opening"], self.written["closing"]

    async def _write_story(self, writer: Scriptwriter, slot: Slot, recent: Sequence[str]) -> None:
        if slot.part not in self.written:
            await self._keep(await writer.write_story(slot, self.rundown, recent, partial(self._take_facts, slot.part)))

    async def _take_facts(self, part: str, model: ChatModel, persona: Persona, article: Article) -> FactSheet:
        """The facts of a part's article, from before the stop or taken now and kept at once."""
        kept = self.facts.get(part)
        if kept is not None:
            return kept
        sheet = await take_facts(model, persona, article)
        await self.storage.save_segment(self.draft.episode_id, Segment(part=part, copy="", facts=sheet))
        return sheet

    async def _keep(self, segment: Segment) -> None:
        await self.storage.save_segment(self.draft.episode_id, segment)
        self.written[segment.part] = segment
        self._tell("standby copy" if segment.standby else "")

    def _tell(self, detail: str = "") -> None:
        self.progress.advance("segments", len(self.written), len(self.rundown.slots), detail)
