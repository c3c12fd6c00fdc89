"""The desk: gathers the feeds' news, reads the pages of what was shortlisted, counts bookmarks."""

from collections.abc import Mapping, Sequence

from newsroom.bookmarks import count_bookmarks
from newsroom.feed_round import FeedRound, TaskRunner, Tools
from newsroom.page_round import PageRound, PagesRead
from newsroom.visit import NamedPage, read_named_page
from radio.news import Article, Feed, GatherReport
from radio.ports import Clock, FeedLedger, Fetcher, Progress


class Desk:
    """Where news comes in. One bad feed or page never stops the desk; StorageError does."""

    def __init__(
        self,
        fetcher: Fetcher,
        worker: TaskRunner,
        ledger: FeedLedger,
        clock: Clock,
        progress: Progress | None = None,
    ) -> None:
        self._tools = Tools(fetcher=fetcher, worker=worker, ledger=ledger, clock=clock, progress=progress)

    async def gather(self, feeds: Sequence[Feed]) -> GatherReport:
        """Ask the due feeds and file what they list; each fault stands once in the report. Raises StorageError."""
        return await FeedRound(self._tools, await self._tools.ledger.feed_states(), feeds).run()

    async def read_pages(self, articles: Sequence[Article]) -> PagesRead:
        """Read the page of each article; those whose page gives no text come back without one, and named."""
        return await PageRound(self._tools, articles).run()

    async def visit(self, named: NamedPage) -> Article:
        """Read the page that a listener named (`newsroom.visit.name_page`). Raises PageRefusedError."""
        return await read_named_page(self._tools, named)

    async def count_bookmarks(self, articles: Sequence[Article], *, count_url: str | None) -> Mapping[str, int]:
        """Hatena bookmarks by canonical URL, asked at `count_url` (the feed list's); none where that is None."""
        if count_url is None:
            return {}
        return await count_bookmarks(articles, fetcher=self._tools.fetcher, count_url=count_url)
