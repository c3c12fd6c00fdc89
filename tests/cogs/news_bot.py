"""The bot as listeners meet it: real newsroom, counter and archive, with a small week of news, on the small Discord."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cogs.client import RadioClient
from cogs.commands import make_tree
from cogs.news_desk import NewsDesk
from radio.ports import ChatModel
from radio.show import EpisodeKind
from studio.producer import Producer
from tests.cogs.on_air import connect
from tests.fakes import FakeClock, FakeFetcher
from tests.loopback.discord import MEMBER, Channel, DiscordServer, Interaction, Message
from tests.studio.newsday import EDITION, FEEDS, NOW, TSUMUGI, HonestModel, make_fetcher, open_day

LISTENER = "あおい"


@dataclass
class Listeners:
    """Listeners in front of the bot."""

    server: DiscordServer
    client: RadioClient
    producer: Producer
    fetcher: FakeFetcher

    @property
    def clock(self) -> FakeClock:
        assert isinstance(self.producer.clock, FakeClock)
        return self.producer.clock

    @property
    def model(self) -> HonestModel:
        assert isinstance(self.producer.model, HonestModel)
        return self.producer.model

    @property
    def desk(self) -> NewsDesk:
        return self.client.tree.get_command("news").desk  # type: ignore[union-attr] – it is on the tree

    async def ask(
        self,
        command: str,
        *,
        by: str = LISTENER,
        locale: str = "ja",
        permissions: int = MEMBER,
        channel: Channel | None = None,
        **options: Any,
    ) -> Interaction:
        """Use a subcommand of /news, in the first server's channel if none is named."""
        place = channel or self.server.channel()
        return await self.server.invoke_command(
            place.guild_id, place.id, by, f"news {command}", options, locale=locale, permissions=permissions
        )

    async def type(self, command: str, option: str, typed: str) -> list[tuple[str, str]]:
        """What is suggested while a listener types."""
        place = self.server.channel()
        offered = await self.server.autocomplete(place.guild_id, place.id, LISTENER, f"news {command}", option, typed)
        return [(choice["name"], choice["value"]) for choice in offered]

    async def press(self, message: Message, button: str, *, by: str = LISTENER, locale: str = "ja") -> Interaction:
        """Press a button by its label or id."""
        return await self.server.press_button(message, button, by, locale=locale)

    async def ask_about(self, content: str, *, locale: str = "ja", **more: Any) -> Interaction:
        """Write a message in the first channel and use 「つむぎに聞く」 on it."""
        message = self.server.post_message(self.server.channel().id, "みどり", content, **more)
        return await self.server.use_message_command(message, "つむぎに聞く", LISTENER, locale=locale)

    async def air(self) -> int:
        """An episode of this week, aired."""
        production = await self.producer.produce(EDITION, TSUMUGI, FEEDS, kind=EpisodeKind.BROADCAST)
        await self.producer.storage.mark_aired(production.episode_id, NOW)
        return production.episode_id


def labels(message: Message) -> list[str]:
    """The labels of a message's buttons, in order."""
    return [label for component in _walk(message.components) if (label := component.get("label"))]


def custom_ids(message: Message) -> list[str]:
    """The ids of a message's buttons, in order."""
    return [custom_id for component in _walk(message.components) if (custom_id := component.get("custom_id"))]


def _walk(components: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [found for each in components for found in (each, *_walk(each.get("components") or []))]


def make_client(producer: Producer, *, shards: Any = None) -> RadioClient:
    """The bot with all commands."""
    return RadioClient(
        producer=producer,
        feeds=FEEDS,
        claimant="test",
        make_tree=lambda client: make_tree(client, tokens_per_day=None),
        guild_ready_timeout=0.05,
        shards=shards,
    )


@contextlib.asynccontextmanager
async def open_listeners(
    *,
    model: ChatModel | None = None,
    fetcher: FakeFetcher | None = None,
    database: Path | str = ":memory:",
    server: DiscordServer | None = None,
) -> AsyncIterator[Listeners]:
    """A server with listeners, and the bot with an honest model unless another is given."""
    web = fetcher or make_fetcher()
    async with contextlib.AsyncExitStack() as stack:
        discord = server or await stack.enter_async_context(DiscordServer())
        producer = await stack.enter_async_context(
            open_day(model=model or HonestModel(), fetcher=web, database=database)
        )
        client = await stack.enter_async_context(connect(discord, make_client(producer)))
        yield Listeners(server=discord, client=client, producer=producer, fetcher=web)
        assert discord.violations == []


class SlowModel(HonestModel):
    """Answers when it is let."""

    def __init__(self) -> None:
        super().__init__()
        self.free = asyncio.Event()

    async def complete(self, prompt: Any) -> Any:
        await self.free.wait()
        return await super().complete(prompt)
