"""Mail on SimCord: a second Discord than our own, which has its own idea of forms, files and direct messages."""

import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from functools import partial
from typing import Any

import discord
import simcord

from archive.storage import Storage
from cogs.client import RadioClient
from cogs.command_tree import DeclinedError
from cogs.commands import make_tree
from cogs.mail_wording import APPROVE
from radio.mail import LetterState
from studio.mailroom import Mailroom
from tests.cogs.mail_bot import HELLO, answer_hello
from tests.cogs.on_air import AIR_TIME, eventually, make_client
from tests.cogs.test_letters import TEXT
from tests.fakes import FakeChatModel, FakeClock


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A server with a manager and a listener, and what the bot remembers of it."""

    env: Any
    channel: Any
    manager: Any
    listener: Any
    storage: Storage


def open_client(storage: Storage) -> RadioClient:
    clock = FakeClock(AIR_TIME)
    mailroom = Mailroom(storage=storage, model=FakeChatModel(by=answer_hello), clock=clock, claimant="test")
    client = make_client(
        storage, clock, make_tree=partial(make_tree, tokens_per_day=None), mailroom=mailroom, shard_count=1
    )
    client.knock.start = lambda: None  # type: ignore[method-assign] – nothing is due here
    return client


@contextlib.asynccontextmanager
async def open_server() -> AsyncIterator[Server]:
    async with Storage.open(":memory:") as storage, simcord.run(open_client(storage), check_errors=False) as env:
        guild = env.create_guild()
        managers = guild.create_role("managers", permissions=discord.Permissions(manage_guild=True))
        yield Server(
            env=env,
            channel=guild.create_text_channel("general"),
            manager=guild.add_member(env.create_user("midori"), roles=[managers]),
            listener=guild.add_member(env.create_user("aoi")),
            storage=storage,
        )
        assert {type(error) for error in env.errors} <= {DeclinedError}  # told to who asked; anything else is a bug


async def test_a_mention_is_answered_as_a_reply_that_mentions_nobody():
    async with open_server() as server:
        asked = await server.listener.send(server.channel, f"<@{server.env.bot.user.id}> 元気？")
        await eventually(lambda: len(server.channel.history()) == 2)
        reply = max(server.channel.history(), key=lambda message: message.id)

        assert (reply.content, reply.reference.message_id) == (HELLO, asked.id)
        assert reply.mentions == []


async def test_a_letter_is_written_reviewed_and_approved():
    async with open_server() as server:
        await server.manager.slash(server.channel, "station mailbag", mode="review")
        form = await server.listener.slash(server.channel, "letter")
        sent = await server.listener.submit_modal(
            form, {"pen_name": "カレー大王", "text": TEXT, "may_air": ["yes"], "may_remember": ["no"]}
        )
        card = await server.manager.slash(server.channel, "station mailbag")
        await server.manager.click(card.response, label=APPROVE.en)

        assert sent.ephemeral
        (letter,) = await server.storage.letters_to_choose(5, AIR_TIME)
        assert (letter.pen_name, letter.state) == ("カレー大王", LetterState.APPROVED)


async def test_what_is_kept_comes_as_a_file():
    async with open_server() as server:
        asked = await server.listener.slash(server.channel, "privacy show")

        assert asked.ephemeral
        assert [file.filename.startswith("privacy-") for file in asked.response.attachments] == [True]
