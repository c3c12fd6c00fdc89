"""The programme shelf beside another process's, which shares the archive."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from archive.makings import LEASE
from radio.errors import NoNewsError, StorageError
from studio.producer import Producer
from studio.programme import ProgrammeShelf
from tests.fakes import FakeClock
from tests.studio.newsday import EDITION, EMPTY_RSS, FEEDS, NOW, HonestModel, make_fetcher, open_day


@pytest.fixture(autouse=True)
def _in_haste(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("studio.programme.LOOK_S", 0.01)


def open_shelf(producer: Producer, claimant: str = "this process") -> ProgrammeShelf:
    async def tell_owner(text: str) -> None:
        del text

    return ProgrammeShelf(producer, FEEDS, claimant, tell_owner)


def stall(producer: Producer) -> Callable[[], None]:
    """Nothing is made until what is returned is called."""
    go, produce = asyncio.Event(), producer.produce

    async def wait(*given: Any, **named: Any) -> Any:
        await go.wait()
        return await produce(*given, **named)

    producer.produce = wait  # type: ignore[method-assign] – the same journey, later
    return go.set


async def test_two_processes_pay_for_an_edition_once():
    model = HonestModel()
    async with open_day(model=model) as producer:
        shelves = [open_shelf(producer, claimant) for claimant in ("one", "two")]

        first, second = await asyncio.gather(*(shelf.take(EDITION) for shelf in shelves))

        assert first == second
        assert len(model.prompts) == 10


async def test_what_a_dead_process_began_is_gone_on_with_when_its_claim_runs_out():
    async with open_day() as producer:
        clock = producer.clock
        assert isinstance(clock, FakeClock)
        await producer.storage.claim_making(EDITION.key, "the dead", NOW)
        taking = asyncio.create_task(open_shelf(producer).take(EDITION))
        await asyncio.sleep(0.05)
        waited = not taking.done()

        clock.time = NOW + LEASE
        made = await taking

        assert waited
        assert made.posts


async def test_who_takes_long_keeps_the_claim(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("studio.programme.RENEWAL_S", 0.01)
    async with open_day() as producer:
        clock = producer.clock
        assert isinstance(clock, FakeClock)
        go_on = stall(producer)
        taking = asyncio.create_task(open_shelf(producer).take(EDITION))
        await asyncio.sleep(0.05)
        clock.time = NOW + LEASE / 2
        await asyncio.sleep(0.1)

        is_free = await producer.storage.claim_making(EDITION.key, "another", NOW + LEASE)
        go_on()

        assert not is_free
        assert (await taking).posts
        assert await producer.storage.claim_making(EDITION.key, "another", clock.time)


async def test_an_edition_that_cannot_be_made_is_let_go_of():
    async with open_day(fetcher=make_fetcher(EMPTY_RSS)) as producer:
        with pytest.raises(NoNewsError):
            await open_shelf(producer).take(EDITION)

        assert await producer.storage.claim_making(EDITION.key, "another", NOW)


async def test_a_claim_that_cannot_be_let_go_of_costs_no_programme(monkeypatch: pytest.MonkeyPatch):
    async def fail(*_: object) -> None:
        raise StorageError("the disk is full")

    monkeypatch.setattr("archive.storage.Storage.release_making", fail)
    async with open_day() as producer:
        made = await open_shelf(producer).take(EDITION)

        assert made.posts
