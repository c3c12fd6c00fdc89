"""/station on the small Discord: what a manager asks, reads and presses, in both languages."""

import asyncio
import re
from datetime import time, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from archive.storage import Storage
from cogs import commands
from cogs.confirmation import PRESSABLE
from cogs.preview import PreviewDesk
from cogs.station import StationGroup
from cogs.watch import LONGEST_WORD, MOST_WORDS
from radio.errors import NoNewsError, StorageError
from radio.news import GatherReport
from radio.show import EpisodeKind, Layout
from radio.transmission import BroadcastState
from radio.writing import Purpose, Usage
from tests.cogs.on_air import AIR_TIME, PARTS, add_station, connect, eventually, finish_episode, make_client
from tests.cogs.station_bot import Managers, open_managers
from tests.fakes import FakeClock
from tests.loopback.discord import ANNOUNCEMENT, EVERYTHING, FORUM, MANAGER, MEMBER, DiscordServer, Limits, Permission

LATIN_ONLY = re.compile(r"[ぁ-んァ-ヶ]")
ERROR_ID = re.compile(r"id=([0-9a-f]{6})")


make_tree = partial(commands.make_tree, tokens_per_day=None)


def find_previews(managers: Managers) -> PreviewDesk:
    group = managers.evening.client.tree.get_command("station")
    assert isinstance(group, StationGroup)
    return group.previews


async def read_stations(managers: Managers):
    return await managers.evening.storage.list_stations()


async def test_setup_needs_no_option_at_all():
    async with open_managers() as managers:
        asked = await managers.ask("setup")

        (station,) = await read_stations(managers)
        assert (station.weekday, station.air_time, station.zone) == (0, time(8), "Asia/Tokyo")
        assert (station.host, station.story_count, station.layout) == ("tsumugi", 4, Layout.THREAD)
        assert station.channel_id == managers.evening.server.channel().id
        assert asked.is_ephemeral
        assert "毎週月曜日 8:00（Asia/Tokyo）" in asked.text
        assert "権限" not in asked.text


async def test_setup_takes_every_option():
    async with open_managers(channels=2) as managers:
        channel = managers.evening.server.channel(channel=1)

        await managers.ask(
            "setup",
            channel=channel,
            weekday=5,
            time="午後8時半",
            zone="Europe/Paris",
            host="shirube",
            stories=3,
            layout="channel",
        )

        (station,) = await read_stations(managers)
        assert station.channel_id == channel.id
        assert (station.weekday, station.air_time, station.zone) == (5, time(20, 30), "Europe/Paris")
        assert (station.host, station.story_count, station.layout) == ("shirube", 3, Layout.CHANNEL)


async def test_a_station_set_up_at_its_air_time_airs_without_waiting_for_a_knock():
    async with open_managers(at=AIR_TIME) as managers:
        evening = managers.evening
        channel = evening.server.channel()
        await managers.ask("setup", time="9:00")
        (station,) = await read_stations(managers)
        await finish_episode(evening.storage, station, at=AIR_TIME + timedelta(hours=1))

        asked = await managers.ask("setup", time="8:00")
        await eventually(lambda: evening.aired(channel) == list(PARTS))

        assert "変え" in asked.text


async def test_a_show_resumed_at_its_air_time_airs_without_waiting_for_a_knock():
    async with open_managers(at=AIR_TIME) as managers:
        evening = managers.evening
        station = await add_station(evening.storage, evening.server.channel(), paused=True)
        await finish_episode(evening.storage, station)

        asked = await managers.ask("resume")

        await eventually(lambda: evening.aired(evening.server.channel()) == list(PARTS))
        assert asked.is_ephemeral


async def test_an_archive_that_fails_after_the_answer_is_left_to_the_next_knock(monkeypatch: pytest.MonkeyPatch):
    async def fail(self: object) -> None:
        raise StorageError("the disk is full")

    monkeypatch.setattr("studio.control_room.ControlRoom.air_due", fail)
    async with open_managers() as managers:
        asked = await managers.ask("setup")

        assert len(await read_stations(managers)) == 1
        assert "毎週月曜日" in asked.text


async def test_the_host_brings_its_own_weekday():
    async with open_managers() as managers:
        asked = await managers.ask("setup", host="夜長しるべ")

        (station,) = await read_stations(managers)
        assert (station.host, station.weekday) == ("shirube", 3)
        assert "夜長しるべ" in asked.text


async def test_setting_up_the_same_day_and_host_again_changes_only_what_is_given():
    async with open_managers() as managers:
        await managers.ask("setup", time="7:00", stories=5)
        await managers.ask("watch add", word="カレー")

        asked = await managers.ask("setup", layout="channel")

        (station,) = await read_stations(managers)
        assert (station.air_time, station.story_count, station.layout) == (time(7), 5, Layout.CHANNEL)
        assert station.watch_words == ("カレー",)
        assert "変え" in asked.text


async def test_another_day_is_another_station_and_a_named_one_is_moved():
    async with open_managers() as managers:
        await managers.ask("setup")
        await managers.ask("setup", weekday=4)
        first, second = await read_stations(managers)

        await managers.ask("setup", station=str(second.station_id), weekday=2, time="9時")
        taken = await managers.ask("setup", station=str(second.station_id), weekday=0)

        assert [(each.station_id, each.weekday) for each in await read_stations(managers)] == [
            (first.station_id, 0),
            (second.station_id, 2),
        ]
        assert "もうある" in taken.text


@pytest.mark.parametrize("locale", ["ja", "en-US", "fr"])
@pytest.mark.parametrize(
    "wrong",
    [
        {"time": "25:00"},
        {"time": "@everyone"},
        {"time": "😀" * 3000},
        {"zone": "どこか"},
        {"zone": "../../etc/passwd"},
        {"host": "<@&1>だれか"},
        {"station": "17"},
        {"station": "x" * 6000},
    ],
)
async def test_what_cannot_be_read_is_told_in_the_managers_language_and_keeps_nothing(
    wrong: dict[str, str], locale: str
):
    async with open_managers() as managers:
        asked = await managers.ask("setup", locale=locale, **wrong)

        assert await read_stations(managers) == ()
        assert bool(LATIN_ONLY.search(asked.text)) == (locale == "ja") or "host" in wrong
        assert len(asked.text) < 300
        assert "everyone" not in asked.text
        assert not ERROR_ID.search(asked.text)


async def test_a_member_is_refused_everything():
    async with open_managers() as managers:
        await managers.ask("setup")
        before = await read_stations(managers)

        for command in ("setup", "status", "preview", "air", "pause", "resume", "remove", "watch list"):
            asked = await managers.ask(command, by="あおい", permissions=MEMBER)
            assert "サーバー管理" in asked.text
            assert asked.is_ephemeral
            assert not asked.visible
        english = await managers.ask("status", by="あおい", permissions=MEMBER, locale="en-GB")

        assert "Manage Server" in english.text
        assert await managers.type("status", "station", "", permissions=MEMBER) == []
        assert await managers.type("watch remove", "word", "", permissions=MEMBER) == []
        assert await read_stations(managers) == before


async def test_an_administrator_manages_too():
    async with open_managers() as managers:
        await managers.ask("setup", permissions=int(Permission.ADMINISTRATOR))

        assert len(await read_stations(managers)) == 1


@pytest.mark.parametrize(
    ("locale", "names"),
    [
        ("ja", ["チャンネルを見る", "公開スレッドの作成"]),
        ("en-US", ["View Channel", "Create Public Threads"]),
    ],
)
async def test_setup_names_exactly_the_permissions_that_are_missing_and_saves_all_the_same(
    locale: str, names: list[str]
):
    async with open_managers() as managers:
        channel = managers.evening.server.channel()
        denied = Permission.VIEW_CHANNEL | Permission.CREATE_PUBLIC_THREADS
        managers.evening.server.set_permissions(channel.id, deny=int(denied))

        asked = await managers.ask("setup", locale=locale)

        assert [line[2:] for line in asked.text.splitlines() if line.startswith("- ")] == names
        assert len(await read_stations(managers)) == 1


async def test_the_channel_layout_needs_no_threads():
    async with open_managers() as managers:
        channel = managers.evening.server.channel()
        managers.evening.server.set_permissions(channel.id, deny=int(Permission.CREATE_PUBLIC_THREADS))

        asked = await managers.ask("setup", layout="channel")

        assert "⚠️" not in asked.text


async def test_what_everyone_may_not_the_bots_role_may():
    async with open_managers() as managers:
        server = managers.evening.server
        channel, guild = server.channel(), server.world.guilds[server.channel().guild_id or 0]
        role = next(role for role in guild.roles.values() if role.bot_id)
        server.set_permissions(channel.id, deny=int(Permission.VIEW_CHANNEL), target_id=guild.id)
        hidden = await managers.ask("setup")
        server.set_permissions(channel.id, allow=int(Permission.VIEW_CHANNEL), target_id=role.id)

        allowed = await managers.ask("setup")

        assert "- チャンネルを見る" in hidden.text
        assert "⚠️" not in allowed.text


async def test_an_administrating_bot_lacks_nothing():
    async with open_managers(bot_permissions=EVERYTHING) as managers:
        channel = managers.evening.server.channel()
        managers.evening.server.set_permissions(channel.id, deny=int(Permission.SEND_MESSAGES))

        asked = await managers.ask("setup")

        assert "⚠️" not in asked.text


async def test_only_text_and_announcement_channels_can_carry_the_show():
    async with open_managers() as managers:
        server = managers.evening.server
        guild_id = server.channel().guild_id
        forum = server.add_channel(guild_id, "forum", kind=FORUM)
        announcements = server.add_channel(guild_id, "news", kind=ANNOUNCEMENT)

        wrong = await server.invoke_command(guild_id, forum.id, "みどり", "station setup", {}, permissions=MANAGER)
        written = await managers.ask("setup", channel=announcements)

        assert "テキストチャンネル" in wrong.text
        assert "準備できた" in written.text
        assert [each.channel_id for each in await read_stations(managers)] == [announcements.id]


@pytest.mark.parametrize(
    "command", ["status", "preview", "air", "pause", "resume", "remove", "watch list", "watch add", "watch remove"]
)
async def test_without_a_station_every_command_says_how_to_begin(command: str):
    async with open_managers() as managers:
        options = {"word": "カレー"} if command in ("watch add", "watch remove") else {}

        asked = await managers.ask(command, **options)

        assert "/station setup" in asked.text


async def test_of_several_stations_one_must_be_named():
    async with open_managers() as managers:
        await managers.ask("setup")
        await managers.ask("setup", weekday=4, time="21:00")

        unclear = await managers.ask("pause")
        offered = await managers.type("pause", "station", "金曜")
        named = await managers.ask("pause", station=offered[0][1])

        assert "月曜日 8:00 春日部つむぎ" in unclear.text
        assert [name for name, _ in offered] == ["金曜日 21:00 春日部つむぎ"]
        assert "お休み" in named.text
        assert [each.paused for each in await read_stations(managers)] == [False, True]


async def test_another_servers_station_cannot_be_named():
    async with open_managers(guilds=2) as managers:
        other = await add_station(managers.evening.storage, managers.evening.server.channel(guild=1))
        await managers.ask("setup")

        asked = await managers.ask("pause", station=str(other.station_id))

        assert "見つからなかった" in asked.text
        assert not any(each.paused for each in await read_stations(managers))


async def test_zones_and_hosts_are_suggested():
    async with open_managers() as managers:
        assert ("Asia/Tokyo", "Asia/Tokyo") in await managers.type("setup", "zone", "東京")
        assert await managers.type("setup", "host", "つむ") == [("春日部つむぎ", "tsumugi")]
        assert len(await managers.type("setup", "host", "")) == 2
        assert await managers.type("setup", "host", "だれも") == []


async def test_status_tells_everything_in_one_card():
    async with open_managers() as managers:
        evening = managers.evening
        await managers.ask("setup")
        await managers.ask("watch add", word="カレー")
        usage = Usage(purpose=Purpose.FACTS, calls=4, input_tokens=12_000, output_tokens=345)
        await evening.storage.log_usage(AIR_TIME.date() - timedelta(days=1), usage, AIR_TIME)  # 23:00 UTC, Sunday

        asked = await managers.ask("status")

        next_at = int((AIR_TIME + timedelta(days=7)).timestamp())
        assert f"<t:{next_at}:F>" in asked.text
        assert f"<t:{next_at}:R>" in asked.text
        assert "12,345 / 500,000" in asked.text
        assert "カレー" in asked.text
        assert "まだ放送してない" in asked.text
        assert "ぜんぶそろってる" in asked.text
        assert asked.is_ephemeral


async def test_status_links_the_last_episode():
    async with open_managers(limits=Limits(enabled=False)) as managers:
        evening = managers.evening
        station = await add_station(evening.storage, evening.server.channel())
        await finish_episode(evening.storage, station)
        await evening.knock()

        asked = await managers.ask("status")

        (thread,) = evening.server.threads(station.channel_id)
        assert f"https://discord.com/channels/{station.guild_id}/{thread.id}" in asked.text
        assert "11月23日に放送した" in asked.text


async def test_status_names_what_is_missing_and_what_becomes_of_the_show():
    async with open_managers() as managers:
        server = managers.evening.server
        await managers.ask("setup")
        denied = Permission.EMBED_LINKS | Permission.CREATE_PUBLIC_THREADS
        server.set_permissions(server.channel().id, deny=int(denied))

        asked = await managers.ask("status")
        english = await managers.ask("status", locale="en-US")

        assert "埋め込みリンク、公開スレッドの作成" in asked.text
        assert "カードじゃなくて" in asked.text
        assert "スレッドが作れない" in asked.text
        assert "Embed Links, Create Public Threads" in english.text


async def test_status_tells_of_a_deleted_channel_and_of_a_skipped_slot():
    async with open_managers() as managers:
        evening = managers.evening
        await managers.ask("setup")
        (station,) = await read_stations(managers)
        await evening.storage.skip_slot(station.station_id, AIR_TIME.date(), "@everyone **off the air**", AIR_TIME)
        home = evening.server.add_channel(station.guild_id, "elsewhere")
        evening.server.delete_channel(station.channel_id)
        guild = evening.client.get_guild(station.guild_id)
        await eventually(lambda: guild is not None and guild.get_channel(station.channel_id) is None)

        asked = await evening.server.invoke_command(
            station.guild_id, home.id, "みどり", "station status", {}, permissions=MANAGER
        )

        assert "チャンネルが見あたらない" in asked.text
        assert "チャンネルが削除されています" in asked.text
        assert "お休みした（＠everyone" in asked.text


async def test_status_shows_several_stations_within_discords_limits():
    async with open_managers() as managers:
        for weekday in range(7):
            await managers.ask("setup", weekday=weekday)
            await managers.ask("setup", weekday=weekday, host="shirube")
        for station in await read_stations(managers):
            await managers.evening.storage.set_problem(station.station_id, "問題" * 600)

        asked = await managers.ask("status")

        assert asked.text.count("記事4本") == 6


async def test_without_a_model_status_says_so():
    async with open_managers(tokens_per_day=None) as managers:
        await managers.ask("setup")

        asked = await managers.ask("status")

        assert "原文のまま" in asked.text


async def test_pause_and_resume():
    async with open_managers() as managers:
        await managers.ask("setup")

        await managers.ask("pause")
        paused = await managers.ask("status")
        again = await managers.ask("setup", time="9:00")
        resumed = await managers.ask("resume")

        assert "お休み中" in paused.text
        assert "/station resume" in again.text
        assert f"<t:{int((AIR_TIME + timedelta(hours=1)).timestamp())}:F>" in resumed.text
        assert not (await read_stations(managers))[0].paused


async def test_watch_words_are_kept_as_they_are_and_shown_without_effect():
    async with open_managers() as managers:
        await managers.ask("setup")

        added = await managers.ask("watch add", word="カレー、@everyone，<@&1>, カレー\u200b、ｶﾚｰ")
        listed = await managers.ask("watch list")

        (station,) = await read_stations(managers)
        assert len(station.watch_words) == 3
        assert "@everyone" in station.watch_words
        for answer in (added, listed):
            assert "@everyone" not in answer.text
            assert "<@&" not in answer.text
        assert f"3/{MOST_WORDS}" in listed.text


@pytest.mark.parametrize("typed", ["、", " \u200b ", "長" * (LONGEST_WORD + 1), f"カレー、{'長' * 31}"])
async def test_a_watch_word_has_a_length(typed: str):
    async with open_managers() as managers:
        await managers.ask("setup")

        asked = await managers.ask("watch add", word=typed)

        assert str(LONGEST_WORD) in asked.text
        assert (await read_stations(managers))[0].watch_words == ()


async def test_the_list_of_watch_words_has_an_end():
    async with open_managers() as managers:
        await managers.ask("setup")
        await managers.ask("watch add", word="、".join(f"言葉{number}" for number in range(MOST_WORDS)))

        full = await managers.ask("watch add", word="もうひとつ")
        known = await managers.ask("watch add", word="言葉０")
        offered = await managers.type("watch remove", "word", "言葉1")
        await managers.ask("watch remove", word="言葉１")
        unknown = await managers.ask("watch remove", word="言葉１")

        assert str(MOST_WORDS) in full.text
        assert "もう入ってる" in known.text
        assert offered[0] == ("言葉1", "言葉1")
        assert "入ってない" in unknown.text
        assert len((await read_stations(managers))[0].watch_words) == MOST_WORDS - 1


async def test_an_empty_list_of_watch_words_invites():
    async with open_managers() as managers:
        await managers.ask("setup")

        for command, options in (("watch list", {}), ("watch remove", {"word": "カレー"})):
            asked = await managers.ask(command, **options)
            assert "/station watch add" in asked.text


async def test_a_preview_is_for_the_asker_alone_and_nothing_is_aired():
    async with open_managers() as managers:
        evening = managers.evening
        await managers.ask("setup")

        asked = await managers.ask("preview")
        await asked.followed_up(len(PARTS))

        assert asked.is_ephemeral
        assert [part in asked.text for part in PARTS] == [True] * len(PARTS)
        assert evening.server.messages(evening.server.channel().id) == []
        assert [(str(edition.air_date), kind) for edition, kind in managers.produced] == [
            ("2026-11-30", EpisodeKind.REHEARSAL)
        ]
        assert await evening.storage.list_broadcasts(AIR_TIME.date()) == ()


async def test_after_a_preview_there_is_a_pause_and_the_rehearsal_serves_other_servers():
    async with open_managers(guilds=2, limits=Limits(enabled=False)) as managers:
        evening = managers.evening
        other = evening.server.channel(guild=1)
        await managers.ask("setup")
        await evening.server.invoke_command(
            other.guild_id, other.id, "きいろ", "station setup", {}, permissions=MANAGER
        )
        first = await managers.ask("preview")
        await first.followed_up(len(PARTS))

        soon = await managers.ask("preview")
        elsewhere = await evening.server.invoke_command(
            other.guild_id, other.id, "きいろ", "station preview", {}, permissions=MANAGER
        )
        await elsewhere.followed_up(len(PARTS))
        evening.clock.pass_by(minutes=11)
        later = await managers.ask("preview")
        await later.followed_up(len(PARTS))

        assert ":R>" in soon.text
        assert len(managers.produced) == 1


async def test_a_preview_without_news_says_so_and_may_be_tried_again():
    async with open_managers() as managers:
        await managers.ask("setup")
        managers.failure = NoNewsError("no news", GatherReport(feeds=()))

        first = await managers.ask("preview")
        second = await managers.ask("preview", locale="en-US")

        assert "見つからなかった" in first.text
        assert ERROR_ID.search(first.text)
        assert "No story" in second.text


async def test_a_confirmed_airing_goes_out_once_and_never_twice_on_one_day():
    async with open_managers(at=AIR_TIME + timedelta(hours=3), limits=Limits(enabled=False)) as managers:
        evening = managers.evening
        station = await add_station(evening.storage, evening.server.channel())
        await finish_episode(evening.storage, station)
        asked = await managers.ask("air")
        twin = await managers.ask("air")

        await managers.press(asked, "放送する")
        await eventually(lambda: "放送したよ" in asked.text)
        await managers.press(twin, "放送する")
        await eventually(lambda: "もう放送した" in twin.text)
        refused = await managers.ask("air", locale="en-US")

        assert evening.aired(evening.server.channel()) == list(PARTS)
        assert "already" in refused.text
        (broadcast,) = await evening.storage.list_broadcasts(AIR_TIME.date())
        assert broadcast.state is BroadcastState.AIRED


async def test_a_question_that_is_declined_changes_nothing():
    async with open_managers() as managers:
        await managers.ask("setup")
        asked = await managers.ask("air")

        await managers.press(asked, "そのまま")

        assert "そのまま" in asked.text
        assert managers.produced == []
        with pytest.raises(LookupError):
            await managers.press(asked, "放送する")


async def test_buttons_are_for_the_asker_while_a_manager_and_for_a_minute():
    async with open_managers() as managers:
        await managers.ask("setup")
        asked = await managers.ask("remove")

        stranger = await managers.press(asked, "やめる", by="あおい")
        demoted = await managers.press(asked, "やめる", permissions=MEMBER)
        managers.evening.clock.pass_by(seconds=PRESSABLE.total_seconds() + 1)
        await managers.press(asked, "やめる", locale="en-US")

        assert "コマンドを使った人だけ" in stranger.text
        assert "サーバー管理" in demoted.text
        assert "Time is up" in asked.text
        assert len(await read_stations(managers)) == 1


async def test_a_removed_station_is_gone_and_its_other_buttons_say_so():
    async with open_managers() as managers:
        await managers.ask("setup")
        asked, twin = await managers.ask("remove"), await managers.ask("air", locale="en-US")

        await managers.press(asked, "やめる")
        await eventually(lambda: "おしまい" in asked.text)
        await managers.press(twin, "Air it", locale="en-US")

        assert await read_stations(managers) == ()
        assert "no such programme" in twin.text


async def test_a_station_that_cannot_be_sent_to_is_told_with_its_remedy():
    async with open_managers(at=AIR_TIME + timedelta(hours=3)) as managers:
        evening = managers.evening
        station = await add_station(evening.storage, evening.server.channel())
        await finish_episode(evening.storage, station)
        asked = await managers.ask("air")
        evening.server.set_permissions(station.channel_id, deny=int(Permission.VIEW_CHANNEL))

        pressed = await managers.press(asked, "放送する")
        await eventually(lambda: bool(pressed.followups))

        assert "チャンネルを見る" in pressed.text
        assert ERROR_ID.search(pressed.text)


async def test_a_fault_has_an_id_that_the_log_has_too(caplog: pytest.LogCaptureFixture):
    async with open_managers() as managers:

        async def fail(*_: object):
            raise StorageError("radio.db: disk I/O error")

        managers.evening.storage.list_stations = fail  # type: ignore[method-assign] – the archive breaks

        asked = await managers.ask("status")
        managers.evening.storage.list_stations = None  # type: ignore[assignment] – a bug of ours
        bug = await managers.ask("status", locale="en-US")

        for answer in (asked, bug):
            (found,) = ERROR_ID.findall(answer.text)
            assert f"id={found}" in caplog.text
            assert "disk" not in answer.text
        assert "Traceback" in caplog.text
        del managers.evening.storage.list_stations


async def test_an_interaction_that_expired_is_only_logged(caplog: pytest.LogCaptureFixture):
    async with open_managers() as managers:
        managers.evening.server.interaction_deadline_s = 0.0

        with pytest.raises(TimeoutError):
            await managers.ask("status")

        await eventually(lambda: "interaction expired" in caplog.text)
        assert "Traceback" not in caplog.text
        assert len(managers.evening.server.rejected) == 1


async def test_everything_a_manager_reads_pings_nobody():
    async with open_managers() as managers:
        await managers.ask("setup")
        await managers.ask("watch add", word="@everyone、@here")
        await managers.ask("status")
        await managers.ask("remove")

        edits = [each.body for each in managers.evening.server.requests if each.path.endswith("@original")]

        assert len(edits) == 4
        assert [body["allowed_mentions"]["parse"] for body in edits] == [[]] * 4


async def test_a_second_preview_waits_for_the_first_and_a_slow_one_goes_on_without_its_asker():
    async with open_managers(limits=Limits(enabled=False)) as managers:
        let = asyncio.Event()
        produce = managers.evening.client.producer.produce

        async def produce_slowly(*given: Any, **named: Any) -> Any:
            await let.wait()
            return await produce(*given, **named)

        managers.evening.client.producer.produce = produce_slowly  # type: ignore[method-assign] – the journey takes its time
        previews = find_previews(managers)
        previews.longest_wait_s = 0.2
        await managers.ask("setup")
        channel = managers.evening.server.channel()

        first = await managers.evening.server.invoke_command(
            channel.guild_id, channel.id, "みどり", "station preview", {}, permissions=MANAGER, timeout_s=0
        )
        await first.acknowledged()
        second = await managers.ask("preview")
        await first.answered()
        let.set()
        third = await managers.ask("preview")
        await third.followed_up(len(PARTS))

        assert "準備中" in second.text
        assert "時間がかかってる" in first.text
        assert len(managers.produced) == 1


async def test_after_a_restart_the_buttons_still_work(tmp_path: Path):
    database = tmp_path / "radio.db"
    async with DiscordServer() as server:
        clock, channel = FakeClock(AIR_TIME), server.channel()
        async with Storage.open(database) as storage, connect(server, make_client(storage, clock, make_tree=make_tree)):
            await add_station(storage, channel)
            asked = await server.invoke_command(
                channel.guild_id, channel.id, "みどり", "station remove", {}, permissions=MANAGER
            )

        async with Storage.open(database) as storage, connect(server, make_client(storage, clock, make_tree=make_tree)):
            await server.press_button(asked.messages[0], "やめる", "みどり", permissions=MANAGER)
            await eventually(lambda: "おしまい" in asked.text)

            assert await storage.list_stations() == ()
        assert len(server.asked("PUT", "/applications/{application_id}/commands")) == 1
        assert server.violations == []


async def test_in_an_outage_nothing_wrong_is_said_of_channel_and_permissions():
    async with open_managers() as managers:
        evening = managers.evening
        await managers.ask("setup")
        guild = evening.client.get_guild(evening.server.channel().guild_id or 0)
        assert guild is not None
        evening.server.set_guild_outage(guild.id, True)
        await eventually(lambda: guild.unavailable)

        asked = await managers.ask("status")
        refused = await managers.ask("setup")

        assert "権限" not in asked.text
        assert "チャンネルが見あたらない" not in asked.text
        assert "見えてない" in refused.text


async def test_status_of_a_station_in_the_channel_links_its_first_post_and_a_stopped_one_says_why():
    async with open_managers(limits=Limits(enabled=False)) as managers:
        evening = managers.evening
        station = await add_station(evening.storage, evening.server.channel(), layout=Layout.CHANNEL)
        await finish_episode(evening.storage, station)
        evening.server.fail_next(30, status=503)
        await evening.knock()
        evening.server.faults.clear()
        stopped = await managers.ask("status")
        evening.clock.pass_by(minutes=20)
        await evening.knock()

        asked = await managers.ask("status")

        first = evening.server.messages(station.channel_id)[0]
        assert f"/{station.guild_id}/{station.channel_id}/{first.id}" in asked.text
        assert "途中で止まってる" in stopped.text
        assert "復旧すると" in stopped.text
