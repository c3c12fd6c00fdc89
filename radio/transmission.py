"""What leaves the studio: posts as plain data, and the log of what left."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link button: `label` as shown, `url` absolute http(s)."""

    label: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One Discord message before sending. Title, text and note together fit a plain message of 2,000.

    `part` names the segment. `title` is the card's heading, `text` the copy, `note` the small line
    (site, date, credits), `colour` the host's, 0xRRGGBB. A post about one story names it by its key
    (`radio.news.story_key`) in `story`, and in `host` whose voice goes on about it.
    """

    part: str
    title: str
    text: str
    note: str = ""
    links: tuple[Link, ...] = ()
    colour: int = 0
    host: str = ""
    story: str = ""


class BroadcastState(StrEnum):
    """How far a broadcast is. The last three are final, but a manager may ask again for what failed or was skipped."""

    CLAIMED = "claimed"
    ON_AIR = "on air"
    AIRED = "aired"
    SKIPPED = "skipped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Broadcast:
    """One station's airing of one slot date: there is never a second for the same two.

    `slot_date` is local to the station. `episode_id` and `thread_id` are None until they are settled.
    `take` counts how often it began from its first part: anew where its place was lost. `error` says in
    plain words why it was skipped, failed or waits.
    """

    broadcast_id: int
    station_id: int
    slot_date: date
    state: BroadcastState
    claimed_at: datetime | None = None
    aired_at: datetime | None = None
    episode_id: int | None = None
    thread_id: int | None = None
    take: int = 0
    error: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One line of the as-run log: that a part of a broadcast left as `message_id`."""

    broadcast_id: int
    part: str
    message_id: str
    sent_at: datetime
