"""News as the newsroom passes it on: feeds and entries, articles, stories and their scores."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

UNDATED = datetime(1970, 1, 1, tzinfo=UTC)  # stands for the date of a page that tells none; never shown
STORY_KEY_LENGTH = 16  # hexadecimal digits: short enough for a button, and no two of a million stories share one


def story_key(url: str) -> str:
    """The name by which a story is found again from a button: a digest of its lead's canonical `url`."""
    return hashlib.sha256(url.encode("utf-8", "surrogatepass")).hexdigest()[:STORY_KEY_LENGTH]


class Language(StrEnum):
    """What an article is written in, as far as the show cares."""

    JAPANESE = "ja"
    ENGLISH = "en"
    OTHER = "other"


class FeedRole(StrEnum):
    """What a feed's entries are good for in a rundown."""

    AI = "ai"
    ENGINEERING = "engineering"
    LIGHT = "light"


class FeedFormat(StrEnum):
    """How a feed's bytes are read. SYNDICATION is RSS 0.9x-2.0, RDF, Atom or JSON Feed, told apart by content."""

    SYNDICATION = "syndication"
    HACKER_NEWS_ALGOLIA = "hacker-news-algolia"
    HACKER_NEWS_FIREBASE = "hacker-news-firebase"
    HUGGING_FACE_PAPERS = "hugging-face-papers"


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A source we poll, as `data/feeds.toml` names it. `weight` is 0-1, 1 being the most trusted.

    A `watch_only` feed offers articles only where a station's watch words match. A feed with
    `stands_in_for` is asked only when the feed at that address failed in the same round.
    """

    url: str
    name: str
    language: Language
    role: FeedRole
    weight: float = 0.5
    format: FeedFormat = FeedFormat.SYNDICATION
    watch_only: bool = False
    stands_in_for: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedState:
    """What the archive remembers of a feed between two rounds.

    `etag` and `last_modified` are the validators of the last good answer, as sent. `failures` counts
    consecutive failures; `not_before` is when it may be asked again; a feed with `switched_off_at` is
    not asked until its owner mends the list.
    """

    url: str
    etag: str | None = None
    last_modified: str | None = None
    asked_at: datetime | None = None
    not_before: datetime | None = None
    failures: int = 0
    error: str | None = None
    switched_off_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One item as a feed gave it: absolute http(s) `url`, plain-text `title` and `summary`.

    `popularity` is in the source's own unit (bookmarks, points, upvotes), None where it tells none.
    `published_at` is repaired and never in the future of the round that fetched it; None if unusable.
    """

    url: str
    title: str
    summary: str = ""
    published_at: datetime | None = None
    popularity: int | None = None


class FeedStatus(StrEnum):
    """How a feed fared in one round."""

    ANSWERED = "answered"
    NOT_MODIFIED = "not modified"
    NOT_DUE = "not due"
    FAILED = "failed"
    SWITCHED_OFF = "switched off"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedReport:
    """One feed's line in a round: `entries` is how many it listed, `error` names the fault and the remedy."""

    url: str
    status: FeedStatus
    entries: int = 0
    error: str | None = None
    offline: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GatherReport:
    """One round over the feeds. `articles` counts what was filed or seen again."""

    feeds: tuple[FeedReport, ...] = ()
    articles: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """That a feed listed an article: when first and last, with what popularity then and now."""

    feed_url: str
    first_seen_at: datetime
    last_seen_at: datetime
    first_popularity: int | None = None
    popularity: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An entry the newsroom took in. Its canonical `url` is its identity; `link` is what listeners open.

    `site` is the registrable host shown to listeners. `text` is working copy, None until the page was
    read and again after the episode. `bookmarks` is Hatena's count for the URL, None where not asked.
    """

    url: str
    link: str
    title: str
    site: str
    language: Language
    published_at: datetime
    summary: str = ""
    description: str = ""
    text: str | None = None
    bookmarks: int | None = None
    sightings: tuple[Sighting, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Airing:
    """An article that was used in an episode: the show's memory of what it has told already."""

    url: str
    title: str
    summary: str
    episode_number: int
    episode_date: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Articles about one event, the best explained one leading. `follow_up` is the earlier airing it continues."""

    lead: Article
    others: tuple[Article, ...] = ()
    follow_up: Airing | None = None

    @property
    def articles(self) -> tuple[Article, ...]:
        """All articles, the lead first."""
        return (self.lead, *self.others)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScorePart:
    """One reason for a score: `value` and `weight` in [0, 1], `detail` in plain words for whoever asks why."""

    name: str
    value: float
    weight: float
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """A story's score in [0, 1]: the weighted sum of its parts times `freshness`."""

    total: float
    freshness: float
    parts: tuple[ScorePart, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RankedStory:
    """A story with its score and what it would be in a rundown."""

    story: Story
    score: Score
    role: FeedRole
    maker: str | None = None
    practical: bool = False


class Refusal(StrEnum):
    """Why an address that a listener gave is not explained; the host has a line for each."""

    NO_LINK = "no link"
    CREDENTIALS = "credentials"
    PRIVATE = "private address"
    NOT_ARTICLE = "not an article"
    THIN = "too thin"
    PAY_WALL = "pay-wall"
    ROBOTS = "robots.txt"
    TOO_LARGE = "over size"
    UNREACHABLE = "unreachable"
    LANGUAGE = "neither Japanese nor English"
    AVOIDED = "a subject the host leaves to others"
    UNKNOWN_STORY = "a story nobody knows any more"
    UNCLEAR = "nothing that can be looked for"
    TOO_LONG = "too many words"
