"""Permission bits, and how roles and channel overwrites add up to what somebody may do."""

from enum import IntFlag
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .world import Channel, Guild


class Permission(IntFlag):
    """The bits a text bot meets; the names are Discord's."""

    KICK_MEMBERS = 1 << 1
    ADMINISTRATOR = 1 << 3
    MANAGE_CHANNELS = 1 << 4
    MANAGE_GUILD = 1 << 5
    ADD_REACTIONS = 1 << 6
    VIEW_CHANNEL = 1 << 10
    SEND_MESSAGES = 1 << 11
    MANAGE_MESSAGES = 1 << 13
    EMBED_LINKS = 1 << 14
    ATTACH_FILES = 1 << 15
    READ_MESSAGE_HISTORY = 1 << 16
    MENTION_EVERYONE = 1 << 17
    MANAGE_ROLES = 1 << 28
    USE_APPLICATION_COMMANDS = 1 << 31
    MANAGE_THREADS = 1 << 34
    CREATE_PUBLIC_THREADS = 1 << 35
    CREATE_PRIVATE_THREADS = 1 << 36
    SEND_MESSAGES_IN_THREADS = 1 << 38


EVERYTHING = (1 << 52) - 1
MEMBER = int(
    Permission.VIEW_CHANNEL
    | Permission.SEND_MESSAGES
    | Permission.ADD_REACTIONS
    | Permission.EMBED_LINKS
    | Permission.ATTACH_FILES
    | Permission.READ_MESSAGE_HISTORY
    | Permission.USE_APPLICATION_COMMANDS
    | Permission.CREATE_PUBLIC_THREADS
    | Permission.SEND_MESSAGES_IN_THREADS
)
MANAGER = MEMBER | int(Permission.MANAGE_GUILD)


def permissions_in(guild: "Guild", user_id: int, channel: "Channel | None" = None) -> int:
    """The bits a member has in a channel (a thread asks its parent), or in the guild when no channel is given."""
    member = guild.members.get(user_id)
    if user_id == guild.owner_id:
        return EVERYTHING
    role_ids = member.role_ids if member else []
    bits = guild.roles[guild.id].permissions
    for role_id in role_ids:
        bits |= guild.roles[role_id].permissions
    if bits & Permission.ADMINISTRATOR:
        return EVERYTHING
    place = guild.channels.get(channel.parent_id or 0) if channel and channel.is_thread else channel
    if place is None:
        return bits
    bits = _apply_overwrites(bits, place, guild.id, role_ids, user_id)
    return bits if bits & Permission.VIEW_CHANNEL else 0


def _apply_overwrites(bits: int, place: "Channel", everyone_id: int, role_ids: list[int], user_id: int) -> int:
    """Everyone's overwrite first, then all roles' together, then the member's own: Discord's order."""
    for group in ([everyone_id], role_ids, [user_id]):
        found = [place.overwrites[key] for key in group if key in place.overwrites]
        for overwrite in found:
            bits &= ~overwrite.deny
        for overwrite in found:
            bits |= overwrite.allow
    return bits
