"""Listener mail: messages to the host and her replies, letters for the mailbag, and what a server's managers wish."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from radio.transmission import Link

MESSAGE_READ = 2_000  # characters of a message that are read; Discord's own limit for most
REPLY_LIMIT = 400  # characters of a reply
TURNS_USED = 20  # of the talk so far that a reply may know
SHORTEST_LETTER, LONGEST_LETTER = 5, 500  # characters
PEN_NAME_LIMIT = 20  # characters
MAIL_KEPT = timedelta(days=90)  # listeners' words, and the host's replies to them
# Where someone in distress is sent unless the owner names other places: Japan, round the clock, free of charge.
HELP_LINES = "よりそいホットライン 0120-279-338（24時間・無料）\n#いのちSOS 0120-061-338"


class Unseen(StrEnum):
    """What comes with a message that the host cannot see. ANOTHER is someone else's message that it answers."""

    PICTURE = "picture"
    VIDEO = "video"
    VOICE = "voice"
    FILE = "file"
    STICKER = "sticker"
    POLL = "poll"
    FORWARD = "forward"
    ANOTHER = "another"


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What a listener wrote to the host, by Discord's ids; `server_id` is None in direct messages.

    `text` is untrusted and without the mention of the host. `replied_to` is the message it answers.
    `unseen` is what comes with it besides words.
    """

    message_id: int
    channel_id: int
    listener_id: int
    text: str
    sent_at: datetime
    server_id: int | None = None
    replied_to: int | None = None
    unseen: Unseen | None = None


class ReplyKind(StrEnum):
    """Why a reply reads as it does."""

    ANSWER = "answer"
    STANDBY = "standby"
    DEFLECTION = "deflection"
    LIMIT = "limit"
    APOLOGY = "apology"
    CARE = "care"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What the host says to one message: `text` at most REPLY_LIMIT characters, `links` only to aired articles."""

    text: str
    kind: ReplyKind
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PastReply:
    """Whose message was dealt with, where and when; `kind` is None where nothing was said."""

    listener_id: int
    channel_id: int
    server_id: int | None
    kind: ReplyKind | None
    replied_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One turn of the talk so far: the listener's, or the host's own."""

    text: str
    by_host: bool


class MailMode(StrEnum):
    """What becomes of a letter that passes the checks: it may air by itself, or waits for a manager."""

    AUTO = "auto"
    REVIEW = "review"


@dataclass(frozen=True, slots=True, kw_only=True)
class MailWishes:
    """What a server's managers wish. A server that never said anything has these defaults."""

    server_id: int
    replies: bool = True
    channel_id: int | None = None
    mode: MailMode = MailMode.AUTO


class LetterState(StrEnum):
    """How far a letter is. PRIVATE is one that its sender did not want read; CHOSEN belongs to an episode."""

    PRIVATE = "private"
    WAITING = "waiting"
    APPROVED = "approved"
    REJECTED = "rejected"
    CHOSEN = "chosen"
    AIRED = "aired"


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A letter to the programme. `pen_name` and `text` are untrusted, though they passed the checks.

    `letter_id` is 0 until it is added. `episode_id` is whose mailbag it is read in, None until chosen.
    """

    listener_id: int
    pen_name: str
    text: str
    sent_at: datetime
    server_id: int | None = None
    may_air: bool = False
    may_remember: bool = False
    state: LetterState = LetterState.WAITING
    letter_id: int = 0
    episode_id: int | None = None
    aired_at: datetime | None = None


class LetterFault(StrEnum):
    """Why a letter is not taken; the host has a line for each."""

    SHORT = "too short"
    LONG = "too long"
    PEN_NAME = "no usable pen name"
    LINK = "a link"
    MENTION = "a mention"
    PERSONAL = "personal data"
    SLUR = "words that hurt"
    MODERATION = "turned down by moderation"
    CLOSED = "the mailbag is closed to this listener"
    OFTEN = "too many letters of late"
    CARE = "someone in distress"


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What became of a letter: `letter` as it was kept, None where it was not taken; `line` in the host's voice."""

    line: str
    letter: Letter | None = None
    fault: LetterFault | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterNote:
    """What a letter's sender is still to be told: that it will be read, or with `aired` that it was.

    There is reason for it since `due_at`; `host` is the slug of who reads the letter. `begun` when it may have
    left already: whoever sent it was stopped before Discord's answer could be kept.
    """

    letter: Letter
    aired: bool
    due_at: datetime
    host: str
    begun: bool = False
