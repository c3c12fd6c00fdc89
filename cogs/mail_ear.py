"""The ear: which of all messages are meant for the host, and what is to be read of them. Pure."""

import re

import discord

from radio.mail import MESSAGE_READ, Message, Unseen

_READABLE = (discord.MessageType.default, discord.MessageType.reply)
_FILES = {"image": Unseen.PICTURE, "video": Unseen.VIDEO}  # by the first half of their media type
_MENTION = re.compile(r"<(?P<kind>@[!&]?|#)(?P<id>\d{1,20})>")
_EMOJI = re.compile(r"<a?(:\w{1,40}:)\d{1,20}>")
_COMMAND = re.compile(r"<(/[^:<>]{1,100}):\d{1,20}>")


def hear(message: discord.Message, *, me_id: int, mailbag_id: int | None) -> Message | None:
    """The message as the host reads it; None where it is not for her, or by anything but a person.

    Args:
        message: any message that the bot was told of. Without the message content intent the text of one
            that is not meant for the bot is empty.
        me_id: the bot's own id.
        mailbag_id: the channel where all is meant for the host, None where there is none.
    """
    if message.author.bot or message.webhook_id is not None or message.type not in _READABLE:
        return None
    if not _is_addressed(message, me_id, mailbag_id):
        return None
    return Message(
        message_id=message.id,
        channel_id=message.channel.id,
        listener_id=message.author.id,
        text=read_text(message, me_id),
        sent_at=message.created_at,
        server_id=_server_id(message),
        replied_to=message.reference.message_id if _is_reply(message) and message.reference else None,
        unseen=find_unseen(message, me_id),
    )


def is_hidden(message: discord.Message, me_id: int) -> bool:
    """Whether an empty text may only be one that the bot is not let read."""
    return not message.content and not _is_direct(message) and not _is_mentioned(message, me_id)


def find_unseen(message: discord.Message, me_id: int) -> Unseen | None:
    """What comes with a message that the host cannot see, the most striking first; of its contents nothing is read."""
    if message.message_snapshots:
        return Unseen.FORWARD
    if message.attachments:
        return _name_file(message.attachments[0])
    if message.stickers:
        return Unseen.STICKER
    if message.poll is not None:
        return Unseen.POLL
    answered = _find_answered(message)
    by_another = answered is not None and answered.author.id not in {me_id, message.author.id}
    return Unseen.ANOTHER if by_another else None


def read_text(message: discord.Message, me_id: int) -> str:
    """The text without the host's own mention, and without anybody's id."""
    ours = {str(me_id), *(str(role.id) for role in message.role_mentions if _is_own(role, me_id))}

    def name(found: re.Match[str]) -> str:
        if found["kind"] == "#":
            return "#チャンネル"
        return "" if found["id"] in ours else "＠だれか"

    text = _MENTION.sub(name, message.content)
    return _COMMAND.sub(r"\1", _EMOJI.sub(r"\1", text)).strip()[:MESSAGE_READ]


def _is_addressed(message: discord.Message, me_id: int, mailbag_id: int | None) -> bool:
    if _is_direct(message) or _is_mentioned(message, me_id):
        return True
    if not message.content and find_unseen(message, me_id) in {None, Unseen.ANOTHER}:  # hidden from us
        return False
    if any(_is_own(role, me_id) for role in message.role_mentions):
        return True
    if not _is_reply(message):
        return message.channel.id == mailbag_id
    answered = _find_answered(message)
    return answered is not None and answered.author.id == me_id


def _find_answered(message: discord.Message) -> discord.Message | None:
    """The message that this one is a reply to, if it is still there."""
    answered = message.reference.resolved if _is_reply(message) and message.reference else None
    return answered if isinstance(answered, discord.Message) else None


def _name_file(file: discord.Attachment) -> Unseen:
    if file.is_voice_message():
        return Unseen.VOICE
    kind = (file.content_type or "").partition("/")[0]
    return _FILES.get(kind, Unseen.FILE)


def _is_direct(message: discord.Message) -> bool:
    return message.channel.type is discord.ChannelType.private


def _is_mentioned(message: discord.Message, me_id: int) -> bool:
    return any(user.id == me_id for user in message.mentions)


def _is_reply(message: discord.Message) -> bool:
    return message.type is discord.MessageType.reply


def _is_own(role: discord.Role, me_id: int) -> bool:
    """Whether a role is the one that Discord made for the bot; people take it for the bot's name."""
    return role.tags is not None and role.tags.bot_id == me_id


def _server_id(message: discord.Message) -> int | None:
    return message.guild.id if message.guild else None
