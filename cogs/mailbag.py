"""The mailbag: what listeners write to the host in Discord, each answered once and in its channel's order."""

import asyncio
import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import discord

from archive.storage import Storage
from cogs.mail_ear import hear, is_hidden, read_text
from cogs.mail_queues import WAITING, ChannelQueues
from cogs.mail_replies import ReplyDesk
from cogs.pace import SendPace
from cogs.speakers import find_speaker
from radio.errors import RadioError, TransmissionError
from radio.mail import MailWishes, Message
from studio.mailroom import Mailroom

log = logging.getLogger(__name__)

CLOSING_S = 5.0  # what takes longer is answered at the next start


@dataclass(slots=True, kw_only=True)
class _Arrival:
    """A message in its channel's queue. `filed` None is one that an earlier life of the bot has filed."""

    message: Message
    filed: "asyncio.Task[bool] | None" = None


class Mailbag:
    """Hears messages, has them answered, and sends the replies.

    Args:
        client: the bot's client.
        mailroom: who answers.
        storage: the archive.
        pace: gives the turns of all that leaves.
        reads_all: whether the bot has the message content intent, without which no channel can be a mailbag.
        waiting: how many messages of one channel may wait.
        closing_s: seconds for what is being answered when the bot stops.
    """

    def __init__(
        self,
        client: Any,
        mailroom: Mailroom,
        *,
        storage: Storage,
        pace: SendPace,
        reads_all: bool,
        waiting: int = WAITING,
        closing_s: float = CLOSING_S,
    ) -> None:
        self.reads_all = reads_all
        self.closing_s = closing_s
        self.replies = ReplyDesk(client, pace)
        self._client = client
        self._mailroom = mailroom
        self._storage = storage
        self._channels: dict[int, int] = {}  # server → mailbag channel
        self._waiting: dict[int, _Arrival] = {}
        self._queues: ChannelQueues[_Arrival] = ChannelQueues(self._deal, waiting=waiting)

    @property
    def channels(self) -> Mapping[int, int]:
        """The mailbag channels by their servers; none where the bot may not read all."""
        return self._channels if self.reads_all else {}

    @property
    def waiting(self) -> int:
        """How many messages are not dealt with yet."""
        return len(self._waiting)

    async def open(self) -> None:
        """Learn the mailbag channels, and what was replied of late. To be asked once. Raises StorageError."""
        await self._mailroom.open()
        for wishes in await self._storage.list_mailbags():
            self.learn(wishes)

    def learn(self, wishes: MailWishes) -> None:
        """Hear from now on what is written in a server's mailbag channel, if it has one."""
        if wishes.channel_id is None:
            self._channels.pop(wishes.server_id, None)
        else:
            self._channels[wishes.server_id] = wishes.channel_id

    def hold(self, channel_ids: Iterable[int]) -> None:
        """Answer nothing in these channels until all are released: something older may still be heard there."""
        self._queues.hold(channel_ids)

    def release(self) -> None:
        """Answer what waits in the channels that are held, the oldest first."""
        self._queues.release(lambda arrival: arrival.message.message_id)

    async def go_on(self) -> None:
        """Answer what an earlier life of the bot heard and did not answer."""
        try:
            left = await self._mailroom.list_unanswered()
        except RadioError as fault:
            log.error("unanswered messages not known reason=%s", fault)
            return
        for message in left:
            self._put(_Arrival(message=message))
        if left:
            log.info("going on with messages count=%s", len(left))

    def receive(self, message: discord.Message) -> None:
        """Take a message of Discord's, which may be anybody's to anyone. Nothing is awaited: the order stays."""
        me = self._client.user
        heard = hear(message, me_id=me.id, mailbag_id=self._find_channel(message)) if me else None
        if heard is None or not _may_answer(message):
            return
        arrival = _Arrival(message=heard)
        if self._put(arrival):
            name = f"file-{heard.message_id}"
            arrival.filed = asyncio.create_task(self._mailroom.receive(heard), name=name)

    async def revise(self, message: discord.Message) -> None:
        """A message was edited: while it waits, its latest text counts."""
        if message.id not in self._waiting or is_hidden(message, self._client.user.id):
            return
        try:
            await self._filed(message.id)
            await self._mailroom.revise(message.id, read_text(message, self._client.user.id))
        except RadioError as fault:
            log.error("edit not kept message_id=%s reason=%s", message.id, fault)

    async def withdraw(self, message_ids: Iterable[int]) -> None:
        """Messages were deleted: they are forgotten, and one that waits is not answered."""
        try:
            for message_id in message_ids:
                await self._filed(message_id)
                await self._mailroom.withdraw(message_id)
        except RadioError as fault:
            log.error("deletion not kept reason=%s", fault)

    async def close(self) -> None:
        """Hear nothing more; what is being answered is ended, if it does not take long."""
        await self._queues.close(self.closing_s)

    async def _filed(self, message_id: int) -> None:
        """Wait until a message that has just come is filed: what happened to it may be told in the same breath."""
        arrival = self._waiting.get(message_id)
        if arrival is not None and arrival.filed is not None:
            await asyncio.wait({arrival.filed})  # whether that failed is its own dealing's business

    def _find_channel(self, message: discord.Message) -> int | None:
        return self.channels.get(message.guild.id) if message.guild else None

    def _put(self, arrival: _Arrival) -> bool:
        message = arrival.message
        if message.message_id in self._waiting:
            return False
        if not self._queues.put(message.channel_id, arrival):
            log.warning("message not taken channel_id=%s reason=too many wait there", message.channel_id)
            return False
        self._waiting[message.message_id] = arrival
        return True

    async def _deal(self, arrival: _Arrival) -> None:
        message = arrival.message
        try:
            if await (self._look_again(message) if arrival.filed is None else arrival.filed):
                await self._answer(message, is_new=arrival.filed is not None)
        except TransmissionError as fault:
            log.warning("reply not sent message_id=%s reason=%s", message.message_id, fault)
            await self._mailroom.give_up(message.message_id)
        except RadioError as fault:
            log.error("message not answered message_id=%s reason=%s", message.message_id, fault)
        finally:
            del self._waiting[message.message_id]

    async def _look_again(self, message: Message) -> bool:
        """Whether a message of an earlier life still stands; it may have been changed or deleted meanwhile."""
        try:
            found = await self.replies.fetch(message)
        except TransmissionError as fault:
            log.info("message not looked at again message_id=%s reason=%s", message.message_id, fault)
            return True
        if found is None:
            await self._mailroom.withdraw(message.message_id)
        elif not is_hidden(found, self._client.user.id):
            await self._mailroom.revise(message.message_id, read_text(found, self._client.user.id))
        return found is not None

    async def _answer(self, message: Message, *, is_new: bool) -> None:
        persona = await find_speaker(self._storage, message.server_id)
        typing = asyncio.create_task(self.replies.show_typing(message), name=f"typing-{message.channel_id}")
        try:
            reply = await self._mailroom.answer(message, persona)
        finally:
            typing.cancel()
        if reply is None:
            return
        standing = None if is_new else await self.replies.find(message)
        reply_id = standing or await self.replies.send(message, reply)
        await self._mailroom.note_sent(message.message_id, reply_id)


def _may_answer(message: discord.Message) -> bool:
    """Whether the bot may write where a message stands; what is not known, Discord will tell."""
    me: discord.Member | None = message.guild.me if message.guild else None  # None in an outage
    if me is None or not isinstance(message.channel, discord.abc.GuildChannel | discord.Thread):
        return True
    if isinstance(message.channel, discord.Thread) and message.channel.parent is None:
        return True
    allowed = message.channel.permissions_for(me)
    in_thread = isinstance(message.channel, discord.Thread)
    return allowed.send_messages_in_threads if in_thread else allowed.send_messages
