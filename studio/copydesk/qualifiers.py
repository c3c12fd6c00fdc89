"""約, 以上, 最大 and what says the same in English, as they stand beside a number. Pure."""

import re
from enum import StrEnum


class Qualifier(StrEnum):
    """How a number is to be taken. LOOSE (くらい, ほど) makes no claim but keeps what an "about" says."""

    ABOUT = "about"
    MORE = "more"
    LESS = "less"
    MOST = "most"
    LOOSE = "loose"


_BEFORE: tuple[tuple[Qualifier, str], ...] = (
    (Qualifier.ABOUT, r"約|およそ|おおよそ|おおむね|ほぼ|だいたい|大体|ざっと|推定"),
    (Qualifier.MORE, r"少なくとも(?:、|も)?|最低(?:でも|で)?|最小(?:でも|で)?|優に"),
    (Qualifier.MOST, r"最大(?:で|では|でも)?、?|最高(?:で|でも)?|最長(?:で)?|多くて(?:も)?|せいぜい|長くて(?:も)?"),
    (Qualifier.ABOUT, r"(?<![0-9万億人%円年月日])[~〜≈]"),
    (Qualifier.LESS, r"[<≤]"),
    (Qualifier.MORE, r"[>≥]"),
)
_ENGLISH_BEFORE: tuple[tuple[Qualifier, str], ...] = (
    (Qualifier.ABOUT, r"about|around|approximately|approx\.?|roughly|circa|some|an? estimated|estimated|close to"),
    (Qualifier.ABOUT, r"nearly|almost|just under|just over|just about"),
    (Qualifier.LESS, r"nearly|almost|under|below|within|just under|shy of|(?:less|fewer|smaller|shorter|lower) than"),
    (Qualifier.MOST, r"up to|as many as|as much as|at most|no(?:t)? more than|max(?:imum)?(?: of)?|capped at"),
    (Qualifier.MOST, r"as high as|as low as|as little as|as fast as|as few as"),
    (Qualifier.MORE, r"over|above|at least|exceed(?:s|ed|ing)?|upwards of|in excess of|beyond"),
    (Qualifier.MORE, r"(?:more|greater|larger|bigger|longer|higher|better) than"),
    (Qualifier.MORE, r"surpass(?:es|ed|ing)?|minimum(?: of)?|top(?:s|ped|ping)|no (?:less|fewer) than"),
)
_FAR = "(?:はるかに|大きく|かるく|軽く|大幅に)?"
_AFTER: tuple[tuple[Qualifier, str], ...] = (
    (Qualifier.MORE, rf"以上|超(?![音高伝小])|を?{_FAR}(?:超え|こえ|上回|うわまわ)|強(?![いくさ化調力])|余り|\+"),
    (Qualifier.MORE, r"あまり(?![にの])|オーバー|よりも?(?:多|長|大き|高)"),
    (Qualifier.LESS, r"以下|未満|弱(?![いくさ点])|足らず|を?(?:切[っるり]|下回|したまわ)|以内|にも?満たな|もな[いく]"),
    (Qualifier.LESS, r"よりも?(?:少な|短|小さ|低)|近く|近い|ちかく"),
    (Qualifier.ABOUT, r"近く|近い|ちかく|前後|程度|見当"),
    (Qualifier.LOOSE, r"くらい|ぐらい|ほど|程度|前後|ちょい|ちょっと|そこそこ"),
    (Qualifier.MOST, r"まで(?![にはも]|の間)|が(?:上限|最大)|を上限"),
    (Qualifier.MORE, r"(?i: or (?:more(?! than)|higher|greater|above|longer)\b| plus\b| and (?:up|above)\b)"),
    (Qualifier.LESS, r"(?i: or (?:less(?! than)|fewer|lower|below|under)\b)"),
    (Qualifier.MOST, r"(?i: or (?:less|fewer)\b)"),
    (Qualifier.ABOUT, r"(?i: or so\b|-ish\b)"),
)
_NOUN = r"(?:[ァ-ヴー一-鿿A-Za-z/]{0,10}?|\s?[a-z]+(?: per [a-z]+)?)"
_ARTICLE = r"(?:\s?(?:an?|the|another|some|us\$|[$€£¥])\s?|\s)*"
_HEADS = (
    *((kind, re.compile(rf"(?:{words})[\s$€£¥]*$")) for kind, words in _BEFORE),
    *((kind, re.compile(rf"(?i:\b(?:{words}){_ARTICLE})$")) for kind, words in _ENGLISH_BEFORE),
)
_TAILS = tuple((kind, re.compile(rf"{_NOUN}(?:{words})")) for kind, words in _AFTER)
_DATE_ENDS = ("年", "月", "日", "時")
_REACH = 28


def read_qualifiers(text: str, start: int, end: int) -> frozenset[Qualifier]:
    """What qualifies the number that stands in `text` from `start` to `end`, its unit included."""
    head, tail = text[max(0, start - _REACH) : start], text[end : end + _REACH]
    before = {kind for kind, pattern in _HEADS if pattern.search(head)}
    after = {kind for kind, pattern in _TAILS if pattern.match(tail)}
    # 「2050年まで」 is a day to come, not a limit
    dated = text[end - 1 : end] in _DATE_ENDS and tail.startswith("まで")
    return frozenset(before | (after - {Qualifier.MOST} if dated else after))
