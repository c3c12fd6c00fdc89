from dataclasses import replace
from datetime import timedelta

import pytest

from archive.storage import Storage
from radio.errors import StorageError
from radio.news import FeedState
from tests.archive.builders import NOW
from tests.factories import article, sighting

STATE = FeedState(url="https://feeds.example/rss")


async def test_a_feed_that_was_never_asked_has_no_state(storage: Storage):
    assert await storage.feed_states() == {}


async def test_a_state_comes_back_whole(storage: Storage):
    state = FeedState(
        url="https://feeds.example/rss",
        etag='W/"abc"',
        last_modified="Mon, 23 Nov 2026 08:00:00 GMT",
        asked_at=NOW,
        not_before=NOW + timedelta(hours=1),
        failures=3,
        error="404: 見つからない",
        switched_off_at=NOW,
    )

    await storage.file_feed(state, [])

    assert await storage.feed_states() == {state.url: state}


async def test_the_last_state_counts(storage: Storage):
    await storage.file_feed(replace(STATE, failures=2, error="500"), [])
    await storage.file_feed(STATE, [])

    assert await storage.feed_states() == {STATE.url: STATE}


async def test_state_and_articles_are_kept_both_or_neither(storage: Storage):
    orphan = article("https://site.example/b", sightings=(sighting(),))
    await storage._ask(lambda db: db.conn.execute("ALTER TABLE sightings RENAME TO elsewhere"))

    with pytest.raises(StorageError):
        await storage.file_feed(STATE, [orphan])

    assert await storage.feed_states() == {}
    articles = await storage._ask(lambda db: db.conn.execute("SELECT count(*) FROM articles").fetchone())
    assert articles == (0,)


async def test_a_server_that_sends_broken_text_does_not_stop_the_desk(storage: Storage):
    await storage.file_feed(replace(STATE, etag="\ud800", error="\udfff"), [])

    assert (await storage.feed_states())[STATE.url].etag == "\ufffd"
