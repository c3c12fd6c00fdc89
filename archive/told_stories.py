"""Stories that were told, on the air or on demand: what a button under an old post goes on from."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from archive.codec import decode, encode
from archive.database import write
from archive.rows import clean, read_stamp_if, stamp, stamp_if
from archive.wording_rights import strip_ranked, strip_sheet
from radio.bulletin import KeptStory, Suggestion
from radio.news import RankedStory, story_key
from radio.show import FactSheet, Rundown, Segment

if TYPE_CHECKING:
    from sqlite_utils import Database

KEPT_LONGER = timedelta(days=365)
LABEL_LIMIT = 100  # characters of a suggestion that Discord shows

# What was aired stays as it was aired; of other stories the newest facts count.
_FILE = """
    INSERT INTO told_stories (key, title, ranked, sheet, facts_at, told_at, aired) VALUES (?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (key) DO UPDATE SET
        title = excluded.title,
        ranked = excluded.ranked,
        sheet = coalesce(excluded.sheet, sheet),
        facts_at = coalesce(excluded.facts_at, facts_at),
        told_at = excluded.told_at,
        aired = excluded.aired
    WHERE excluded.aired OR NOT told_stories.aired
"""
_FIND = "SELECT key, ranked, sheet, facts_at, aired FROM told_stories WHERE key = ?"


def file_story(db: "Database", story: KeptStory, now: datetime) -> None:
    """Keep a story without its articles' own wording."""
    with write(db):
        db.conn.execute(_FILE, _make_row(story, now))


def file_aired(db: "Database", rundown: Rundown, segments: tuple[Segment, ...], now: datetime) -> None:
    """Keep all stories of a finished broadcast, within a transaction of the caller."""
    sheets = {segment.part: segment.facts for segment in segments}
    for slot in rundown.slots:
        if slot.ranked is not None:
            sheet = sheets.get(slot.part)
            story = KeptStory(
                key=story_key(slot.ranked.story.lead.url),
                ranked=slot.ranked,
                sheet=sheet,
                facts_at=now if sheet else None,
                aired=True,
            )
            db.conn.execute(_FILE, _make_row(story, now))


def _make_row(story: KeptStory, now: datetime) -> tuple[Any, ...]:
    return (
        clean(story.key),
        clean(story.ranked.story.lead.title),
        encode(RankedStory, strip_ranked(story.ranked)),
        story.sheet and encode(FactSheet, strip_sheet(story.sheet)),
        stamp_if(story.facts_at),
        stamp(now),
        int(story.aired),
    )


def find_story(db: "Database", key: str) -> KeptStory | None:
    """The story of a key, None where it was never told or is forgotten."""
    row = db.conn.execute(_FIND, (clean(key),)).fetchone()
    if row is None:
        return None
    key, ranked, sheet, facts_at, aired = row
    return KeptStory(
        key=key,
        ranked=decode(RankedStory, ranked),
        sheet=sheet and decode(FactSheet, sheet),
        facts_at=read_stamp_if(facts_at),
        aired=bool(aired),
    )


def list_told(db: "Database", limit: int) -> tuple[Suggestion, ...]:
    """The latest told stories: title and key."""
    rows = db.conn.execute("SELECT title, key FROM told_stories ORDER BY told_at DESC, rowid LIMIT ?", (limit,))
    return tuple(Suggestion(label=title[:LABEL_LIMIT], value=key) for title, key in rows)


def forget_told(db: "Database", before: datetime) -> None:
    """Remove what was told a year before `before` and never aired, within a transaction of the caller.

    A year longer than all else: the buttons under old posts still stand there.
    """
    db.conn.execute("DELETE FROM told_stories WHERE NOT aired AND told_at < ?", (stamp(before - KEPT_LONGER),))
