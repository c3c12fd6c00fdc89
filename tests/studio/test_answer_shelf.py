import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from archive.storage import Storage
from radio.bulletin import Answer, Asker
from radio.errors import LimitError, PageRefusedError
from radio.news import Refusal
from radio.transmission import Post
from studio.answer_shelf import AnswerShelf
from studio.limits import Limit, RateLimits
from tests.fakes import FakeClock

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
ME = Asker(listener_id=1, server_id=2)


class Shelf:
    def __init__(self, storage: Storage, times: int = 100) -> None:
        self.clock = FakeClock(NOW)
        limit = Limit(times=times, span=timedelta(hours=1))
        self.shelf = AnswerShelf(storage, self.clock, RateLimits(self.clock, listener=limit))
        self.made = 0
        self.answer = Answer(posts=(Post(part="bulletin", title="題", text="本文"),))

    async def make(self) -> Answer:
        self.made += 1
        await asyncio.sleep(0)
        return self.answer

    async def take(self, key: str = "key", asker: Asker = ME, **given: object) -> Answer:
        return await self.shelf.take(key, self.make, asker=asker, **given)  # type: ignore[arg-type] – keywords of take


@pytest.fixture
async def storage() -> AsyncIterator[Storage]:
    async with Storage.open(":memory:") as storage:
        yield storage


async def test_an_answer_is_made_once_for_all_who_ask_within_the_hour(storage: Storage):
    shelf = Shelf(storage)
    askers = [Asker(listener_id=number, server_id=2) for number in range(200)]

    answers = await asyncio.gather(*(shelf.take(asker=asker) for asker in askers))
    shelf.clock.pass_by(minutes=59)
    later = await shelf.take()

    assert set(answers) == {later}
    assert shelf.made == 1


async def test_whoever_asks_while_it_is_being_made_waits_for_it(storage: Storage):
    shelf = Shelf(storage, times=1)
    let_go = asyncio.Event()

    async def wait() -> Answer:
        await let_go.wait()
        return await shelf.make()

    first = asyncio.ensure_future(shelf.shelf.take("key", wait, asker=ME))
    while shelf.shelf.is_idle:
        await storage.find_answer("key")
    second = asyncio.ensure_future(shelf.take())
    await asyncio.sleep(0)

    let_go.set()

    assert await first == await second
    assert shelf.made == 1


async def test_after_the_hour_it_is_made_anew(storage: Storage):
    shelf = Shelf(storage)
    await shelf.take()

    shelf.clock.pass_by(hours=1)
    await shelf.take()

    assert shelf.made == 2


async def test_what_has_no_age_is_kept_for_good(storage: Storage):
    shelf = Shelf(storage)
    await shelf.take(max_age=None, lasting=True)

    shelf.clock.pass_by(days=400)
    await storage.prune(shelf.clock.now(), listed=())
    await shelf.take(max_age=None)

    assert shelf.made == 1


@pytest.mark.parametrize("makeshift", [{"standby": True}, {"found": False}])
async def test_makeshift_answers_are_made_anew_soon(storage: Storage, makeshift: dict[str, bool]):
    shelf = Shelf(storage)
    shelf.answer = Answer(posts=shelf.answer.posts, **makeshift)
    await shelf.take(max_age=None)

    shelf.clock.pass_by(minutes=4)
    await shelf.take(max_age=None)
    shelf.clock.pass_by(minutes=1)
    await shelf.take(max_age=None)

    assert shelf.made == 2


async def test_what_was_kept_by_a_clock_ahead_is_not_believed(storage: Storage):
    shelf = Shelf(storage)
    await shelf.take()

    shelf.clock.pass_by(days=-1)
    await shelf.take()

    assert shelf.made == 2


async def test_only_what_is_made_anew_counts_for_the_limit(storage: Storage):
    shelf = Shelf(storage, times=1)
    await shelf.take()
    await shelf.take()

    with pytest.raises(LimitError):
        await shelf.take("other")

    assert shelf.made == 1
    await shelf.take("other", Asker(listener_id=5))


async def test_a_refusal_is_not_kept(storage: Storage):
    shelf = Shelf(storage)

    async def refuse() -> Answer:
        raise PageRefusedError(Refusal.THIN)

    with pytest.raises(PageRefusedError):
        await shelf.shelf.take("key", refuse, asker=ME)

    assert await shelf.take() == shelf.answer


async def test_closing_ends_what_is_in_the_making(storage: Storage):
    shelf = Shelf(storage)
    started = asyncio.Event()

    async def wait() -> Answer:
        started.set()
        await asyncio.Event().wait()
        raise AssertionError("never made")

    waiting = asyncio.ensure_future(shelf.shelf.take("key", wait, asker=ME))
    await started.wait()

    await shelf.shelf.close()

    with pytest.raises(asyncio.CancelledError):
        await waiting
