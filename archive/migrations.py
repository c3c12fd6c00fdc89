"""The schema, step by step. History: a step is never edited, and imports nothing of ours.

Datetimes are UTC text of one width, dates ISO text, flags 0 or 1. `rundown`, `posts` and `segment`
are the station's dataclasses as JSON.
"""

from sqlite_utils import Database, Migrations

MIGRATIONS = Migrations("radio")


@MIGRATIONS()
def m001_newsroom(db: Database) -> None:
    """Feeds, the articles they listed, and when each was seen where."""
    db.executescript("""
        CREATE TABLE feeds (
            url TEXT PRIMARY KEY,
            etag TEXT,
            last_modified TEXT,
            asked_at TEXT,
            not_before TEXT,
            failures INTEGER NOT NULL,
            error TEXT,
            switched_off_at TEXT
        );
        CREATE TABLE articles (
            id INTEGER PRIMARY KEY,
            url TEXT NOT NULL UNIQUE,
            link TEXT NOT NULL,
            title TEXT NOT NULL,
            site TEXT NOT NULL,
            language TEXT NOT NULL,
            published_at TEXT NOT NULL,
            summary TEXT NOT NULL,
            description TEXT NOT NULL,
            text TEXT,
            bookmarks INTEGER
        );
        CREATE INDEX articles_published ON articles (published_at);
        CREATE TABLE sightings (
            article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
            feed_url TEXT NOT NULL,
            first_seen_at TEXT NOT NULL,
            last_seen_at TEXT NOT NULL,
            first_popularity INTEGER,
            popularity INTEGER,
            PRIMARY KEY (article_id, feed_url)
        ) WITHOUT ROWID;
        CREATE INDEX sightings_latest ON sightings (feed_url, last_seen_at);
    """)


@MIGRATIONS()
def m002_episodes(db: Database) -> None:
    """Episodes from draft to aired, their segments, and the articles they told."""
    db.executescript("""
        CREATE TABLE episodes (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            number INTEGER NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('rehearsal', 'broadcast')),
            edition TEXT NOT NULL,
            air_date TEXT NOT NULL,
            host TEXT NOT NULL,
            fingerprint TEXT NOT NULL,
            rundown TEXT,
            posts TEXT,
            started_at TEXT NOT NULL,
            finished_at TEXT,
            aired_at TEXT
        );
        CREATE UNIQUE INDEX episodes_number ON episodes (number) WHERE kind = 'broadcast';
        CREATE UNIQUE INDEX episodes_broadcast ON episodes (edition) WHERE kind = 'broadcast';
        CREATE UNIQUE INDEX episodes_draft ON episodes (edition, kind, fingerprint) WHERE finished_at IS NULL;
        CREATE INDEX episodes_aired ON episodes (air_date) WHERE aired_at IS NOT NULL;
        CREATE TABLE segments (
            episode_id INTEGER NOT NULL REFERENCES episodes (id) ON DELETE CASCADE,
            part TEXT NOT NULL,
            segment TEXT NOT NULL,
            PRIMARY KEY (episode_id, part)
        );
        CREATE TABLE airings (
            episode_id INTEGER NOT NULL REFERENCES episodes (id),
            url TEXT NOT NULL,
            story INTEGER NOT NULL,
            title TEXT NOT NULL,
            summary TEXT NOT NULL,
            PRIMARY KEY (episode_id, url)
        );
        CREATE INDEX airings_url ON airings (url);
        CREATE TABLE usage (
            day TEXT NOT NULL,
            purpose TEXT NOT NULL,
            calls INTEGER NOT NULL,
            input_tokens INTEGER NOT NULL,
            output_tokens INTEGER NOT NULL,
            logged_at TEXT NOT NULL,
            PRIMARY KEY (day, purpose)
        );
    """)


@MIGRATIONS()
def m003_stations(db: Database) -> None:
    """Stations, one broadcast for each of their slot dates, and every part that left."""
    db.executescript("""
        CREATE TABLE stations (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            guild_id INTEGER NOT NULL,
            channel_id INTEGER NOT NULL,
            host TEXT NOT NULL,
            weekday INTEGER NOT NULL CHECK (weekday BETWEEN 0 AND 6),
            air_time TEXT NOT NULL,
            zone TEXT NOT NULL,
            set_at TEXT NOT NULL,
            story_count INTEGER NOT NULL,
            layout TEXT NOT NULL,
            watch_words TEXT NOT NULL,
            paused INTEGER NOT NULL,
            problem TEXT,
            UNIQUE (guild_id, weekday, host)
        );
        CREATE TABLE broadcasts (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            station_id INTEGER NOT NULL,
            slot_date TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('claimed', 'on air', 'aired', 'skipped', 'failed')),
            claimed_at TEXT,
            claimed_by TEXT,
            lease_until TEXT,
            not_before TEXT,
            aired_at TEXT,
            episode_id INTEGER REFERENCES episodes (id) ON DELETE SET NULL,
            thread_id INTEGER,
            error TEXT,
            UNIQUE (station_id, slot_date)
        );
        CREATE INDEX broadcasts_date ON broadcasts (slot_date);
        CREATE INDEX broadcasts_episode ON broadcasts (episode_id);
        CREATE TABLE deliveries (
            id INTEGER PRIMARY KEY,
            broadcast_id INTEGER NOT NULL REFERENCES broadcasts (id) ON DELETE CASCADE,
            part TEXT NOT NULL,
            message_id TEXT NOT NULL,
            sent_at TEXT NOT NULL,
            UNIQUE (broadcast_id, part)
        );
    """)


@MIGRATIONS()
def m004_notes(db: Database) -> None:
    """What the bot remembers about itself, such as which commands Discord knows."""
    db.executescript("CREATE TABLE notes (key TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID")


@MIGRATIONS()
def m005_news(db: Database) -> None:
    """Answers kept for whoever asks the same, the stories behind them, and aired stories by their words.

    `aired_words` holds the pairs of neighbouring letters of each aired story, so that a word of two
    letters is found as well as a long one.
    """
    db.executescript("""
        CREATE TABLE answers (
            key TEXT PRIMARY KEY,
            answer TEXT NOT NULL,
            made_at TEXT NOT NULL,
            lasting INTEGER NOT NULL
        ) WITHOUT ROWID;
        CREATE TABLE told_stories (
            key TEXT PRIMARY KEY,
            title TEXT NOT NULL,
            ranked TEXT NOT NULL,
            sheet TEXT,
            facts_at TEXT,
            told_at TEXT NOT NULL,
            aired INTEGER NOT NULL
        );
        CREATE INDEX told_stories_latest ON told_stories (told_at);
        CREATE TABLE aired_stories (
            id INTEGER PRIMARY KEY,
            episode_id INTEGER NOT NULL REFERENCES episodes (id),
            number INTEGER NOT NULL,
            story TEXT NOT NULL,
            title TEXT NOT NULL,
            site TEXT NOT NULL,
            link TEXT NOT NULL,
            UNIQUE (episode_id, number)
        );
        CREATE VIRTUAL TABLE aired_words USING fts5(
            pairs,
            content = '',
            tokenize = "unicode61 remove_diacritics 0 categories 'L* M* N* P* S* Co'"
        );
    """)
