"""The note to a letter's sender: that it will be read on the air, or that it was."""

import asyncio
import logging
from datetime import datetime, timedelta
from typing import Any

import discord

from cogs.cards import guard_text
from cogs.command_tree import NOBODY
from cogs.hosts import load_hosts
from cogs.pace import SendPace
from cogs.speakers import find_speaker
from persona.mail_lines import aired_note, chosen_note
from radio.errors import RadioError, TransmissionError
from radio.mail import LetterNote

log = logging.getLogger(__name__)

MESSAGE_LINK = "https://discord.com/channels/{}/{}/{}"  # server, channel or thread, message
SEARCHED = 100  # messages in a direct channel among which a note in doubt is looked for
CLOCKS_DIFFER = timedelta(hours=1)  # at most, Discord's and ours
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=30), timedelta(hours=1)  # between two tries; they double


class NoteDesk:
    """Tells senders in direct messages, each once. Who takes none is told nothing.

    A note is begun in the archive before it leaves and done with after it: one that a stop or a fault left
    in doubt is looked for in the direct channel before it is sent again.
    """

    def __init__(self, client: Any, pace: SendPace) -> None:
        self._client = client
        self._storage = client.storage
        self._clock = client.clock
        self._pace = pace
        self._pauses: dict[tuple[int, bool], tuple[datetime, timedelta]] = {}  # until when, and how long it was
        self._telling: asyncio.Task[None] | None = None

    def knock(self) -> None:
        """Tell whoever is still to be told. Returns at once; nothing happens twice."""
        if self._telling is None or self._telling.done():
            self._telling = asyncio.create_task(self.tell(), name="letter-notes")

    async def tell(self) -> None:
        """Tell all that are to be told now. What fails for the moment waits for a later knock."""
        try:
            for note in await self._storage.letter_notes(self._clock.now()):
                if not self._is_paused(note) and await self._storage.begin_note(note):
                    await self._tell(note)
        except RadioError as fault:
            log.error("letter notes not known reason=%s", fault)

    async def close(self) -> None:
        """Tell nobody more."""
        if self._telling is not None:
            await asyncio.wait({self._telling}, timeout=5)
            self._telling.cancel()

    async def _tell(self, note: LetterNote) -> None:
        try:
            await self._send(note)
        except TransmissionError as fault:
            log.info(
                "sender not told letter_id=%s again=%s reason=%s", note.letter.letter_id, not fault.permanent, fault
            )
            if not fault.permanent:
                self._pause(note, timedelta(seconds=fault.retry_after_s or 0))
                return
        await self._storage.mark_told(note)
        self._pauses.pop(_key_of(note), None)

    async def _send(self, note: LetterNote) -> None:
        letter = note.letter
        persona = load_hosts().get(note.host) or await find_speaker(self._storage, letter.server_id)
        text = guard_text(aired_note(persona, letter) if note.aired else chosen_note(persona, letter))
        async with self._pace.take_turn():
            channel = await self._client.create_dm(discord.Object(letter.listener_id))
        if note.begun and await self._stands_in(channel, note, text):
            return
        if note.aired and (reading := await self._storage.find_reading(letter)):
            text = "\n".join([text, MESSAGE_LINK.format(letter.server_id, *reading)])
        async with self._pace.take_turn():
            await channel.send(text, nonce=_name_nonce(note), allowed_mentions=NOBODY, suppress_embeds=True)

    async def _stands_in(self, channel: discord.DMChannel, note: LetterNote, text: str) -> bool:
        """Whether a note stands there already: known by its text, too, in case Discord has forgotten the nonce."""
        nonce, me = _name_nonce(note), self._client.user
        async with self._pace.take_turn():
            latest = channel.history(limit=SEARCHED, after=note.due_at - CLOCKS_DIFFER, oldest_first=False)
            return any(
                [each.author == me and (each.nonce == nonce or each.content.startswith(text)) async for each in latest]
            )

    def _is_paused(self, note: LetterNote) -> bool:
        until, _ = self._pauses.get(_key_of(note), (self._clock.now(), FIRST_PAUSE))
        return self._clock.now() < until

    def _pause(self, note: LetterNote, wished: timedelta) -> None:
        _, last = self._pauses.get(_key_of(note), (None, FIRST_PAUSE / 2))
        pause = min(2 * last, LONGEST_PAUSE)
        self._pauses[_key_of(note)] = (self._clock.now() + max(pause, wished), pause)


def _key_of(note: LetterNote) -> tuple[int, bool]:
    return note.letter.letter_id, note.aired


def _name_nonce(note: LetterNote) -> str:
    return f"letter-{note.letter.letter_id}-{'aired' if note.aired else 'chosen'}"
