"""What the rooms ask of the world outside, worded for the caller. Each door keeps one of these promises."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from radio.news import Article, FeedState
from radio.transmission import Post
from radio.writing import Completion, Prompt, Usage


class Clock(Protocol):
    """The one source of the present."""

    def now(self) -> datetime:
        """The present as an aware UTC datetime."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """An answer to one fetch. `url` is the final address after redirects.

    With `not_modified` the body is empty and what we hold is still good. `charset` and `content_type`
    are as the server declared them, lower case, None where it did not.
    """

    url: str
    body: bytes = b""
    not_modified: bool = False
    content_type: str | None = None
    charset: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict[str, str])


class Fetcher(Protocol):
    """Reads public addresses with manners: robots.txt, pace per host, limits of size and time."""

    async def fetch(self, url: str, *, etag: str | None = None, last_modified: str | None = None) -> Response:
        """GET `url`; with validators, conditionally. Raises FetchError for everything but 200 and 304."""
        ...


class ChatModel(Protocol):
    """Any language model behind one question and one answer."""

    async def complete(self, prompt: Prompt) -> Completion:
        """Answer `prompt`, its shape checked where it has a schema. Raises WritingError or its children."""
        ...


class Moderator(Protocol):
    """Reads what a listener wrote before it may go on the air."""

    async def is_fit(self, text: str) -> bool:
        """Whether `text` may be aired. Raises WritingError or its children where nobody can tell."""
        ...


class Transmitter(Protocol):
    """Puts one post on the air."""

    @property
    def problem(self) -> str | None:
        """What a manager should mend although the posts leave, None for nothing."""
        ...

    async def prepare(self) -> None:
        """Wait until the next post's turn is near, and open the place where it will stand.

        May be cancelled and repeated at any time. Raises TransmissionError.
        """
        ...

    async def send(self, post: Post, *, nonce: str) -> str:
        """Send `post` and return its message id. A repeat with the same `nonce` within minutes is dropped.

        `nonce` is at most 25 characters. Raises TransmissionError.
        """
        ...

    async def find(self, post: Post) -> str | None:
        """The message id of this very post if it stands among the latest messages already.

        Asked where a process died between sending and logging, and the nonce is too old to tell.
        Raises TransmissionError.
        """
        ...


class FeedLedger(Protocol):
    """What the newsroom asks of the archive while it gathers."""

    async def feed_states(self) -> Mapping[str, FeedState]:
        """Every feed's state by its URL. Raises StorageError."""
        ...

    async def file_feed(self, state: FeedState, articles: Sequence[Article], /) -> None:
        """Keep a feed's new state and what it listed, both or neither; a known article's sightings are merged."""
        ...


class UsageLedger(Protocol):
    """The book of model use, by day (UTC) and purpose. Both raise StorageError."""

    async def tokens_used(self, day: date) -> int:
        """Tokens of `day` so far, in and out."""
        ...

    async def log_usage(self, day: date, usage: Usage, now: datetime) -> None:
        """Add `usage` to the book of `day`."""
        ...


class Progress(Protocol):
    """Hears how a journey goes on; for a person who watches."""

    def advance(self, stage: str, done: int, total: int, detail: str = "") -> None:
        """`done` of `total` in `stage` (feeds, pages, segments …); `detail` is one short line, e.g. a fault."""
        ...
