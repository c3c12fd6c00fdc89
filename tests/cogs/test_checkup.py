from datetime import UTC, datetime, time
from typing import Any

import discord
import pytest

from cogs import checkup
from cogs.checkup import examine_discord, write_invite
from radio.checkup import Check
from radio.show import Layout, Station
from tests.loopback.discord import FORUM, DiscordServer, Permission, redirect_discord

NOW = datetime(2026, 11, 23, tzinfo=UTC)


def station(server: DiscordServer, guild: int = 0, **given: Any) -> Station:
    channel = server.channel(guild)
    usual = {"guild_id": channel.guild_id, "channel_id": channel.id, "host": "tsumugi", "weekday": 0}
    return Station(**usual | {"air_time": time(8), "zone": "Asia/Tokyo", "set_at": NOW, "station_id": 7} | given)


async def look(server: DiscordServer, *stations: Station, token: str | None = None) -> dict[str, Check]:
    with redirect_discord(server):
        checks = await examine_discord(token or server.token, stations)
    return {check.name.partition(",")[0].partition(" ")[0]: check for check in checks}


async def test_without_a_token_nothing_is_asked():
    (check,) = await examine_discord(None, ())

    assert check.well
    assert "no DISCORD_TOKEN" in check.seen


async def test_a_station_that_has_what_it_needs_is_well():
    async with DiscordServer() as server:
        checks = await look(server, station(server))

        assert all(check.well for check in checks.values())
        assert set(checks) == {"token", "application", "station"}
        assert "message content intent off" in checks["application"].seen
        assert f"client_id={server.world.application_id}" in checks["application"].seen
        assert server.violations == []
        assert server.gateway.identifies == 0


async def test_a_wrong_token_is_named_without_being_shown():
    async with DiscordServer() as server:
        checks = await look(server, station(server), token="MTIz.wrong.token")  # noqa: S106 – opens nothing

    assert set(checks) == {"token"}
    assert "copy it anew" in checks["token"].remedy
    assert "wrong.token" not in repr(checks)


async def test_each_missing_permission_is_named_with_where_to_give_it():
    async with DiscordServer() as server:
        here = station(server)
        server.set_permissions(here.channel_id, deny=Permission.EMBED_LINKS | Permission.CREATE_PUBLIC_THREADS)

        check = (await look(server, here))["station"]
        in_channel = (await look(server, station(server, layout=Layout.CHANNEL)))["station"]

    assert not check.well
    assert check.remedy.endswith("give the bot: Embed Links, Create Public Threads")
    assert in_channel.remedy.endswith("give the bot: Embed Links")


async def test_a_channel_that_is_hidden_gone_or_takes_no_text_is_told_with_its_remedy():
    async with DiscordServer(guilds=3) as server:
        hidden, gone = station(server, 0), station(server, 1)
        server.set_permissions(hidden.channel_id, deny=Permission.VIEW_CHANNEL)
        server.delete_channel(gone.channel_id)
        forum = server.add_channel(server.channel(2).guild_id or 0, "forum", kind=FORUM)

        first = (await look(server, hidden))["station"]
        second = (await look(server, gone))["station"]
        third = (await look(server, station(server, 2, channel_id=forum.id)))["station"]

    assert not any(check.well for check in (first, second, third))
    assert "View Channel" in first.remedy
    assert "/station setup" in second.remedy
    assert "no text channel" in third.remedy


async def test_a_server_that_the_bot_left_is_told_for_each_of_its_stations():
    async with DiscordServer(guilds=2) as server:
        left = station(server, 1)
        server.remove_guild(left.guild_id)

        with redirect_discord(server):
            checks = await examine_discord(server.token, (left, station(server, 1, weekday=2, station_id=8)))

    ill = [check for check in checks if not check.well]
    assert [check.name for check in ill] == ["station 7", "station 8"]
    assert all(check.remedy for check in ill)


async def test_a_kept_problem_is_told_though_the_permissions_are_right():
    async with DiscordServer() as server:
        check = (await look(server, station(server, problem="2026-11-16: skipped", paused=True)))["station"]

    assert (check.well, check.remedy) == (False, "2026-11-16: skipped")
    assert "paused" in check.seen


async def test_of_very_many_servers_those_with_problems_come_first(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(checkup, "MOST_SERVERS", 1)
    async with DiscordServer(guilds=3) as server:
        with redirect_discord(server):
            checks = await examine_discord(
                server.token, [station(server, 0), station(server, 1, problem="broken"), station(server, 2)]
            )

    assert [check.remedy for check in checks if check.name.startswith("station ")] == ["broken"]
    assert checks[-1].seen == "2 more servers were left out"


async def test_a_discord_that_cannot_be_reached_is_told():
    async with DiscordServer() as server:
        server.drop_next(None)

        checks = await look(server, station(server))

    assert set(checks) == {"token"}
    assert not checks["token"].well
    assert "discordstatus.com" in checks["token"].remedy


async def test_a_discord_that_never_answers_is_given_up(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(checkup, "_PATIENCE_S", 0.2)
    async with DiscordServer() as server:
        server.faults.latency = 3

        checks = await look(server)

    assert checks["Discord"].seen == "slow"


@pytest.mark.parametrize(
    ("given", "well", "words"),
    [
        ({"interactions_endpoint_url": "https://x.example"}, False, "Interactions Endpoint URL"),
        ({"bot_require_code_grant": True}, False, "Requires OAuth2 Code Grant"),
        ({"flags": 1 << 19}, True, "message content intent on"),
        ({"name": "evil\n\x1b[2Jname"}, True, "off"),
    ],
)
def test_switches_of_the_application_that_matter_are_told(given: dict[str, Any], well: bool, words: str):
    data = {"id": "5", "name": "つむぎ", "description": "", "icon": None, "bot_public": True, "verify_key": "0"}
    data |= {
        "bot_require_code_grant": False,
        "owner": {"id": "1", "username": "o", "discriminator": "0", "avatar": None},
    }
    client = discord.Client(intents=discord.Intents.none())

    check = checkup._check_application(discord.AppInfo(client._connection, data | given))  # type: ignore[arg-type] – Discord's own shape

    assert check.well is well
    assert words in check.remedy + check.seen
    assert check.name.isprintable()


def test_the_invite_asks_for_the_bot_its_commands_and_six_permissions():
    link = write_invite(42)

    assert link == (
        "https://discord.com/oauth2/authorize?client_id=42&scope=bot+applications.commands&permissions=309237730304"
    )
