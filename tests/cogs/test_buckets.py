"""Rate limits with long windows: what is left in a bucket is used, an empty one is not waited for."""

import asyncio

import discord
import pytest

from cogs.buckets import Bucket
from tests.cogs.on_air import open_evening
from tests.loopback.discord import Limits

OPEN_DIRECT = ("POST", "/users/@me/channels")


async def test_a_second_thread_within_five_minutes_is_opened_at_once():
    async with open_evening() as evening:
        place = evening.server.channel()
        channel = evening.client.get_partial_messageable(place.id, guild_id=place.guild_id)

        for number in range(3):
            message = await channel.send(f"第{number}回")
            await message.create_thread(name="番組")

        assert len(evening.server.threads(channel.id)) == 3


async def test_an_empty_bucket_is_not_waited_for_longer_than_the_timeout():
    async with open_evening(limits=Limits(routes={OPEN_DIRECT: (2, 60.0)})) as evening:
        listeners = [discord.Object(evening.server.user(f"listener-{number}").id) for number in range(3)]
        for listener in listeners[:2]:
            await evening.client.create_dm(listener)

        with pytest.raises(discord.RateLimited):
            await evening.client.create_dm(listeners[2])


async def test_an_empty_bucket_with_a_short_window_is_waited_for():
    bucket = Bucket(30.0)
    bucket.remaining, bucket.reset_after = 0, 0.01
    bucket.expires = asyncio.get_running_loop().time() + 0.01

    async with asyncio.timeout(5), bucket:
        left = bucket.remaining

    assert left == 0


async def test_a_bucket_is_full_again_when_its_window_is_over():
    bucket = Bucket(30.0)
    bucket.limit, bucket.remaining = 2, 0
    bucket.expires = asyncio.get_running_loop().time() - 1

    async with bucket:
        left = bucket.remaining

    assert left == 1
