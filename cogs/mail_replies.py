"""How a reply leaves: as a reply to its message, nobody pinged, once; and how her typing shows."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import TypeVar

import discord
from discord import ui

from cogs.cards import guard_text, make_link_button
from cogs.command_tree import NOBODY
from cogs.faults import UNKNOWN_MESSAGE
from cogs.pace import SendPace
from radio.errors import TransmissionError
from radio.mail import Message, Reply

log = logging.getLogger(__name__)
T = TypeVar("T")

REPLY_WITHOUT_HISTORY = 160002
TRY_PAUSES_S = (1.0, 2.0, 5.0, 15.0)  # the nonce keeps a repeat from being a second reply
TYPING_AFTER_S = 0.1  # what needs no thought, such as silence, comes sooner and shows no typing
TYPING_AGAIN_S = 8.0  # Discord shows it for ten
SEARCHED = 100  # messages after a listener's among which its reply is looked for


class ReplyDesk:
    """Sends replies into the channels where their messages stand."""

    def __init__(self, client: discord.Client, pace: SendPace) -> None:
        self._client = client
        self._pace = pace

    async def send(self, message: Message, reply: Reply) -> int:
        """Send the reply to a message and return its id. Raises TransmissionError.

        Where the message is gone Discord refuses, and nothing stands there; where its history may not be read
        the reply stands alone.
        """
        return await _try_patiently(lambda: self._send(message, reply))

    async def fetch(self, message: Message) -> discord.Message | None:
        """A listener's message as it stands now, None where it is gone. Raises TransmissionError."""
        try:
            async with self._pace.take_turn():
                return await self._place(message).fetch_message(message.message_id)
        except TransmissionError as fault:
            if getattr(fault.__cause__, "code", None) != UNKNOWN_MESSAGE:
                raise
        return None

    async def find(self, message: Message) -> int | None:
        """The reply that stands there already, of a life of the bot that ended before it could note it.

        Raises TransmissionError where Discord cannot be asked; where the history may not be read it is None.
        """
        try:
            later = await _try_patiently(lambda: self._read_after(message))
        except TransmissionError as fault:
            if not fault.permanent:
                raise
            log.warning("reply not looked for message_id=%s reason=%s", message.message_id, fault)
            return None
        me = self._client.user
        return next((each.id for each in later if each.author == me and _answers(each, message.message_id)), None)

    async def show_typing(self, message: Message) -> None:
        """Let her typing show until this is cancelled. What cannot be shown is no fault."""
        await asyncio.sleep(TYPING_AFTER_S)
        try:
            while True:
                async with self._pace.take_turn():
                    await self._place(message).typing()
                await asyncio.sleep(TYPING_AGAIN_S)
        except TransmissionError as fault:
            log.debug("typing not shown channel_id=%s reason=%s", message.channel_id, fault)

    async def _read_after(self, message: Message) -> list[discord.Message]:
        async with self._pace.take_turn():
            history = self._place(message).history(limit=SEARCHED, after=discord.Object(message.message_id))
            return [each async for each in history]

    async def _send(self, message: Message, reply: Reply) -> int:
        try:
            return await self._request(message, reply, as_reply=True)
        except TransmissionError as fault:
            if getattr(fault.__cause__, "code", None) != REPLY_WITHOUT_HISTORY:
                raise
        return await self._request(message, reply, as_reply=False)

    async def _request(self, message: Message, reply: Reply, *, as_reply: bool) -> int:
        place = self._place(message)
        reference = discord.MessageReference(
            message_id=message.message_id, channel_id=message.channel_id, guild_id=message.server_id
        )
        options = {"reference": reference, "mention_author": False} if as_reply else {}
        if (view := _make_buttons(reply)) is not None:
            options["view"] = view
        async with self._pace.take_turn():
            sent = await place.send(
                guard_text(reply.text),
                nonce=str(message.message_id),
                allowed_mentions=NOBODY,
                suppress_embeds=True,
                **options,
            )
        return sent.id

    def _place(self, message: Message) -> discord.PartialMessageable:
        return self._client.get_partial_messageable(message.channel_id, guild_id=message.server_id)


async def _try_patiently(request: Callable[[], Awaitable[T]]) -> T:
    """What a request gives, asked for again after each fault that passes. Raises TransmissionError."""
    for pause_s in TRY_PAUSES_S:
        try:
            return await request()
        except TransmissionError as fault:
            if fault.permanent:
                raise
            pause_s = max(pause_s, fault.retry_after_s or 0)  # noqa: PLW2901 – Discord's own wish is longer
        await asyncio.sleep(pause_s)
    return await request()


def _answers(message: discord.Message, message_id: int) -> bool:
    return message.nonce == str(message_id) or (
        message.reference is not None and message.reference.message_id == message_id
    )


def _make_buttons(reply: Reply) -> ui.View | None:
    """The links to aired articles under a reply."""
    buttons = [button for link in reply.links[:5] if (button := make_link_button(link)) is not None]
    view = ui.View(timeout=None)
    for button in buttons:
        view.add_item(button)
    return view if buttons else None
