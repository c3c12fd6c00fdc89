"""/station on SimCord: a second Discord than our own, which keeps to the deadline, double answers and who sees what."""

import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import discord
import pytest
import simcord

from archive.storage import Storage
from cogs.client import RadioClient
from cogs.command_tree import DeclinedError
from cogs.commands import make_tree
from tests.cogs.on_air import AIR_TIME, make_client
from tests.fakes import FakeClock


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A server with a manager and a member, and what the bot remembers of it."""

    env: Any
    guild: Any
    channel: Any
    manager: Any
    member: Any
    storage: Storage


def open_client(storage: Storage) -> RadioClient:
    client = make_client(storage, FakeClock(AIR_TIME), make_tree=partial(make_tree, tokens_per_day=None), shard_count=1)
    client.knock.start = lambda: None  # type: ignore[method-assign] – nothing is due here
    return client


@contextlib.asynccontextmanager
async def open_server(database: Path | str = ":memory:") -> AsyncIterator[Server]:
    async with Storage.open(database) as storage, simcord.run(open_client(storage), check_errors=False) as env:
        guild = env.create_guild()
        managers = guild.create_role("managers", permissions=discord.Permissions(manage_guild=True))
        yield Server(
            env=env,
            guild=guild,
            channel=guild.create_text_channel("general"),
            manager=guild.add_member(env.create_user("midori"), roles=[managers]),
            member=guild.add_member(env.create_user("aoi")),
            storage=storage,
        )
        assert {type(error) for error in env.errors} <= {DeclinedError}  # told to who asked; anything else is a bug


async def test_a_manager_sets_up_looks_and_removes():
    async with open_server() as server:
        asked = await server.manager.slash(server.channel, "station setup", time="8:30pm", weekday=2)
        status = await server.manager.slash(server.channel, "station status")
        question = await server.manager.slash(server.channel, "station remove")
        await server.manager.click(question.response, label="Remove")

        assert asked.ephemeral
        assert "every Wednesday at 20:30" in asked.response.content
        assert "20:30" in str(status.response.components)
        assert question.response.content == "Removed. Thank you for listening."
        assert await server.storage.list_stations() == ()


async def test_a_member_does_not_see_the_command_and_is_refused_where_a_server_shows_it():
    async with open_server() as server:
        with pytest.raises(simcord.SetupError):
            await server.member.slash(server.channel, "station setup")
        commands = await server.env.bot.tree.fetch_commands()
        station = next(command for command in commands if command.name == "station")
        server.guild.set_command_permissions(station, {server.member: True})

        asked = await server.member.slash(server.channel, "station setup")

        assert asked.ephemeral
        assert "Manage Server" in asked.response.content
        assert await server.storage.list_stations() == ()


async def test_what_managers_type_is_read_leniently_or_refused():
    async with open_server() as server:
        for typed in ("99:99", "🍛" * 1500, "<@&1> @everyone"):
            asked = await server.manager.slash(server.channel, "station setup", time=typed)
            assert "08:00" in asked.response.content
        await server.manager.slash(server.channel, "station setup", time="８：００")
        added = await server.manager.slash(server.channel, "station watch add", word="@everyone, カレー")

        assert "＠everyone, カレー" in added.response.content
        assert [each.watch_words for each in await server.storage.list_stations()] == [("@everyone", "カレー")]


async def test_the_bot_names_the_permissions_that_it_lacks():
    async with open_server() as server:
        denied = discord.PermissionOverwrite(embed_links=False, send_messages_in_threads=False)
        hidden = server.guild.create_text_channel("quiet", overwrites={server.env.bot.user: denied})

        asked = await server.manager.slash(server.channel, "station setup", channel=hidden)

        assert "- Embed Links\n- Send Messages in Threads" in asked.response.content


async def test_buttons_work_after_a_restart():
    async with open_server() as server:
        await server.manager.slash(server.channel, "station setup")
        question = await server.manager.slash(server.channel, "station remove")

        await server.env.restart_bot(open_client(server.storage))
        await server.manager.click(question.response, label="Cancel")

        assert question.response.content == "All right, nothing has changed."
        assert len(await server.storage.list_stations()) == 1


async def test_about_answers_in_a_direct_message_too():
    async with open_server() as server:
        asked = await server.member.slash(server.channel, "about")

        assert asked.ephemeral
        assert "unofficial" in str(asked.response.components)
