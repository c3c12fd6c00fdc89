"""News on demand: who asks, what is answered, what is kept of a story so that one can go on about it."""

from dataclasses import dataclass
from datetime import date, datetime

from radio.news import RankedStory
from radio.show import FactSheet
from radio.transmission import Post


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """The listener who asks, by Discord's ids; `server_id` is None in direct messages."""

    listener_id: int
    server_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a listener gets.

    `standby` when no model could write it. With `found` False the one post says that there is nothing,
    and `suggestions` are the nearest topics.
    """

    posts: tuple[Post, ...]
    found: bool = True
    standby: bool = False
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptAnswer:
    """An answer as the archive keeps it for whoever asks the same."""

    answer: Answer
    made_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptStory:
    """A story that was told, without its articles' own wording.

    `sheet` holds the claims, None where nobody took facts, and `facts_at` when they were taken. An
    `aired` story is kept for good; the others as long as the upkeep leaves them.
    """

    key: str
    ranked: RankedStory
    sheet: FactSheet | None = None
    facts_at: datetime | None = None
    aired: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchHit:
    """An aired story that was found; `number` is its place in the episode, `story` its key."""

    story: str
    title: str
    site: str
    link: str
    episode_number: int
    number: int
    air_date: date
    host: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage:
    """One page of hits, newest first. `page` counts from 1 to `pages`; `post` shows it in the host's voice."""

    words: str
    hits: tuple[SearchHit, ...]
    page: int
    pages: int
    total: int
    post: Post


@dataclass(frozen=True, slots=True, kw_only=True)
class AiredEpisode:
    """An aired episode in a list: enough to name it."""

    episode_id: int
    number: int
    air_date: date
    host: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """One line of an autocomplete: `label` is shown, `value` is sent. At most 100 characters each."""

    label: str
    value: str
