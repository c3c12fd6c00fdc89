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


@MIGRATIONS()
def m006_places(db: Database) -> None:
    """In which channel a broadcast stands, so that one whose station has moved begins anew, and how often it began."""
    db.executescript("""
        ALTER TABLE broadcasts ADD COLUMN channel_id INTEGER;
        ALTER TABLE broadcasts ADD COLUMN take INTEGER NOT NULL DEFAULT 0;
        UPDATE broadcasts SET channel_id = (SELECT channel_id FROM stations WHERE stations.id = station_id);
    """)


@MIGRATIONS()
def m007_mail(db: Database) -> None:
    """What listeners write: messages with the host's replies, letters, what they let her remember.

    A row of `mail_marks` says of someone whom nobody can name from it that they are not to be read.
    """
    db.executescript("""
        CREATE TABLE mail_servers (
            server_id INTEGER PRIMARY KEY,
            replies INTEGER NOT NULL,
            channel_id INTEGER,
            mode TEXT NOT NULL,
            left_at TEXT
        );
        CREATE TABLE messages (
            message_id INTEGER PRIMARY KEY,
            channel_id INTEGER NOT NULL,
            server_id INTEGER,
            listener_id INTEGER NOT NULL,
            text TEXT,
            replied_to INTEGER,
            sent_at TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('waiting', 'written', 'sent', 'closed')),
            claimant TEXT NOT NULL,
            kind TEXT,
            reply TEXT,
            links TEXT,
            reply_id INTEGER,
            replied_at TEXT
        );
        CREATE INDEX messages_talk ON messages (channel_id, listener_id, message_id);
        CREATE INDEX messages_said ON messages (channel_id, kind, replied_at);
        CREATE INDEX messages_replies ON messages (reply_id);
        CREATE INDEX messages_listener ON messages (listener_id);
        CREATE INDEX messages_open ON messages (claimant, message_id) WHERE state IN ('waiting', 'written');
        CREATE INDEX messages_sent ON messages (sent_at);
        CREATE TABLE letters (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            server_id INTEGER,
            listener_id INTEGER NOT NULL,
            pen_name TEXT NOT NULL,
            text TEXT NOT NULL,
            may_air INTEGER NOT NULL,
            may_remember INTEGER NOT NULL,
            state TEXT NOT NULL
                CHECK (state IN ('private', 'waiting', 'approved', 'rejected', 'chosen', 'aired')),
            sent_at TEXT NOT NULL,
            episode_id INTEGER,
            chosen_at TEXT,
            aired_at TEXT,
            told_chosen INTEGER NOT NULL DEFAULT 0,
            told_aired INTEGER NOT NULL DEFAULT 0
        );
        CREATE INDEX letters_state ON letters (state, sent_at);
        CREATE INDEX letters_listener ON letters (listener_id);
        CREATE INDEX letters_episode ON letters (episode_id);
        CREATE TABLE memories (
            listener_id INTEGER NOT NULL,
            server_id INTEGER NOT NULL,
            kind TEXT NOT NULL,
            text TEXT NOT NULL,
            told_at TEXT NOT NULL,
            PRIMARY KEY (listener_id, server_id, kind)
        ) WITHOUT ROWID;
        CREATE TABLE mail_marks (
            mark TEXT PRIMARY KEY,
            server_id INTEGER,
            made_at TEXT NOT NULL
        ) WITHOUT ROWID;
        CREATE INDEX deliveries_message ON deliveries (message_id);
    """)


@MIGRATIONS()
def m008_telling(db: Database) -> None:
    """Which note to a letter's sender may be on its way, and what of a message the host cannot see."""
    db.executescript("""
        ALTER TABLE letters ADD COLUMN telling TEXT;
        ALTER TABLE messages ADD COLUMN unseen TEXT;
    """)


@MIGRATIONS()
def m009_makings(db: Database) -> None:
    """Which process makes an edition's episode just now."""
    columns = "edition TEXT PRIMARY KEY, claimed_by TEXT NOT NULL, lease_until TEXT NOT NULL"
    db.executescript(f"CREATE TABLE makings ({columns}) WITHOUT ROWID")


@MIGRATIONS()
def m010_numbers(db: Database) -> None:
    """Each host counts the own shows, and a day's editions are one show: a number is no more in the archive once."""
    db.executescript("DROP INDEX episodes_number")
