"""Who and what there is: users, guilds, roles, channels, threads, messages. Plain state, no wire."""

import itertools
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from .permissions import MEMBER

DISCORD_EPOCH_MS = 1_420_070_400_000
SETUP_EPOCH_MS = 1_704_067_200_000  # what is there from the beginning was made in 2024, so that its ids never change
TEXT, DM, VOICE, CATEGORY, ANNOUNCEMENT, FORUM = 0, 1, 2, 4, 5, 15
THREAD_TYPES = {TEXT: 11, ANNOUNCEMENT: 10, FORUM: 11}
EPHEMERAL = 1 << 6
LOADING = 1 << 7
COMPONENTS_V2 = 1 << 15


@dataclass(slots=True, kw_only=True)
class User:
    """A user; `takes_dms` False answers the bot's direct messages with 50007."""

    id: int
    name: str
    bot: bool = False
    takes_dms: bool = True


@dataclass(slots=True, kw_only=True)
class Role:
    """A role of a guild; the everyone role carries the guild's id."""

    id: int
    name: str
    permissions: int
    position: int = 0
    bot_id: int | None = None


@dataclass(slots=True, kw_only=True)
class Member:
    """A user in a guild."""

    user: User
    role_ids: list[int]
    joined_at: datetime


@dataclass(slots=True, kw_only=True)
class Overwrite:
    """What a channel allows and denies a role (kind 0) or a member (kind 1)."""

    id: int
    kind: int
    allow: int = 0
    deny: int = 0


@dataclass(slots=True, kw_only=True)
class Channel:
    """A guild channel, a thread (it has an owner) or a direct-message channel (it has a recipient)."""

    id: int
    kind: int
    name: str = ""
    guild_id: int | None = None
    parent_id: int | None = None
    topic: str | None = None
    overwrites: dict[int, Overwrite] = field(default_factory=dict)
    recipient: User | None = None
    owner_id: int = 0
    archived: bool = False
    locked: bool = False
    auto_archive_minutes: int = 1440
    made_at: datetime = field(default_factory=lambda: datetime.now(UTC))
    messages: "dict[int, Message]" = field(default_factory=dict)

    @property
    def is_thread(self) -> bool:
        """Whether this is a thread."""
        return self.kind in (10, 11, 12)


@dataclass(slots=True, kw_only=True)
class Guild:
    """A server. `present` is False once the bot was thrown out; `available` False in an outage of this guild."""

    id: int
    name: str
    owner_id: int
    roles: dict[int, Role]
    channels: dict[int, Channel] = field(default_factory=dict)
    threads: dict[int, Channel] = field(default_factory=dict)
    members: dict[int, Member] = field(default_factory=dict)
    locale: str = "ja"
    present: bool = True
    available: bool = True
    joined_at: datetime = field(default_factory=lambda: datetime.now(UTC))


@dataclass(slots=True, kw_only=True)
class Message:
    """A message as Discord keeps it. `pings` holds what it really notified: everyone, users and roles by id."""

    id: int
    channel_id: int
    guild_id: int | None
    author: User
    content: str = ""
    embeds: list[dict[str, Any]] = field(default_factory=list)
    components: list[dict[str, Any]] = field(default_factory=list)
    attachments: list[dict[str, Any]] = field(default_factory=list)
    besides: dict[str, Any] = field(default_factory=dict)  # of a member's: stickers, a poll, what was forwarded
    flags: int = 0
    kind: int = 0
    nonce: str | int | None = None
    reference: dict[str, Any] | None = None
    interaction: dict[str, Any] | None = None
    pings: list[str] = field(default_factory=list)
    reactions: list[str] = field(default_factory=list)
    posted_at: datetime = field(default_factory=lambda: datetime.now(UTC))
    edited_at: datetime | None = None
    thread_id: int | None = None

    @property
    def is_ephemeral(self) -> bool:
        """Whether only one member sees it."""
        return bool(self.flags & EPHEMERAL)

    @property
    def parts(self) -> list[str]:
        """Every text a reader sees, in order: content, embed titles, texts and fields, component texts, labels."""
        found = [self.content, *_embed_texts(self.embeds), *_component_texts(self.components)]
        return [text for text in found if text]

    @property
    def text(self) -> str:
        """The parts joined by line breaks."""
        return "\n".join(self.parts)


def _embed_texts(embeds: list[dict[str, Any]]) -> Iterator[str]:
    for embed in embeds:
        yield (embed.get("author") or {}).get("name", "")
        yield embed.get("title") or ""
        yield embed.get("description") or ""
        for item in embed.get("fields") or ():
            yield from (item.get("name", ""), item.get("value", ""))
        yield (embed.get("footer") or {}).get("text", "")


def _component_texts(components: list[dict[str, Any]]) -> Iterator[str]:
    for _, component in walk_components(components):
        yield component.get("content") or component.get("label") or ""


def walk_components(
    components: list[dict[str, Any]], path: tuple[str | int, ...] = ("components",)
) -> Iterator[tuple[tuple[str | int, ...], dict[str, Any]]]:
    """Every component with the way to it, parents before children, a section's accessory after its texts."""
    for index, component in enumerate(components):
        here = (*path, index)
        yield here, component
        yield from walk_components(component.get("components") or [], (*here, "components"))
        for single in ("accessory", "component"):
            if isinstance(component.get(single), dict):
                yield (*here, single), component[single]


class World:
    """Everything there is, and the ids it is found by."""

    def __init__(self, *, bot_permissions: int = MEMBER) -> None:
        self._setup_ids = itertools.count((SETUP_EPOCH_MS - DISCORD_EPOCH_MS) << 22, 1 << 22)
        self._last_id = 0
        self.bot_permissions = bot_permissions
        self.owner = User(id=self.setup_id(), name="owner")
        self.bot = User(id=self.setup_id(), name="radio", bot=True)
        self.users = {self.owner.id: self.owner, self.bot.id: self.bot}
        self.guilds: dict[int, Guild] = {}
        self.channels: dict[int, Channel] = {}
        self.commands: dict[int | None, dict[int, dict[str, Any]]] = {None: {}}

    @property
    def application_id(self) -> int:
        """The application's id; today's applications share it with their bot user."""
        return self.bot.id

    def setup_id(self) -> int:
        """The next id of the fixed row, a millisecond apart so that guilds spread over shards."""
        return next(self._setup_ids)

    def new_id(self) -> int:
        """An id of now, never the same and never smaller than one before."""
        self._last_id = max(self._last_id + 1, (int(time.time() * 1000) - DISCORD_EPOCH_MS) << 22)
        return self._last_id

    def add_user(self, name: str, *, bot: bool = False) -> User:
        """The user of that name; made when there is none."""
        for user in self.users.values():
            if user.name == name:
                return user
        user = User(id=self.setup_id(), name=name, bot=bot)
        self.users[user.id] = user
        return user

    def add_guild(self, name: str = "", *, channels: int = 1, roles: int = 0) -> Guild:
        """A guild with the bot in it, `channels` text channels and `roles` roles beside everyone's and the bot's."""
        guild_id = self.setup_id()
        bot_role = Role(
            id=self.setup_id(), name=self.bot.name, permissions=self.bot_permissions, position=1, bot_id=self.bot.id
        )
        guild = Guild(
            id=guild_id,
            name=name or f"server {len(self.guilds) + 1}",
            owner_id=self.owner.id,
            roles={guild_id: Role(id=guild_id, name="@everyone", permissions=MEMBER), bot_role.id: bot_role},
        )
        self.guilds[guild_id] = guild
        for index in range(roles):
            role = Role(id=self.setup_id(), name=f"role {index + 1}", permissions=0, position=index + 2)
            guild.roles[role.id] = role
        guild.members[self.bot.id] = Member(user=self.bot, role_ids=[bot_role.id], joined_at=guild.joined_at)
        for index in range(channels):
            self.add_channel(guild_id, f"channel-{index + 1}")
        return guild

    def add_channel(self, guild_id: int, name: str, *, kind: int = TEXT) -> Channel:
        """A channel in a guild."""
        channel = Channel(id=self.setup_id(), kind=kind, name=name, guild_id=guild_id)
        self.guilds[guild_id].channels[channel.id] = self.channels[channel.id] = channel
        return channel

    def add_thread(self, parent: Channel, thread_id: int, *, name: str, kind: int, owner_id: int) -> Channel:
        """A thread under a channel."""
        thread = Channel(
            id=thread_id, kind=kind, name=name, guild_id=parent.guild_id, parent_id=parent.id, owner_id=owner_id
        )
        self.guilds[parent.guild_id or 0].threads[thread_id] = self.channels[thread_id] = thread
        return thread

    def open_dm(self, user: User) -> Channel:
        """The direct-message channel with a user."""
        for channel in self.channels.values():
            if channel.recipient is user:
                return channel
        channel = Channel(id=self.new_id(), kind=DM, recipient=user)
        self.channels[channel.id] = channel
        return channel

    def remove_channel(self, channel: Channel) -> None:
        """Take a channel and its threads away."""
        guild = self.guilds[channel.guild_id or 0]
        gone = [channel, *(thread for thread in guild.threads.values() if thread.parent_id == channel.id)]
        for each in gone:
            self.channels.pop(each.id, None)
            guild.channels.pop(each.id, None)
            guild.threads.pop(each.id, None)
