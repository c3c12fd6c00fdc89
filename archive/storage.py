"""The archive as the other rooms see it: one line a question, answered by the one thread that owns the connection."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

from archive import (
    aired,
    airings,
    answers,
    articles,
    broadcasts,
    deliveries,
    drafts,
    episodes,
    feeds,
    makings,
    notes,
    stations,
    told_stories,
    upkeep,
)
from archive import usage as usage_book
from archive.database import check_database
from archive.mail_storage import MailStorage
from radio.bulletin import AiredEpisode, Answer, KeptAnswer, KeptStory, Suggestion
from radio.news import Airing, Article, FeedState
from radio.show import Draft, Edition, Episode, EpisodeKind, Rundown, Segment, Station
from radio.transmission import Broadcast, Delivery, Post
from radio.writing import Usage


class Storage(MailStorage):
    """All that is remembered. Every method raises StorageError where the archive fails.

    Every write is a whole transaction and may be repeated. A cancelled await still writes.
    """

    # Newsroom

    async def feed_states(self) -> Mapping[str, FeedState]:
        """Every feed's state by its URL."""
        return await self._ask(feeds.read_states)

    async def file_feed(self, state: FeedState, listed: Sequence[Article]) -> None:
        """Keep a feed's state and merge what it listed, both or neither."""
        await self._ask(feeds.file_feed, state, listed)

    async def articles_between(
        self, since: datetime, until: datetime, *, feeds: Collection[str] | None = None
    ) -> tuple[Article, ...]:
        """Articles published from `since` up to, not at, `until`, oldest first; with `feeds` only what these listed."""
        return await self._ask(articles.read_articles, since, until, feeds)

    async def save_pages(self, read: Sequence[Article]) -> None:
        """Keep what reading their pages told of articles."""
        await self._ask(articles.save_pages, read)

    async def save_bookmarks(self, counts: Mapping[str, int]) -> None:
        """Keep Hatena's counts, by canonical URL; an unknown URL is passed over."""
        await self._ask(articles.save_bookmarks, counts)

    # Episodes

    async def open_draft(
        self, edition: Edition, *, kind: EpisodeKind, fingerprint: str, now: datetime, max_age: timedelta
    ) -> Draft:
        """The edition's unfinished draft of this `fingerprint` younger than `max_age`, else a new one.

        A broadcast exists once for an edition: a finished one is given back too. A number counts a host's days
        on the air; a rehearsal bears the one that the next broadcast will take.
        """
        return await self._ask(drafts.open_draft, edition, kind=kind, fingerprint=fingerprint, now=now, max_age=max_age)

    async def save_rundown(self, episode_id: int, rundown: Rundown) -> Rundown:
        """Keep a draft's rundown and return the one that counts: the first, where two processes plan at once."""
        return await self._ask(drafts.save_rundown, episode_id, rundown)

    async def save_segment(self, episode_id: int, segment: Segment) -> None:
        """Keep a draft's segment; the last one of a part counts, until the episode is finished."""
        await self._ask(drafts.save_segment, episode_id, segment)

    async def finish_episode(self, episode_id: int, posts: Sequence[Post], now: datetime) -> None:
        """Keep the posts and remove the articles' working text everywhere; a second time changes nothing."""
        await self._ask(episodes.finish_episode, episode_id, posts, now)

    async def load_episode(self, episode_id: int) -> Episode:
        """A finished episode."""
        return await self._ask(episodes.load_episode, episode_id)

    async def load_posts(self, episode_id: int) -> tuple[Post, ...]:
        """A finished episode's posts in their order."""
        return await self._ask(episodes.load_posts, episode_id)

    async def find_finished(self, edition_key: str) -> Episode | None:
        """The finished broadcast of an edition, None where it is still to be made."""
        return await self._ask(episodes.find_finished, edition_key)

    async def claim_making(self, edition_key: str, claimant: str, now: datetime) -> bool:
        """Take an edition to make it alone, or hold it for another makings.LEASE; False while a living one has it."""
        return await self._ask(makings.claim_making, edition_key, claimant, now)

    async def release_making(self, edition_key: str, claimant: str) -> None:
        """Let go of an edition that is made, or cannot be."""
        await self._ask(makings.release_making, edition_key, claimant)

    async def mark_aired(self, episode_id: int, now: datetime) -> None:
        """Enter a finished broadcast's articles into the show's memory, once. A rehearsal is refused."""
        await self._ask(airings.mark_aired, episode_id, now)

    async def recent_copy(self, host: str, before: date, limit: int = 8) -> tuple[tuple[Segment, ...], ...]:
        """The segments of the host's last aired episodes before `before`, one an air date, newest first."""
        return await self._ask(episodes.read_copy, host, before, limit)

    async def recent_airings(self, before: date, episodes: int = 8, host: str | None = None) -> tuple[Airing, ...]:
        """What was aired on the last `episodes` air dates before `before`, newest first; by all hosts or one."""
        return await self._ask(airings.read_airings, before, episodes, host)

    # News on demand

    async def find_article(self, url: str) -> Article | None:
        """One article by its canonical URL, without its sightings; None if no feed listed it."""
        return await self._ask(articles.find_article, url)

    async def keep_answer(self, key: str, answer: Answer, now: datetime, *, lasting: bool = False) -> None:
        """Keep what was answered to `key`, in place of what stood there. A `lasting` one outlives the upkeep."""
        await self._ask(answers.keep_answer, key, answer, now, lasting=lasting)

    async def find_answer(self, key: str) -> KeptAnswer | None:
        """What was answered to `key` and when; None where nothing is kept."""
        return await self._ask(answers.find_answer, key)

    async def file_story(self, story: KeptStory, now: datetime) -> None:
        """Keep a story that was told, without its articles' own wording. What was aired stays as it was aired."""
        await self._ask(told_stories.file_story, story, now)

    async def find_story(self, key: str) -> KeptStory | None:
        """A told story by its key; None where it was never told or is forgotten."""
        return await self._ask(told_stories.find_story, key)

    async def list_told(self, limit: int) -> tuple[Suggestion, ...]:
        """The latest told stories: title and key."""
        return await self._ask(told_stories.list_told, limit)

    async def search_aired(self, words: str, *, limit: int, offset: int = 0) -> aired.Found:
        """Aired stories that hold each of the words in their titles, sites or claims, newest first."""
        return await self._ask(aired.search_aired, words, limit, offset)

    async def list_aired(
        self, *, host: str | None = None, number: int | None = None, air_date: date | None = None, limit: int = 1
    ) -> tuple[AiredEpisode, ...]:
        """Aired episodes of that number or date, all without either: those of `host` first, then the newest."""
        return await self._ask(aired.list_aired, host=host, number=number, air_date=air_date, limit=limit)

    # Stations

    async def add_station(self, station: Station, now: datetime) -> Station | None:
        """Keep a new station; None if its server has one for that weekday and host."""
        return await self._ask(stations.add_station, station, now)

    async def update_station(self, station: Station, now: datetime) -> Station | None:
        """Keep a station's new wishes; None if it is gone or its server has one for that weekday and host."""
        return await self._ask(stations.update_station, station, now)

    async def list_stations(self, guild_id: int | None = None) -> tuple[Station, ...]:
        """All stations, or a server's, paused ones too."""
        return await self._ask(stations.list_stations, guild_id)

    async def find_station(self, station_id: int) -> Station | None:
        """One station; None if it is gone."""
        return await self._ask(stations.find_station, station_id)

    async def remove_station(self, station_id: int) -> bool:
        """Remove a station; False if it was gone. What it has aired stays in the log."""
        return await self._ask(stations.remove_station, station_id)

    async def pause_station(self, station_id: int) -> bool:
        """Let a station's slots pass until it is resumed; False if it is gone."""
        return await self._ask(stations.pause_station, station_id)

    async def resume_station(self, station_id: int, now: datetime) -> bool:
        """Air again from the first slot after `now`; False if it is gone."""
        return await self._ask(stations.resume_station, station_id, now)

    async def set_problem(self, station_id: int, problem: str | None) -> bool:
        """Keep what a manager has to mend, None when it is mended; False if the station is gone."""
        return await self._ask(stations.set_problem, station_id, problem)

    # Broadcasts

    async def claim_slot(
        self, station_id: int, slot_date: date, now: datetime, claimant: str, *, reopen: bool = False
    ) -> Broadcast | None:
        """Take a station's slot date to play it out alone, or go on where another stopped; None if it is not free.

        With `reopen` (a manager asks) what waits, failed or was skipped is taken too.
        """
        return await self._ask(broadcasts.claim_slot, station_id, slot_date, now, claimant, reopen=reopen)

    async def renew_claim(self, broadcast_id: int, claimant: str, now: datetime) -> bool:
        """Hold a claim for another broadcasts.LEASE; False if it is lost, and then nothing more may be sent."""
        return await self._ask(broadcasts.renew_claim, broadcast_id, claimant, now)

    async def release_claim(self, broadcast_id: int, claimant: str, *, error: str, retry_at: datetime) -> bool:
        """Stop for a passing fault and wait until `retry_at`; False if the claim was lost."""
        return await self._ask(broadcasts.release_claim, broadcast_id, claimant, error=error, retry_at=retry_at)

    async def release_claims(self, claimant: str) -> int:
        """Let go of all that a claimant held before it died; to be asked once, as it starts."""
        return await self._ask(broadcasts.release_claims, claimant)

    async def start_broadcast(self, broadcast_id: int, episode_id: int, channel_id: int) -> Broadcast:
        """Go on the air with an episode in a channel and return what counts: the first episode that was named.

        What had left into another channel, or into a place that is gone, is forgotten: here it begins anew.
        """
        return await self._ask(broadcasts.start_broadcast, broadcast_id, episode_id, channel_id)

    async def set_thread(self, broadcast_id: int, thread_id: int) -> int:
        """Keep a broadcast's thread and return the one that counts: the first that was named."""
        return await self._ask(broadcasts.set_thread, broadcast_id, thread_id)

    async def finish_broadcast(self, broadcast_id: int, claimant: str, now: datetime) -> bool:
        """Every part has left; False if the claim was lost, and then another finishes."""
        return await self._ask(broadcasts.finish_broadcast, broadcast_id, claimant, now)

    async def fail_broadcast(self, broadcast_id: int, claimant: str, error: str, *, gone: bool = False) -> bool:
        """Give up for a fault that a manager has to mend; with `gone` what had left went with its place.

        False if the claim was lost.
        """
        return await self._ask(broadcasts.fail_broadcast, broadcast_id, claimant, error, gone=gone)

    async def skip_slot(self, station_id: int, slot_date: date, reason: str, now: datetime) -> bool:
        """Let a slot date pass for good; False if it is settled or being played out."""
        return await self._ask(broadcasts.skip_slot, station_id, slot_date, reason, now)

    async def list_broadcasts(self, since: date, station_id: int | None = None) -> tuple[Broadcast, ...]:
        """Broadcasts with a slot date from `since` on, of all stations or one, newest first."""
        return await self._ask(broadcasts.list_broadcasts, since, station_id)

    async def log_delivery(self, delivery: Delivery) -> None:
        """Enter that a part left; the first entry of a part stays."""
        await self._ask(deliveries.log_delivery, delivery)

    async def deliveries(self, broadcast_id: int) -> tuple[Delivery, ...]:
        """What has left of a broadcast, in the order in which it left."""
        return await self._ask(deliveries.read_deliveries, broadcast_id)

    # Model use

    async def log_usage(self, day: date, usage: Usage, now: datetime) -> None:
        """Add `usage` to the book of `day`."""
        await self._ask(usage_book.log_usage, day, usage, now)

    async def tokens_used(self, day: date) -> int:
        """Tokens of `day` so far, in and out."""
        return await self._ask(usage_book.count_tokens, day)

    async def usage_of(self, day: date) -> tuple[Usage, ...]:
        """The book of `day`, one line a purpose."""
        return await self._ask(usage_book.read_usage, day)

    # Upkeep

    async def keep_note(self, key: str, text: str) -> None:
        """Keep a small text about the bot itself under `key`, in place of what stood there."""
        await self._ask(notes.keep_note, key, text)

    async def read_note(self, key: str) -> str | None:
        """What stands under `key`, None where nothing was kept."""
        return await self._ask(notes.read_note, key)

    async def prune(self, before: datetime, *, listed: Collection[str]) -> None:
        """Remove what nobody asked for since `before`: articles never aired, rehearsals, feeds not `listed`."""
        await self._ask(upkeep.prune, before, listed)

    async def back_up(self, path: Path) -> None:
        """Copy the whole archive into a new file while it is in use. An existing file is refused."""
        await self._ask(upkeep.back_up, path)

    async def check(self) -> None:
        """Read the whole file through and raise StorageError if it is damaged."""
        await self._ask(check_database, str(self.path))
