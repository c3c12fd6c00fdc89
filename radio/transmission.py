"""What leaves the studio: posts as plain data, and the log of what left."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link button: `label` as shown, `url` absolute http(s)."""

    label: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One Discord message before sending. Title, text and note together fit a plain message of 2,000.

    `part` names the segment. `title` is the card's heading, `text` the copy, `note` the small line
    (site, date, credits), `colour` the host's, 0xRRGGBB.
    """

    part: str
    title: str
    text: str
    note: str = ""
    links: tuple[Link, ...] = ()
    colour: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One line of the as-run log: that a part of an airing left as `message_id`."""

    airing_id: int
    part: str
    message_id: str
    sent_at: datetime
