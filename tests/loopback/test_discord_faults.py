"""Rate limits and faults on command, met by a real discord.py client."""

import asyncio

import aiohttp
import discord
import pytest

from tests.loopback.discord import MESSAGES, DiscordServer, Limits
from tests.loopback.discord_bot import on_the_air


async def test_the_sixth_message_in_five_seconds_waits_or_is_limited():
    limits = Limits(routes={MESSAGES: (2, 0.3)})
    async with DiscordServer(limits=limits) as server, on_the_air(server) as bot:
        channel = bot.text_channel(server.channel().id)

        await asyncio.gather(*(channel.send(str(number)) for number in range(5)))

        headers = {"Authorization": f"Bot {server.token}"}
        async with aiohttp.ClientSession(server.base_url + "/", headers=headers) as session:
            answers = [await session.post(f"channels/{channel.id}/messages", json={"content": "急"}) for _ in range(3)]
        body = await answers[-1].json()
        assert len(server.messages(channel.id)) >= 6
        assert answers[-1].status == 429
        assert answers[-1].headers["X-RateLimit-Remaining"] == "0"
        assert (body["global"], "Via" in answers[-1].headers) == (False, True)
        assert 0 < body["retry_after"] <= 0.31


async def test_the_global_limit_holds_back_a_burst_and_nothing_is_lost():
    async with DiscordServer(channels=30, limits=Limits(per_second=20)) as server, on_the_air(server) as bot:
        channels = [bot.text_channel(key) for key in server.world.channels]

        await asyncio.gather(*(channel.send("同時") for channel in channels))

        assert server.limited
        assert [len(server.messages(channel.id)) for channel in channels] == [1] * 30


async def test_a_500_after_the_work_is_repeated_by_the_client_and_caught_by_the_nonce():
    async with DiscordServer() as server, on_the_air(server) as bot:
        channel = bot.text_channel(server.channel().id)
        server.fail_next(1, status=500, method="POST", processed=True)

        await channel.send("一回だけ", nonce="n")

        assert [request.status for request in server.asked(*MESSAGES)] == [500, 200]
        assert len(server.messages(channel.id)) == 1


@pytest.mark.parametrize(("processed", "kept"), [(False, 0), (True, 1)])
async def test_a_dropped_connection_loses_the_request_or_only_the_answer(processed: bool, kept: int):
    async with DiscordServer() as server, on_the_air(server) as bot:
        channel = bot.text_channel(server.channel().id)
        server.drop_next(processed=processed, path="/messages$")

        with pytest.raises((aiohttp.ClientError, OSError)):
            await channel.send("届いた？")

        assert len(server.messages(channel.id)) == kept
        assert server.asked(*MESSAGES)[0].status == 0


async def test_a_fault_takes_any_answer_and_lets_others_pass():
    async with DiscordServer() as server, on_the_air(server) as bot:
        channel = bot.text_channel(server.channel().id)
        server.fail_next(1, status=400, code=200000, message="AutoModに止められた", path="/messages$", skip=1)

        await channel.send("一")
        with pytest.raises(discord.HTTPException) as refused:
            await channel.send("二")
        await channel.send("三")

        assert (refused.value.code, refused.value.text) == (200000, "AutoModに止められた")
        assert [message.text for message in server.messages(channel.id)] == ["一", "三"]
        assert server.rejected == []


async def test_a_429_on_command_is_waited_out():
    async with DiscordServer() as server, on_the_air(server) as bot:
        channel = bot.text_channel(server.channel().id)
        server.fail_next(1, status=429, retry_after=0.05, is_global=True, path="/messages$")

        await channel.send("待ったよ")

        assert [request.status for request in server.asked(*MESSAGES)] == [429, 200]
        assert server.limited == []
