"""Addresses: the canonical form by which an article is known, and the link that listeners open. Pure."""

import re

from yarl import URL

from newsroom.sites import identify_known, plain_host, unwrap
from newsroom.trackers import drop_trackers

MAX_URL_LENGTH = 2048

_ROUNDS = 6  # wrappers within wrappers that are taken off; whoever nests deeper wants something else
_EDITION = re.compile(r"^(?:www|m|sp|mobile|amp)\.(?=[^.]+\.[^.]+)(?!(?:ac|com?|ed|go|gr|lg|net?|or|org)\.[a-z]{2}$)")
_POCKET_WIKI = re.compile(r"\.m(?=\.(?:wikipedia|wiktionary|wikimedia|wikinews)\.org$)")
# Repositories may be called amp; elsewhere a step of that name is the page for small screens.
_HOUSE_OF_CODE = re.compile(r"(?:github|gitlab|bitbucket|codeberg|npmjs|pypi|crates|packagist)\.(?:com|org|io)")
_INDEX = re.compile(r"/(?:index|default)\.html?$", re.IGNORECASE)
_SESSION = re.compile(r";(?:jsessionid|phpsessid)=[^/]*", re.IGNORECASE)
_AMP_PART = re.compile(r"(?:^|&)(?:amp(?:=(?:1|true)?)?|outputtype=amp)(?=&|$)", re.IGNORECASE)
_JUMP = re.compile(r"^(?::~:|xtor=|utm_|ref=|rss)", re.IGNORECASE)


def parse_link(url: str) -> URL | None:
    """`url` if it is an absolute http(s) address of sane length, without credentials; else None."""
    text = re.sub(r"[\x00-\x1f\x7f]", "", url).strip()
    if len(text) > MAX_URL_LENGTH:
        return None
    try:
        parsed = URL(text)
        named = parsed.scheme in ("http", "https") and parsed.raw_host and parsed.port
    except (ValueError, TypeError):
        return None
    if not named or parsed.user is not None or parsed.password is not None or len(str(parsed)) > MAX_URL_LENGTH:
        return None
    return parsed if all(plain_host(parsed).split(".")) else None


def canonical_url(url: str) -> str | None:
    """The one form of an article's address by which it is known, None for what is no http(s) address.

    Scheme, `www.`, editions for small screens, trackers, the order of query parts, fragments, ports that go
    without saying and trailing slashes make no difference; what may identify stays. Twice changes nothing.
    """
    for _ in range(_ROUNDS):
        parsed = parse_link(url)
        if parsed is None:
            return None
        settled = unwrap(parsed) or _settle(parsed)
        if settled == url:
            return settled
        url = settled
    return None


def clean_link(link: str, base: str = "") -> str | None:
    """The absolute http(s) address to open: `link` resolved against `base`, unwrapped, without trackers; else None."""
    parsed = parse_link(_resolve(link.strip(), base))
    for _ in range(_ROUNDS):
        inner = unwrap(parsed) if parsed else None
        if parsed is None or inner is None:
            break
        parsed = parse_link(inner)
    return str(_drop_ways(parsed)) if parsed else None


def _resolve(link: str, base: str) -> str:
    try:
        return str(URL(base).join(URL(link))) if base and link else link
    except (ValueError, TypeError):
        return ""


def _drop_ways(url: URL) -> URL:
    fragment = "" if _JUMP.search(url.raw_fragment) else url.raw_fragment
    return _rebuild(url, drop_trackers(url.raw_query_string), fragment)


def _rebuild(url: URL, query: str, fragment: str) -> URL:
    tail = (f"?{query}" if query else "") + (f"#{fragment}" if fragment else "")
    return URL(f"{url.scheme}://{url.raw_authority}{url.raw_path}{tail}", encoded=True)


def _settle(url: URL) -> str:
    """One round of making `url` plain."""
    host = _POCKET_WIKI.sub("", _EDITION.sub("", plain_host(url)))
    path = _settle_path(url.raw_path, host)
    query = "&".join(sorted(drop_trackers(_AMP_PART.sub("", url.raw_query_string)).split("&")))
    known = identify_known(host, path, query)
    if known:
        return known
    # Only the ports that go without saying have a twin under the other scheme.
    usual = url.explicit_port in (None, 80, 443)
    scheme, port = ("https", "") if usual else (url.scheme, f":{url.port}")
    authority = f"[{host}]" if ":" in host else host
    # Some pages live behind their fragment.
    route = url.raw_fragment if url.raw_fragment[:1] in ("!", "/") else ""
    tail = (f"?{query}" if query else "") + (f"#{route}" if route else "")
    return f"{scheme}://{authority}{port}{path}{tail}"


def _settle_path(path: str, host: str) -> str:
    steps = [step for step in _INDEX.sub("/", _SESSION.sub("", path)).split("/") if step]
    if not _HOUSE_OF_CODE.fullmatch(host):
        if len(steps) > 1 and steps[0].lower() == "amp":
            steps = steps[1:]
        if len(steps) > 1 and steps[-1].lower() == "amp" and (len(steps) > 2 or re.search("[-%]", steps[-2])):
            steps = steps[:-1]
    return "/" + "/".join(steps)
