"""Pages as the newsroom reads them, and what is wrong with those that hold no article. Pure."""

import re
from dataclasses import dataclass

from radio.errors import PageError
from radio.news import Refusal
from radio.ports import Response

THIN_JAPANESE = 150
THIN_LATIN = 400

_HTML_TYPES = (None, "text/html", "application/xhtml+xml")
_MAYBE_HTML_TYPES = ("text/plain", "application/xml", "text/xml", "application/octet-stream")
_MAGIC = (
    (b"%PDF-", "a PDF"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"RIFF", "an image or a sound"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x1f\x8b", "a packed file"),
    (b"ID3", "a sound"),
    (b"OggS", "a sound or a film"),
    (b"\x7fELF", "a program"),
)
_LOOKS_LIKE_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|article|p|div)\b", re.IGNORECASE)
_SHORT = 1500  # characters up to which a text must show by itself that it is the article
# What a title and its article have in common: names, things, figures.
_TITLE_WORD = re.compile("[A-Za-z][A-Za-z0-9-]{2,}|[0-9]{2,}|[ァ-ヺー]{3,}|[一-鿿]{2,}")
_JAPANESE = re.compile("[ぁ-ゖァ-ヺ一-鿿]")

# Said where an article breaks off; matters only near the end of a text or in a short one.
_PAY_WALL = re.compile(
    "|".join(
        (
            "(?:記事|コンテンツ|続き|全文|本文)(?:の続き|の全文)?(?:は|を(?:お?読[みむ]|ご?覧)[^。]{0,12}?には)"
            "[^。]{0,20}(?:会員|有料|購読|ログイン|登録|定期)",
            "(?:有料|プレミアム)(?:会員|記事|プラン)(?:限定|に登録|になる|登録で)",
            "会員限定(?:の|記事|コンテンツ|です)",
            "残り\\s*[0-9０-９,，]+\\s*文字",
            "続きを読む\\s*[(（]?(?:有料|会員)",
            "(?:無料|有料)会員(?:登録)?(?:する|して|すると|で)[^。]{0,16}(?:続き|全文|読)",
            "(?:ログイン|会員登録|購読)(?:して|すると)[^。]{0,12}(?:続き|全文|お読み)",
            "この続きをみるには|続きは[^。\\n]{0,40}(?:お読み|ご覧)(?:いただけ|ください|になれ)",
            r"\b(?:subscribe|sign up|sign in|log in|register|join)\b[^.\n]{0,40}"
            r"\b(?:to (?:continue|read|keep reading|unlock|view|access)|for (?:full|unlimited) access)",
            r"\bsubscribers? only\b",
            r"\bonly available to (?:paid |paying )?(?:subscribers|members)",
            r"\bthis (?:article|story|post|content) is (?:only )?(?:for|available (?:only )?(?:to|for)|reserved for"
            r"|exclusive to)[^.\n]{0,20}(?:subscribers|members)",
            r"\balready a (?:subscriber|member)\?",
            r"\bthis post is for (?:paid|paying) ",
            r"\bmember-only (?:story|content)\b",
            r"\byou(?:'|’)ve (?:reached|used|read) (?:your|all)[^.\n]{0,30}(?:free|limit)",
            r"\bstart your free trial\b",
            r"\bsubscription required\b",
        )
    ),
    re.IGNORECASE,
)
# What a page is called that is no article.
_NO_ARTICLE = re.compile(
    r"just a moment|attention required|access (?:denied|to this page)|are you (?:a )?(?:human|robot)|one moment"
    r"|(?:403|404|410|50[0-4])\b|(?:page )?not found|error\b|robot check|security check|checking your browser"
    r"|verify(?:ing)? you are human|エラー|ログイン$|メンテナンス"
    r"|(?:お探しの)?(?:ページ|記事|コンテンツ)[はが](?:見つかり|存在し|ありません|削除)",
    re.IGNORECASE,
)
# What walls and notices say in place of an article.
_WALL_TEXT = re.compile(
    r"enable (?:javascript|cookies)|(?:javascript|cookie)(?:が|を)(?:無効|有効)|unusual traffic|checking your browser"
    r"|verify(?:ing)? (?:that )?you are (?:a )?human|we value your privacy|accept all cookies"
    r"|アクセスが(?:拒否|集中|制限)|ページが見つかりません|公開を?終了し"
    r"|記事は(?:削除|見つかり|掲載(?:期間)?を?終了)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page's article: `text` in lines, one a paragraph; everything plain and NFC, "" where a page says nothing.

    `published_raw` is the date as the page writes it, for whoever repairs dates. `language` is the page's
    own word ("ja"), `free` whether it says that everyone may read it, None where it does not say.
    """

    url: str
    title: str = ""
    text: str = ""
    description: str = ""
    site_name: str = ""
    language: str = ""
    published_raw: str = ""
    free: bool | None = None


@dataclass(frozen=True, slots=True)
class PageVerdict:
    """What is wrong with a page: the kind, and in plain words for the owner."""

    refusal: Refusal
    reason: str


def check_page_response(response: Response) -> None:
    """Raise PageError for an answer that is no HTML page, naming what it is instead."""
    body = response.body
    if not body.strip():
        raise PageError("the page is empty")
    for magic, what in _MAGIC:
        if body.startswith(magic):
            raise PageError(f"the address holds {what}, not a page")
    if response.content_type in _HTML_TYPES:
        return
    if response.content_type not in _MAYBE_HTML_TYPES or not _LOOKS_LIKE_HTML.search(body[:4096]):
        raise PageError(f"the address holds {response.content_type}, not a page")


def is_thin(page: Page) -> bool:
    """Whether there is too little text to tell anything of it."""
    japanese = len(_JAPANESE.findall(page.text)) * 5 > len(page.text)
    return len(page.text) < (THIN_JAPANESE if japanese else THIN_LATIN)


def find_page_fault(page: Page) -> str | None:
    """Why a page is no article to talk about (a wall, a stub, an error page), in plain words; None for a good one."""
    fault = judge_page(page)
    return fault.reason if fault else None


def judge_page(page: Page) -> PageVerdict | None:
    """The same with the kind of fault, for a listener who asks; None for a good page."""
    size = len(page.text)
    if not size:
        return PageVerdict(Refusal.THIN, "the page holds no readable text")
    if size < _SHORT and _NO_ARTICLE.match(page.title.strip()):
        return PageVerdict(Refusal.NOT_ARTICLE, f"the page is no article but says {page.title[:60]!r}")
    if size < 600 and _WALL_TEXT.search(page.text):
        return PageVerdict(Refusal.NOT_ARTICLE, "the page is a wall or a notice, not an article")
    return _find_pay_wall(page) or _find_thinness(page)


def _find_pay_wall(page: Page) -> PageVerdict | None:
    size = len(page.text)
    around = page.text if size < 1000 else page.text[-400:]
    if size < 4000 and _PAY_WALL.search(around):
        return PageVerdict(Refusal.PAY_WALL, "the article goes on behind a pay wall or a login")
    if page.free is False and size < _SHORT:
        reason = "the site says that the article is not free, and shows only its beginning"
        return PageVerdict(Refusal.PAY_WALL, reason)
    return None


def _find_thinness(page: Page) -> PageVerdict | None:
    if len(page.text) < _SHORT and not _speaks_of_title(page):
        return PageVerdict(Refusal.NOT_ARTICLE, "the text found on the page does not speak of what its title says")
    if is_thin(page):
        return PageVerdict(Refusal.THIN, f"the page holds only {len(page.text)} characters of text")
    return None


def _speaks_of_title(page: Page) -> bool:
    """Whether a fifth of the title's words stand in the text; lists of other articles are no article."""
    words = {word.casefold() for word in _TITLE_WORD.findall(page.title)}
    text = page.text.casefold()
    return len(words) < 3 or sum(word in text for word in words) * 5 >= len(words)
