import asyncio
from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any, cast

import pytest

from archive.storage import Storage
from newsroom.feed_list import FeedList
from radio.errors import NoNewsError
from radio.news import GatherReport
from radio.show import Edition, EpisodeKind, Slot, SlotKind
from radio.transmission import Post
from studio.producer import Producer
from studio.rehearsals import KEPT, Rehearsals
from tests.archive.builders import open_draft, rundown, segment
from tests.fakes import FakeClock

EDITION = Edition(air_date=date(2026, 11, 30), host="tsumugi")
POSTS = (Post(part="opening", title="題", text="本文"),)


class SlowProducer:
    """Makes an episode when it is let; `failure` is raised instead."""

    def __init__(self, storage: Storage | None = None) -> None:
        self.storage = storage or SimpleNamespace(find_finished=self.find_nothing)
        self.clock = FakeClock(datetime(2026, 11, 25, tzinfo=UTC))
        self.begun, self.let = asyncio.Event(), asyncio.Event()
        self.kinds: list[EpisodeKind] = []
        self.failure: Exception | None = None

    async def find_nothing(self, _: str) -> None:
        """An archive without episodes."""

    async def produce(self, *_: Any, kind: EpisodeKind) -> Any:
        self.kinds.append(kind)
        self.begun.set()
        await self.let.wait()
        if self.failure:
            raise self.failure
        return SimpleNamespace(posts=POSTS)


def open_rehearsals(producer: SlowProducer) -> Rehearsals:
    return Rehearsals(cast("Producer", producer), FeedList(feeds=()))


async def test_all_who_ask_at_once_and_a_while_after_share_one_rehearsal():
    producer = SlowProducer()
    rehearsals = open_rehearsals(producer)
    producer.let.set()

    first, second = await asyncio.gather(rehearsals.rehearse(EDITION), rehearsals.rehearse(EDITION))
    third = await rehearsals.rehearse(EDITION)

    assert first == second == third == POSTS
    assert producer.kinds == [EpisodeKind.REHEARSAL]


async def test_an_old_rehearsal_is_made_anew():
    producer = SlowProducer()
    rehearsals = open_rehearsals(producer)
    producer.let.set()
    await rehearsals.rehearse(EDITION)

    producer.clock.time += KEPT
    await rehearsals.rehearse(EDITION)

    assert len(producer.kinds) == 2


async def test_who_stops_waiting_stops_nothing():
    producer = SlowProducer()
    rehearsals = open_rehearsals(producer)

    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.01):
            await rehearsals.rehearse(EDITION)
    producer.let.set()

    assert await rehearsals.rehearse(EDITION) == POSTS
    assert len(producer.kinds) == 1


async def test_a_failure_is_told_to_all_who_wait_and_not_kept():
    producer = SlowProducer()
    rehearsals = open_rehearsals(producer)
    producer.let.set()
    producer.failure = NoNewsError("no news", GatherReport(feeds=()))

    told = await asyncio.gather(rehearsals.rehearse(EDITION), rehearsals.rehearse(EDITION), return_exceptions=True)
    producer.failure = None

    assert [type(each) for each in told] == [NoNewsError, NoNewsError]
    assert await rehearsals.rehearse(EDITION) == POSTS


async def test_what_is_in_the_making_is_stopped_at_the_end():
    producer = SlowProducer()
    rehearsals = open_rehearsals(producer)
    waiting = asyncio.create_task(rehearsals.rehearse(EDITION))
    await producer.begun.wait()

    await rehearsals.close()

    with pytest.raises(asyncio.CancelledError):
        await waiting


async def test_an_episode_that_is_finished_is_shown_itself():
    async with Storage.open(":memory:") as storage:
        producer = SlowProducer(storage)
        now = producer.clock.now()
        draft = await open_draft(storage, EDITION, kind=EpisodeKind.BROADCAST, now=now)
        await storage.save_rundown(draft.episode_id, rundown(draft, EDITION))
        for slot in (Slot(kind=SlotKind.OPENING), Slot(kind=SlotKind.CLOSING)):
            await storage.save_segment(draft.episode_id, segment(slot.part))
        await storage.finish_episode(draft.episode_id, POSTS, now)

        shown = await open_rehearsals(producer).rehearse(EDITION)

        assert shown == POSTS
        assert producer.kinds == []
