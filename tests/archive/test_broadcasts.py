from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest

from archive.broadcasts import LEASE
from archive.storage import Storage
from radio.errors import StorageError
from radio.show import EpisodeKind
from radio.transmission import Broadcast, BroadcastState, Delivery
from tests.archive.builders import MONDAY, NOW, WEEK, add_station, finish
from tests.archive.processes import read_lines, start_process

AFTER = NOW + LEASE
SECOND = timedelta(seconds=1)


async def claim(storage: Storage, at=NOW, claimant: str = "one", **given: bool) -> Broadcast | None:
    return await storage.claim_slot(1, MONDAY, at, claimant, **given)


async def hold(storage: Storage, at=NOW, claimant: str = "one") -> Broadcast:
    """A station with its slot claimed."""
    await add_station(storage)
    claimed = await claim(storage, at, claimant)
    assert claimed is not None
    return claimed


async def find(storage: Storage) -> Broadcast:
    (found,) = await storage.list_broadcasts(MONDAY)
    return found


async def test_a_free_slot_is_claimed(storage: Storage):
    claimed = await hold(storage)

    assert claimed == Broadcast(
        broadcast_id=1, station_id=1, slot_date=MONDAY, state=BroadcastState.CLAIMED, claimed_at=NOW
    )


@pytest.mark.parametrize("claimant", ["one", "two"])
async def test_a_claimed_slot_is_nobody_elses_while_the_lease_lasts(storage: Storage, claimant: str):
    await hold(storage)

    assert await claim(storage, AFTER - SECOND, claimant) is None
    assert await claim(storage, AFTER - SECOND, claimant, reopen=True) is None


async def test_another_goes_on_when_the_lease_is_over(storage: Storage):
    held = await hold(storage)
    made = await finish(storage, kind=EpisodeKind.BROADCAST)
    await storage.start_broadcast(held.broadcast_id, made.episode_id, 10)
    await storage.set_thread(held.broadcast_id, 77)

    taken = await claim(storage, AFTER, "two")

    assert taken is not None
    assert (taken.broadcast_id, taken.state) == (held.broadcast_id, BroadcastState.ON_AIR)
    assert (taken.episode_id, taken.thread_id) == (made.episode_id, 77)


async def test_a_renewed_claim_lasts(storage: Storage):
    held = await hold(storage)

    assert await storage.renew_claim(held.broadcast_id, "one", AFTER - SECOND)

    assert await claim(storage, AFTER, "two") is None


async def test_who_slept_too_long_may_not_go_on(storage: Storage):
    held = await hold(storage)
    await claim(storage, AFTER, "two")

    assert not await storage.renew_claim(held.broadcast_id, "one", AFTER)
    assert not await storage.release_claim(held.broadcast_id, "one", error="x", retry_at=AFTER)
    assert not await storage.fail_broadcast(held.broadcast_id, "one", "x")
    assert not await storage.finish_broadcast(held.broadcast_id, "one", AFTER)
    assert await storage.renew_claim(held.broadcast_id, "two", AFTER)


@pytest.mark.parametrize("late", [SECOND, timedelta(hours=1)])
async def test_who_read_the_clock_too_early_takes_nothing(storage: Storage, late: timedelta):
    await hold(storage)

    assert await claim(storage, NOW - late, "two") is None


async def test_who_starts_again_goes_on_at_once(storage: Storage):
    await hold(storage)

    assert await storage.release_claims("two") == 0
    assert await storage.release_claims("one") == 1
    assert await storage.release_claims("one") == 0

    assert await claim(storage, NOW + SECOND, "one") is not None


async def test_an_aired_slot_is_never_claimed_again(storage: Storage):
    held = await hold(storage)

    assert await storage.finish_broadcast(held.broadcast_id, "one", NOW)
    assert not await storage.finish_broadcast(held.broadcast_id, "one", NOW + WEEK)

    assert (await find(storage)).state is BroadcastState.AIRED
    assert (await find(storage)).aired_at == NOW
    for reopen in (False, True):
        assert await claim(storage, NOW + WEEK, reopen=reopen) is None
    assert not await storage.renew_claim(held.broadcast_id, "one", NOW)
    assert not await storage.skip_slot(1, MONDAY, "遅すぎた", NOW + WEEK)


async def test_the_same_date_a_week_later_is_another_slot(storage: Storage):
    held = await hold(storage)
    await storage.finish_broadcast(held.broadcast_id, "one", NOW)

    assert await storage.claim_slot(1, MONDAY + WEEK, NOW + WEEK, "one") is not None


async def test_a_passing_fault_waits_for_its_time(storage: Storage):
    held = await hold(storage)
    retry_at = NOW + timedelta(minutes=5)

    assert await storage.release_claim(held.broadcast_id, "one", error="Discordが応答しない", retry_at=retry_at)

    assert (await find(storage)).error == "Discordが応答しない"
    assert await claim(storage, retry_at - SECOND) is None
    resumed = await claim(storage, retry_at, "two")
    assert resumed is not None
    assert resumed.error is None


async def test_a_manager_need_not_wait(storage: Storage):
    held = await hold(storage)
    await storage.release_claim(held.broadcast_id, "one", error="x", retry_at=NOW + WEEK)

    assert await claim(storage, NOW, reopen=True) is not None


async def test_what_failed_airs_again_only_when_a_manager_asks(storage: Storage):
    held = await hold(storage)
    assert await storage.fail_broadcast(held.broadcast_id, "one", "チャンネルがない")
    assert await claim(storage, NOW + WEEK) is None

    reopened = await claim(storage, NOW + WEEK, "two", reopen=True)

    assert reopened is not None
    assert (reopened.broadcast_id, reopened.state) == (held.broadcast_id, BroadcastState.CLAIMED)


async def test_a_slot_that_was_missed_is_skipped_once(storage: Storage):
    await add_station(storage)

    assert await storage.skip_slot(1, MONDAY, "12時間を過ぎた", NOW)
    assert not await storage.skip_slot(1, MONDAY, "もう一度", NOW)

    assert ((await find(storage)).state, (await find(storage)).error) == (BroadcastState.SKIPPED, "12時間を過ぎた")
    assert await claim(storage) is None
    assert await claim(storage, reopen=True) is not None


async def test_a_slot_that_is_being_played_out_is_not_skipped(storage: Storage):
    await hold(storage)

    assert not await storage.skip_slot(1, MONDAY, "遅すぎた", AFTER - SECOND)
    assert await storage.skip_slot(1, MONDAY, "遅すぎた", AFTER)


async def test_a_station_that_is_gone_airs_and_skips_nothing(storage: Storage):
    assert await claim(storage) is None
    assert not await storage.skip_slot(1, MONDAY, "遅すぎた", NOW)
    assert await storage.list_broadcasts(MONDAY) == ()


async def test_the_first_episode_and_thread_count(storage: Storage):
    held = await hold(storage)
    one = await finish(storage, kind=EpisodeKind.BROADCAST)
    other = await finish(storage)

    starts = [await storage.start_broadcast(held.broadcast_id, each.episode_id, 10) for each in (one, other)]
    episodes = [each.episode_id for each in starts]
    threads = [await storage.set_thread(held.broadcast_id, each) for each in (77, 78)]

    assert (episodes, threads) == ([one.episode_id] * 2, [77, 77])


@pytest.mark.parametrize(("gone", "channel_id", "kept"), [(False, 10, 1), (False, 11, 0), (True, 10, 0)])
async def test_in_another_channel_or_after_its_place_is_gone_a_broadcast_begins_anew(
    storage: Storage, gone: bool, channel_id: int, kept: int
):
    held = await hold(storage)
    made = await finish(storage, kind=EpisodeKind.BROADCAST)
    await storage.start_broadcast(held.broadcast_id, made.episode_id, 10)
    await storage.set_thread(held.broadcast_id, 77)
    sent = Delivery(broadcast_id=held.broadcast_id, part="opening", message_id="1", sent_at=NOW)
    await storage.log_delivery(sent)
    await storage.fail_broadcast(held.broadcast_id, "one", "消えた", gone=gone)

    assert await storage.claim_slot(held.station_id, MONDAY, NOW, "one", reopen=True)
    again = await storage.start_broadcast(held.broadcast_id, made.episode_id, channel_id)

    assert (again.take, again.thread_id) == ((1, 77) if kept else (2, None))
    assert len(await storage.deliveries(held.broadcast_id)) == kept


async def test_a_broadcast_that_is_not_there_is_named(storage: Storage):
    with pytest.raises(StorageError, match="broadcast 9 is not on the air"):
        await storage.set_thread(9, 77)


async def test_a_skipped_broadcast_is_not_started(storage: Storage):
    await add_station(storage)
    await storage.skip_slot(1, MONDAY, "遅すぎた", NOW)

    with pytest.raises(StorageError, match="broadcast 1 is not on the air"):
        await storage.start_broadcast(1, 1, 10)


async def test_broadcasts_are_listed_newest_first_for_all_or_one(storage: Storage):
    for guild_id in (1, 2):
        station_id = await add_station(storage, guild_id=guild_id)
        for week in range(3):
            await storage.claim_slot(station_id, MONDAY + week * WEEK, NOW, "one")

    everyone = await storage.list_broadcasts(MONDAY + WEEK)
    one = await storage.list_broadcasts(MONDAY + WEEK, station_id=2)

    assert [(each.slot_date, each.station_id) for each in everyone] == [
        (MONDAY + 2 * WEEK, 1),
        (MONDAY + 2 * WEEK, 2),
        (MONDAY + WEEK, 1),
        (MONDAY + WEEK, 2),
    ]
    assert {each.station_id for each in one} == {2}


async def test_a_removed_stations_log_stays(storage: Storage):
    await hold(storage)

    await storage.remove_station(1)

    assert len(await storage.list_broadcasts(MONDAY)) == 1


CLAIM = """
import asyncio, sys
from datetime import timedelta
from archive.storage import Storage
from tests.archive.builders import MONDAY, NOW, WEEK

async def main():
    async with Storage.open(sys.argv[1]) as storage:
        print("ready", flush=True)
        sys.stdin.readline()
        for week in range(100):
            if await storage.claim_slot(1, MONDAY + week * WEEK, NOW, sys.argv[2]):
                print(week)

asyncio.run(main())
"""


async def test_of_processes_that_claim_at_once_exactly_one_has_each_slot(tmp_path: Path):
    path = tmp_path / "radio.db"
    async with Storage.open(path) as storage:
        await add_station(storage)
    processes = [start_process(CLAIM, str(path), name) for name in ("one", "two", "three")]
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"

    claimed = read_lines(processes, "go\n")

    assert Counter(claimed) == Counter(str(week) for week in range(100))
