"""The mailroom: a listener's message on its way to a reply, and a letter's into the mailbag."""

import logging
from datetime import timedelta

from archive.storage import Storage
from persona.character import Persona
from persona.frames import apology, slot_words
from persona.mail_lines import busy_line, care_line, spent_line
from persona.mail_prompts import programme_notes
from persona.wording import strip_hidden
from radio.errors import BudgetError, WritingError
from radio.mail import HELP_LINES, MAIL_KEPT, Letter, Message, Receipt, Reply, ReplyKind
from radio.ports import ChatModel, Clock, Moderator
from studio.chat_model import OpenAIChatModel
from studio.distress import is_in_distress
from studio.letter_intake import LetterIntake
from studio.mail_limits import LONGEST_SPAN, MailLimits
from studio.producer import Producer
from studio.recollection import recollect
from studio.reply_writer import Occasion, ReplyWriter, stand_by

log = logging.getLogger(__name__)

QUARTER = timedelta(minutes=15)  # between two apologies in a channel
STALE = timedelta(minutes=15)  # an older message is not answered any more after a stop


class Mailroom:
    """Answers listeners. Each message is filed before it is thought about, and its reply before it leaves.

    So a stop anywhere loses neither, and the same reply is given when it is asked for again.
    """

    def __init__(
        self,
        *,
        storage: Storage,
        model: ChatModel | None,
        clock: Clock,
        claimant: str,
        help_lines: str = HELP_LINES,
        limits: MailLimits | None = None,
        moderator: Moderator | None = None,
    ) -> None:
        """Open the mailroom.

        Args:
            storage: the archive.
            model: who writes replies; without one she has a few short lines and what was aired.
            clock: tells the present.
            claimant: this process's name among those that share the archive.
            help_lines: where someone in distress is sent, as the host says it.
            limits: how often she answers.
            moderator: reads letters before they are kept; None for the checks of our own alone.
        """
        self._storage = storage
        self._clock = clock
        self._claimant = claimant
        self._help_lines = help_lines
        self._limits = limits or MailLimits(clock)
        self._writer = ReplyWriter(model) if model is not None else None
        self._intake = LetterIntake(storage=storage, clock=clock, help_lines=help_lines, moderator=moderator)

    async def open(self) -> None:
        """Count what was replied of late, as the limits are in memory. To be asked once. Raises StorageError."""
        since = self._clock.now() - LONGEST_SPAN - STALE  # a message may have waited so long for its reply
        self._limits.learn(await self._storage.past_replies(since))

    async def receive(self, message: Message) -> bool:
        """File a message that shall be answered.

        False if there is nothing to do: it was seen before, its writer opted out or is blocked, or the
        server's managers want no replies. Raises StorageError.
        """
        return await self._storage.add_message(message, self._claimant)

    async def revise(self, message_id: int, text: str) -> None:
        """A message was edited; while it waits, the new wording counts. Raises StorageError."""
        await self._storage.revise_message(message_id, text)

    async def withdraw(self, message_id: int) -> None:
        """A message was deleted: its words are forgotten, and it is not answered any more. Raises StorageError."""
        await self._storage.withdraw_message(message_id)

    async def list_unanswered(self) -> tuple[Message, ...]:
        """What this claimant filed of late and did not answer before it stopped, oldest first. Raises StorageError."""
        return await self._storage.list_open(self._claimant, self._clock.now() - STALE)

    async def answer(self, message: Message, persona: Persona) -> Reply | None:
        """The reply to a filed message; None where nothing is to be said. Raises StorageError.

        What was filed counts, not the wording given here. A reply that was written and did not leave is
        given again.
        """
        waiting = await self._storage.find_waiting(message.message_id)
        if waiting is None:
            return await self._storage.find_written(message.message_id)
        reply = await self._decide(waiting, persona)
        kept = await self._storage.keep_reply(message.message_id, reply, self._clock.now())
        log.info("message answered message_id=%s kind=%s", message.message_id, kept.kind.value if kept else "none")
        return kept

    async def note_sent(self, message_id: int, reply_id: int) -> None:
        """The reply left as the message `reply_id`. Raises StorageError."""
        await self._storage.note_sent(message_id, reply_id)

    async def give_up(self, message_id: int) -> None:
        """The reply cannot be sent and is not tried again. Raises StorageError."""
        await self._storage.close_message(message_id)

    async def post_letter(self, letter: Letter, persona: Persona) -> Receipt:
        """Take a letter in, or say kindly why not. Raises StorageError."""
        return await self._intake.take(letter, persona)

    async def _decide(self, message: Message, persona: Persona) -> Reply | None:
        if message.server_id is not None and not (await self._storage.mail_wishes(message.server_id)).replies:
            return None  # turned off while the message waited
        if is_in_distress(message.text):
            return self._care(message, persona)
        if enough := self._limits.admit(message):
            line = busy_line(persona, whole_place=enough.whole_place)
            return None if enough.told else Reply(text=line, kind=ReplyKind.LIMIT)
        occasion = await self._prepare(message, persona)
        if self._writer is None:
            return stand_by(occasion)
        try:
            reply = await self._writer.write(occasion)
        except WritingError as fault:
            log.warning("no reply message_id=%s reason=%s", message.message_id, type(fault).__name__)
            return await self._apologise(message, persona, fault)
        return self._care(message, persona) if reply.kind is ReplyKind.CARE else reply

    def _care(self, message: Message, persona: Persona) -> Reply | None:
        if not self._limits.admit_care(message.listener_id):
            return None
        return Reply(text=care_line(persona, self._help_lines), kind=ReplyKind.CARE)

    async def _prepare(self, message: Message, persona: Persona) -> Occasion:
        talk = await self._storage.read_talk(message)
        since = self._clock.now() - MAIL_KEPT
        return Occasion(
            persona=persona,
            message=strip_hidden(message.text).strip(),
            talk=talk,
            memories=await self._storage.recall(message.listener_id, message.server_id, since),
            notes=programme_notes(persona, await self._list_slots(message.server_id, persona)),
            recollection=await recollect(self._storage, persona, message, talk),
            unseen=message.unseen,
            turn=_turn_of(message),
        )

    async def _list_slots(self, server_id: int | None, persona: Persona) -> list[str]:
        """When the host is on the air in a server; nothing is known of that in direct messages."""
        stations = await self._storage.list_stations(server_id) if server_id is not None else ()
        return [
            slot_words(station.weekday, station.air_time, station.zone)
            for station in stations
            if station.host == persona.slug and not station.paused
        ]

    async def _apologise(self, message: Message, persona: Persona, fault: WritingError) -> Reply | None:
        since = self._clock.now() - QUARTER
        if await self._storage.was_said(message.channel_id, ReplyKind.APOLOGY, since):
            return None
        text = spent_line(persona) if isinstance(fault, BudgetError) else apology(persona, _turn_of(message))
        return Reply(text=text, kind=ReplyKind.APOLOGY)


def open_mailroom(
    producer: Producer, claimant: str, *, help_lines: str = HELP_LINES, moderated: bool = False
) -> Mailroom:
    """The mailroom of a producer's house.

    Args:
        producer: whose archive, clock and model serve here too.
        claimant: this process's name among those that share the archive.
        help_lines: where someone in distress is sent.
        moderated: whether the model's endpoint reads letters before they are kept.
    """
    model = producer.model
    return Mailroom(
        storage=producer.storage,
        model=model,
        clock=producer.clock,
        claimant=claimant,
        help_lines=help_lines,
        moderator=model if moderated and isinstance(model, OpenAIChatModel) else None,
    )


def _turn_of(message: Message) -> int:
    """A number that differs from message to message, for lines that are taken in turn."""
    return message.message_id % 1009  # a prime: the ids' lowest bits count little
