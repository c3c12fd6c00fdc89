import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from archive.storage import Storage
from radio.errors import TransmissionError
from radio.show import EpisodeKind
from radio.transmission import Post
from studio.playout import Claim, make_nonce, play_out
from tests.archive.builders import MONDAY, NOW, add_station, finish, post
from tests.fakes import FakeClock, FakeTransmitter

POSTS = (post("opening"), post("story-1", title="一つ目"), post("closing", title="おわりに"))


@pytest.fixture
async def storage() -> AsyncIterator[Storage]:
    async with Storage.open(":memory:") as storage:
        yield storage


async def claim(storage: Storage, *, claimant: str = "a", resumed: bool = False) -> Claim:
    station_id = await add_station(storage)
    broadcast = await storage.claim_slot(station_id, MONDAY, NOW, claimant)
    assert broadcast is not None
    draft = await finish(storage, kind=EpisodeKind.BROADCAST)
    await storage.start_broadcast(broadcast.broadcast_id, draft.episode_id, 10)
    return Claim(broadcast=broadcast, claimant=claimant, address="1/10/2026-11-23/tsumugi", resumed=resumed)


async def play(storage: Storage, held: Claim, to: FakeTransmitter) -> bool:
    return await play_out(POSTS, to=to, claim=held, storage=storage, clock=FakeClock(NOW))


async def logged(storage: Storage, held: Claim) -> list[str]:
    return [delivery.part for delivery in await storage.deliveries(held.broadcast.broadcast_id)]


async def test_every_post_leaves_in_order_and_is_logged(storage: Storage):
    held, to = await claim(storage), FakeTransmitter()

    assert await play(storage, held, to)

    assert tuple(to.sent.values()) == POSTS
    assert await logged(storage, held) == ["opening", "story-1", "closing"]


async def test_what_has_left_does_not_leave_again(storage: Storage):
    held, to = await claim(storage), FakeTransmitter()
    await play(storage, held, to)

    again = FakeTransmitter()
    assert await play(storage, held, again)

    assert again.sent == {}


async def test_a_post_that_stands_there_unlogged_is_found_and_not_sent(storage: Storage):
    held, to = await claim(storage, resumed=True), FakeTransmitter()
    to.sent["an old nonce"] = POSTS[0]

    assert await play(storage, held, to)

    assert list(to.sent.values()) == list(POSTS)
    assert await logged(storage, held) == ["opening", "story-1", "closing"]


async def test_only_the_first_post_after_a_stop_is_looked_for(storage: Storage):
    looked: list[str] = []

    class Searched(FakeTransmitter):
        async def find(self, post: Post) -> str | None:
            looked.append(post.part)
            return None

    await play(storage, await claim(storage, resumed=True), Searched())

    assert looked == ["opening"]


async def test_a_fault_stops_the_channel_and_what_had_left_is_logged(storage: Storage):
    held = await claim(storage)

    with pytest.raises(TransmissionError):
        await play(storage, held, FakeTransmitter({"story-1": TransmissionError("gone")}))

    assert await logged(storage, held) == ["opening"]


async def test_a_claim_lost_on_the_way_stops_before_the_next_post(storage: Storage):
    held = await claim(storage)

    class Robbed(FakeTransmitter):
        async def send(self, post: Post, *, nonce: str) -> str:
            later = NOW + timedelta(minutes=5)
            await storage.claim_slot(held.broadcast.station_id, MONDAY, later, "another")
            return await super().send(post, nonce=nonce)

    robbed = Robbed()

    assert not await play(storage, held, robbed)
    assert list(robbed.sent.values()) == [POSTS[0]]


async def test_a_stop_finishes_and_logs_the_post_in_flight(storage: Storage):
    held, in_flight, arrive = await claim(storage), asyncio.Event(), asyncio.Event()

    class Slow(FakeTransmitter):
        async def send(self, post: Post, *, nonce: str) -> str:
            in_flight.set()
            await arrive.wait()
            return await super().send(post, nonce=nonce)

    playing = asyncio.create_task(play(storage, held, Slow()))
    await in_flight.wait()
    playing.cancel()
    await asyncio.sleep(0)
    arrive.set()

    with pytest.raises(asyncio.CancelledError):
        await playing
    assert await logged(storage, held) == ["opening"]


def test_a_nonce_is_the_same_for_the_same_part_only_and_fits():
    nonces = {make_nonce(address, part) for address in ("1/2/a", "1/2/b") for part in ("opening", "story-1")}

    assert len(nonces) == 4
    assert make_nonce("1/2/a", "opening") in nonces
    assert all(len(nonce) <= 25 for nonce in nonces)
