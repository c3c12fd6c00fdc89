"""The bot as listeners write to it: the mailroom with a model that answers at once, on the small Discord."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from archive.storage import Storage
from cogs.client import RadioClient
from cogs.commands import make_tree
from radio.ports import ChatModel
from radio.writing import Completion, Prompt
from studio.mailroom import Mailroom
from tests.cogs.on_air import AIR_TIME, connect, eventually, make_client
from tests.fakes import FakeChatModel, FakeClock
from tests.loopback.discord import MANAGER, MEMBER, Channel, DiscordServer, Interaction, Message
from tests.loopback.discord.gateway import CONTENT

LISTENER, MANAGER_NAME = "あおい", "みどり"
HELLO = "やっほー！あーしも、きみと話せてうれしいよ！"


def answer_hello(prompt: Prompt) -> Completion:
    """The same kind answer to all."""
    del prompt
    return Completion(text=HELLO)


class GatedModel(FakeChatModel):
    """Answers when it is let, and says what it was asked."""

    def __init__(self) -> None:
        super().__init__(by=answer_hello)
        self.free = asyncio.Event()

    async def complete(self, prompt: Prompt) -> Completion:
        self.prompts.append(prompt)
        await self.free.wait()
        return Completion(text=HELLO)


@dataclass
class Mail:
    """Listeners in front of the bot."""

    server: DiscordServer
    client: RadioClient
    storage: Storage
    clock: FakeClock
    model: Any
    heard: set[int]

    @property
    def channel(self) -> Channel:
        """The first channel of the first server."""
        return self.server.channel()

    @property
    def mention(self) -> str:
        """How the host is mentioned."""
        return f"<@{self.server.world.bot.id}>"

    def direct(self, listener: str = LISTENER) -> Channel:
        """The direct channel with a listener."""
        return self.server.world.open_dm(self.server.user(listener))

    def say(self, text: str, *, by: str = LISTENER, channel: Channel | None = None, **more: Any) -> Message:
        """Write a message."""
        return self.server.post_message((channel or self.channel).id, by, text, **more)

    def edit(self, message: Message, text: str) -> None:
        """Change a message."""
        self.server.revise_message(message, text)

    def delete(self, message: Message) -> None:
        """Delete a message."""
        self.server.withdraw_message(message)

    def replies(self, channel: Channel | None = None) -> list[Message]:
        """What the host has written in a channel."""
        return self.server.messages((channel or self.channel).id)

    async def replied(self, count: int = 1, channel: Channel | None = None) -> list[Message]:
        """Wait until the host has written so many messages in a channel and has nothing left to do."""
        await eventually(lambda: len(self.replies(channel)) >= count)
        await self.settled()
        return self.replies(channel)

    async def settled(self) -> None:
        """Wait until all that the bot was told is dealt with."""
        marker = self.server.post_message(self.channel.id, "だれか", "これは、つむぎあてじゃない")
        await eventually(lambda: marker.id in self.heard and not self.client.mailbag.waiting)

    async def use(
        self, command: str, *, by: str = LISTENER, permissions: int = MEMBER, locale: str = "ja", **options: Any
    ) -> Interaction:
        """Use a command in the first channel."""
        place = self.channel
        return await self.server.invoke_command(
            place.guild_id, place.id, by, command, options, locale=locale, permissions=permissions
        )

    async def manage(self, *, locale: str = "ja", **options: Any) -> Interaction:
        """Use /station mailbag as a manager."""
        return await self.use("station mailbag", by=MANAGER_NAME, permissions=MANAGER, locale=locale, **options)

    async def write_letter(
        self, text: str, *, by: str = LISTENER, pen_name: str = "カレー大王", **more: str
    ) -> Interaction:
        """Fill in the form of /letter; by default with consent to be read."""
        opened = await self.use("letter", by=by)
        values = {"pen_name": pen_name, "text": text, "may_air": "yes"} | more
        return await self.server.submit_modal(opened, values)


@contextlib.asynccontextmanager
async def open_mail(
    *,
    model: ChatModel | None = None,
    database: Path | str = ":memory:",
    reads_all: bool = False,
    server: DiscordServer | None = None,
    at: datetime = AIR_TIME,
    **given: Any,
) -> AsyncIterator[Mail]:
    """A server with listeners, and the bot with its mail. `given` goes to the small Discord."""
    clock = FakeClock(at)
    writer = model or FakeChatModel(by=answer_hello)
    async with contextlib.AsyncExitStack() as stack:
        discord = server or await stack.enter_async_context(DiscordServer(**given))
        discord.gateway.allowed = CONTENT
        storage = await stack.enter_async_context(Storage.open(database))
        mailroom = Mailroom(storage=storage, model=writer, clock=clock, claimant="test")
        client = make_client(
            storage, clock, make_tree=partial(make_tree, tokens_per_day=None), mailroom=mailroom, reads_all=reads_all
        )
        mail = Mail(server=discord, client=client, storage=storage, clock=clock, model=writer, heard=_listen(client))
        await stack.enter_async_context(connect(discord, client))
        yield mail
        assert discord.violations == []


def _listen(client: RadioClient) -> set[int]:
    """The ids of all messages that the client was told of."""
    heard: set[int] = set()
    receive = client.mailbag.receive

    def receive_and_note(message: Any) -> None:
        receive(message)
        heard.add(message.id)

    client.mailbag.receive = receive_and_note  # type: ignore[method-assign] – the same, and it is noted
    return heard
