from dataclasses import replace
from datetime import time, timedelta

import pytest

from archive.storage import Storage
from radio.show import Layout
from tests.archive.builders import NOW, add_station, station

LATER = NOW + timedelta(hours=2)


async def test_a_station_comes_back_whole(storage: Storage):
    wanted = station(
        guild_id=2**62,
        channel_id=2**62 + 1,
        air_time=time(20, 30),
        story_count=6,
        layout=Layout.CHANNEL,
        watch_words=("埼玉", 'カレー"', "a,b"),
    )

    added = await storage.add_station(wanted, NOW)

    assert added == replace(wanted, station_id=1)
    assert await storage.find_station(1) == added
    assert await storage.list_stations() == (added,)


async def test_a_server_has_one_station_for_a_weekday_and_host(storage: Storage):
    await add_station(storage)

    assert await storage.add_station(station(channel_id=99), NOW) is None
    assert [each.channel_id for each in await storage.list_stations()] == [10]


@pytest.mark.parametrize("other", [{"guild_id": 2}, {"weekday": 3}, {"host": "other"}])
async def test_another_server_weekday_or_host_is_another_station(storage: Storage, other: dict[str, object]):
    await add_station(storage)

    await add_station(storage, **other)

    assert len(await storage.list_stations()) == 2


async def test_a_servers_stations_are_listed_apart(storage: Storage):
    await add_station(storage, guild_id=1)
    await add_station(storage, guild_id=2)

    assert [each.guild_id for each in await storage.list_stations(2)] == [2]


async def test_new_wishes_are_kept_and_the_slot_counts_as_before(storage: Storage):
    station_id = await add_station(storage)
    wishes = station(
        station_id=station_id, channel_id=11, story_count=3, layout=Layout.CHANNEL, watch_words=("カレー",)
    )

    assert await storage.update_station(wishes, LATER) == wishes


@pytest.mark.parametrize(
    "change", [{"weekday": 1}, {"air_time": time(9, 0)}, {"zone": "Europe/Berlin"}, {"host": "other"}]
)
async def test_a_changed_slot_counts_from_the_change_on(storage: Storage, change: dict[str, object]):
    station_id = await add_station(storage)

    updated = await storage.update_station(station(station_id=station_id, **change), LATER)

    assert updated == station(station_id=station_id, set_at=LATER, **change)


async def test_an_update_leaves_pause_and_problem_alone(storage: Storage):
    station_id = await add_station(storage)
    await storage.pause_station(station_id)
    await storage.set_problem(station_id, "チャンネルがない")

    updated = await storage.update_station(station(station_id=station_id, channel_id=11), LATER)

    assert updated is not None
    assert (updated.paused, updated.problem) == (True, "チャンネルがない")


async def test_an_update_does_not_take_another_stations_place(storage: Storage):
    await add_station(storage, weekday=1)
    station_id = await add_station(storage, weekday=0)

    assert await storage.update_station(station(station_id=station_id, weekday=1), LATER) is None

    unchanged = await storage.find_station(station_id)
    assert unchanged == station(station_id=station_id)


async def test_a_resumed_station_does_not_make_up_for_what_it_slept_through(storage: Storage):
    station_id = await add_station(storage)
    assert await storage.pause_station(station_id)
    assert await storage.find_station(station_id) == station(station_id=station_id, paused=True)

    assert await storage.resume_station(station_id, LATER)

    assert await storage.find_station(station_id) == station(station_id=station_id, set_at=LATER)


async def test_resuming_what_is_not_paused_moves_nothing(storage: Storage):
    station_id = await add_station(storage)

    await storage.resume_station(station_id, LATER)

    assert await storage.find_station(station_id) == station(station_id=station_id)


async def test_a_problem_is_kept_until_it_is_mended(storage: Storage):
    station_id = await add_station(storage)
    await storage.set_problem(station_id, "書き込み権限がない")
    assert (await storage.list_stations())[0].problem == "書き込み権限がない"

    await storage.set_problem(station_id, None)

    assert (await storage.list_stations())[0].problem is None


async def test_a_removed_station_is_gone_and_its_number_is_never_used_again(storage: Storage):
    station_id = await add_station(storage)

    assert await storage.remove_station(station_id)

    assert await storage.list_stations() == ()
    assert await add_station(storage) == station_id + 1


async def test_what_is_asked_of_a_missing_station_is_answered_with_no(storage: Storage):
    assert await storage.find_station(7) is None
    assert await storage.update_station(station(station_id=7), NOW) is None
    answers = [
        await storage.remove_station(7),
        await storage.pause_station(7),
        await storage.resume_station(7, NOW),
        await storage.set_problem(7, "x"),
    ]
    assert answers == [False] * 4
