"""Which permissions a station needs in its channel, and which of them the bot lacks."""

from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Any

import discord

from radio.show import Layout

# In the order of Discord's own settings. Without the history a post cut off by a crash cannot be found again.
_EVERYWHERE = ("view_channel", "send_messages", "embed_links", "read_message_history")
_IN_THREADS = ("create_public_threads", "send_messages_in_threads")
_NEEDED = {Layout.THREAD: (*_EVERYWHERE, *_IN_THREADS), Layout.CHANNEL: _EVERYWHERE}


def find_missing(channel: discord.abc.GuildChannel, me: discord.Member, layout: Layout) -> tuple[str, ...]:
    """The permissions (discord.py's names) that a layout needs and the bot lacks in a channel; wording names them."""
    granted = _add_up(channel, me)
    return tuple(name for name in _NEEDED[layout] if not getattr(granted, name))


def can_send_cards(missing: tuple[str, ...]) -> bool:
    """Whether what is missing leaves the bot its cards; Discord shows them as embeds."""
    return "embed_links" not in missing


def can_open_threads(missing: tuple[str, ...]) -> bool:
    """Whether what is missing leaves the bot its threads."""
    return not set(_IN_THREADS) & set(missing)


def can_answer_openly(interaction: discord.Interaction[Any]) -> bool:
    """Whether an answer that everybody sees would be in order where somebody asks.

    Discord lets applications answer even where they may not write. Here neither the bot nor whoever asks
    gets past a channel's permissions by a command. Where only a member brings the bot along, it is the
    member's own permissions that count.
    """
    if interaction.guild_id is None:
        return True
    place = "send_messages_in_threads" if isinstance(interaction.channel, discord.Thread) else "send_messages"
    asker = interaction.permissions
    if interaction.is_user_integration() and not interaction.is_guild_integration():
        return getattr(asker, place) and asker.use_external_apps
    bot = interaction.app_permissions
    return all(getattr(each, place) and each.view_channel for each in (asker, bot))


def _add_up(channel: discord.abc.GuildChannel, me: discord.Member) -> discord.Permissions:
    """What roles and the channel's overwrites grant.

    discord.py's own sum takes everything away where the channel cannot be seen; then a manager would be
    told to allow what is allowed already.
    """
    granted = _join(role.permissions.value for role in me.roles)
    if discord.Permissions(granted).administrator:
        return discord.Permissions.all()
    everyone, *roles = me.roles
    for targets in ((everyone,), roles, (me,)):
        pairs = [channel.overwrites_for(target).pair() for target in targets]
        granted &= ~_join(deny.value for _, deny in pairs)
        granted |= _join(allow.value for allow, _ in pairs)
    return discord.Permissions(granted)


def _join(values: Iterable[int]) -> int:
    return reduce(or_, values, 0)
