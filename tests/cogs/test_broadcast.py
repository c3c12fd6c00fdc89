import asyncio
import re
from dataclasses import replace
from datetime import timedelta

import pytest

from cogs.faults import (
    CHANNEL_GONE,
    LEFT,
    LOCKED,
    NO_ACCESS,
    NO_CARDS,
    NO_PERMISSION,
    NO_THREADS,
    NOT_THERE,
    THREAD_GONE,
)
from radio.show import Layout, Station
from radio.transmission import Broadcast, BroadcastState
from tests.cogs.on_air import (
    AIR_TIME,
    PARTS,
    Evening,
    add_station,
    connect,
    eventually,
    finish_episode,
    make_client,
    open_evening,
    read_part,
)
from tests.loopback.discord import MESSAGES, Limits, Permission

NO_LIMITS = Limits(enabled=False)


async def begin(evening: Evening, guild: int = 0, **given: object) -> Station:
    """A station in the n-th guild with its episode ready."""
    station = await add_station(evening.storage, evening.server.channel(guild), **given)
    if await evening.storage.find_finished(f"2026-11-23/{station.host}/{station.story_count}/") is None:
        await finish_episode(evening.storage, station)
    return station


async def find_broadcast(evening: Evening, station: Station) -> Broadcast:
    (broadcast,) = await evening.storage.list_broadcasts(AIR_TIME.date(), station.station_id)
    return broadcast


async def find_problem(evening: Evening, station: Station) -> str | None:
    found = await evening.storage.find_station(station.station_id)
    assert found is not None
    return found.problem


async def test_the_slot_arrives_and_the_episode_is_there_once_in_order_in_a_thread():
    async with open_evening(limits=NO_LIMITS) as evening:
        channel = evening.server.channel()
        station = await begin(evening)

        await evening.knock()
        await evening.knock()

        (thread,) = evening.server.threads(channel.id)
        assert evening.aired(channel) == list(PARTS)
        assert [read_part(message.text) for message in evening.server.messages(channel.id)] == ["opening"]
        assert thread.id == evening.server.messages(channel.id)[0].id
        assert thread.name == "第1回 ・ 2026年11月23日月曜日　openingの題"
        broadcast = await find_broadcast(evening, station)
        assert broadcast.state is BroadcastState.AIRED
        assert broadcast.thread_id == thread.id
        assert await find_problem(evening, station) is None


async def test_in_the_channel_layout_everything_stands_in_the_channel():
    async with open_evening(limits=NO_LIMITS) as evening:
        channel = evening.server.channel()
        await begin(evening, layout=Layout.CHANNEL)

        await evening.knock()

        assert evening.aired(channel) == list(PARTS)
        assert evening.server.threads(channel.id) == []


async def test_the_limit_of_a_channel_is_kept_without_a_refusal():
    async with open_evening() as evening:
        await begin(evening, layout=Layout.CHANNEL)

        await evening.knock()

        assert evening.aired(evening.server.channel()) == list(PARTS)
        assert evening.server.limited == []


async def test_two_processes_on_one_archive_air_once():
    async with open_evening(limits=NO_LIMITS, guilds=3) as evening:
        for guild in range(3):
            await begin(evening, guild)
        other = make_client(evening.storage, evening.clock, claimant="other")
        async with connect(evening.server, other):
            knocks = [client.knock.knock() for client in (evening.client, other) for _ in range(2)]
            await asyncio.gather(*knocks)
            await asyncio.gather(evening.client.control_room.wait(), other.control_room.wait())

        for guild in range(3):
            assert evening.aired(evening.server.channel(guild)) == list(PARTS)
        assert evening.server.repeats == []


async def test_a_reconnect_and_a_second_ready_air_nothing_again():
    async with open_evening(limits=NO_LIMITS) as evening:
        await begin(evening)
        ready: list[str] = []
        real = evening.client.on_ready

        async def on_ready() -> None:
            ready.append("ready")
            await real()

        evening.client.on_ready = on_ready  # type: ignore[method-assign] – counts and goes on
        await evening.knock()

        await evening.server.gateway.invalidate()
        await eventually(lambda: len(ready) >= 1, 10)
        await evening.knock()

        assert evening.aired(evening.server.channel()) == list(PARTS)


async def test_the_clock_set_back_an_hour_airs_nothing_again():
    async with open_evening(limits=NO_LIMITS) as evening:
        await begin(evening)
        await evening.knock()

        evening.clock.pass_by(hours=-1)
        await evening.knock()
        evening.clock.pass_by(hours=1)
        await evening.knock()

        assert evening.aired(evening.server.channel()) == list(PARTS)


async def test_a_manual_airing_beside_the_clock_is_one():
    async with open_evening(limits=NO_LIMITS) as evening:
        station = await begin(evening)

        aired = await asyncio.gather(evening.client.control_room.air_now(station), evening.knock())
        again = await evening.client.control_room.air_now(station)

        assert (aired[0], again) == (True, False)
        assert evening.aired(evening.server.channel()) == list(PARTS)


async def test_a_bot_that_was_away_airs_on_its_return():
    async with open_evening(limits=NO_LIMITS, at=AIR_TIME + timedelta(hours=11)) as evening:
        await begin(evening)

        await evening.knock()

        assert evening.aired(evening.server.channel()) == list(PARTS)


async def test_a_bot_that_was_away_too_long_skips_and_says_so():
    async with open_evening(limits=NO_LIMITS, at=AIR_TIME + timedelta(hours=13)) as evening:
        station = await begin(evening)

        await evening.knock()

        assert evening.aired(evening.server.channel()) == []
        assert (await find_broadcast(evening, station)).state is BroadcastState.SKIPPED
        assert "12 hours" in (await find_problem(evening, station) or "")


@pytest.mark.parametrize(
    ("denied", "reason"),
    [(Permission.VIEW_CHANNEL, NO_ACCESS), (Permission.SEND_MESSAGES, NO_PERMISSION)],
)
async def test_a_forbidden_channel_is_told_and_holds_up_nobody(denied: Permission, reason: str):
    async with open_evening(limits=NO_LIMITS, guilds=2, client={"owner_channel_id": None}) as evening:
        broken, well = await begin(evening), await begin(evening, 1)
        evening.server.set_permissions(evening.server.channel().id, deny=denied)

        await evening.knock()

        assert evening.aired(evening.server.channel(1)) == list(PARTS)
        assert (await find_broadcast(evening, broken)).state is BroadcastState.FAILED
        assert await find_problem(evening, broken) == reason
        assert (await find_broadcast(evening, well)).state is BroadcastState.AIRED


async def test_after_the_permission_is_given_a_manager_can_air_it():
    async with open_evening(limits=NO_LIMITS) as evening:
        station, channel = await begin(evening), evening.server.channel()
        evening.server.set_permissions(channel.id, deny=Permission.SEND_MESSAGES)
        await evening.knock()

        evening.server.set_permissions(channel.id)
        await evening.knock()
        assert evening.aired(channel) == []  # a failed slot waits for its manager
        assert await evening.client.control_room.air_now(station)

        assert evening.aired(channel) == list(PARTS)
        assert await find_problem(evening, station) is None


async def test_a_deleted_channel_is_told_at_once_and_the_station_stays():
    async with open_evening(limits=NO_LIMITS, guilds=2) as evening:
        broken = await begin(evening)
        await begin(evening, 1)
        channel = evening.server.channel()

        evening.server.delete_channel(channel.id)
        await eventually(lambda: evening.client.get_channel(channel.id) is None)
        await asyncio.gather(*(each for each in asyncio.all_tasks() if "channel_delete" in each.get_name()))
        assert await find_problem(evening, broken) == CHANNEL_GONE
        await evening.knock()

        assert await find_problem(evening, broken) == CHANNEL_GONE
        assert (await find_broadcast(evening, broken)).state is BroadcastState.FAILED
        assert [message.text for message in evening.server.messages(channel.id)] == []
        well = next(each for each in evening.server.world.channels.values() if not each.is_thread)
        assert evening.aired(well) == list(PARTS)


async def test_a_thread_deleted_halfway_ends_the_episode_until_a_manager_wants_it_again():
    async with open_evening(limits=NO_LIMITS) as evening:
        station, channel = await begin(evening), evening.server.channel()
        evening.server.fail_next(1, status=503, method="POST", path=f"^/channels/(?!{channel.id})")
        await evening.knock()
        evening.server.delete_channel(evening.server.threads(channel.id)[0].id)
        evening.clock.pass_by(minutes=1)
        await evening.knock()
        assert evening.aired(channel) == ["opening"]
        assert await find_problem(evening, station) == THREAD_GONE
        assert (await find_broadcast(evening, station)).state is BroadcastState.FAILED

        assert await evening.client.control_room.air_now(station)

        assert evening.aired(channel) == ["opening", *PARTS]


async def test_a_station_moved_halfway_airs_the_whole_episode_in_its_new_channel():
    async with open_evening(limits=NO_LIMITS, channels=2) as evening:
        station, old, new = await begin(evening), evening.server.channel(), evening.server.channel(0, 1)
        evening.server.fail_next(1, status=503, method="POST", path="/messages$", skip=3)
        await evening.knock()
        evening.server.delete_channel(old.id)

        await evening.storage.update_station(replace(station, channel_id=new.id), AIR_TIME)
        evening.clock.pass_by(minutes=1)
        await evening.knock()

        assert evening.aired(new) == list(PARTS)
        assert await find_problem(evening, station) is None


async def test_a_thread_locked_halfway_can_be_unlocked_and_gone_on_with():
    async with open_evening(limits=NO_LIMITS) as evening:
        station, channel = await begin(evening), evening.server.channel()
        evening.server.fail_next(1, status=503, method="POST", path=f"^/channels/(?!{channel.id})", skip=2)
        await evening.knock()
        (thread,) = evening.server.threads(channel.id)
        evening.server.archive_thread(thread.id, locked=True)
        evening.clock.pass_by(minutes=1)
        await evening.knock()
        assert await find_problem(evening, station) == LOCKED

        thread.locked = False
        assert await evening.client.control_room.air_now(station)

        assert evening.aired(channel) == list(PARTS)


async def test_a_server_that_removed_the_bot_is_told_and_airs_again_when_it_is_back():
    async with open_evening(limits=NO_LIMITS) as evening:
        station, channel = await begin(evening), evening.server.channel()
        evening.server.remove_guild(station.guild_id)
        await eventually(lambda: not evening.client.guilds)
        await evening.knock()
        assert await find_problem(evening, station) == LEFT
        assert evening.aired(channel) == []

        evening.server.return_guild(station.guild_id)
        await eventually(lambda: bool(evening.client.guilds))
        await evening.knock()

        assert evening.aired(channel) == list(PARTS)
        assert await find_problem(evening, station) is None


async def test_an_outage_of_a_server_removes_nothing():
    async with open_evening(limits=NO_LIMITS) as evening:
        station = await begin(evening, layout=Layout.CHANNEL)
        evening.server.set_guild_outage(station.guild_id, True)
        await eventually(lambda: all(guild.unavailable for guild in evening.client.guilds))

        await evening.knock()

        assert await find_problem(evening, station) is None
        assert evening.aired(evening.server.channel()) == list(PARTS)  # the loopback still takes posts


@pytest.mark.parametrize("denied", [Permission.CREATE_PUBLIC_THREADS, Permission.SEND_MESSAGES_IN_THREADS])
async def test_without_threads_the_episode_stands_in_the_channel_and_status_says_so(denied: Permission):
    async with open_evening(limits=NO_LIMITS) as evening:
        station, channel = await begin(evening), evening.server.channel()
        evening.server.set_permissions(channel.id, deny=denied)
        await eventually(lambda: bool(evening.client.get_channel(channel.id).overwrites))  # type: ignore[union-attr] – it is there

        await evening.knock()

        assert [read_part(message.text) for message in evening.server.messages(channel.id)] == list(PARTS)
        assert await find_problem(evening, station) == NO_THREADS


async def test_without_embeds_the_episode_airs_as_plain_messages_and_status_says_so():
    async with open_evening(limits=NO_LIMITS) as evening:
        station, channel = await begin(evening), evening.server.channel()
        evening.server.set_permissions(channel.id, deny=Permission.EMBED_LINKS)
        await eventually(lambda: bool(evening.client.get_channel(channel.id).overwrites))  # type: ignore[union-attr] – it is there

        await evening.knock()

        assert evening.aired(channel) == list(PARTS)
        assert all(message.content for message in evening.server.messages(channel.id))
        assert await find_problem(evening, station) == NO_CARDS


async def test_a_card_that_discord_refuses_goes_out_as_a_plain_message():
    async with open_evening(limits=NO_LIMITS) as evening:
        await begin(evening, layout=Layout.CHANNEL)
        evening.server.fail_next(1, status=400, code=50035, method="POST", path="/messages$", skip=2)

        await evening.knock()

        messages = evening.server.messages(evening.server.channel().id)
        assert [read_part(message.text) for message in messages] == list(PARTS)
        assert [bool(message.content) for message in messages] == [False, False, True, False, False, False]


@pytest.mark.parametrize("processed", [True, False])
async def test_a_broken_line_costs_no_post_and_doubles_none(processed: bool):
    async with open_evening(limits=NO_LIMITS) as evening:
        await begin(evening)
        evening.server.drop_next(2, processed=processed, method="POST", path="/messages$", skip=1)

        await evening.knock()

        assert evening.aired(evening.server.channel()) == list(PARTS)


async def test_an_answer_lost_for_longer_than_a_nonce_lives_is_found_again():
    async with open_evening(limits=NO_LIMITS, nonce_window_s=0.0) as evening:
        station = await begin(evening)
        evening.server.fail_next(1, status=503, processed=True, method="POST", path="/messages$", skip=2)
        await evening.knock()
        assert (await find_broadcast(evening, station)).state is BroadcastState.ON_AIR

        evening.clock.pass_by(minutes=1)
        await evening.knock()

        assert evening.aired(evening.server.channel()) == list(PARTS)


async def test_a_lost_opening_is_found_and_its_thread_is_used_again():
    async with open_evening(limits=NO_LIMITS, nonce_window_s=0.0) as evening:
        await begin(evening)
        evening.server.fail_next(1, status=503, processed=True, method="POST", path="/messages$")
        await evening.knock()
        evening.server.fail_next(1, status=503, processed=True, method="POST", path="/threads$")
        evening.clock.pass_by(minutes=1)
        await evening.knock()

        evening.clock.pass_by(minutes=1)
        await evening.knock()

        channel = evening.server.channel()
        assert evening.aired(channel) == list(PARTS)
        assert len(evening.server.threads(channel.id)) == 1


async def test_server_errors_are_sat_out():
    async with open_evening(limits=NO_LIMITS) as evening:
        await begin(evening)
        evening.server.fail_next(2, status=500, method="POST", path="/messages$")

        await evening.knock()

        assert evening.aired(evening.server.channel()) == list(PARTS)


async def test_a_refusal_for_haste_is_waited_out():
    async with open_evening(limits=Limits(routes={MESSAGES: (2, 0.5)})) as evening:
        await begin(evening)
        evening.server.fail_next(1, status=429, method="POST", path="/messages$", skip=1)

        await evening.knock()

        assert evening.aired(evening.server.channel()) == list(PARTS)


async def test_while_discord_is_down_the_post_waits_and_the_owner_hears_it_once(caplog: pytest.LogCaptureFixture):
    async with open_evening(limits=NO_LIMITS, guilds=3) as evening:
        stations = [await begin(evening, guild) for guild in range(3)]
        evening.server.fail_next(None, status=503, method="POST")
        for _ in range(3):
            await evening.knock()
            evening.clock.pass_by(minutes=3)
        assert {(await find_broadcast(evening, each)).state for each in stations} == {BroadcastState.ON_AIR}
        assert await find_problem(evening, stations[0]) == NOT_THERE

        evening.server.faults.clear()
        await evening.knock()

        assert all(evening.aired(evening.server.channel(guild)) == list(PARTS) for guild in range(3))
        assert await find_problem(evening, stations[0]) is None
        assert len([each for each in caplog.messages if re.search("owner told.*waits", each)]) == 1


async def test_a_slow_channel_delays_no_other():
    async with open_evening(limits=NO_LIMITS, guilds=2) as evening:
        await begin(evening)
        await begin(evening, 1)
        slow = evening.server.channel().id
        evening.server.fail_next(None, status=None, latency=1.0, path=f"/channels/{slow}/")

        await evening.client.knock.knock()
        await eventually(lambda: evening.aired(evening.server.channel(1)) == list(PARTS), 3)

        assert evening.aired(evening.server.channel()) in ([], ["opening"])


async def test_a_stop_finishes_the_post_in_flight_and_the_next_start_goes_on():
    async with open_evening(limits=NO_LIMITS, client={"claimant": "home"}) as evening:
        station = await begin(evening)
        evening.server.faults.latency = 0.1
        await evening.client.knock.knock()
        await eventually(lambda: len(evening.aired(evening.server.channel())) == 2)
        await evening.client.close()

        left = len(await evening.storage.deliveries((await find_broadcast(evening, station)).broadcast_id))
        assert left == len(evening.aired(evening.server.channel()))

        async with connect(evening.server, make_client(evening.storage, evening.clock, claimant="home")) as again:
            await again.knock.knock()
            await again.control_room.wait()
        assert evening.aired(evening.server.channel()) == list(PARTS)
        assert evening.server.repeats == []


async def test_a_paused_station_is_silent_though_its_slot_was_prepared():
    async with open_evening(limits=NO_LIMITS, at=AIR_TIME - timedelta(seconds=0.3)) as evening:
        station = await begin(evening)
        await evening.client.knock.knock()

        await evening.storage.pause_station(station.station_id)
        evening.clock.pass_by(seconds=1)
        await evening.client.control_room.wait()

        assert evening.aired(evening.server.channel()) == []


async def test_commands_are_told_to_discord_only_when_they_changed():
    async with open_evening(limits=NO_LIMITS) as evening:
        again = make_client(evening.storage, evening.clock)
        async with connect(evening.server, again):
            pass
        changed = make_client(evening.storage, evening.clock)

        @changed.tree.command(name="hello", description="says hello")
        async def hello(interaction: object) -> None: ...

        async with connect(evening.server, changed):
            pass

        syncs = [each for each in evening.server.requests if each.method == "PUT" and each.path.endswith("/commands")]
        assert [len(each.body) for each in syncs] == [0, 1]


async def test_the_owner_hears_in_a_channel_and_nobody_is_pinged():
    async with open_evening(limits=NO_LIMITS, channels=2) as evening:
        owners = evening.server.channel(0, 1)
        evening.client.owner_line._channel_id = owners.id

        await evening.client.owner_line.tell("feed <https://x> failed: @everyone **look**")
        await evening.client.owner_line.tell("feed <https://x> failed: @everyone **look**")
        await evening.client.owner_line.close()

        (message,) = evening.server.messages(owners.id)
        assert "failed" in message.text
        assert message.pings == []
        assert "@everyone" not in message.text
