"""What Discord tells of messages, forms and servers that come and go, passed on to the mail's desks."""

import logging
from typing import Any

import discord

from archive.storage import Storage
from cogs.letters import LetterDesk
from cogs.mailbag import Mailbag
from radio.errors import RadioError
from radio.ports import Clock

log = logging.getLogger(__name__)


def choose_intents(*, reads_all: bool) -> discord.Intents:
    """What the bot asks to be told.

    Nothing privileged, unless `reads_all`: then the text of every message, so that a channel can be the mailbag.
    Without it Discord gives the bot the text of direct messages and of those that mention it, and no other.
    """
    return discord.Intents(guilds=True, guild_messages=True, dm_messages=True, message_content=reads_all)


class MailClient(discord.AutoShardedClient):
    """The client's events that concern the mail. Raw ones, because no message is kept in memory."""

    storage: Storage
    clock: Clock
    mailbag: Mailbag
    letters: LetterDesk

    def __init__(self, *, intents: discord.Intents, **options: Any) -> None:
        super().__init__(intents=intents, **options)
        self._left: set[int] = set()

    async def on_message(self, message: discord.Message) -> None:
        """Whatever anybody writes, the bot itself too."""
        self.mailbag.receive(message)

    async def on_raw_message_edit(self, payload: discord.RawMessageUpdateEvent) -> None:
        """An edit, or a link's preview that Discord adds."""
        await self.mailbag.revise(payload.message)

    async def on_raw_message_delete(self, payload: discord.RawMessageDeleteEvent) -> None:
        """One message is gone."""
        await self.mailbag.withdraw([payload.message_id])

    async def on_raw_bulk_message_delete(self, payload: discord.RawBulkMessageDeleteEvent) -> None:
        """A moderator has cleared many away."""
        await self.mailbag.withdraw(payload.message_ids)

    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        """Commands and buttons are discord.py's; the form of a letter is ours."""
        await self.letters.receive(interaction)

    async def on_guild_join(self, guild: discord.Guild) -> None:
        """In a server, perhaps again: its mail stays."""
        await self._note(guild.id, left=False)

    async def on_guild_available(self, guild: discord.Guild) -> None:
        """Each server's start, the end of an outage, and for some gateways a return too."""
        if guild.id in self._left:
            await self._note(guild.id, left=False)

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Out of a server: its mail goes after a while."""
        await self._note(guild.id, left=True)

    async def note_servers(self) -> None:
        """Tell the archive which of its servers removed the bot, or took it back, while it was away.

        To be asked once all of this process's shards are ready: Discord has named their servers then, those
        in an outage too.
        """
        try:
            known = await self.storage.known_servers()
        except RadioError as fault:
            log.error("servers not compared reason=%s", fault)
            return
        for server_id, noted_as_left in known.items():
            if noted_as_left and self.get_guild(server_id) is not None:
                await self._note(server_id, left=False)
            elif not noted_as_left and self.has_left(server_id):
                await self._note(server_id, left=True)

    def has_left(self, server_id: int) -> bool:
        """Whether a server would be this process's but is not among those that Discord names."""
        count = self.shard_count or 1
        return (server_id >> 22) % count in self.shards and self.get_guild(server_id) is None

    async def _note(self, server_id: int, *, left: bool) -> None:
        try:
            if left:
                self._left.add(server_id)
                await self.storage.note_server_left(server_id, self.clock.now())
            else:
                self._left.discard(server_id)
                await self.storage.note_server_joined(server_id)
        except RadioError as fault:
            log.error("server not noted guild_id=%s reason=%s", server_id, fault)
