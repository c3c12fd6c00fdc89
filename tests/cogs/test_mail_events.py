"""Servers that come and go, as the mail's part of the archive hears of them."""

from collections.abc import Mapping
from typing import Any

import pytest

from archive.storage import Storage
from cogs.client import ShardRange
from radio.errors import StorageError
from radio.mail import MailWishes
from tests.cogs.mail_bot import open_mail
from tests.cogs.on_air import AIR_TIME, connect, eventually, make_client
from tests.fakes import FakeClock
from tests.loopback.discord import DiscordServer


async def keep_wishes(storage: Storage, server: DiscordServer, guilds: int) -> list[int]:
    """The servers' ids, each with something kept of it."""
    ids = [server.channel(guild=number).guild_id or 0 for number in range(guilds)]
    for server_id in ids:
        await storage.set_mail_wishes(MailWishes(server_id=server_id, replies=False))
    return ids


async def start(server: DiscordServer, storage: Storage, **options: Any) -> Mapping[int, bool]:
    """The bot's start, until it has compared the servers; which of them are noted as left."""
    client = make_client(storage, FakeClock(AIR_TIME), **options)
    async with connect(server, client):
        assert client._starting
        await client._starting
    return await storage.known_servers()


async def test_a_server_that_removed_the_bot_while_it_was_away_is_noted_and_one_in_an_outage_is_not():
    async with DiscordServer(guilds=3) as server, Storage.open(":memory:") as storage:
        here, out, gone = await keep_wishes(storage, server, 3)
        server.world.guilds[out].available = False
        server.world.guilds[gone].present = False

        noted = await start(server, storage)

        assert noted == {here: False, out: False, gone: True}


async def test_a_server_that_took_the_bot_back_while_it_was_away_keeps_its_mail():
    async with DiscordServer(guilds=2) as server, Storage.open(":memory:") as storage:
        here, back = await keep_wishes(storage, server, 2)
        await storage.note_server_left(back, AIR_TIME)

        noted = await start(server, storage)

        assert noted == {here: False, back: False}


async def test_the_servers_of_another_processs_shards_are_left_to_it():
    async with DiscordServer(guilds=4, shards=2) as server, Storage.open(":memory:") as storage:
        ids = await keep_wishes(storage, server, 4)
        for server_id in ids:
            server.world.guilds[server_id].present = False

        noted = await start(server, storage, shards=ShardRange(first=0, last=0, count=2))

        assert noted == {server_id: (server_id >> 22) % 2 == 0 for server_id in ids}


async def test_a_server_noted_as_left_at_the_start_is_unnoted_as_soon_as_discord_names_it():
    async with DiscordServer() as server:
        server_id = server.channel().guild_id or 0
        server.world.guilds[server_id].present = False
        async with open_mail(server=server) as mail:
            await mail.storage.set_mail_wishes(MailWishes(server_id=server_id, replies=False))
            await mail.client.note_servers()
            before = await mail.storage.known_servers()

            server.return_guild(server_id)
            await eventually(lambda: not mail.client._left)

            assert before == {server_id: True}
            assert await mail.storage.known_servers() == {server_id: False}


async def test_an_archive_that_cannot_tell_its_servers_stops_nothing(monkeypatch: pytest.MonkeyPatch):
    async def fail(_: object) -> None:
        raise StorageError("disk full")

    async with open_mail() as mail:
        monkeypatch.setattr(Storage, "known_servers", fail)

        await mail.client.note_servers()

        assert mail.client.is_ready()
