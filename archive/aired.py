"""Aired stories and episodes as listeners look for them: by words, by number, by date."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from archive.bigrams import ask_for, pair_up
from radio.bulletin import AiredEpisode, SearchHit
from radio.news import RankedStory, story_key
from radio.show import Episode, Segment

if TYPE_CHECKING:
    from sqlite_utils import Database

_LIST = """
    INSERT OR IGNORE INTO aired_stories (episode_id, number, story, title, site, link) VALUES (?, ?, ?, ?, ?, ?)
"""
_COUNT = "SELECT count(*) FROM aired_words WHERE aired_words MATCH ?"
# Newest first is the order of the index itself: stories are entered as they air.
_FIND = """
    SELECT story, title, site, link, episodes.number, aired_stories.number, air_date, host
    FROM (SELECT rowid FROM aired_words WHERE aired_words MATCH ? ORDER BY rowid DESC LIMIT ? OFFSET ?) AS found
    JOIN aired_stories ON aired_stories.id = found.rowid
    JOIN episodes ON episodes.id = episode_id
    ORDER BY aired_stories.id DESC
"""
_EPISODES = """
    SELECT id, number, air_date, host FROM episodes
    WHERE aired_at IS NOT NULL AND (:number IS NULL OR number = :number) AND (:air_date IS NULL OR air_date = :air_date)
    ORDER BY host IS :host DESC, air_date DESC, id DESC LIMIT :limit
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Some of the `total` hits of a search."""

    hits: tuple[SearchHit, ...] = ()
    total: int = 0


def list_stories(db: "Database", episode: Episode) -> None:
    """Enter an episode's stories with their words, once, within a transaction of the caller."""
    segments = {segment.part: segment for segment in episode.script.segments}
    # The last story first, so that a list of newest first reads an episode in its own order.
    for slot in reversed(episode.script.rundown.slots):
        if slot.ranked is None:
            continue
        lead = slot.ranked.story.lead
        row = (episode.episode_id, slot.number, story_key(lead.url), lead.title, lead.site, lead.link)
        entered = db.conn.execute(_LIST, row)
        if entered.rowcount:
            words = pair_up("\n".join(_words_of(slot.ranked, segments.get(slot.part))))
            db.conn.execute("INSERT INTO aired_words (rowid, pairs) VALUES (?, ?)", (entered.lastrowid, words))


def _words_of(ranked: RankedStory, segment: Segment | None) -> Iterable[str]:
    for article in ranked.story.articles:
        yield article.title
        yield article.site
    if segment is not None:
        yield segment.topic
        if segment.facts is not None:
            yield from (fact.claim for fact in segment.facts.facts)


def search_aired(db: "Database", words: str, limit: int, offset: int) -> Found:
    """Aired stories that hold each of the words in their titles, sites or claims, newest first."""
    question = ask_for(words)
    if question is None:
        return Found()
    hits = tuple(
        SearchHit(
            story=story,
            title=title,
            site=site,
            link=link,
            episode_number=episode_number,
            number=number,
            air_date=date.fromisoformat(air_date),
            host=host,
        )
        for story, title, site, link, episode_number, number, air_date, host in db.conn.execute(
            _FIND, (question, limit, offset)
        )
    )
    return Found(hits=hits, total=int(db.conn.execute(_COUNT, (question,)).fetchone()[0]))


def list_aired(
    db: "Database",
    *,
    host: str | None = None,
    number: int | None = None,
    air_date: date | None = None,
    limit: int = 1,
) -> tuple[AiredEpisode, ...]:
    """Aired episodes of that number or date, all without either: those of `host` first, each host's newest first."""
    wanted = {"host": host, "number": number, "air_date": air_date and air_date.isoformat(), "limit": limit}
    return tuple(
        AiredEpisode(episode_id=episode_id, number=number, air_date=date.fromisoformat(day), host=host)
        for episode_id, number, day, host in db.conn.execute(_EPISODES, wanted)
    )
