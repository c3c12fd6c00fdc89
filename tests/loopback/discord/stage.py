"""What happens to the world while the bot is on the air, each change told over the gateway."""

from datetime import UTC, datetime
from typing import Any

from .gateway import DIRECT_MESSAGES, GUILDS, MESSAGES, Gateway
from .mentions import find_pings
from .payloads import channel_payload, guild_create_payload, member_payload, message_payload, role_payload
from .permissions import MEMBER, Permission, permissions_in
from .world import TEXT, Channel, Guild, Member, Message, Overwrite, User, World


class Stage:
    """Guilds come and go, channels are deleted, permissions change, members write."""

    world: World
    gateway: Gateway

    def user(self, user: User | str) -> User:
        """A user by name; made when there is none."""
        return user if isinstance(user, User) else self.world.add_user(user)

    def member(self, guild_id: int, user: User | str) -> Member:
        """A user as member of a guild; joins when not there."""
        who, guild = self.user(user), self.world.guilds[guild_id]
        return guild.members.setdefault(who.id, Member(user=who, role_ids=[], joined_at=guild.joined_at))

    def add_guild(self, name: str = "", *, channels: int = 1, roles: int = 0) -> Guild:
        """The bot is invited to a new guild."""
        guild = self.world.add_guild(name, channels=channels, roles=roles)
        self._announce_guild(guild)
        return guild

    def _announce_guild(self, guild: Guild) -> None:
        self.gateway.dispatch("GUILD_CREATE", lambda: guild_create_payload(guild), guild_id=guild.id, intent=GUILDS)

    def remove_guild(self, guild_id: int) -> None:
        """The bot is thrown out of a guild."""
        self.world.guilds[guild_id].present = False
        self.gateway.dispatch("GUILD_DELETE", {"id": str(guild_id)}, guild_id=guild_id, intent=GUILDS)

    def return_guild(self, guild_id: int) -> None:
        """The bot is invited again."""
        guild = self.world.guilds[guild_id]
        guild.present = True
        self._announce_guild(guild)

    def set_guild_outage(self, guild_id: int, out: bool) -> None:
        """A guild becomes unavailable for a while, or comes back."""
        guild = self.world.guilds[guild_id]
        guild.available = not out
        if out:
            gone = {"id": str(guild_id), "unavailable": True}
            self.gateway.dispatch("GUILD_DELETE", gone, guild_id=guild_id, intent=GUILDS)
        else:
            self._announce_guild(guild)

    def add_channel(self, guild_id: int, name: str, *, kind: int = TEXT) -> Channel:
        """A channel is made."""
        channel = self.world.add_channel(guild_id, name, kind=kind)
        self.announce_channel("CREATE", channel)
        return channel

    def delete_channel(self, channel_id: int) -> None:
        """A channel or a thread is deleted; a channel takes its threads with it."""
        channel = self.world.channels[channel_id]
        self.announce_channel("DELETE", channel)
        self.world.remove_channel(channel)

    def archive_thread(self, thread_id: int, *, locked: bool = False) -> None:
        """A thread is archived, by time or by a moderator who locks it too."""
        thread = self.world.channels[thread_id]
        thread.archived, thread.locked = True, locked
        self.announce_channel("UPDATE", thread)

    def set_permissions(self, channel_id: int, *, allow: int = 0, deny: int = 0, target_id: int | None = None) -> None:
        """A channel's overwrite for the bot (or a role or member) is set; both 0 takes it away."""
        channel = self.world.channels[channel_id]
        target = target_id or self.world.bot.id
        channel.overwrites.pop(target, None)
        if allow or deny:
            kind = 1 if target in self.world.users else 0
            channel.overwrites[target] = Overwrite(id=target, kind=kind, allow=int(allow), deny=int(deny))
        self.announce_channel("UPDATE", channel)

    def set_bot_permissions(self, guild_id: int, permissions: int, *, everyone: int | None = None) -> None:
        """The bot's role gets other permissions, and everyone's too when given."""
        guild = self.world.guilds[guild_id]
        role = next(role for role in guild.roles.values() if role.bot_id == self.world.bot.id)
        changed = [(role, permissions)] + ([] if everyone is None else [(guild.roles[guild.id], everyone)])
        for each, bits in changed:
            each.permissions = int(bits)
            data = {"guild_id": str(guild_id), "role": role_payload(each)}
            self.gateway.dispatch("GUILD_ROLE_UPDATE", data, guild_id=guild_id, intent=GUILDS)

    def post_message(
        self, channel_id: int, author: User | str, content: str, *, reply_to: Message | None = None, **more: Any
    ) -> Message:
        """A member writes in a channel, or to the bot when the channel is a direct one; `more` are Message fields."""
        channel, user = self.world.channels[channel_id], self.user(author)
        message = Message(
            id=self.world.new_id(),
            channel_id=channel_id,
            guild_id=channel.guild_id,
            author=user,
            content=content,
            **more,
        )
        bits = MEMBER
        if channel.guild_id:
            self.member(channel.guild_id, user)
            bits = permissions_in(self.world.guilds[channel.guild_id], user.id, channel)
        everyone = bool(bits & Permission.MENTION_EVERYONE)
        message.pings = find_pings(content, None, may_ping_everyone=everyone)
        if reply_to:
            message.kind = 19
            message.reference = {"message_id": str(reply_to.id), "channel_id": str(reply_to.channel_id)}
            if str(reply_to.author.id) not in message.pings:
                message.pings.append(str(reply_to.author.id))
        channel.messages[message.id] = message
        self.announce_message("MESSAGE_CREATE", message)
        return message

    def revise_message(self, message: Message, content: str) -> None:
        """A member changes what they wrote."""
        message.content, message.edited_at = content, datetime.now(UTC)
        self.announce_message("MESSAGE_UPDATE", message)

    def withdraw_message(self, message: Message) -> None:
        """A member or a moderator deletes a message."""
        del self.world.channels[message.channel_id].messages[message.id]
        self.announce_removal(message)

    def announce_channel(self, verb: str, channel: Channel, **more: Any) -> None:
        """CREATE, UPDATE or DELETE of a channel or thread."""
        event = f"{'THREAD' if channel.is_thread else 'CHANNEL'}_{verb}"
        data = channel_payload(channel) | more
        self.gateway.dispatch(event, data, guild_id=channel.guild_id, intent=GUILDS)

    def announce_message(self, event: str, message: Message) -> None:
        """A message's event; who lacks the content intent reads only what is meant for the bot."""
        data = message_payload(message, self.world)
        guild_id, redacted = message.guild_id, None
        if guild_id:
            data["guild_id"] = str(guild_id)
            member = self.world.guilds[guild_id].members.get(message.author.id)
            if member:
                data["member"] = {key: value for key, value in member_payload(member).items() if key != "user"}
            addressed = message.author is self.world.bot or str(self.world.bot.id) in message.pings
            hidden = {"content": "", "embeds": [], "attachments": [], "components": []}
            shown = {key: value for key, value in data.items() if key != "poll"}
            redacted = None if addressed else shown | hidden
        intent = MESSAGES if guild_id else DIRECT_MESSAGES
        self.gateway.dispatch(event, data, guild_id=guild_id, intent=intent, redacted=redacted)

    def announce_removal(self, message: Message) -> None:
        """A message is gone."""
        data = {"id": str(message.id), "channel_id": str(message.channel_id)}
        data |= {"guild_id": str(message.guild_id)} if message.guild_id else {}
        intent = MESSAGES if message.guild_id else DIRECT_MESSAGES
        self.gateway.dispatch("MESSAGE_DELETE", data, guild_id=message.guild_id, intent=intent)
