"""The show: what is planned (edition, slot, rundown) and what is written (fact sheet, segment, script, episode)."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from radio.news import RankedStory
from radio.writing import Finding


class SlotKind(StrEnum):
    """The kinds of place in an episode."""

    OPENING = "opening"
    STORY = "story"
    MAILBAG = "mailbag"
    CLOSING = "closing"


class EpisodeKind(StrEnum):
    """What an episode is made for. A rehearsal takes no episode number and never counts as aired."""

    REHEARSAL = "rehearsal"
    BROADCAST = "broadcast"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """What makes two stations' episodes the same. Written once, carried by many."""

    air_date: date
    host: str
    story_count: int = 4
    watch_words: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """A stable name, unique per edition, for the archive and the log."""
        words = ",".join(sorted({word.casefold() for word in self.watch_words}))
        return f"{self.air_date.isoformat()}/{self.host}/{self.story_count}/{words}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A place in an episode, nothing written yet. `number` counts stories from 1; `last` marks the final story."""

    kind: SlotKind
    number: int = 0
    last: bool = False
    ranked: RankedStory | None = None

    @property
    def part(self) -> str:
        """The part's name in the archive, the log and the posts: opening, story-1 …, mailbag, closing."""
        return f"story-{self.number}" if self.kind is SlotKind.STORY else self.kind.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Rundown:
    """The planned order of one episode: opening, stories, the mailbag where letters wait, closing."""

    edition: Edition
    episode_number: int
    slots: tuple[Slot, ...]

    @property
    def stories(self) -> tuple[RankedStory, ...]:
        """The chosen stories in their order."""
        return tuple(slot.ranked for slot in self.slots if slot.ranked is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A claim in our words with the exact `quote` from the article that proves it."""

    claim: str
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FactSheet:
    """What the voice step may say of one article. Every fact's quote stands in the source.

    `caveat` is the limit that the source itself gives, `number` the one figure that matters, `maker`
    the company whose own claims these are, None when the source is independent.
    """

    facts: tuple[Fact, ...]
    caveat: Fact | None = None
    number: Fact | None = None
    maker: str | None = None

    @property
    def all_facts(self) -> tuple[Fact, ...]:
        """The facts, and the figure and the limit where there are any."""
        return (*self.facts, *filter(None, (self.number, self.caveat)))


NO_FACTS = FactSheet(facts=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A slot with its copy. `standby` when the model could not deliver and `reason` why, for the owner.

    `free` is the part of `copy` between the host's fixed frames; checks of voice and repetition read it.
    `topic` is a story's few words for the recap in the closing. Without `copy`, in a draft, only
    its facts are taken yet.
    """

    part: str
    copy: str
    free: str = ""
    topic: str = ""
    standby: bool = False
    reason: str | None = None
    findings: tuple[Finding, ...] = ()
    facts: FactSheet | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """All segments of one rundown, in its order."""

    rundown: Rundown
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An episode in the making as the archive keeps it: what is planned and what is written so far."""

    episode_id: int
    episode_number: int
    started_at: datetime
    rundown: Rundown | None = None
    segments: tuple[Segment, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Episode:
    """A finished episode: the script and when it was finished."""

    episode_id: int
    script: Script
    finished_at: datetime


class Layout(StrEnum):
    """Where a station's segments stand: in a thread under one card, or all in the channel."""

    THREAD = "thread"
    CHANNEL = "channel"


@dataclass(frozen=True, slots=True, kw_only=True)
class Station:
    """One server's channel with its air slot, host and wishes.

    `weekday` 0 is Monday; `air_time` is local to `zone`, an IANA name. `set_at` is since when the air
    slot counts (setup, a changed slot, a resume): an earlier slot was never promised and is not due.
    `problem` is what a manager has to mend, in plain words. `station_id` is 0 until it is added.
    """

    guild_id: int
    channel_id: int
    host: str
    weekday: int
    air_time: time
    zone: str
    set_at: datetime
    station_id: int = 0
    story_count: int = 4
    layout: Layout = Layout.THREAD
    watch_words: tuple[str, ...] = ()
    paused: bool = False
    problem: str | None = None
