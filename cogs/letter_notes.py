"""The note to a letter's sender: that it will be read on the air, or that it was."""

import asyncio
import logging
from typing import Any

import discord

from cogs.cards import guard_text
from cogs.faults import name_faults
from cogs.managers import NOBODY
from cogs.pace import SendPace
from cogs.speakers import find_speaker
from persona.mail_lines import aired_note, chosen_note
from radio.errors import RadioError, TransmissionError
from radio.mail import LetterNote

log = logging.getLogger(__name__)

ANSWER_S = 45.0


class NoteDesk:
    """Tells senders in direct messages, each once. Who takes none is told nothing."""

    def __init__(self, client: Any, pace: SendPace) -> None:
        self._client = client
        self._storage = client.storage
        self._pace = pace
        self._telling: asyncio.Task[None] | None = None

    def knock(self) -> None:
        """Tell whoever is still to be told. Returns at once; nothing happens twice."""
        if self._telling is None or self._telling.done():
            self._telling = asyncio.create_task(self.tell(), name="letter-notes")

    async def tell(self) -> None:
        """Tell all that are to be told now."""
        try:
            for note in await self._storage.letter_notes():
                # Marked first: a note that is lost in a crash is better than one that comes twice.
                if await self._storage.mark_told(note):
                    await self._send(note)
        except RadioError as fault:
            log.error("letter notes not known reason=%s", fault)  # noqa: TRY400 – no bug

    async def close(self) -> None:
        """Tell nobody more."""
        if self._telling is not None:
            await asyncio.wait({self._telling}, timeout=5)
            self._telling.cancel()

    async def _send(self, note: LetterNote) -> None:
        letter = note.letter
        persona = await find_speaker(self._storage, letter.server_id)
        text = aired_note(persona, letter) if note.aired else chosen_note(persona, letter)
        try:
            await self._pace.wait_turn()
            with name_faults():
                async with asyncio.timeout(ANSWER_S):
                    channel = await self._client.create_dm(discord.Object(letter.listener_id))
                    await channel.send(guard_text(text), allowed_mentions=NOBODY, suppress_embeds=True)
        except TransmissionError as fault:
            log.info("sender not told letter_id=%s reason=%s", letter.letter_id, fault)
