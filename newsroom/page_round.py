"""Reading the pages behind the shortlisted articles; a page's fault is named and stops no other."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from newsroom.dates import parse_date
from newsroom.feed_round import Tools
from newsroom.links import canonical_url, clean_link, parse_link
from newsroom.pages import Page, check_page_response, find_page_fault
from newsroom.plain_text import clean_title
from newsroom.polling import describe_fault
from newsroom.sites import is_shortener, site_name
from newsroom.together import run_together
from radio.errors import PageError, RadioError, StorageError
from radio.news import Article

log = logging.getLogger(__name__)

# A page's own date counts where the feed's is later by days: votes and bookmarks date the vote. Where it is later
# by months the page has been told again or its field is wrong, and the feed is believed.
_LISTED_LATER = (timedelta(days=1), timedelta(days=60))


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFault:
    """Why an article's page gave no text, for the owner."""

    url: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PagesRead:
    """`articles` by their canonical URL, with what their pages said; without a text where a page had none to give."""

    articles: Mapping[str, Article]
    faults: tuple[PageFault, ...] = ()


class PageRound:
    """One reading of several pages."""

    def __init__(self, tools: Tools, articles: Sequence[Article]) -> None:
        self._tools = tools
        self._articles = {article.url: article for article in articles}
        self._faults: list[PageFault] = []
        self._done = 0

    async def run(self) -> PagesRead:
        """Read all pages at once; the fetcher keeps the pace of each host."""
        read = await run_together(self._read(article) for article in self._articles.values())
        order = list(self._articles)
        faults = sorted(self._faults, key=lambda fault: order.index(fault.url))
        return PagesRead(articles={article.url: article for article in read}, faults=tuple(faults))

    async def _read(self, article: Article) -> Article:
        """The article with its page's text; one that has its text already costs nothing."""
        reason = None
        try:
            if article.text is None:
                article, reason = await self._fetch(article)
        except StorageError:
            raise
        except RadioError as fault:
            reason = describe_fault(fault)
        if reason:
            self._faults.append(PageFault(url=article.url, reason=reason))
            log.warning("page not read url=%s reason=%s", article.url, reason)
        self._done += 1
        self._tools.show("pages", self._done, len(self._articles), f"{article.link}: {reason}" if reason else "")
        return article

    async def _fetch(self, article: Article) -> tuple[Article, str | None]:
        response = await self._tools.fetcher.fetch(article.link)
        if response.not_modified:
            raise PageError("the site says that nothing has changed though nothing was held")
        check_page_response(response)
        payload = {"html": response.body, "url": response.url, "charset": response.charset}
        page = Page(**await self._tools.worker.run("page", payload))
        reason = find_page_fault(page)
        return add_page(article, page, now=self._tools.clock.now(), with_text=reason is None), reason


def add_page(article: Article, page: Page, *, now: datetime, with_text: bool) -> Article:
    """What the page adds to what the feed said: text, description, a title that was cut, a date, the true address."""
    moved = _follow(article, page.url)
    return replace(
        moved,
        title=_whole_title(article.title, page.title),
        description=page.description,
        text=page.text if with_text else None,
        published_at=_earlier(article, parse_date(page.published_raw, language=article.language, now=now)),
    )


def _follow(article: Article, final_url: str) -> Article:
    """Behind a shortened link stands the site that counts; any other redirect may be a consent page."""
    start, end, link = parse_link(article.link), canonical_url(final_url), clean_link(final_url)
    site = parse_link(end) if end else None
    if start is None or site is None or link is None or not is_shortener(start):
        return article
    return replace(article, link=link, site=site_name(site))


def _whole_title(title: str, page_title: str) -> str:
    """The page's title if the feed's is only its beginning."""
    whole = clean_title(page_title)
    beginning = title.removesuffix("…").removesuffix("...").rstrip()
    cut = beginning != title.rstrip() and len(beginning) >= 10
    return whole if cut and whole.startswith(beginning) else title


def _earlier(article: Article, found: datetime | None) -> datetime:
    if found is None or found >= article.published_at:
        return article.published_at
    least, most = _LISTED_LATER
    # Without a date from its feed an article counts as published when it was first seen.
    undated = any(sighting.first_seen_at == article.published_at for sighting in article.sightings)
    return found if undated or least < article.published_at - found <= most else article.published_at
