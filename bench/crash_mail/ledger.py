"""What became of an evening's mail: the small Discord beside the archive, and everything that does not fit."""

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from bench.crash_mail.evening import MAILBAG, SHOWS, Evening, SentLetter
from radio.mail import LetterState
from tests.loopback.discord import Message

NOTES = 2  # to one sender at most: that the letter will be read, and that it was
_MESSAGES = "SELECT message_id, state, reply_id FROM messages"
_NOTES = "SELECT 1 FROM notes WHERE key = 'heard until'"
_LETTERS = "SELECT pen_name, state, may_air FROM letters"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """How far the archive says a message is: its state, and the reply's id where one left."""

    state: str
    reply_id: int | None


class Ledger:
    """The mail of one evening as it stands."""

    def __init__(self, evening: Evening, database: Path) -> None:
        self.evening = evening
        self.server = evening.server
        self.database = database
        self.filed = {row[0]: Filed(state=row[1], reply_id=row[2]) for row in _read(database, _MESSAGES)}
        self.letters: dict[str, list[tuple[str, bool]]] = defaultdict(list)
        for pen_name, state, may_air in _read(database, _LETTERS):
            self.letters[pen_name].append((state, bool(may_air)))

    @property
    def has_heard(self) -> bool:
        """Whether the archive knows how long the bot has heard."""
        return bool(_read(self.database, _NOTES))

    @property
    def is_settled(self) -> bool:
        """Whether nothing that was filed still waits, and nothing has to be heard any more."""
        return not self.missed and all(each.state in ("sent", "closed") for each in self.filed.values())

    @property
    def missed(self) -> list[Message]:
        """The messages that the bot has not filed although it can look for them."""
        return [each for each in self.evening.messages if each.id not in self.filed and self._can_look_for(each)]

    def _can_look_for(self, message: Message) -> bool:
        """Whether it stands where all is meant for the host, and the bot has lived before and knows the place."""
        if self.evening.known_from is None or message.id < self.evening.known_from:
            return False
        if message.guild_id is not None:
            return message.channel_id in {channel.id for channel in self.evening.channels(MAILBAG)}
        talk = (each for each in self.evening.messages if each.channel_id == message.channel_id)
        return any(each.id in self.filed and each.id < message.id for each in talk)

    @property
    def untold(self) -> list[SentLetter]:
        """Whose letter was read and who was told nothing at all."""
        return [each for each in self.aired if not self.notes_to(each)]

    @property
    def aired(self) -> list[SentLetter]:
        """The letters that the archive counts as read."""
        return [
            letter
            for letter in self.evening.letters
            if any(state == LetterState.AIRED for state, _ in self.letters[letter.pen_name])
        ]

    def notes_to(self, letter: SentLetter) -> list[str]:
        """What the sender of a letter was told in direct messages."""
        return [message.text for message in self.server.messages(self.evening.direct(letter.sender).id)]

    def replies(self) -> dict[int, list[Message]]:
        """The host's messages where listeners talk, by the message that each answers; 0 for one that answers none."""
        found: dict[int, list[Message]] = defaultdict(list)
        for channel_id in {message.channel_id for message in self.evening.messages}:
            for reply in self.server.messages(channel_id):
                found[int(reply.reference["message_id"]) if reply.reference else 0].append(reply)
        return found

    def find_faults(self) -> Iterator[str]:
        """All that is wrong."""
        yield from (f"{each.method} {each.path}: {each.reason}" for each in self.server.violations)
        yield from (f"letter of {each.pen_name}: read, and its sender was told nothing" for each in self.untold)
        yield from (f"message {each.id}: not heard although it can be looked for" for each in self.missed)
        yield from self._check_messages()
        yield from self._check_order()
        for letter in self.evening.letters:
            yield from self._check_letter(letter)

    def _check_messages(self) -> Iterator[str]:
        replies = self.replies()
        if stray := replies.pop(0, []):
            yield f"{len(stray)} replies to nothing"
        for message in self.evening.messages:
            filed, answers = self.filed.get(message.id), replies.get(message.id, [])
            if len(answers) > 1:
                yield f"message {message.id}: answered {len(answers)} times"
            elif filed is None and answers:
                yield f"message {message.id}: answered but not filed"
            elif filed is not None and [filed.reply_id] != [answer.id for answer in answers]:
                yield f"message {message.id}: filed as {filed.state}, {len(answers)} answers"

    def _check_order(self) -> Iterator[str]:
        for channel_id in sorted({message.channel_id for message in self.evening.messages}):
            answered = [
                int(each.reference["message_id"]) for each in self.server.messages(channel_id) if each.reference
            ]
            if late := [after for before, after in pairwise(answered) if after < before]:
                yield f"channel {channel_id}: answered out of order: {late}"

    def _check_letter(self, letter: SentLetter) -> Iterator[str]:
        kept = self.letters[letter.pen_name]
        if letter.received and len(kept) != 1:
            yield f"letter of {letter.pen_name}: received, but {len(kept)} times in the archive"
        elif len(kept) > 1:
            yield f"letter of {letter.pen_name}: {len(kept)} times in the archive"
        is_aired = [state for state, _ in kept] == [LetterState.AIRED]
        if not is_aired and letter.received and letter.may_air and kept[0][0] not in ("approved", "chosen"):
            yield f"letter of {letter.pen_name}: it is {kept[0][0]}, and will never be read"
        yield from self._check_reading(letter, is_aired=is_aired)
        doubled = [text for text, count in Counter(self.notes_to(letter)).items() if count > 1]
        if doubled or len(self.notes_to(letter)) > NOTES:
            yield f"letter of {letter.pen_name}: its sender was told {len(self.notes_to(letter))} times"

    def _check_reading(self, letter: SentLetter, *, is_aired: bool) -> Iterator[str]:
        """A letter is read once on every station of one edition, or nowhere."""
        read = [[self._count_readings(each.id, letter) for each in self.evening.channels(show)] for show in SHOWS]
        silent, once = [0] * len(read[0]), [1] * len(read[0])
        if sorted(read) != [silent, once if is_aired and letter.may_air else silent]:
            state = "aired" if is_aired else "not aired"
            yield f"letter of {letter.pen_name}: {state}, read {read} times on the stations"

    def _count_readings(self, channel_id: int, letter: SentLetter) -> int:
        places = [channel_id, *(thread.id for thread in self.server.threads(channel_id))]
        return sum(letter.pen_name in post.text for place in places for post in self.server.messages(place))


def _read(database: Path, query: str) -> list[Any]:
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute(query).fetchall()
