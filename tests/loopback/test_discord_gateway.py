"""The small Discord's gateway: resume, invalid sessions, reconnects, restarts, shards, compression."""

import json

import aiohttp
import discord
import pytest

from tests.loopback.discord import DiscordServer
from tests.loopback.discord_bot import Bot, ShardedBot, eventually, on_the_air


@pytest.mark.parametrize("code", [None, 4000, 1001])
async def test_a_dropped_connection_is_resumed_and_what_was_missed_comes_after(code: int | None):
    async with DiscordServer() as server, on_the_air(server) as bot:
        await server.gateway.drop(code)
        server.add_channel(server.channel().guild_id or 0, "新しい部屋")

        await eventually(lambda: "RESUMED" in bot.events)

        assert bot.events.count("READY") == 1
        assert bot.events.index("CHANNEL_CREATE") < bot.events.index("RESUMED")
        assert (server.gateway.identifies, server.gateway.resumes) == (1, 1)


async def test_op_7_makes_the_bot_resume():
    async with DiscordServer() as server, on_the_air(server) as bot:
        await server.gateway.ask_to_reconnect()

        await eventually(lambda: "RESUMED" in bot.events)
        assert server.gateway.identifies == 1


async def test_an_invalid_session_is_identified_anew():
    async with DiscordServer() as server, on_the_air(server) as bot:
        await server.gateway.invalidate()

        await eventually(lambda: bot.events.count("READY") == 2)
        assert (server.gateway.identifies, server.gateway.resumes) == (2, 0)


async def test_after_a_restart_that_forgets_its_sessions_the_bot_identifies_again():
    async with DiscordServer() as server, on_the_air(server) as bot:
        channel = server.channel()
        await bot.text_channel(channel.id).send("前")

        await server.restart(forget_sessions=True)
        await eventually(lambda: bot.events.count("READY") == 2, 8)
        await bot.text_channel(channel.id).send("後")

        assert [message.text for message in server.messages(channel.id)] == ["前", "後"]


async def test_shards_share_the_guilds_between_them():
    async with DiscordServer(guilds=6, shards=2) as server, on_the_air(server, ShardedBot()) as bot:
        assert isinstance(bot, ShardedBot)

        assert len(bot.guilds) == 6
        assert {session.shard for session in server.gateway.sessions.values()} == {(0, 2), (1, 2)}
        assert {guild.shard_id for guild in bot.guilds} == {0, 1}


async def test_a_privileged_intent_that_is_not_switched_on_ends_the_connection():
    intents = discord.Intents(guilds=True, message_content=True, guild_messages=True)
    async with DiscordServer() as server:
        with pytest.raises(discord.PrivilegedIntentsRequired):
            async with on_the_air(server, Bot(intents=intents)):
                pass


async def test_a_message_is_read_without_the_content_intent_only_when_it_is_meant_for_the_bot():
    heard: list[str] = []

    class Listener(Bot):
        async def on_message(self, message: discord.Message) -> None:
            heard.append(message.content)

    bot = Listener(intents=discord.Intents(guilds=True, guild_messages=True, dm_messages=True))
    async with DiscordServer() as server, on_the_air(server, bot):
        channel = server.channel()
        mention = f"<@{server.world.bot.id}> きいて"

        server.post_message(channel.id, "みどり", "ひとりごと")
        server.post_message(channel.id, "みどり", mention)
        server.post_message(server.world.open_dm(server.user("みどり")).id, "みどり", "内緒だよ")

        await eventually(lambda: len(heard) == 3)
        assert heard == ["", mention, "内緒だよ"]


async def test_a_message_is_changed_and_taken_away_by_its_writer():
    told: list[tuple[str, int]] = []

    class Listener(Bot):
        async def on_raw_message_edit(self, payload: discord.RawMessageUpdateEvent) -> None:
            told.append((payload.message.content, payload.message_id))

        async def on_raw_message_delete(self, payload: discord.RawMessageDeleteEvent) -> None:
            told.append(("", payload.message_id))

    bot = Listener(intents=discord.Intents(guilds=True, guild_messages=True))
    async with DiscordServer() as server, on_the_air(server, bot):
        channel = server.channel()
        written = server.post_message(channel.id, "みどり", f"<@{server.world.bot.id}> まちがえた")

        server.revise_message(written, f"<@{server.world.bot.id}> なおした")
        server.withdraw_message(written)

        await eventually(lambda: len(told) == 2)
        assert told == [(written.content, written.id), ("", written.id)]
        assert server.messages(channel.id, bot_only=False) == []


async def test_a_guild_outage_is_no_goodbye():
    async with DiscordServer() as server, on_the_air(server) as bot:
        guild_id = server.channel().guild_id or 0

        server.set_guild_outage(guild_id, True)
        await eventually(lambda: "GUILD_DELETE" in bot.events)
        away = bot.guilds[0].unavailable
        server.set_guild_outage(guild_id, False)
        await eventually(lambda: bot.events.count("GUILD_CREATE") == 2)

        assert away
        assert not bot.guilds[0].unavailable


async def test_heartbeats_are_asked_for_answered_and_missed():
    async with DiscordServer() as server:
        server.gateway.heartbeat_ms = 50
        async with (
            aiohttp.ClientSession() as session,
            session.ws_connect(server.gateway_url + "?v=10&encoding=json") as socket,
        ):
            hello = await socket.receive_json()
            await socket.send_json({"op": 1, "d": None})
            ack = await socket.receive_json()

            end = await socket.receive(timeout=2)

    assert (hello["op"], hello["d"]["heartbeat_interval"], ack["op"]) == (10, 50, 11)
    assert (end.type, end.data) == (aiohttp.WSMsgType.CLOSE, 4009)


@pytest.mark.parametrize(
    ("payload", "code"),
    [
        ("nonsense", 4002),
        (json.dumps({"op": 2, "d": None}), 4002),
        (json.dumps({"op": 3, "d": {}}), 4003),
        (json.dumps({"op": 99}), 4001),
        (json.dumps({"op": 2, "d": {"token": "wrong", "intents": 1}}), 4004),
        (json.dumps({"op": 6, "d": {"token": "wrong", "session_id": "x", "seq": 1}}), 4004),
    ],
)
async def test_the_gateway_closes_with_discords_codes(payload: str, code: int):
    async with (
        DiscordServer() as server,
        aiohttp.ClientSession() as session,
        session.ws_connect(server.gateway_url + "?v=10") as socket,
    ):
        await socket.receive()

        await socket.send_str(payload)

        assert (await socket.receive(timeout=2)).data == code


@pytest.mark.parametrize(
    ("identify", "code"),
    [({"shard": [2, 2], "intents": 1}, 4010), ({"intents": 1 << 60}, 4013), ({"intents": 2}, 4014)],
)
async def test_a_wrong_identify_is_closed_with_discords_codes(identify: dict[str, object], code: int):
    async with (
        DiscordServer() as server,
        aiohttp.ClientSession() as session,
        session.ws_connect(server.gateway_url + "?v=10") as socket,
    ):
        await socket.receive()

        await socket.send_json({"op": 2, "d": {"token": server.token} | identify})

        assert (await socket.receive(timeout=2)).data == code


async def test_more_than_2500_guilds_need_shards_and_thousands_arrive_quickly():
    async with DiscordServer(guilds=2_600, shards=2) as server, on_the_air(server, ShardedBot()) as bot:
        assert len(bot.guilds) == 2_600


async def test_zstd_is_spoken_where_it_is_asked_for():
    zstd = pytest.importorskip("backports.zstd")
    async with (
        DiscordServer() as server,
        aiohttp.ClientSession() as session,
        session.ws_connect(server.gateway_url + "?v=10&compress=zstd-stream") as socket,
    ):
        stream = zstd.ZstdDecompressor()
        hello = json.loads(stream.decompress(await socket.receive_bytes()))
        await socket.send_json({"op": 1, "d": None})

        ack = json.loads(stream.decompress(await socket.receive_bytes()))

    assert (hello["op"], ack["op"]) == (10, 11)


async def test_two_bots_with_one_token_both_hear_everything():
    async with DiscordServer() as server, on_the_air(server) as first, on_the_air(server) as second:
        server.add_channel(server.channel().guild_id or 0, "部屋")

        await eventually(lambda: all("CHANNEL_CREATE" in bot.events for bot in (first, second)))
        assert server.gateway.identifies == 2
