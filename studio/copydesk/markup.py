"""Markup, mentions and links: nothing in spoken copy is there for a machine. Pure."""

import re
from collections.abc import Iterator

from persona.wording import strip_hidden
from radio.writing import Finding
from studio.copydesk.galley import Galley, around, gate
from studio.copydesk.texts import squeeze

_MARKDOWN = re.compile(
    r"""
      \*\*|\*\S[^*\n]*\*|(?<![A-Za-z0-9_])__?[^\s_][^_\n]*__?(?![A-Za-z0-9_])|~~|\|\||`  # emphasis, code
    | ^\s*(?:\#{1,6}|-\#)(?:\s|[^\d\s])|^\s*>|^\s*(?:={3,}|\*{3,}|_{3,}|-{2,})\s*$  # headings, quotes, rules
    | \]\(|\[\[|!\[|^\s*\|.*\|                                                # links, pictures, tables
    | </?[A-Za-z][^>\n]*>|&(?:amp|lt|gt|quot|nbsp|\#\d+);                       # HTML
    """,
    re.VERBOSE | re.MULTILINE,
)
_LIST = re.compile(
    r"^\s*(?:[-*+•‣●○■□◆◇▶▷►→★☆・※✓✔➤➡]|\(?\d{1,2}[.)](?!\d)|\(\d{1,2}\)|[A-Za-z][.)]\s|ステップ\d+\s*:|その\d+\s*:)"
    r"|(?<=[。!?])\s*\d{1,2}[.)]\s",
    re.MULTILINE,
)
_CIRCLED = re.compile(r"[①-⓿❶-➓]")
_HASHTAG = re.compile(r"(?<![A-Za-z])#[^\W\d]")
_MENTION = re.compile(
    r"@|<[#@&:]|<(?:a|t|id):|アット(?:マーク)?\s?(?:エブリ|ヒア|everyone|here|みんな)|\bat\s+everyone\b"
    r"|(?<!\w)(?:everyone|here)\s*(?:に|へ)?(?:メンション|通知)",
    re.IGNORECASE,
)
_TLD = (
    "com|net|org|jp|io|ai|dev|gg|co|me|info|app|xyz|tv|ly|sh|us|uk|de|fr|cn|ru|biz|page|site|online|shop|link|to|eu|edu|"
    "gov|mil|int|top|club|live|news|blog|cloud|tech|store|pro|name|wiki|zip|mov|moe|cc|ws|kr|tw|hk|in|nl|se|ch|at|it|es|br|"
    "au|ca"
)
_JAPANESE_TLD = "みんな|世界|コム|テスト|クラウド|ストア|セール|ファッション|グーグル|ポイント"
_DOT = r"\s?(?:\.|。|\[\.\]|\(\.\)|\[dot\]|\(dot\)|ドット)\s?"
_LINK = re.compile(
    rf"""
      (?:h\s?(?:t\s?t|xx)\s?p\s?s?|ftp|file|data|javascript|discord|mailto)\s?:|://|www{_DOT}
    | discord(?:{_DOT}|,)gg|ディスコードの招待
    | (?<![A-Za-z0-9])[A-Za-z0-9][A-Za-z0-9-]*(?:\.[A-Za-z0-9-]+)*\.(?:{_TLD})(?![A-Za-z0-9])
    | [A-Za-z0-9-]{{2,}}(?:\s\.\s?|\s?[\[(](?:\.|dot)[\])]\s?|\s?ドット\s?)(?:{_TLD}|コム)(?![A-Za-z0-9])
    | [A-Za-z0-9-]{{2,}}\sdot\s(?:com|org|jp|io|gg)(?![A-Za-z0-9]|\s(?:bubble|boom|era))
    | [A-Za-z0-9-]{{2,}}。(?-i:{_TLD})(?![A-Za-z0-9])
    | [ァ-ヶー一-鿿]{{2,}}\.(?:com|org|jp|info|xyz|shop)(?![A-Za-z0-9])
    | \w\.(?:{_JAPANESE_TLD})(?![ぁ-ヶー一-鿿]{{2}})
    | (?<![\d.v])(?<!バージョン)(?<!version\s)(?!127\.0\.0\.1|0\.0\.0\.0)\d{{1,3}}(?:\.\d{{1,3}}){{3}}(?![\d.])
    | (?<![A-Za-z0-9])[A-Za-z0-9-]{{2,}}\.(?!(?:js|ts|net|py|rs|md)/)[A-Za-z]{{2,}}/[A-Za-z0-9]  # a path tells a host
    | (?:ドット|どっと)\s?(?:コム|こむ|ジェーピー|com|jp)(?![A-Za-z0-9])
    | [A-Za-z0-9-]{{2,}}(?:\.\s|[・,、·‧⸳•]|[\[(]点[\])])(?-i:com|net|org|jp)(?![A-Za-z0-9])
    | (?<![\w:])(?:[0-9a-f]{{1,4}}(?::[0-9a-f]{{1,4}})+::|(?:[0-9a-f]{{1,4}}:){{7}}[0-9a-f])
    | localhost | [A-Za-z0-9-]+:\d{{2,5}}/
    """,
    re.VERBOSE | re.IGNORECASE,
)
_KNOWN_NAME = re.compile(r"(?:asp|vb|ado)\.net", re.IGNORECASE)
_NAME_WITH_DOT = re.compile(r"[A-Z][A-Za-z0-9]*\.(?:ai|io|net|dev|app|tv)", re.IGNORECASE)


def check_markdown(galley: Galley) -> Iterator[Finding]:
    """No markup and no lists."""
    for found in (*_MARKDOWN.finditer(galley.plain), *_HASHTAG.finditer(galley.plain)):
        message = "Markdownや記号の飾りは使えません。声に出して読む文章だけにしてください。"
        yield gate("markup", message, around(galley.plain, found.start(), found.end()))


def check_lists(galley: Galley) -> Iterator[Finding]:
    """Nobody speaks in bullet points."""
    lines = strip_hidden(galley.raw)
    for text, pattern in ((galley.plain, _LIST), (lines, _CIRCLED)):
        for found in pattern.finditer(text):
            message = "箇条書きや番号の印は使えません。「まず」「次に」のように、話し言葉でつないでください。"
            yield gate("lists", message, around(text, found.start(), found.end()))


def check_mentions(galley: Galley) -> Iterator[Finding]:
    """Nobody is called by a mark that Discord acts on."""
    for found in _MENTION.finditer(galley.plain):
        message = "「@」や呼びだしの印は使えません。消してください。"
        yield gate("mentions", message, around(galley.plain, found.start(), found.end()))


def check_links(galley: Galley) -> Iterator[Finding]:
    """No address is read aloud; where to read on is shown outside the copy."""
    for found in _LINK.finditer(galley.plain):
        if _is_product(found.group(), galley):
            continue
        message = "URLやドメイン名は入れられません。消してください。"
        yield gate("links", message, around(galley.plain, found.start(), found.end()))


def _is_product(address: str, galley: Galley) -> bool:
    """Whether it is a name such as Character.AI that the article's own title has, written as a name."""
    if _KNOWN_NAME.fullmatch(address):
        return True
    named = _NAME_WITH_DOT.fullmatch(address) is not None and address[0].isupper()
    return named and squeeze(address) in squeeze(galley.title)
