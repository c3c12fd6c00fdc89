"""Records and makers: a "world's first" is the source's, and a maker's own claims are marked as such. Pure."""

import re
from collections.abc import Iterator

from radio.writing import Finding
from studio.copydesk.galley import Galley, around, gate, warning
from studio.copydesk.spelling import name_key
from studio.copydesk.texts import squeeze

_FIRST = (
    r"(?:世界|日本|史上|業界|人類|国内|アジア).{0,4}(?:初|はじめて)|初めて|はじめて|初の|\bnever before\b|"
    r"\bfor the first time\b|\b(?:world'?s|became the|(?:is|was|were) the|history'?s|the very) first\b|"
    r"\bfirst(?:[ -]ever| in the| of its| to)\b"
)

_MOST = r"(?:largest|biggest|highest|smallest|longest|strongest|most|best|top|record)\b"
_OF_ALL = r"\b(?:worlds?|ever|history|records?|earth|industry|japan|yet|to date|so far)\b"
_SUPERLATIVE = rf"\b{_MOST}[^.\n]{{0,60}}{_OF_ALL}|{_OF_ALL}[^.\n]{{0,60}}\b{_MOST}"

# A record in the copy → what the source has to hold for it.
_RECORDS = (
    (
        r"(?:世界|日本|史上|業界|人類|国内|アジア)(?:で)?(?:の)?(?:初|はじめて|初めて)",
        _FIRST,
    ),
    (
        r"(?:世界|史上|業界|日本)(?:で)?(?:の)?(?:最速|いちばん(?:はや|速)|一番(?:はや|速))",
        r"最速|速|\bfastest\b|\brecord\b",
    ),
    (
        r"(?:世界|史上|業界|日本)(?:で)?(?:の)?(?:最大|最高|最小|最長|最多|最強)",
        rf"(?:世界|史上|業界|日本|国内).{{0,10}}最[大高小長多強]|世界一|首位|1位|{_SUPERLATIVE}",
    ),
    (
        r"世界一|世界1位|日本一",
        r"世界一|日本一|1位|首位|トップ|最[大高小長多強速]|\w+est\b|\b(?:top|first|most|number one|no\. 1)\b",
    ),
    (
        r"(?:世界|史上|業界|日本)(?:の中)?で(?:いちばん|一番|最も|もっとも)(?!はや|速)",
        rf"(?:世界|史上|業界|日本|国内)(?:の中)?で?(?:いちばん|一番|最も|もっとも|最)|世界一|日本一|首位|1位|{_SUPERLATIVE}",
    ),
    # What is said of all mankind has to be said by the source.
    (
        r"(?:歴史|人類|世界中|インターネット)(?:の中)?(?:で|上)?(?:、)?(?:いちばん|一番|最も|もっとも|最[大強速高])",
        rf"史上|歴史|人類|世界一|{_SUPERLATIVE}",
    ),
    (r"束になっても(?:かなわ|勝て)", r"束に|かなわ|勝て|unmatched|surpass|outperform|beat"),
    (
        r"人類(?:の未来|の歴史)?(?:を|が)(?:救|変え|滅|こえ|超え)|歴史を(?:ぬりかえ|塗り替え|変え)|人間を(?:こえ|超え)",
        r"人類|人間|歴史|humanity|mankind|human history",
    ),
    (
        r"(?:人間|人類)(?:の[一-鿿ァ-ヴー]{1,6})?(?:は|が)(?:もう)?(?:いらな|不要|必要なく|かなわな|勝てな)",
        r"いらな|不要|必要な|かなわ|勝て|replac|obsolete|no longer|superhuman|surpass|outperform|beat",
    ),
)
_RULES = tuple((re.compile(said), re.compile(told, re.IGNORECASE)) for said, told in _RECORDS)
_ASKED = re.compile(
    r"[^。!?\n]{0,12}(?:の|のか|のかな|か|かな|ん|んじゃないの)\?"
)  # 「人間はいらなくなるの?」 claims nothing
_MARKED = re.compile(
    r"発表|いわく|によると|によれば|が言|は言|って言|ブログ|公式|説明し|主張|自身|自分たち|だそう|とのこと"
)


def check_records(galley: Galley) -> Iterator[Finding]:
    """No record that the source does not claim."""
    told = f"{galley.evidence.told}\n{galley.evidence.claimed}"
    for said, proof in _RULES:
        for found in said.finditer(galley.plain):
            if not proof.search(told) and not _ASKED.match(galley.plain, found.end()):
                message = f"「{found.group()}」とは、記事に書いてありません。消してください。"
                yield gate("records", message, around(galley.plain, found.start(), found.end()))


def check_maker(galley: Galley) -> Iterator[Finding]:
    """Whose own claims these are is said once."""
    maker = galley.maker
    if not maker:
        return
    keys = {name_key(word) for word in re.findall(r"[A-Za-z0-9]{2,}|[ァ-ヴー]{2,}", galley.plain)}
    named = squeeze(maker) in squeeze(galley.plain) or bool({name_key(word) for word in maker.split()} & keys)
    if not (named and _MARKED.search(galley.plain)):
        yield warning("maker", f"作った側の言い分です。「{maker}の発表では」と、一度ことわってください。")
