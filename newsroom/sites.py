"""What we know of sites: their name, whether they are public, and the several addresses of one thing on them. Pure."""

import re
from collections.abc import Callable

from yarl import URL

from newsroom.addresses import is_public
from newsroom.trackers import split_query

_JAPANESE_NAME = re.compile(r"[a-z0-9\-.ぁ-んァ-ヶー一-龠々]+")
_PRIVATE_ZONES = (".localhost", ".local", ".internal", ".lan", ".home.arpa", ".intranet", ".corp")
_IP_LIKE = re.compile(r"[\d.]+|0x[0-9a-f.x]+|.*:.*")

_YOUTUBE = re.compile(r"/(?:shorts|live|embed|v|e)/([\w-]{6,})(?:/.*)?")
_TWEET = re.compile(r"/(?:[^/]+|i/web)/status(?:es)?/(\d+)(?:/.*)?")
_PAPER = re.compile(r"/(?:abs|pdf|html|format|papers)/(\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?(?:\.pdf)?")
_THREAD = re.compile(r"(?:/r/[^/]+|/user/[^/]+)?/comments/([a-z0-9]+)(?:/.*)?")
_PRODUCT = re.compile(r"(?:/[^/]+)*/(?:dp|gp/product)/([A-Z0-9]{10})(?:/.*)?")
_REPOSITORY = re.compile(r"(/[^/]+)(/[^/]+?)(?:\.git)?(/.+)?")

_SHORTENERS = frozenset(
    {"amzn.to", "bit.ly", "buff.ly", "dlvr.it", "feedproxy.google.com", "feeds.feedburner.com", "goo.gl", "htn.to"}
    | {"ift.tt", "is.gd", "lnkd.in", "ow.ly", "rss.itmedia.co.jp", "t.co", "tinyurl.com", "trib.al", "ux.nu"}
)
_AMP_CACHE = re.compile(r"/[acvi]/(s/)?([^/].*)")
_GOOGLE_AMP = re.compile(r"/amp/(s/)?([^/]+\..*)")
_BOOKMARKED = re.compile(r"/entry/(s/)?([^/]+\.[^/]+(?:/.*)?)")
_ARCHIVED = re.compile(r"/web/\d{4,14}[a-z_]*/(https?):/+([^/].*)", re.IGNORECASE)
_GOOGLE = re.compile(r"(?:www\.)?google\.(?:com?|co\.jp)(?:\.[a-z]{2})?")


def site_name(url: URL) -> str:
    """The registrable host as it is shown to listeners, such as publickey1.jp; private ones with their port."""
    host = plain_host(url)
    if is_private_host(host):
        return url.raw_authority.lower()
    from courlan import extract_domain

    return _show_name(extract_domain(f"https://{host}/") or host)


def plain_host(url: URL) -> str:
    """The host of `url` in ASCII, lower case, without a last dot."""
    return (url.raw_host or "").rstrip(".").lower()


def is_private_host(host: str) -> bool:
    """Whether `host` is a private address, or a name that only a private network can know."""
    if _IP_LIKE.fullmatch(host):
        return not is_public(host)
    return "." not in host or host.endswith(_PRIVATE_ZONES)


def is_shortener(url: URL) -> bool:
    """Whether `url` only stands for another, which one learns by opening it."""
    return plain_host(url) in _SHORTENERS


def identify_known(host: str, path: str, query: str) -> str | None:
    """The one address of what `host`, one of the sites in our table, shows under several; else None."""
    find = _FINDERS.get(host)
    return find(path, query) if find else None


def unwrap(url: URL) -> str | None:
    """The address inside one that only carries it (a redirect, a cache, a bookmark page, an archive); else None."""
    host, path = plain_host(url), url.raw_path
    if _GOOGLE.fullmatch(host) and path == "/url":
        named = dict(split_query(url.raw_query_string))
        return named.get("url") or named.get("q") or None
    inner = None
    if host.endswith(".cdn.ampproject.org"):
        inner = _AMP_CACHE.fullmatch(path)
    elif _GOOGLE.fullmatch(host):
        inner = _GOOGLE_AMP.fullmatch(path)
    elif host == "b.hatena.ne.jp":
        inner = _BOOKMARKED.fullmatch(path)
    elif host == "web.archive.org":
        inner = _ARCHIVED.fullmatch(path)
    if inner is None:
        return None
    scheme = "https" if (inner[1] or "").lower() in ("s/", "https") else "http"
    return f"{scheme}://{inner[2]}" + (f"?{url.raw_query_string}" if url.raw_query_string else "")


def _show_name(host: str) -> str:
    """An international name in its own letters if they are Japanese; other scripts may look like another site's."""
    if "xn--" not in host:
        return host if host.isascii() or _JAPANESE_NAME.fullmatch(host) else host.encode("idna").decode()
    try:
        name = host.encode().decode("idna")
    except UnicodeError:
        return host
    return name if _JAPANESE_NAME.fullmatch(name) else host


def _find_video(path: str, query: str) -> str | None:
    named = _YOUTUBE.fullmatch(path)
    number = named[1] if named else dict(split_query(query)).get("v") if path == "/watch" else None
    return f"https://youtube.com/watch?v={number}" if number and re.fullmatch(r"[\w-]+", number) else None


def _find_short_video(path: str, _: str) -> str | None:
    named = re.fullmatch(r"/([\w-]{6,})", path)
    return f"https://youtube.com/watch?v={named[1]}" if named else None


def _find_tweet(path: str, _: str) -> str | None:
    named = _TWEET.fullmatch(path)
    return f"https://x.com/i/status/{named[1]}" if named else None


def _find_paper(path: str, _: str) -> str | None:
    named = _PAPER.fullmatch(path)
    return f"https://arxiv.org/abs/{named[1]}" if named else None


def _find_thread(path: str, _: str) -> str | None:
    named = _THREAD.fullmatch(path)
    return f"https://reddit.com/comments/{named[1]}" if named else None


def _find_repository(path: str, _: str) -> str | None:
    """Owner and repository are the same in any case; a query there is a tab."""
    named = _REPOSITORY.fullmatch(path)
    return f"https://github.com{named[1].lower()}{named[2].lower()}{named[3] or ''}" if named else None


def _find_item(path: str, query: str) -> str | None:
    number = dict(split_query(query)).get("id", "")
    return f"https://news.ycombinator.com/item?id={number}" if path == "/item" and number.isdecimal() else None


def _find_product(path: str, _: str) -> str | None:
    named = _PRODUCT.fullmatch(path)
    return f"https://amazon.co.jp/dp/{named[1]}" if named else None


def _find_article(path: str, _: str) -> str | None:
    """ITmedia's pages for small screens."""
    return f"https://itmedia.co.jp{path.replace('/spv/', '/articles/', 1)}" if "/spv/" in path else None


_FINDERS: dict[str, Callable[[str, str], str | None]] = {
    **dict.fromkeys(("youtube.com", "music.youtube.com", "youtube-nocookie.com"), _find_video),
    "youtu.be": _find_short_video,
    **dict.fromkeys(("x.com", "twitter.com", "fxtwitter.com", "vxtwitter.com", "fixupx.com"), _find_tweet),
    **dict.fromkeys(("nitter.net", "xcancel.com"), _find_tweet),
    **dict.fromkeys(("arxiv.org", "export.arxiv.org", "browse.arxiv.org", "ar5iv.org"), _find_paper),
    **dict.fromkeys(("ar5iv.labs.arxiv.org", "alphaxiv.org", "huggingface.co"), _find_paper),
    **dict.fromkeys(("reddit.com", "old.reddit.com", "new.reddit.com", "np.reddit.com"), _find_thread),
    "github.com": _find_repository,
    "news.ycombinator.com": _find_item,
    "amazon.co.jp": _find_product,
    "itmedia.co.jp": _find_article,
}
