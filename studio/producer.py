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
from radio.mail import Letter
from radio.news import GatherReport
from radio.ports import ChatModel, Clock, Progress
from radio.show import Draft, Edition, EpisodeKind, Rundown, Script, Segment
from radio.transmission import Post
from radio.writing import Finding, Usage
from studio.copydesk import check_script
from studio.editor import EPISODES_REMEMBERED, Editor
from studio.layout import lay_out
from studio.mailbag import LETTERS_READ, drop_letters
from studio.meter import UsageMeter
from studio.rundown import drop_mailbag, has_mailbag, plan_rundown
from studio.scriptwriter import Scriptwriter
from studio.writing_desk import WritingDesk

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
        rundown, faults = await self._plan(draft, edition, persona, feeds, report, kind=kind)
        letters = await self._take_letters(draft, rundown, kind)
        script = await self._write(draft, rundown, persona, letters)
        if letters and await self._take_letters(draft, rundown, kind) != letters:  # withdrawn while they were answered
            script = drop_letters(script)
        findings = await asyncio.to_thread(check_script, script, persona)  # a tenth of a second
        if findings:
            checks = ",".join(sorted({finding.check for finding in findings}))
            log.warning("script has findings episode_id=%s checks=%s", draft.episode_id, checks)
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
        self,
        draft: Draft,
        edition: Edition,
        persona: Persona,
        feeds: FeedList,
        report: GatherReport,
        *,
        kind: EpisodeKind,
    ) -> tuple[Rundown, tuple[str, ...]]:
        if draft.rundown is not None:
            log.info("draft resumed episode_id=%s segments=%s", draft.episode_id, len(draft.segments))
            return draft.rundown, ()
        editor = Editor(storage=self.storage, desk=self.desk, model=self.model, clock=self.clock)
        choice = await editor.choose_stories(edition, persona, feeds)
        if not choice.stories:
            raise NoNewsError(_explain_silence(report), report)
        letters = await self._choose_letters(draft, edition, kind)
        planned = plan_rundown(edition, draft.episode_number, choice.stories, mailbag=bool(letters))
        rundown = await self.storage.save_rundown(draft.episode_id, planned)
        if letters and not has_mailbag(rundown):  # another process planned first, before these letters came
            await self.storage.release_letters(draft.episode_id)
        return rundown, choice.faults

    async def _choose_letters(self, draft: Draft, edition: Edition, kind: EpisodeKind) -> tuple[Letter, ...]:
        """The letters to read: a broadcast takes them for itself, a rehearsal looks at them only."""
        now = self.clock.now()
        if kind is EpisodeKind.REHEARSAL:
            return await self.storage.letters_to_choose(LETTERS_READ, now, edition)
        return await self.storage.choose_letters(draft.episode_id, LETTERS_READ, now, edition)

    async def _take_letters(self, draft: Draft, rundown: Rundown, kind: EpisodeKind) -> tuple[Letter, ...]:
        """The letters of a rundown as they are now: their senders may have withdrawn them since it was planned."""
        if not has_mailbag(rundown):
            return ()
        if kind is EpisodeKind.REHEARSAL:
            return await self._choose_letters(draft, rundown.edition, kind)
        return await self.storage.letters_of(draft.episode_id)

    async def _write(self, draft: Draft, rundown: Rundown, persona: Persona, letters: Sequence[Letter]) -> Script:
        rundown = rundown if letters else drop_mailbag(rundown)
        writer = Scriptwriter(self.model, persona)
        recent = await self.storage.recent_copy(persona.slug, rundown.edition.air_date, limit=EPISODES_REMEMBERED)
        desk = WritingDesk(self.storage, self.progress, draft, rundown)
        stories = await desk.write_stories(writer, [_join_copy(episode, "story") for episode in recent])
        mailbag = await desk.write_mailbag(writer, letters)
        frames = await desk.write_frames(writer, stories, [_join_copy(episode, "opening") for episode in recent])
        return Script(rundown=rundown, segments=(frames[0], *stories, *mailbag, frames[1]))


def _join_copy(episode: Sequence[Segment], kind: str) -> str:
    return "\n".join(segment.free for segment in episode if segment.part.startswith(kind))


def _explain_silence(report: GatherReport) -> str:
    if not report.feeds:
        return "the feed list names no feed that is switched on; add one to it"
    failed = sum(1 for feed in report.feeds if feed.error)
    if failed == len(report.feeds):
        return "no news: every feed failed; see the faults above, and run `bot.py doctor`"
    return f"no news: the feeds listed {report.articles} articles, none of them fit to air this week"
