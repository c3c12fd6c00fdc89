"""State as the JSON Discord sends. Keys that Discord leaves out are left out: absent is not null."""

from datetime import datetime
from typing import Any

from .permissions import permissions_in
from .world import DM, Channel, Guild, Member, Message, Role, User, World

LIMIT_BYTES = 10 * 1024 * 1024  # what anybody may attach without boosts


def user_payload(user: User) -> dict[str, Any]:
    """A user."""
    return {
        "id": str(user.id),
        "username": user.name,
        "discriminator": "0",
        "global_name": None if user.bot else user.name,
        "avatar": None,
        "bot": user.bot,
        "public_flags": 0,
    }


def role_payload(role: Role) -> dict[str, Any]:
    """A role; the bot's own is managed and says so in its tags."""
    payload: dict[str, Any] = {
        "id": str(role.id),
        "name": role.name,
        "permissions": str(role.permissions),
        "position": role.position,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "managed": role.bot_id is not None,
        "mentionable": False,
        "icon": None,
        "unicode_emoji": None,
        "flags": 0,
    }
    if role.bot_id is not None:
        payload["tags"] = {"bot_id": str(role.bot_id)}
    return payload


def member_payload(member: Member) -> dict[str, Any]:
    """A member with its user."""
    return {
        "user": user_payload(member.user),
        "nick": None,
        "avatar": None,
        "roles": [str(role_id) for role_id in member.role_ids],
        "joined_at": member.joined_at.isoformat(),
        "premium_since": None,
        "deaf": False,
        "mute": False,
        "flags": 0,
        "pending": False,
        "communication_disabled_until": None,
    }


def channel_payload(channel: Channel) -> dict[str, Any]:
    """A guild channel, a thread or a direct-message channel."""
    last = next(reversed(channel.messages), None)
    payload: dict[str, Any] = {
        "id": str(channel.id),
        "type": channel.kind,
        "flags": 0,
        "last_message_id": str(last) if last else None,
    }
    if channel.kind == DM:
        return payload | {"recipients": [user_payload(channel.recipient)] if channel.recipient else []}
    payload |= {
        "guild_id": str(channel.guild_id),
        "name": channel.name,
        "parent_id": str(channel.parent_id) if channel.parent_id else None,
        "rate_limit_per_user": 0,
    }
    return payload | (_thread_part(channel) if channel.is_thread else _channel_part(channel))


def _channel_part(channel: Channel) -> dict[str, Any]:
    overwrites = [
        {"id": str(each.id), "type": each.kind, "allow": str(each.allow), "deny": str(each.deny)}
        for each in channel.overwrites.values()
    ]
    return {"position": 0, "topic": channel.topic, "nsfw": False, "permission_overwrites": overwrites}


def _thread_part(channel: Channel) -> dict[str, Any]:
    return {
        "owner_id": str(channel.owner_id),
        "message_count": len(channel.messages),
        "member_count": 1,
        "total_message_sent": len(channel.messages),
        "thread_metadata": {
            "archived": channel.archived,
            "archive_timestamp": channel.made_at.isoformat(),
            "auto_archive_duration": channel.auto_archive_minutes,
            "locked": channel.locked,
            "create_timestamp": channel.made_at.isoformat(),
        },
    }


def guild_payload(guild: Guild) -> dict[str, Any]:
    """A guild as REST gives it: without channels and members."""
    return {
        "id": str(guild.id),
        "name": guild.name,
        "icon": None,
        "splash": None,
        "discovery_splash": None,
        "description": None,
        "owner_id": str(guild.owner_id),
        "afk_channel_id": None,
        "afk_timeout": 300,
        "verification_level": 1,
        "default_message_notifications": 1,
        "explicit_content_filter": 0,
        "roles": [role_payload(role) for role in guild.roles.values()],
        "emojis": [],
        "stickers": [],
        "features": [],
        "mfa_level": 0,
        "nsfw_level": 0,
        "premium_tier": 0,
        "preferred_locale": guild.locale,
        "system_channel_id": None,
        "system_channel_flags": 0,
        "rules_channel_id": None,
        "public_updates_channel_id": None,
        "vanity_url_code": None,
        "max_members": 500_000,
    }


def guild_create_payload(guild: Guild) -> dict[str, Any]:
    """A guild as the gateway gives it: whole, with the bot as the one member told about."""
    return guild_payload(guild) | {
        "joined_at": guild.joined_at.isoformat(),
        "large": False,
        "unavailable": False,
        "member_count": len(guild.members) + 1,
        "members": [member_payload(member) for member in guild.members.values() if member.user.bot],
        "channels": [channel_payload(channel) for channel in guild.channels.values()],
        "threads": [channel_payload(thread) for thread in guild.threads.values() if not thread.archived],
        "voice_states": [],
        "presences": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }


def message_payload(message: Message, world: World) -> dict[str, Any]:
    """A message; nonce, reference, thread and interaction only where there is one."""
    payload: dict[str, Any] = {
        "id": str(message.id),
        "channel_id": str(message.channel_id),
        "author": user_payload(message.author),
        "content": message.content,
        "timestamp": message.posted_at.isoformat(),
        "edited_timestamp": _iso(message.edited_at),
        "tts": False,
        "mention_everyone": "everyone" in message.pings,
        "mentions": [
            user_payload(world.users[int(ping)])
            for ping in message.pings
            if ping.isdigit() and int(ping) in world.users
        ],
        "mention_roles": [ping for ping in message.pings if ping.isdigit() and _is_role(message, int(ping), world)],
        "attachments": message.attachments,
        "embeds": message.embeds,
        "components": message.components,
        "pinned": False,
        "type": message.kind,
        "flags": message.flags,
    }
    payload |= _message_extras(message)
    thread = world.channels.get(message.thread_id or 0)
    if thread:
        payload["thread"] = channel_payload(thread)
    if message.reference:
        original = world.channels[message.channel_id].messages.get(int(message.reference["message_id"]))
        payload["referenced_message"] = message_payload(original, world) if original else None
    return payload


def _is_role(message: Message, number: int, world: World) -> bool:
    guild = world.guilds.get(message.guild_id or 0)
    return guild is not None and number in guild.roles


def _message_extras(message: Message) -> dict[str, Any]:
    extras: dict[str, Any] = dict(message.besides)
    if message.nonce is not None:
        extras["nonce"] = message.nonce
    if message.reference:
        extras["message_reference"] = message.reference
    if message.interaction:
        application_id = str(message.author.id)
        extras |= {"interaction_metadata": message.interaction, "application_id": application_id}
        extras["webhook_id"] = application_id
    return extras


def interaction_channel_payload(channel: Channel, guild: Guild | None, user_id: int) -> dict[str, Any]:
    """A channel as it stands in an interaction: with the member's permissions there."""
    payload = channel_payload(channel)
    if guild:
        payload["permissions"] = str(permissions_in(guild, user_id, channel))
    return payload


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
