"""The articles of the last weeks, with who listed them when."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from archive.database import write
from archive.rows import bound, clean, clean_if, read_stamp, stamp
from radio.news import Article, Language, Sighting

if TYPE_CHECKING:
    from sqlite_utils import Database

_CREDIBLE_SINCE = stamp(datetime(1995, 1, 1, tzinfo=UTC))  # an earlier date is a clock that was never set

_INSERT = """
    INSERT INTO articles
        (url, link, title, site, language, published_at, summary, description, text, bookmarks)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_MERGE = f"""{_INSERT}
    ON CONFLICT (url) DO UPDATE SET
        title = CASE WHEN title = '' THEN excluded.title ELSE title END,
        published_at = CASE
            WHEN published_at < '{_CREDIBLE_SINCE}' THEN max(published_at, excluded.published_at)
            WHEN excluded.published_at < '{_CREDIBLE_SINCE}' THEN published_at
            ELSE min(published_at, excluded.published_at)
        END,
        summary = CASE
            WHEN length(excluded.summary) <= length(summary) THEN summary
            WHEN EXISTS (SELECT 1 FROM airings WHERE airings.url = excluded.url) THEN summary
            ELSE excluded.summary
        END,
        bookmarks = coalesce(excluded.bookmarks, bookmarks)
"""  # noqa: S608 – a constant of ours, no value from outside
_SAVE_PAGE = f"""{_INSERT}
    ON CONFLICT (url) DO UPDATE SET
        title = excluded.title,
        language = excluded.language,
        published_at = excluded.published_at,
        description = excluded.description,
        text = excluded.text,
        bookmarks = coalesce(excluded.bookmarks, bookmarks)
"""
_SIGHT = """
    INSERT INTO sightings (article_id, feed_url, first_seen_at, last_seen_at, first_popularity, popularity)
    VALUES ((SELECT id FROM articles WHERE url = ?), ?, ?, ?, ?, ?)
    ON CONFLICT (article_id, feed_url) DO UPDATE SET
        first_popularity = CASE
            WHEN excluded.first_seen_at < first_seen_at THEN excluded.first_popularity
            ELSE first_popularity
        END,
        popularity = CASE
            WHEN excluded.last_seen_at < last_seen_at THEN coalesce(popularity, excluded.popularity)
            ELSE coalesce(excluded.popularity, popularity)
        END,
        first_seen_at = min(first_seen_at, excluded.first_seen_at),
        last_seen_at = max(last_seen_at, excluded.last_seen_at)
"""
_COLUMNS = "id, url, link, title, site, language, published_at, summary, description, text, bookmarks"
_READ = f"""
    SELECT {_COLUMNS} FROM articles WHERE published_at >= ? AND published_at < ? ORDER BY published_at, url
"""  # noqa: S608 – a constant of ours
_FIND = f"SELECT {_COLUMNS} FROM articles WHERE url = ?"  # noqa: S608 – a constant of ours
_READ_SIGHTINGS = """
    SELECT article_id, feed_url, first_seen_at, last_seen_at, first_popularity, popularity
    FROM sightings JOIN articles ON articles.id = article_id
    WHERE published_at >= ? AND published_at < ? ORDER BY article_id, first_seen_at, feed_url
"""
_STILL_OF_USE = """
    EXISTS (SELECT 1 FROM airings WHERE airings.url = articles.url)
    OR EXISTS (
        SELECT 1 FROM sightings AS seen JOIN feeds ON feeds.url = seen.feed_url
        WHERE seen.article_id = articles.id AND (
            seen.last_seen_at >= :before
            OR seen.last_seen_at =
                (SELECT max(last_seen_at) FROM sightings AS latest WHERE latest.feed_url = seen.feed_url)
        )
    )
"""


def merge_articles(db: "Database", articles: Sequence[Article]) -> None:
    """File what a feed listed, within a transaction of the caller.

    Of a known article the first title, the earliest credible date, the longer summary and the latest
    counts stay; each feed's first sighting stays as it was. What was aired gets no summary again.
    """
    db.conn.executemany(_MERGE, (_make_row(article) for article in articles))
    db.conn.executemany(_SIGHT, _make_sightings(articles))


def _make_row(article: Article) -> tuple[Any, ...]:
    return (
        clean(article.url),
        clean(article.link),
        clean(article.title),
        clean(article.site),
        article.language.value,
        stamp(article.published_at),
        clean(article.summary),
        clean(article.description),
        clean_if(article.text),
        bound(article.bookmarks),
    )


def _make_sightings(articles: Iterable[Article]) -> Iterable[tuple[Any, ...]]:
    for article in articles:
        for sighting in article.sightings:
            yield (
                clean(article.url),
                clean(sighting.feed_url),
                stamp(sighting.first_seen_at),
                stamp(sighting.last_seen_at),
                bound(sighting.first_popularity),
                bound(sighting.popularity),
            )


def save_pages(db: "Database", articles: Sequence[Article]) -> None:
    """Keep what reading their pages told of articles: text, description, title, language, date, bookmarks."""
    with write(db):
        db.conn.executemany(_SAVE_PAGE, (_make_row(article) for article in articles))
        db.conn.executemany(_SIGHT, _make_sightings(articles))


def save_bookmarks(db: "Database", counts: Mapping[str, int]) -> None:
    """Keep Hatena's counts, by canonical URL; an unknown URL is passed over."""
    rows = [(bound(count), clean(url)) for url, count in counts.items()]
    with write(db):
        db.conn.executemany("UPDATE articles SET bookmarks = ? WHERE url = ?", rows)


def read_articles(
    db: "Database", since: datetime, until: datetime, feeds: Collection[str] | None = None
) -> tuple[Article, ...]:
    """Articles published from `since` up to, not at, `until`, oldest first, with their sightings.

    With `feeds` only what these feeds listed, and only their sightings.
    """
    window = (stamp(since), stamp(until))
    sightings = _read_sightings(db, window, feeds)
    return tuple(
        _read_article(row, sightings.get(row[0], ()))
        for row in db.conn.execute(_READ, window)
        if feeds is None or row[0] in sightings
    )


def _read_article(row: Sequence[Any], sightings: Sequence[Sighting]) -> Article:
    _, url, link, title, site, language, published_at, summary, description, text, bookmarks = row
    return Article(
        url=url,
        link=link,
        title=title,
        site=site,
        language=Language(language),
        published_at=read_stamp(published_at),
        summary=summary,
        description=description,
        text=text,
        bookmarks=bookmarks,
        sightings=tuple(sightings),
    )


def find_article(db: "Database", url: str) -> Article | None:
    """One article by its canonical URL, without its sightings; None if no feed listed it."""
    row = db.conn.execute(_FIND, (clean(url),)).fetchone()
    return None if row is None else _read_article(row, ())


def _read_sightings(
    db: "Database", window: tuple[str, str], feeds: Collection[str] | None
) -> Mapping[int, list[Sighting]]:
    sightings: defaultdict[int, list[Sighting]] = defaultdict(list)
    for article_id, feed_url, first_seen_at, last_seen_at, first_popularity, popularity in db.conn.execute(
        _READ_SIGHTINGS, window
    ):
        if feeds is None or feed_url in feeds:
            sightings[article_id].append(
                Sighting(
                    feed_url=feed_url,
                    first_seen_at=read_stamp(first_seen_at),
                    last_seen_at=read_stamp(last_seen_at),
                    first_popularity=first_popularity,
                    popularity=popularity,
                )
            )
    return sightings


def clear_texts(db: "Database", urls: Collection[str]) -> None:
    """Remove all that is the source's own wording of these articles but the title, within the caller's transaction."""
    db.conn.executemany(
        "UPDATE articles SET text = NULL, description = '', summary = '' WHERE url = ?",
        [(clean(url),) for url in urls],
    )


def clear_pages(db: "Database") -> None:
    """Remove every page's working copy, within a transaction of the caller."""
    db.conn.execute("UPDATE articles SET text = NULL, description = '' WHERE text IS NOT NULL OR description != ''")


def forget_articles(db: "Database", before: datetime) -> None:
    """Remove articles never aired and last listed before `before`, within a transaction of the caller.

    What a feed listed in its latest answer stays: removed, an entry without a date would come back as new.
    """
    db.conn.execute(f"DELETE FROM articles WHERE NOT ({_STILL_OF_USE})", {"before": stamp(before)})  # noqa: S608 – a constant of ours
