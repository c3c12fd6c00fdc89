"""The producer: the journeys, each read from top to bottom."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from archive.storage import Storage
from newsroom.desk import Desk
from newsroom.feed_list import FeedList
from persona.character import Persona
from radio.errors import NoNewsError
from radio.news import GatherReport
from radio.ports import ChatModel, Clock, Progress
from radio.show import Draft, Edition, EpisodeKind, Rundown, Script, Segment, Slot, SlotKind
from radio.transmission import Post
from radio.writing import Finding, Usage
from studio.copydesk import check_script
from studio.editor import EPISODES_REMEMBERED, Editor
from studio.layout import lay_out
from studio.meter import UsageMeter
from studio.rundown import plan_rundown
from studio.scriptwriter import Scriptwriter

log = logging.getLogger(__name__)

DRAFT_AGE = timedelta(hours=6)  # an older unfinished draft is about last news: it begins anew


@dataclass(frozen=True, slots=True, kw_only=True)
class Production:
    """What a journey made: the episode and everything a person may ask about how it came to be.

    `faults` names each bad thing of the journey once, for the owner; the feeds' own are in `report`.
    `resumed` tells that an unfinished draft was gone on with.
    """

    episode_id: int
    edition: Edition
    report: GatherReport
    script: Script
    posts: tuple[Post, ...]
    findings: tuple[Finding, ...] = ()
    faults: tuple[str, ...] = ()
    usage: tuple[Usage, ...] = ()
    resumed: bool = False


class Producer:
    """Carries the journeys out. A rehearsal, a manual airing and the clock use the same methods."""

    def __init__(
        self,
        *,
        storage: Storage,
        desk: Desk,
        model: ChatModel | None,
        clock: Clock,
        progress: Progress,
        meter: UsageMeter,
    ) -> None:
        self.storage = storage
        self.desk = desk
        self.model = model
        self.clock = clock
        self.progress = progress
        self.meter = meter

    async def produce(self, edition: Edition, persona: Persona, feeds: FeedList, *, kind: EpisodeKind) -> Production:
        """Make an edition's episode, going on where an unfinished draft stopped.

        Raises NoNewsError when there is no story at all, StorageError when the archive fails.
        """
        draft = await self.storage.open_draft(
            edition, kind=kind, fingerprint=feeds.fingerprint, now=self.clock.now(), max_age=DRAFT_AGE
        )
        report = await self.desk.gather(feeds.feeds)
        rundown, faults = await self._plan(draft, edition, persona, feeds, report)
        script = await self._write(draft, rundown, persona)
        findings = check_script(script, persona)
        await self.storage.finish_episode(draft.episode_id, lay_out(script, persona), self.clock.now())
        # Another process may have finished the same draft: what it laid out is what counts.
        posts = await self.storage.load_posts(draft.episode_id)
        reasons = [segment.reason for segment in script.segments if segment.reason]
        return Production(
            episode_id=draft.episode_id,
            edition=edition,
            report=report,
            script=script,
            posts=posts,
            findings=findings,
            faults=tuple(dict.fromkeys([*faults, *reasons])),
            usage=tuple(self.meter.sums.values()),
            resumed=draft.rundown is not None,
        )

    async def _plan(
        self, draft: Draft, edition: Edition, persona: Persona, feeds: FeedList, report: GatherReport
    ) -> tuple[Rundown, tuple[str, ...]]:
        if draft.rundown is not None:
            log.info("draft resumed episode_id=%s segments=%s", draft.episode_id, len(draft.segments))
            return draft.rundown, ()
        editor = Editor(storage=self.storage, desk=self.desk, model=self.model, clock=self.clock)
        choice = await editor.choose_stories(edition, persona, feeds)
        if not choice.stories:
            raise NoNewsError(_explain_silence(report), report)
        rundown = plan_rundown(edition, draft.episode_number, choice.stories)
        return await self.storage.save_rundown(draft.episode_id, rundown), choice.faults

    async def _write(self, draft: Draft, rundown: Rundown, persona: Persona) -> Script:
        writer = Scriptwriter(self.model, persona)
        recent = await self.storage.recent_copy(persona.slug, rundown.edition.air_date, limit=EPISODES_REMEMBERED)
        desk = WritingDesk(self.storage, self.progress, draft, rundown)
        stories = await desk.write_stories(writer, [_join_copy(episode, "story") for episode in recent])
        frames = await desk.write_frames(writer, stories, [_join_copy(episode, "opening") for episode in recent])
        return Script(rundown=rundown, segments=(frames[0], *stories, frames[1]))


class WritingDesk:
    """Where one draft's segments are written: what is there already is kept, what is new is saved at once."""

    def __init__(self, storage: Storage, progress: Progress, draft: Draft, rundown: Rundown) -> None:
        self.storage = storage
        self.progress = progress
        self.draft = draft
        self.rundown = rundown
        self.written = {segment.part: segment for segment in draft.segments}

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
            await self._keep(await writer.write_story(slot, self.rundown, recent))

    async def _keep(self, segment: Segment) -> None:
        await self.storage.save_segment(self.draft.episode_id, segment)
        self.written[segment.part] = segment
        self._tell("standby copy" if segment.standby else "")

    def _tell(self, detail: str = "") -> None:
        self.progress.advance("segments", len(self.written), len(self.rundown.slots), detail)


def _join_copy(episode: Sequence[Segment], kind: str) -> str:
    return "\n".join(segment.free for segment in episode if segment.part.startswith(kind))


def _explain_silence(report: GatherReport) -> str:
    if not report.feeds:
        return "the feed list names no feed that is switched on; add one to it"
    failed = sum(1 for feed in report.feeds if feed.error)
    if failed == len(report.feeds):
        return "no news: every feed failed; see the faults above, and run `bot.py doctor`"
    return f"no news: the feeds listed {report.articles} articles, none of them fit to air this week"
