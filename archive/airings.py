"""Which article was told in which episode: what the show must not tell again."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING

from archive.aired import list_stories
from archive.articles import clear_texts
from archive.database import forget_traces, write
from archive.episodes import load_episode, refuse_rehearsal
from archive.letters import air_letters
from archive.rows import clean, stamp
from radio.news import Airing
from radio.show import Episode, Segment

if TYPE_CHECKING:
    from sqlite_utils import Database

_INSERT = "INSERT OR IGNORE INTO airings (episode_id, url, story, title, summary) VALUES (?, ?, ?, ?, ?)"
_RECENT = """
    SELECT url, title, summary, number, air_date FROM airings JOIN episodes ON episodes.id = episode_id
    WHERE (:host IS NULL OR host = :host) AND air_date IN (
        SELECT DISTINCT air_date FROM episodes
        WHERE aired_at IS NOT NULL AND air_date < :before AND (:host IS NULL OR host = :host)
        ORDER BY air_date DESC LIMIT :episodes
    )
    ORDER BY air_date DESC, episodes.id DESC, story, airings.rowid
"""


def mark_aired(db: "Database", episode_id: int, now: datetime) -> None:
    """Enter a broadcast's articles into the show's memory, once; their own wording leaves the archive.

    Raises StorageError for a rehearsal and for an episode that is not finished.
    """
    refuse_rehearsal(db, episode_id)
    episode = load_episode(db, episode_id)
    rows = tuple(_make_rows(episode))
    with write(db):
        list_stories(db, episode)
        db.conn.executemany(_INSERT, rows)
        db.conn.execute("UPDATE episodes SET aired_at = coalesce(aired_at, ?) WHERE id = ?", (stamp(now), episode_id))
        clear_texts(db, [row[1] for row in rows])
        air_letters(db, episode_id, now)
    forget_traces(db)


def _make_rows(episode: Episode) -> Iterable[tuple[int, str, int, str, str]]:
    segments = {segment.part: segment for segment in episode.script.segments}
    for slot in episode.script.rundown.slots:
        if slot.ranked is None:
            continue
        story, told = slot.ranked.story, _sum_up(segments.get(slot.part))
        yield episode.episode_id, story.lead.url, slot.number, story.lead.title, told
        for other in story.others:  # told under the lead's title; its own one helps to know the event again
            yield episode.episode_id, other.url, slot.number, story.lead.title, clean(f"{other.title} {told}")


def _sum_up(segment: Segment | None) -> str:
    if segment is None:
        return ""
    claims = [fact.claim for fact in segment.facts.facts] if segment.facts else []
    return " ".join(claims) or segment.topic


def read_airings(db: "Database", before: date, episodes: int, host: str | None) -> tuple[Airing, ...]:
    """What was aired on the last `episodes` air dates before `before`, newest first, each story's lead first."""
    wanted = {"before": before.isoformat(), "episodes": episodes, "host": host}
    return tuple(
        Airing(url=url, title=title, summary=summary, episode_number=number, episode_date=air_date)
        for url, title, summary, number, air_date in db.conn.execute(_RECENT, wanted)
    )
