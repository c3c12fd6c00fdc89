"""約, 以上, 最大 and what says the same in English, as they stand beside a number. Pure."""

import re
from enum import StrEnum


class Qualifier(StrEnum):
    """How a number is to be taken. LOOSE (くらい, ほど) claims nothing in copy, and in a source says "about".

    LIMIT ("the largest is 7", 平均) names the number itself: it bears out 最大 and まで, and need not be kept. Nor
    need PASSED (前回の30を上回る) and UNDERCUT (人の7冊より少ない), which name an amount that another is held against.
    """

    ABOUT = "about"
    MORE = "more"
    LESS = "less"
    MOST = "most"
    LOOSE = "loose"
    LIMIT = "limit"
    PASSED = "passed"
    UNDERCUT = "undercut"


_BEFORE: tuple[tuple[Qualifier, str], ...] = (
    (
        Qualifier.ABOUT,
        r"(?<![契予公規節制条要集盟誓密締解協婚成特先])約|およそ|おおよそ|おおむね|ほぼ|だいたい|大体|ざっと|ざっくり|推定(?:で)?",
    ),
    (
        Qualifier.MORE,
        r"(?:少|すく)なくとも(?:、|も)?|最低(?:でも|で)?|最小(?:でも|で)?|優に|短くても|少なくて(?:も)?|安くても",
    ),
    (Qualifier.MOST, r"最大(?:で|では|でも)?、?|最高(?:で|でも)?|最長(?:で)?|多くて(?:も)?|せいぜい|長くて(?:も)?"),
    (Qualifier.MOST, r"(?:多|高|長|速|早|大き|重|遠)い(?:とき|時)(?:で|には|は)?(?:も)?、?"),
    (Qualifier.MOST, r"(?:いちばん|一番)[^、。0-9]{1,4}(?:とき|時)(?:で|には|は)?(?:も)?、?"),
    (Qualifier.MOST, r"早くて(?:も)?|高くて(?:も)?|速くて(?:も)?"),
    (Qualifier.LIMIT, r"平均(?:で|して|すると)?"),
    (Qualifier.LIMIT, r"(?:最大|最高)(?:の|値)[^、。]{0,8}[はがも]|上限[はが]"),
    (Qualifier.ABOUT, r"(?<![0-9万億人%円年月日])[~〜≈]"),
    (Qualifier.LESS, r"[<≤]"),
    (Qualifier.MORE, r"[>≥]"),
)
_ENGLISH_BEFORE: tuple[tuple[Qualifier, str], ...] = (
    (Qualifier.ABOUT, r"about|around|approximately|approx\.?|roughly|circa|some|an? estimated|estimated|close to"),
    (Qualifier.ABOUT, r"nearly|almost|(?:just|a little|slightly) (?:under|over|less than|more than)|just about"),
    (Qualifier.ABOUT, r"in the (?:region|order) of|an average of|on average"),
    (
        Qualifier.LESS,
        r"nearly|almost|under|below|shy of|(?<!no )(?:less|fewer|smaller|shorter|lower|cheaper) than",
    ),
    (Qualifier.MOST, r"up to|as many as|as much as|at most|no(?:t)? more than|max(?:imum)?(?: of)?|capped at"),
    (Qualifier.MOST, r"as (?:high|low|little|fast|few|long|large|far|deep) as|limit of|limited to"),
    (Qualifier.MORE, r"over|above|at least|exceed(?:s|ed|ing)?|upwards of|in excess of|beyond|well over"),
    (Qualifier.MORE, r"(?<!no )(?<!not )(?:more|greater|larger|bigger|longer|higher|better) than"),
    (Qualifier.MORE, r"(?:farther|further|faster|older|heavier) than"),
    (Qualifier.LIMIT, r"(?:largest|maximum|highest|longest|greatest) [a-z -]{0,40}?(?:is|was|of|at|to)"),
    (
        Qualifier.LIMIT,
        r"(?:can|could|able to) (?!not\b)[a-z ]{2,24}|within",
    ),
    (Qualifier.LIMIT, r"(?:down|usually|dives?|dived|sinks?) to|(?:stop(?:s|ped)?|end(?:s|ed)?) at"),
    (Qualifier.LIMIT, r"(?:cannot|not|never|can't)\b[a-z ]{0,24}(?:past|beyond|over|above|exceed|more than)"),
    (Qualifier.MORE, r"surpass(?:es|ed|ing)?|minimum(?: of)?|top(?:s|ped|ping)|no (?:less|fewer) than"),
)
_FAR = "(?:はるかに|さらに|もっと|とっくに|ちょっと|少し|大きく|かるく|軽く|大幅に|余裕で|ゆうに)?"
_THAN = "よりも?(?:もっと|ずっと|はるかに|さらに|ちょっと|少し)?"
_LARGE = "たくさん|もっと(?!も)|向こう|むこう|先|多|長|大き|高|遠|速|早|重|古|広|深|太|厚|強|上|あと|後"
_SMALL = "少な|短|小さ|低|近|遅|軽|新し|狭|せま|浅|細|薄|安|下|前(?!に)"
# 「44京回まで記録をのばした」 names the end of a way, and no limit; 「4倍まで増やせる」 does.
_REACHED = (
    r"[^、。!?\n]{0,10}?(?:[一-鿿ぁ-ん]く(?:し|す|な)|(?:の|伸|延)(?:ば|び)?[すしたて]|上が(?!れ)[りっる]|あが(?!れ)[りっる]|下が(?!れ)[りっる]|さが[りっる]|"
    r"(?:増え|ふえ|減っ|へっ|落ち|落とし|縮ま?[りっん]|ちぢ[まん]|進ん|すすん|来|きた|きて|届い|とどい|のぼ[っり]|育っ|広が[っり]|ひろが[っり]|"
    r"増や[しす]|ふや[しす]|減ら[しす]|へら[しす]|広げ[たてる]|ひろげ[たてる]|もど[っり]|戻[っり]|上げ[たて]|あげ[たて]|下げ[たて]|さげ[たて]|引き上げ[たて]|行っ|いっ[たて]|たどり|成長し|アップし|ダウンし|回復し))"
)
# After the number, its unit and the thing that is counted …
_AFTER: tuple[tuple[Qualifier, str], ...] = (
    (
        Qualifier.MORE,
        rf"以上|か、?それ(?:以上|より)|[をは]?(?:ならべ|並べ|集め|足し)ても、?(?:まだ)?(?:余|あま)|[をは]?、?{_FAR}(?:超え(?!な|られな)|超す|超し|こえ(?!な|られな)|こす|突破|越え(?!な))|[をは]、?{_FAR}(?:上(?:回(?!ら)|まわ(?!ら))|うわまわ)|オーバー",
    ),
    (Qualifier.PASSED, rf"{_THAN}(?:{_LARGE})"),
    (
        Qualifier.LESS,
        r"以下|未満|足らず|[をは]?(?:切[っるり](?!離|はな|て?捨|替|か[えわ]|取|と[りっ]|出|だ[しす]|分|わけ|換|抜))|[をは](?:下(?:回|まわ)|したまわ)|以内|のうちに|にも?(?:満たな|届か|とどか|ならな|ならず)|[をは]?(?:超え|こえ|越え)(?:な|られな)|もな[いかく]|[はも]?かから(?:な|ず)|[はも]?た(?:たな|たず|らず)",
    ),
    (Qualifier.UNDERCUT, rf"{_THAN}(?:{_SMALL})"),
    (Qualifier.LESS, r"近く|近い|ちかく"),
    (Qualifier.ABOUT, r"近く|近い|ちかく|見当"),
    (
        Qualifier.LOOSE,
        r"くらい|ぐらい|ほど|程度|前後|ちょい|そこそこ|ばかり|あたり(?=[でだまかに、。](?!約|およそ|平均|[0-9〇一二三四五六七八九十百千万]))",
    ),
    (Qualifier.MOST, rf"(?<![先後前])まで(?![にはも]|の間|{_REACHED})|が(?:上限|最大|限界)|を上限"),
)
_LONGER_WORD = "[一-鿿いきくけさみめるっ]|か(?:っ|ろ)"  # 弱点, 強い, 弱かった: no measure of the number
# … and right behind it, where a longer word would hold the same sign (勉強, 超伝導).
_CLOSE: tuple[tuple[Qualifier, str], ...] = (
    (
        Qualifier.MORE,
        rf"超(?![音高伝小能人])|強(?!{_LONGER_WORD})|余り?(?!裕|計|地)|あまり(?![にの])|\+|とちょっと|ちょっと",
    ),
    (Qualifier.ABOUT, r"方(?=[、はがのでにも])|がた(?=[、はがのでにも])"),  # 六割方
    (Qualifier.LESS, rf"弱(?!{_LONGER_WORD})"),
    (
        Qualifier.MORE,
        r"(?i: or (?:more(?! than)|higher|greater|above|longer)\b| plus\b| and (?:up|above|over|older)\b)",
    ),
    (Qualifier.LESS, r"(?i: or (?:less(?! than)|fewer|lower|below|under)\b)"),
    (Qualifier.MOST, r"(?i: or (?:less|fewer)\b)"),
    (Qualifier.ABOUT, r"(?i: or so\b|-ish\b)"),
)
_NOUN = r"(?:[ァ-ヴー一-鿿A-Za-z/]{0,10}?(?:ごと|おき|ずつ|ぶん|くらい|ぐらい)?|\s?[a-z]+(?: per [a-z]+)?)"
# "最大約71億円", 「多くてもその2割」
_BETWEEN = "(?:、|その|全体の|合計で?|合わせて|あわせて|ぜんぶで|全部で|なんと)?(?:約|およそ|だいたい|ほぼ)?"
_ARTICLE = r"(?:\s?(?:an?|another|about|around|roughly|us\$|[$€£¥])\s?|\s)*"
_HEADS = (
    *((kind, re.compile(rf"(?:{words}){_BETWEEN}[\s$€£¥]*$")) for kind, words in _BEFORE),
    *((kind, re.compile(rf"(?i:\b(?:{words}){_ARTICLE})$")) for kind, words in _ENGLISH_BEFORE),
)
_TAILS = (
    *((kind, re.compile(rf"{_NOUN}(?:{words})")) for kind, words in _AFTER),
    *((kind, re.compile(words)) for kind, words in _CLOSE),
)
# 「千回に一回もまちがえない」
_LAST_ONE = re.compile(r"に(?:[一1][回人個台件つ]|ひと[りつ])$")
_NOT_EVEN = re.compile(r"も[^、。!?\n]{0,10}?な[いかく]")
# 「2021年に科した7億ユーロを上回る」 names an amount that is fixed.
_HELD_AGAINST = re.compile(
    r"(?:だった|[しっいん][ただ]|れた|えた|けた|めた|記録の|過去最[高大多]の|これまでの|前回の|従来の)$"
)
_DATE_ENDS = ("年", "月", "日", "時")
_REACH = 56


def read_qualifiers(text: str, start: int, end: int) -> frozenset[Qualifier]:
    """What qualifies the number that stands in `text` from `start` to `end`, its unit included."""
    head, tail = text[max(0, start - _REACH) : start], text[end : end + _REACH]
    before = {kind for kind, pattern in _HEADS if pattern.search(head)}
    after = {kind for kind, pattern in _TAILS if pattern.match(tail)}
    # 「2050年まで」 is a day to come, 「9歳から84歳まで」 a range: no limit
    dated = tail.startswith("まで") and (text[end - 1 : end] in _DATE_ENDS or head.endswith("から"))
    if _LAST_ONE.search(text[start:end]) and _NOT_EVEN.match(tail):
        after.add(Qualifier.LESS)
    if Qualifier.LIMIT in before:
        before.discard(Qualifier.MORE)  # "cannot count beyond 7"
    if _HELD_AGAINST.search(head) and Qualifier.MORE in after:
        after ^= {Qualifier.MORE, Qualifier.PASSED}
    return frozenset(before | (after - {Qualifier.MOST} if dated else after))
