"""A request on its way through the handlers, and what it may touch."""

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from .errors import (
    INVALID_FORM,
    INVALID_JSON,
    MISSING_ACCESS,
    MISSING_PERMISSIONS,
    UNKNOWN_CHANNEL,
    UNKNOWN_GUILD,
    UNKNOWN_MESSAGE,
    RefusedError,
)
from .permissions import EVERYTHING, Permission, permissions_in
from .world import DM, Channel, Guild, Message, World

if TYPE_CHECKING:
    from .server import DiscordServer


@dataclass(slots=True, kw_only=True)
class Call:
    """A request as handlers see it: `params` from the path, `files` name → size in bytes, `contents` name → bytes."""

    server: "DiscordServer"
    params: dict[str, str]
    query: dict[str, str] = field(default_factory=dict)
    body: Any = None
    files: dict[str, int] = field(default_factory=dict)
    contents: dict[str, bytes] = field(default_factory=dict)

    @property
    def world(self) -> World:
        """Everything there is."""
        return self.server.world

    def id(self, name: str) -> int:
        """A snowflake of the path; what is none is refused as Discord does."""
        text = self.params[name]
        if not text.isdecimal() or len(text) > 20:
            error = {"_errors": [{"code": "NUMBER_TYPE_COERCE", "message": f'Value "{text}" is not snowflake.'}]}
            raise RefusedError(INVALID_FORM, {name: error})
        return int(text)

    def form(self) -> dict[str, Any]:
        """The body, which has to be an object."""
        if self.body is None:
            return {}
        if not isinstance(self.body, dict):
            raise RefusedError(INVALID_JSON)
        return self.body

    def guild(self) -> Guild:
        """The guild of the path, if the bot is in it."""
        guild = self.world.guilds.get(self.id("guild_id"))
        if guild is None or not guild.present:
            raise RefusedError(UNKNOWN_GUILD)
        return guild

    def bits(self, channel: Channel) -> int:
        """What the bot may do in a channel."""
        if channel.kind == DM:
            return EVERYTHING
        guild = self.world.guilds[channel.guild_id or 0]
        return permissions_in(guild, self.world.bot.id, channel) if guild.present else 0

    def channel(self, *needed: Permission) -> Channel:
        """The channel of the path: 10003 when it is gone, 50001 when it cannot be seen, 50013 when a bit lacks."""
        channel = self.world.channels.get(self.id("channel_id"))
        if channel is None:
            raise RefusedError(UNKNOWN_CHANNEL)
        bits = self.bits(channel)
        if not bits & Permission.VIEW_CHANNEL:
            raise RefusedError(MISSING_ACCESS)
        if any(not bits & permission for permission in needed):
            raise RefusedError(MISSING_PERMISSIONS)
        return channel

    def message(self, channel: Channel) -> Message:
        """The message of the path."""
        message = channel.messages.get(self.id("message_id"))
        if message is None:
            raise RefusedError(UNKNOWN_MESSAGE)
        return message


def parse_json(raw: bytes) -> Any:
    """The JSON of a body; 50109 when it is none."""
    try:
        return json.loads(raw)
    except ValueError as error:
        raise RefusedError(INVALID_JSON) from error
