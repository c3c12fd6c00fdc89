import asyncio
import logging
from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest

from radio.errors import ModelUnavailableError, NoNewsError, TransmissionError
from radio.ports import Transmitter
from radio.show import EpisodeKind, Station
from radio.transmission import Broadcast, BroadcastState
from studio.control_room import RETRY
from studio.schedule import PREPARATION
from tests.archive.builders import MONDAY, edition, finish
from tests.fakes import FakeTransmitter
from tests.studio.newsday import EMPTY_RSS, HonestModel, make_fetcher
from tests.studio.on_air import AIR_TIME, PARTS, begin, open_studio

GONE = TransmissionError("the channel was deleted", permanent=True)
DOWN = TransmissionError("Discord is down")


async def test_what_is_due_airs_once():
    async with open_studio() as studio:
        station = await begin(studio)

        await studio.knock()
        await studio.knock()

        assert studio.aired(station) == PARTS
        assert (await studio.find_broadcast(station)).state is BroadcastState.AIRED
        assert [airing.url for airing in await studio.storage.recent_airings(AIR_TIME.date() + timedelta(days=9))]


async def test_stations_of_one_edition_carry_one_episode_whose_making_costs_one_round_of_calls():
    model = HonestModel()
    async with open_studio(model=model) as studio:
        stations = [await begin(studio, ready=False, guild_id=number) for number in (1, 2, 3)]

        await studio.knock()

        assert len(model.prompts) == 10
        parts = ["opening", "story-1", "story-2", "story-3", "story-4", "closing"]
        assert all(studio.aired(station) == parts for station in stations)


async def test_the_first_post_waits_for_the_air_time_and_the_episode_does_not():
    async with open_studio(at=AIR_TIME - PREPARATION) as studio:
        station = await begin(studio, ready=False)
        await studio.room.air_due()
        async with asyncio.timeout(10):
            while await studio.storage.find_finished(edition().key) is None:  # noqa: ASYNC110 – the archive has no bell
                await asyncio.sleep(0.01)
        assert studio.aired(station) == []

        await studio.room.close()

        assert studio.aired(station) == []


async def test_a_timer_that_ends_early_waits_on():
    async with open_studio(at=AIR_TIME - timedelta(milliseconds=20)) as studio:
        station = await begin(studio)
        await studio.room.air_due()
        await asyncio.sleep(0.1)
        assert studio.aired(station) == []

        studio.clock.time = AIR_TIME
        await studio.room.wait()

        assert studio.aired(station) == PARTS


@pytest.mark.parametrize("change", ["pause", "remove", "words", "slot"])
async def test_a_station_changed_after_the_preparation_does_not_air_what_was_prepared(change: str):
    async with open_studio(at=AIR_TIME - timedelta(milliseconds=20)) as studio:
        station = await begin(studio)
        await studio.room.air_due()
        match change:
            case "pause":
                await studio.storage.pause_station(station.station_id)
            case "remove":
                await studio.storage.remove_station(station.station_id)
            case "words":
                await studio.storage.update_station(replace(station, watch_words=("埼玉",)), AIR_TIME)
            case _:
                await studio.storage.update_station(replace(station, weekday=3), AIR_TIME)

        studio.clock.time = AIR_TIME
        await studio.room.wait()

        assert studio.aired(station) == []
        assert await studio.storage.list_broadcasts(AIR_TIME.date()) == ()


async def test_a_slot_moved_forward_after_the_preparation_does_not_wait_for_its_former_time():
    async with open_studio(at=AIR_TIME - timedelta(minutes=5)) as studio:
        station = await begin(studio)
        await studio.room.air_due()
        await studio.room.air_due()
        moved = replace(station, air_time=time(7, 55))
        await studio.storage.update_station(moved, AIR_TIME - timedelta(minutes=5))

        await studio.knock()

        assert studio.aired(station) == PARTS


async def test_words_changed_after_the_preparation_are_prepared_anew_before_the_air_time():
    async with open_studio(at=AIR_TIME - timedelta(minutes=5)) as studio:
        station = await begin(studio)
        await studio.room.air_due()
        await studio.storage.update_station(replace(station, watch_words=("埼玉",)), AIR_TIME - timedelta(minutes=5))

        await studio.room.air_due()
        async with asyncio.timeout(10):
            while await studio.storage.find_finished("2026-11-23/tsumugi/4/埼玉") is None:  # noqa: ASYNC110 – no bell
                await asyncio.sleep(0.01)
        await studio.room.close()

        assert studio.aired(station) == []


async def test_a_channel_moved_after_the_preparation_is_followed():
    async with open_studio(at=AIR_TIME - timedelta(milliseconds=20)) as studio:
        station = await begin(studio)
        await studio.room.air_due()
        asked: list[int] = []
        find_transmitter = studio.room.find_transmitter

        async def note_channel(wanted: Station, broadcast: Broadcast) -> Transmitter:
            asked.append(wanted.channel_id)
            return await find_transmitter(wanted, broadcast)

        studio.room.find_transmitter = note_channel
        await studio.storage.update_station(replace(station, channel_id=77), AIR_TIME)

        studio.clock.time = AIR_TIME
        await studio.room.wait()

        assert asked == [77]


async def test_a_fault_that_managers_mend_ends_the_slot_and_is_told():
    async with open_studio(refuse=GONE) as studio:
        station = await begin(studio)

        await studio.knock()
        studio.clock.pass_by(hours=1)
        await studio.knock()

        assert (await studio.find_broadcast(station)).state is BroadcastState.FAILED
        assert await studio.find_problem(station) == GONE.reason
        assert studio.told == [f"Station {station.station_id}: {GONE.reason}"]


async def test_a_fault_that_passes_is_tried_again_after_a_pause():
    async with open_studio() as studio:
        station = await begin(studio)
        studio.transmitters[station.station_id] = FakeTransmitter({"story-1": DOWN})
        await studio.knock()
        await studio.knock()
        assert studio.aired(station) == ["opening"]
        assert studio.told == ["A post waits: Discord is down"]

        studio.transmitters[station.station_id].failures.clear()
        studio.clock.pass_by(seconds=RETRY.total_seconds())
        await studio.knock()

        assert studio.aired(station) == PARTS
        assert await studio.find_problem(station) is None


async def test_discord_is_left_alone_as_long_as_it_asks():
    async with open_studio() as studio:
        station = await begin(studio)
        busy = TransmissionError("too fast", retry_after_s=600)
        studio.transmitters[station.station_id] = FakeTransmitter({"opening": busy})
        await studio.knock()
        studio.transmitters[station.station_id].failures.clear()

        studio.clock.pass_by(minutes=5)
        await studio.knock()
        assert studio.aired(station) == []
        studio.clock.pass_by(minutes=5)
        await studio.knock()

        assert studio.aired(station) == PARTS


async def test_what_a_transmitter_had_to_do_without_is_kept_as_the_stations_problem():
    async with open_studio() as studio:
        station = await begin(studio)
        studio.transmitters[station.station_id] = FakeTransmitter()
        studio.transmitters[station.station_id].problem = "no threads"

        await studio.knock()

        assert await studio.find_problem(station) == "no threads"


async def test_a_slot_missed_for_too_long_is_skipped_once_and_told():
    async with open_studio(at=AIR_TIME + timedelta(hours=13)) as studio:
        station = await begin(studio)

        await studio.knock()
        await studio.knock()

        assert (await studio.find_broadcast(station)).state is BroadcastState.SKIPPED
        assert len(studio.told) == 1
        assert studio.aired(station) == []


async def test_a_slot_that_another_process_plays_out_is_not_skipped():
    async with open_studio(at=AIR_TIME + timedelta(hours=13)) as studio:
        station = await begin(studio)
        await studio.storage.claim_slot(station.station_id, MONDAY, studio.clock.now(), "other")

        await studio.knock()

        assert studio.told == []


async def test_what_another_process_holds_is_left_to_it():
    async with open_studio() as studio:
        station = await begin(studio)
        await studio.storage.claim_slot(station.station_id, MONDAY, studio.clock.now(), "other")

        await studio.knock()

        assert studio.aired(station) == []


async def test_only_the_process_own_stations_are_carried():
    async with open_studio(carries=lambda station: station.guild_id == 2) as studio:
        foreign, own = await begin(studio, guild_id=1), await begin(studio, guild_id=2)

        await studio.knock()

        assert studio.aired(foreign) == []
        assert studio.aired(own) == PARTS


async def test_a_manager_airs_now_what_waits_for_its_air_time():
    async with open_studio(at=AIR_TIME - timedelta(minutes=5)) as studio:
        station = await begin(studio)
        await studio.room.air_due()
        await asyncio.sleep(0)

        assert await studio.room.air_now(station)

        assert studio.aired(station) == PARTS
        studio.clock.pass_by(minutes=5)
        await studio.knock()
        assert studio.aired(station) == PARTS


async def test_a_manager_who_asks_twice_is_told_that_it_is_on_the_air():
    async with open_studio() as studio:
        station = await begin(studio)

        answers = await asyncio.gather(*(studio.room.air_now(station) for _ in range(3)))

        assert sorted(answers) == [False, False, True]
        assert studio.aired(station) == PARTS


async def test_a_manager_airs_again_what_failed_and_hears_of_the_fault():
    async with open_studio() as studio:
        station = await begin(studio)
        studio.transmitters[station.station_id] = FakeTransmitter({"opening": GONE})
        await studio.knock()
        with pytest.raises(TransmissionError):
            await studio.room.air_now(station)

        studio.transmitters[station.station_id].failures.clear()

        assert await studio.room.air_now(station)
        assert studio.aired(station) == PARTS


async def test_a_claim_lost_at_the_last_post_leaves_the_end_to_the_other(monkeypatch: pytest.MonkeyPatch):
    async with open_studio() as studio:
        station = await begin(studio)
        studio.transmitters[station.station_id] = FakeTransmitter()
        studio.transmitters[station.station_id].problem = "mine"
        real = studio.storage.mark_aired

        async def mark_aired(episode_id: int, now: datetime) -> None:
            await real(episode_id, now)
            later = now + timedelta(minutes=5)
            await studio.storage.claim_slot(station.station_id, MONDAY, later, "other")

        monkeypatch.setattr(studio.storage, "mark_aired", mark_aired)
        await studio.knock()

        assert (await studio.find_broadcast(station)).state is BroadcastState.ON_AIR
        assert await studio.find_problem(station) is None


async def test_a_claim_lost_on_the_way_is_no_airing():
    async with open_studio() as studio:
        station = await begin(studio)

        class Robbed(FakeTransmitter):
            async def prepare(self) -> None:
                later = studio.clock.now() + timedelta(minutes=5)
                await studio.storage.claim_slot(station.station_id, MONDAY, later, "other")

        studio.transmitters[station.station_id] = Robbed()

        await studio.knock()

        assert (await studio.find_broadcast(station)).state is BroadcastState.ON_AIR
        assert studio.aired(station) == []


async def test_a_broadcast_begun_with_another_episode_ends_with_it():
    async with open_studio() as studio:
        station = await begin(studio)
        other = await finish(studio.storage, edition(story_count=3), kind=EpisodeKind.BROADCAST)
        broadcast = await studio.storage.claim_slot(
            station.station_id,
            MONDAY,
            studio.clock.now(),
            "test",
        )
        assert broadcast is not None
        await studio.storage.start_broadcast(broadcast.broadcast_id, other.episode_id, station.channel_id)
        await studio.room.open()

        await studio.knock()

        assert (await studio.find_broadcast(station)).episode_id == other.episode_id
        assert studio.aired(station) == PARTS


async def test_without_news_the_owner_hears_it_and_the_next_try_is_in_a_quarter_of_an_hour():
    async with open_studio(fetcher=make_fetcher(EMPTY_RSS)) as studio:
        station = await begin(studio, ready=False)
        await studio.knock()
        await studio.knock()
        assert len(studio.told) == 1
        assert "15 minutes" in studio.told[0]

        studio.clock.pass_by(minutes=15)
        await studio.knock()

        assert len(studio.told) == 2
        with pytest.raises(NoNewsError):
            await studio.room.air_now(station)


async def test_a_bug_in_the_making_is_logged_with_its_trace_and_tried_again(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    async with open_studio() as studio:
        station = await begin(studio, ready=False)

        async def produce(*_: object, **__: object) -> None:
            raise KeyError("a bug")

        with monkeypatch.context() as patch, caplog.at_level(logging.ERROR):
            patch.setattr(studio.producer, "produce", produce)
            await studio.knock()
        assert any(record.exc_info for record in caplog.records)

        studio.clock.pass_by(minutes=2)
        await studio.knock()

        assert len(studio.aired(station)) == 6


async def test_what_went_wrong_in_the_making_is_told_to_the_owner():
    dead = ModelUnavailableError("the model is down")
    async with open_studio(model=HonestModel(judge=dead, facts=dead)) as studio:
        await begin(studio, ready=False)

        await studio.knock()

        assert len(studio.told) == 1
        assert "the model is down" in studio.told[0]


async def test_a_stop_lets_go_of_claims_and_of_what_is_in_the_making():
    async with open_studio() as studio:
        station = await begin(studio, ready=False)
        hang = asyncio.Event()

        async def produce(*_: object, **__: object) -> None:
            await hang.wait()

        studio.producer.produce = produce  # type: ignore[method-assign, assignment] – never comes to an end
        await studio.room.air_due()
        await asyncio.sleep(0.05)

        await studio.room.close()

        assert studio.aired(station) == []
