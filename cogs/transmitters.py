"""Transmitters: a post becomes messages in a channel, in a thread, or for the eyes of one member."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
import discord
from discord import ui

from cogs.cards import make_card, make_messages, make_row, read_card, read_plain, read_view
from cogs.faults import (
    CHANNEL_GONE,
    INVALID_FORM,
    NO_CARDS,
    NO_THREADS,
    NOT_THERE,
    THREAD_EXISTS,
    THREAD_GONE,
    explain_answer,
    name_faults,
)
from cogs.pace import ANSWER_S, SendPace
from radio.errors import TransmissionError
from radio.transmission import Post

log = logging.getLogger(__name__)

LATEST = 20  # messages among which a post is looked for
TRY_PAUSES_S = (1.0, 2.0)  # where the connection breaks: the nonce keeps the repeat from being a second post
SHORT_PAUSE_S = 5.0
THREAD_NAME = 100  # characters
THREAD_KEPT_MINUTES = 7 * 24 * 60
NONCE_LIMIT = 25


class ChannelTransmitter:
    """Sends to one channel or thread. With `cards` False, or where Discord refuses one, as plain messages."""

    def __init__(self, channel: discord.PartialMessageable, *, me_id: int, pace: SendPace, cards: bool = True) -> None:
        self.channel = channel
        self.problem: str | None = None if cards else NO_CARDS
        self._me_id = me_id
        self.pace = pace
        self._cards = cards
        self._standing = 0  # how many plain messages of the post in doubt stand there already

    async def prepare(self) -> None:
        """Wait until the next post's turn is near."""
        await self.pace.enter()

    async def send(self, post: Post, *, nonce: str) -> str:
        """Send a post; a card that Discord does not take goes out as plain messages."""
        if self._cards:
            try:
                return await self._send_one(nonce, view=make_card(post))
            except CardRefusedError as refusal:
                log.warning("card refused channel_id=%s part=%s reason=%s", self.channel.id, post.part, refusal)
        return await self._send_plain(post, nonce)

    async def find(self, post: Post) -> str | None:
        """Look for a post among the latest messages; None too where their history may not be read."""
        async with self.pace.take_turn():
            latest = [message async for message in self.channel.history(limit=LATEST)]
        mine = {read_card(each): str(each.id) for each in latest if each.author.id == self._me_id}
        if (card := mine.get(read_view(make_card(post)))) is not None:
            return card
        pieces = [mine.get(read_plain(piece)) for piece in make_messages(post)]
        self._standing = pieces.index(None) if None in pieces else 0
        return pieces[0] if None not in pieces else None

    async def _send_plain(self, post: Post, nonce: str) -> str:
        sent: list[str] = []
        pieces, standing = make_messages(post), self._standing
        self._standing = 0
        for number, piece in enumerate(pieces[standing:], standing):
            own = f"{nonce[: NONCE_LIMIT - 3]}-{number}" if number else nonce
            row = make_row(post) if number == len(pieces) - 1 else None
            message = {"content": piece, "suppress_embeds": True} | ({"view": row} if row else {})
            sent.append(await self._send_one(own, **message))
        return sent[0]

    async def _send_one(self, nonce: str, **message: Any) -> str:
        for least_s in TRY_PAUSES_S:
            try:
                return await self._request(nonce, **message)
            except TransmissionError as fault:
                if not _is_worth_a_try(fault):
                    raise
                pause_s = max(least_s, fault.retry_after_s or 0)
            await asyncio.sleep(pause_s)
        return await self._request(nonce, **message)

    async def _request(self, nonce: str, **message: Any) -> str:
        async with self.pace.take_turn():
            try:
                return str((await self.channel.send(nonce=nonce, **message)).id)
            except discord.HTTPException as error:
                if error.code == INVALID_FORM and isinstance(message.get("view"), ui.LayoutView):
                    raise CardRefusedError(error.text) from error
                raise


def _is_worth_a_try(fault: TransmissionError) -> bool:
    """Whether the connection broke, which discord.py seldom tries again, or Discord asks for a moment only."""
    cause = fault.__cause__
    if fault.retry_after_s is not None:
        return fault.retry_after_s <= SHORT_PAUSE_S
    return isinstance(cause, aiohttp.ClientError | OSError) and not isinstance(cause, TimeoutError)


class CardRefusedError(TransmissionError):
    """Discord does not take a card as it is."""


class ThreadTransmitter:
    """Sends the first post to a channel and the others to the thread under it.

    Where no thread can be made all stand in the channel. `first_id` is the first post's message where it
    has left already; `thread_id` the thread where there is one; `keep_thread` enters it into the archive.
    """

    def __init__(
        self,
        base: ChannelTransmitter,
        *,
        name: str,
        open_place: Callable[[int], ChannelTransmitter],
        keep_thread: Callable[[int], Awaitable[int]],
        first_id: int | None = None,
        thread_id: int | None = None,
    ) -> None:
        self._base = base
        self._name = name[:THREAD_NAME]
        self._open_place = open_place
        self._keep_thread = keep_thread
        self._first_id = first_id
        self._thread_id = thread_id
        self._place: ChannelTransmitter | None = None
        self._fallen_back = False

    @property
    def problem(self) -> str | None:
        """What a manager should mend."""
        return NO_THREADS if self._fallen_back else self._base.problem

    async def prepare(self) -> None:
        """Wait for the next post's turn; before the second one open the thread."""
        if self._first_id is not None and self._place is None:
            self._place = await self._find_place(self._first_id)
        await (self._place or self._base).prepare()

    async def send(self, post: Post, *, nonce: str) -> str:
        """Send a post to where it belongs."""
        try:
            message_id = await (self._place or self._base).send(post, nonce=nonce)
        except TransmissionError as fault:
            raise self._name_place(fault) from fault
        self._first_id = self._first_id or int(message_id)
        return message_id

    async def find(self, post: Post) -> str | None:
        """Look for a post where it belongs."""
        try:
            found = await (self._place or self._base).find(post)
        except TransmissionError as fault:
            raise self._name_place(fault) from fault
        if found is not None:
            self._first_id = self._first_id or int(found)
        return found

    def _name_place(self, fault: TransmissionError) -> TransmissionError:
        """A channel that is gone is the thread, once there is one."""
        if self._place in (None, self._base) or fault.reason != CHANNEL_GONE:
            return fault
        return TransmissionError(THREAD_GONE, permanent=True, gone=True)

    async def _find_place(self, first_id: int) -> ChannelTransmitter:
        thread_id = self._thread_id or await self._open_thread(first_id)
        if thread_id is None:
            self._fallen_back = True
            return self._base
        self._thread_id = await self._keep_thread(thread_id)
        return self._open_place(self._thread_id)

    async def _open_thread(self, first_id: int) -> int | None:
        """The thread under the first post, made if need be; None where it cannot be made."""
        await self._base.pace.enter()  # behind the first posts of other stations
        channel = self._base.channel
        if channel.guild is None:
            raise TransmissionError(NOT_THERE)
        async with self._base.pace.take_turn():
            try:
                thread = await channel.get_partial_message(first_id).create_thread(
                    name=self._name, auto_archive_duration=THREAD_KEPT_MINUTES
                )
            except discord.HTTPException as error:
                return self._read_refusal(error, first_id)
            return thread.id

    def _read_refusal(self, error: discord.HTTPException, first_id: int) -> int | None:
        if error.code == THREAD_EXISTS:
            return first_id  # a thread made at a message bears its id
        fault = explain_answer(error)
        if not fault.permanent or fault.reason in (CHANNEL_GONE, THREAD_GONE):
            raise fault from error
        log.warning("thread refused channel_id=%s code=%s", self._base.channel.id, error.code)
        return None


class InteractionTransmitter:
    """Answers an interaction that is acknowledged already; only the member who asked sees it."""

    def __init__(self, interaction: discord.Interaction[Any]) -> None:
        self.problem: str | None = None
        self._interaction = interaction

    async def prepare(self) -> None:
        """Nothing: answers to interactions do not count against the global limit."""

    async def send(self, post: Post, *, nonce: str) -> str:  # noqa: ARG002 – the port's
        """Send a post as a follow-up, which takes no nonce."""
        card: ui.LayoutView = make_card(post)
        with name_faults():
            async with asyncio.timeout(ANSWER_S):
                message = await self._interaction.followup.send(view=card, ephemeral=True, wait=True)
        return str(message.id)

    async def find(self, post: Post) -> str | None:  # noqa: ARG002 – the port's
        """What only one member sees cannot be found again."""
        return None
