"""Which parts of a query tell how a reader came and not what they read. Pure.

A list of names and not of patterns: patterns that catch every tracker also catch `?eid=123`, `?cid=5` and
`?12345`, by which Japanese blogs number their entries, and make one article of many.
"""

import re
from collections.abc import Iterator
from urllib.parse import unquote_plus

_PREFIXES = ("utm_", "mtm_", "matomo_", "piwik_", "pk_", "hsa_", "vero_", "oly_", "mkt_", "_hs", "cx_", "itm_")
_NAMES_TEXT = (
    "_ga _gl __twitter_impression at_campaign at_custom1 at_custom2 at_custom3 at_custom4 at_medium cmpid dclid epik"
    " fb_action_ids fb_action_types fb_ref fb_source fbclid ga_campaign ga_content ga_medium ga_source ga_term gaa_at"
    " gaa_n gaa_sig gaa_ts gbraid gclid gclsrc guccounter guce_referrer guce_referrer_sig igsh igshid jsessionid"
    " li_fat_id mc_cid mc_eid mibextid msclkid n_cid ncid ns_campaign ns_mchannel ns_source ocid openreferrer phpsessid"
    " ref_src ref_url s_cid s_kwcid sc_cid share_from share_source sharefrom smid smtyp soc_src soc_trk spm sr_share"
    " trk trkcampaign ttclid twclid usqp vgo_ee wbraid wt.mc_id wt_mc wt_mc_id xtor yclid ysclid"
)
_NAMES = frozenset(_NAMES_TEXT.split())
# These name a section on one site and the way a reader came on another: only the value tells which.
_WAYS = frozenset(
    {"", "cid", "feed", "from", "medium", "ref", "referer", "referrer", "rss", "share", "source", "src", "via"}
)
_WAY = re.compile(
    r"(?:atom|email|facebook|fb|feed|feedly|feeds|gnews|google|hackernews|hatebu|hatena|hn|line|linkedin|mail"
    r"|newsletter|rss|share|smartnews|sns|top|tw|twitter|x)(?:[\W_\d].*)?|rss.*"
    r"|(?:[a-z0-9-]+\.)+[a-z]{2,}/?",  # ?ref=site.example, as many blogs add to every link
    re.IGNORECASE,
)


def drop_trackers(query: str) -> str:
    """The raw `query` with only the parts that may say what is read, in their order and spelling."""
    return "&".join(part for part in query.split("&") if part and not _is_tracker(part))


def _is_tracker(part: str) -> bool:
    name, _, value = unquote_plus(part).partition("=")
    name = name.lower()
    if name in _NAMES or name.startswith(_PREFIXES):
        return True
    if name == "rss":
        return value in ("", "1", "true")
    return name in _WAYS and bool(_WAY.fullmatch(value))


def split_query(query: str) -> Iterator[tuple[str, str]]:
    """Name and value of each part, decoded."""
    for part in query.split("&"):
        name, _, value = part.partition("=")
        yield unquote_plus(name), unquote_plus(value)
