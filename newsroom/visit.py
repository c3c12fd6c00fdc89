"""One page that a listener named, read on the spot, or refused with a reason that the host has a line for."""

import logging
import re
import unicodedata
from dataclasses import dataclass, replace

from newsroom.dates import parse_date
from newsroom.feed_round import Tools
from newsroom.languages import detect_language
from newsroom.links import MAX_URL_LENGTH, canonical_url, clean_link, parse_link
from newsroom.pages import Page, check_page_response, judge_page
from newsroom.plain_text import clean_title
from newsroom.sites import is_private_host, plain_host, site_name
from radio.errors import FetchError, PageError, PageRefusedError
from radio.news import UNDATED, Article, Language, Refusal

log = logging.getLogger(__name__)

_LINK = re.compile(r"https?://[^\s<>\"'`|\\^{}（）「」『』【】、。]+", re.IGNORECASE)
_CREDENTIALS = re.compile(r"https?://[^\s/?#]*@", re.IGNORECASE)
_TAIL = ".,!?;:*_~)]}'\""
_WEB_PORTS = (80, 443)
_FIRST_FREE_PORT = 1024  # what lives below, but for the web's own two, is mail, login and the like
_PAID = (401, 402)
# Their pages are text in HTML, but what they hold is a film.
_FILMS = re.compile(
    r"https://(?:youtube\.com/watch|(?:sp\.)?nicovideo\.jp/watch|vimeo\.com/\d|twitch\.tv/|tiktok\.com/|bilibili\.com/video)"
)
_LANGUAGE_READ = 600  # characters of a text that tell its language


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedPage:
    """An address as a listener gave it: `link` to open, canonical `url` to know it by."""

    link: str
    url: str


def find_links(text: str) -> tuple[str, ...]:
    """The http(s) addresses in a message, in order; what closes the sentence round them is left off."""
    found = (_strip_tail(link[0]) for link in _LINK.finditer(text))
    return tuple(dict.fromkeys(link for link in found if link.partition("://")[2]))


def name_page(given: str) -> NamedPage:
    """The page that a listener's words name: the first link in them. Raises PageRefusedError."""
    text = unicodedata.normalize("NFKC", given[: 2 * MAX_URL_LENGTH]) if not _LINK.search(given) else given
    if _CREDENTIALS.search(text):
        raise PageRefusedError(Refusal.CREDENTIALS)
    links = find_links(text)
    if not links:
        raise PageRefusedError(Refusal.TOO_LONG if len(given) > MAX_URL_LENGTH else Refusal.NO_LINK)
    parsed = parse_link(links[0])
    link, url = clean_link(links[0]), canonical_url(links[0])
    if parsed is None or link is None or url is None:
        raise PageRefusedError(Refusal.TOO_LONG if len(links[0]) > MAX_URL_LENGTH else Refusal.NO_LINK)
    if parsed.port not in _WEB_PORTS and (parsed.port or 0) < _FIRST_FREE_PORT:
        raise PageRefusedError(Refusal.NOT_ARTICLE, f"port {parsed.port}")
    if _FILMS.match(url):
        raise PageRefusedError(Refusal.NOT_ARTICLE, "a film")
    return NamedPage(link=link, url=url)


async def read_named_page(tools: Tools, named: NamedPage) -> Article:
    """The article behind an address, with its text. Raises PageRefusedError, and StorageError of the archive.

    An article whose page tells no date is UNDATED; none has sightings.
    """
    try:
        page = await _fetch(tools, named)
    except FetchError as fault:
        raise PageRefusedError(_name_refusal(named, fault), fault.reason) from fault
    except PageError as fault:
        raise PageRefusedError(Refusal.NOT_ARTICLE, str(fault)) from fault
    if verdict := judge_page(page):
        raise PageRefusedError(verdict.refusal, verdict.reason)
    article = _take_in(tools, named, page)
    if article.language is Language.OTHER:
        raise PageRefusedError(Refusal.LANGUAGE)
    log.info("page named by a listener read site=%s characters=%d", article.site, len(page.text))
    return article


async def _fetch(tools: Tools, named: NamedPage) -> Page:
    response = await tools.fetcher.fetch(named.link)
    check_page_response(response)
    payload = {"html": response.body, "url": response.url, "charset": response.charset}
    return Page(**await tools.worker.run("page", payload))


def _name_refusal(named: NamedPage, fault: FetchError) -> Refusal:
    if fault.refusal is not None:
        return fault.refusal
    # A private address in disguise (127.1) is turned down before anyone could see what it is.
    link = parse_link(named.link)
    if fault.permanent and fault.status is None and link is not None and is_private_host(plain_host(link)):
        return Refusal.PRIVATE
    return Refusal.PAY_WALL if fault.status in _PAID else Refusal.UNREACHABLE


def _take_in(tools: Tools, named: NamedPage, page: Page) -> Article:
    """An article known by the address that was named: whoever names it again finds what was kept."""
    now = tools.clock.now()
    end = parse_link(page.url) or parse_link(named.link)
    title = clean_title(page.title) or (end.host if end and end.host else named.url)
    # A page's own word decides only where its letters leave it open.
    declared = Language.JAPANESE if page.language.startswith("ja") else Language.ENGLISH
    article = Article(
        url=named.url,
        link=named.link,
        title=title,
        site=site_name(end) if end else named.url,
        language=detect_language(f"{title} {page.text[:_LANGUAGE_READ]}", declared),
        published_at=UNDATED,
        description=page.description,
        text=page.text,
    )
    published_at = parse_date(page.published_raw, language=article.language, now=now)
    return replace(article, published_at=min(published_at, now)) if published_at else article


def _strip_tail(link: str) -> str:
    while link and link[-1] in _TAIL:
        # A bracket that the address itself opened belongs to it, as on Wikipedia.
        if link[-1] == ")" and link.count("(") >= link.count(")"):
            break
        link = link[:-1]
    return link
