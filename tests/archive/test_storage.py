import asyncio
import os
import threading
from pathlib import Path

import pytest

from archive import feeds
from archive.storage import Storage
from radio.errors import StorageError
from radio.news import FeedState
from radio.ports import FeedLedger, UsageLedger

STATE = FeedState(url="https://feeds.example/rss", failures=2)


def test_it_keeps_the_promises_that_the_other_rooms_rely_on(storage: Storage):
    ledgers: tuple[FeedLedger, UsageLedger] = (storage, storage)

    assert ledgers == (storage, storage)


async def test_it_remembers_from_one_run_to_the_next(tmp_path: Path):
    async with Storage.open(tmp_path / "radio.db") as storage:
        await storage.file_feed(STATE, [])

    async with Storage.open(tmp_path / "radio.db") as storage:
        assert await storage.feed_states() == {STATE.url: STATE}


async def test_the_last_process_leaves_one_file(tmp_path: Path):
    async with Storage.open(tmp_path / "radio.db") as storage:
        await storage.file_feed(STATE, [])

    assert os.listdir(tmp_path) == ["radio.db"]  # noqa: PTH208 – only the name


async def test_one_thread_does_all_the_work(storage: Storage, monkeypatch: pytest.MonkeyPatch):
    threads: set[str] = set()
    monkeypatch.setattr(feeds, "read_states", lambda db: threads.add(threading.current_thread().name))

    await asyncio.gather(*(storage.feed_states() for _ in range(20)))

    assert len(threads) == 1
    assert threading.current_thread().name not in threads


async def test_a_cancelled_await_still_writes(tmp_path: Path):
    async with Storage.open(tmp_path / "radio.db") as storage:
        busy = [asyncio.ensure_future(storage.feed_states()) for _ in range(50)]
        filing = asyncio.ensure_future(storage.file_feed(STATE, []))
        await asyncio.sleep(0)

        filing.cancel()

        await asyncio.gather(*busy, filing, return_exceptions=True)
        assert filing.cancelled()

    async with Storage.open(tmp_path / "radio.db") as storage:
        assert STATE.url in await storage.feed_states()


async def test_what_is_asked_after_the_end_is_refused(tmp_path: Path):
    async with Storage.open(tmp_path / "radio.db") as storage:
        pass

    with pytest.raises(StorageError, match="the archive is closed"):
        await storage.feed_states()


async def test_a_fault_names_the_file(storage: Storage):
    await storage._ask(lambda db: db.conn.execute("DROP TABLE feeds"))

    with pytest.raises(StorageError, match=r"^:memory:: the archive failed .*no such table: feeds"):
        await storage.feed_states()


async def test_an_archive_that_does_not_open_leaves_no_thread(tmp_path: Path):
    with pytest.raises(StorageError):
        async with Storage.open(tmp_path):
            pass

    await asyncio.to_thread(wait_for_threads)
    assert not [each for each in threading.enumerate() if each.name.startswith("archive")]


def wait_for_threads() -> None:
    for each in threading.enumerate():
        if each.name.startswith("archive"):
            each.join(timeout=5)


async def test_a_fault_in_the_journey_closes_the_archive_too(tmp_path: Path):
    with pytest.raises(ZeroDivisionError):
        async with Storage.open(tmp_path / "radio.db") as storage:
            raise ZeroDivisionError

    with pytest.raises(StorageError, match="closed"):
        await storage.check()


async def test_a_sound_archive_passes_the_check(storage: Storage):
    await storage.check()

    assert await storage.list_stations() == ()
