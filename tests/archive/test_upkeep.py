import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest

from archive import upkeep
from archive.storage import Storage
from radio.errors import StorageError
from radio.news import Article, FeedState
from tests.archive.builders import MONDAY, NOW, WEEK, air, finish, open_draft, story
from tests.factories import article, sighting

RSS = "https://feeds.example/rss"
LONG_AGO = NOW - timedelta(days=60)
BEFORE = NOW - timedelta(days=30)


def seen(url: str, at=LONG_AGO, feed_url: str = RSS) -> Article:
    times = {"first_seen_at": at, "last_seen_at": at}
    return article(url, published_at=LONG_AGO, sightings=(sighting(feed_url, **times),))


async def file(storage: Storage, *articles: Article, feed_url: str = RSS, asked_at=NOW) -> None:
    await storage.file_feed(FeedState(url=feed_url, asked_at=asked_at), articles)


async def read_urls(storage: Storage) -> set[str]:
    return {each.url for each in await storage.articles_between(LONG_AGO, NOW)}


async def test_what_no_feed_lists_any_more_goes_and_the_rest_stays(storage: Storage):
    await file(storage, seen("old"), seen("recent", NOW), seen("both"), seen("latest", NOW))
    await file(storage, seen("both", NOW, "other"), feed_url="other")

    await storage.prune(BEFORE, listed=[RSS, "other"])

    assert await read_urls(storage) == {"recent", "both", "latest"}


async def test_what_a_quiet_feed_listed_last_stays_however_old(storage: Storage):
    await file(storage, seen("older", LONG_AGO - WEEK), seen("last"))

    await storage.prune(BEFORE, listed=[RSS])

    assert await read_urls(storage) == {"last"}


async def test_what_was_aired_stays(storage: Storage):
    told = story("https://site.example/told")
    await file(storage, seen("https://site.example/told"), seen("newer", NOW))
    await air(storage, None, told)

    await storage.prune(NOW + WEEK, listed=[RSS])

    assert "https://site.example/told" in await read_urls(storage)
    assert len(await storage.recent_airings(MONDAY + WEEK)) == 2


async def test_a_feed_that_is_not_listed_any_more_is_forgotten_in_time(storage: Storage):
    await file(storage, seen("a"), asked_at=LONG_AGO, feed_url="gone")
    await file(storage, asked_at=None, feed_url="never asked")
    await file(storage, asked_at=LONG_AGO, feed_url="switched off, still listed")
    await file(storage, asked_at=NOW, feed_url="of another list")

    await storage.prune(BEFORE, listed=["switched off, still listed"])

    assert set(await storage.feed_states()) == {"switched off, still listed", "of another list"}
    assert await read_urls(storage) == set()


async def test_old_rehearsals_and_drafts_go_and_broadcasts_stay(storage: Storage):
    rehearsal = await finish(storage)
    broadcast = await air(storage)
    draft = await open_draft(storage)

    await storage.prune(NOW, listed=[])
    assert (await storage.load_episode(rehearsal.episode_id)).finished_at == NOW
    await storage.prune(NOW + timedelta(seconds=1), listed=[])

    assert await storage.load_posts(broadcast.episode_id)
    for gone in (rehearsal, draft):
        with pytest.raises(StorageError, match="is not in the archive"):
            await storage.load_episode(gone.episode_id)


async def test_a_backup_made_while_the_show_runs_is_a_whole_archive(tmp_path: Path):
    copy = tmp_path / "copy.db"
    async with Storage.open(tmp_path / "radio.db") as storage:
        made = await air(storage)

        await storage.back_up(copy)

        posts = await storage.load_posts(made.episode_id)
    async with Storage.open(copy) as restored:
        await restored.check()
        assert await restored.load_posts(made.episode_id) == posts


async def test_a_backup_overwrites_nothing(tmp_path: Path, storage: Storage):
    copy = tmp_path / "copy.db"
    copy.write_text("precious")

    with pytest.raises(StorageError, match=r"copy\.db: is there already and is not overwritten"):
        await storage.back_up(copy)

    assert copy.read_text() == "precious"


async def test_a_backup_into_a_missing_folder_says_so(tmp_path: Path, storage: Storage):
    with pytest.raises(StorageError, match=r"copy\.db: No such file or directory"):
        await storage.back_up(tmp_path / "missing" / "copy.db")


async def test_a_backup_that_fails_leaves_nothing_half_written(
    tmp_path: Path, storage: Storage, monkeypatch: pytest.MonkeyPatch
):
    class FullDisk:
        def backup(self, copy: sqlite3.Connection) -> None:
            fault = sqlite3.OperationalError("database or disk is full")
            fault.sqlite_errorcode = sqlite3.SQLITE_FULL
            raise fault

    db = storage._db
    monkeypatch.setattr(db, "conn", FullDisk())

    with pytest.raises(StorageError, match="the disk is full"):
        upkeep.back_up(db, tmp_path / "copy.db")

    assert list(tmp_path.iterdir()) == []  # noqa: ASYNC240 – a small test folder
