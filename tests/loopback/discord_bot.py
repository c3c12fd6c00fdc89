"""A plain discord.py bot for the tests of the small Discord."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from typing import Any

import discord
from discord import app_commands

from tests.loopback.discord import DiscordServer, redirect_discord


class Bot(discord.Client):
    """A client of the kind our bot is: guilds only, no caches. `events` are the gateway's events as they came."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            intents=options.pop("intents", discord.Intents(guilds=True)),
            max_messages=None,
            guild_ready_timeout=0.05,
            allowed_mentions=discord.AllowedMentions.none(),
            **options,
        )
        self.tree = app_commands.CommandTree(self)
        self.events: list[str] = []

    async def on_socket_event_type(self, event: str) -> None:
        """Keep the event's name."""
        self.events.append(event)

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Identify at once; discord.py waits five seconds by itself."""

    def text_channel(self, channel_id: int) -> discord.TextChannel:
        """A channel of the cache."""
        channel = self.get_channel(channel_id)
        assert isinstance(channel, discord.TextChannel)
        return channel


class ShardedBot(Bot, discord.AutoShardedClient):
    """The same over as many shards as the gateway advises."""


@contextlib.asynccontextmanager
async def on_the_air(server: DiscordServer, bot: Bot | None = None) -> AsyncIterator[Bot]:
    """A bot that is logged in and ready, until the end of the block."""
    bot = bot or Bot()
    with redirect_discord(server):
        await bot.login(server.token)
        connected = asyncio.create_task(bot.connect())
        ready = asyncio.create_task(bot.wait_until_ready())
        try:
            await asyncio.wait({connected, ready}, timeout=10, return_when=asyncio.FIRST_COMPLETED)
            if connected.done():
                connected.result()
            yield bot
        finally:
            ready.cancel()
            await bot.close()
            await asyncio.gather(connected, return_exceptions=True)


async def eventually(condition: Callable[[], bool], timeout_s: float = 5.0) -> None:
    """Wait until something has become true."""
    async with asyncio.timeout(timeout_s):
        while not condition():  # noqa: ASYNC110 – what is waited for is the other side's doing and sets no event
            await asyncio.sleep(0.01)
