"""Units as they stand beside numbers in Japanese and English: what is measured, and in which base unit. Pure.

A dimension is a plain word. BARE says that no unit stands there, THING that something is counted and the
writer may name it freely; the rest have to agree between copy and source.
"""

import re
from collections.abc import Iterator

BARE = ""
THING = "thing"
RATIO = "ratio"
TIMES = "times"
COUNT = "count"
SECOND = "second"
CLOCK = "clock"
# Things that have a name of their own: one is never another, but any may be counted as a thing.
NAMED_THINGS = frozenset({"page", "letter", "word", "token"})
WEAK = frozenset({THING, COUNT, "person", "company", "country", "machine", "age", *NAMED_THINGS})

YEAR = 365.25 * 86_400
MONTH = YEAR / 12
Meaning = tuple[str, float]  # dimension, factor to its base unit

_SMALL = {"n": 1e-9, "μ": 1e-6, "u": 1e-6, "m": 1e-3, "c": 1e-2, "k": 1e3}
_LARGE = {"K": 1e3, "k": 1e3, "M": 1e6, "G": 1e9, "T": 1e12, "P": 1e15}
PREFIXES = {
    "ナノ": 1e-9, "マイクロ": 1e-6, "ミリ": 1e-3, "センチ": 1e-2,
    "キロ": 1e3, "メガ": 1e6, "ギガ": 1e9, "テラ": 1e12, "ペタ": 1e15, "エクサ": 1e18,
}  # fmt: skip
_ENGLISH_PREFIX = {
    "nano": 1e-9, "micro": 1e-6, "milli": 1e-3, "centi": 1e-2,
    "kilo": 1e3, "mega": 1e6, "giga": 1e9, "tera": 1e12, "peta": 1e15, "exa": 1e18,
}  # fmt: skip
_JAPANESE_BASE = {
    "メートル": "metre", "グラム": "gram", "秒": SECOND, "ワット時": "watthour", "ワット": "watt", "ヘルツ": "hertz",
    "ビット": "bit", "バイト": "byte", "フロップス": "flops",
}  # fmt: skip
_ENGLISH_BASE = {
    "met(?:er|re)": "metre", "gram": "gram", "second": SECOND, "watt[- ]hour": "watthour", "watt": "watt",
    "hert[z]": "hertz", "byte": "byte", "bit": "bit", "flop(?:s|/s)?": "flops",
}  # fmt: skip

# Words of any case and symbols whose case counts ("MB" is not "mb"): a regular expression → what it means,
# several meanings where the word has several.
_WORDS: dict[str, tuple[Meaning, ...]] = {
    r"%|パーセント(?:ポイント)?|percent(?:age points?)?|per cent": ((RATIO, 0.01),),
    r"割(?!り|と)": ((RATIO, 0.1),),
    r"ポイント(?=以|も|上|下|差|だけ|の差|高|低|アップ|ダウン)": ((RATIO, 0.01), (THING, 1)),
    r"倍(?!数)|-?fold\b|[x×](?![a-z0-9×])": ((TIMES, 1),),
    r"times\b": ((TIMES, 1), (COUNT, 1)),
    r"セント|cents?\b": (("dollar", 0.01),),
    r"ヘクトパスカル|hectopascals?\b|hpa\b": (("pascal", 100),),
    r"リットル|lit(?:er|re)s?\b": (("litre", 1),),
    r"ヘクタール|hectares?\b": (("hectare", 1),),
    r"(?:キロ)?カロリー|k?cal\b": (("calorie", 1),),
    r"アンペア|amperes?\b": (("ampere", 1),),
    r"デシベル|decibels?\b|db\b": (("decibel", 1),),
    r"気圧": (("pascal", 101_325),),
    r"オングストローム|[åa]ngstr[oö]ms?\b": (("metre", 1e-10),),
    r"円|yen\b": (("yen", 1),),
    r"(?:米|アメリカ)?ドル|(?:us )?dollars?\b|usd\b": (("dollar", 1),),
    r"ユーロ|euros?\b|eur\b": (("euro", 1),),
    r"ポンド|pounds?\b": (("pound", 1), ("gram", 453.6)),
    r"(?:人民)?元(?!に|の|か|は|々)|yuan\b": (("yuan", 1),),
    r"ウォン|won\b": (("won", 1),),
    r"秒間?(?!速)|seconds?\b|secs?\b": ((SECOND, 1),),
    r"分間?(?!の[0-9一二三四五六七八九十]|[野析類散割解岐離量子け]|か[りる])|min(?:ute)?s?\b": ((SECOND, 60),),
    r"(?:[gct]pu[- ]?)?時間|(?:[gct]pu[- ])?hours?\b|hrs?\b": ((SECOND, 3_600),),
    r"日間|days?\b": ((SECOND, 86_400),),
    r"日(?!本|常|曜|記|光)": ((SECOND, 86_400), ("day", 1)),
    r"週間|週(?!末)|weeks?\b": ((SECOND, 604_800),),
    r"[かヶカケヵ]月間?|months?\b": ((SECOND, MONTH),),
    r"(?:年|回|期|季|大会)連続": ((COUNT, 1), (THING, 1), (SECOND, YEAR)),
    r"年間|years?\b(?![ -]old)": ((SECOND, YEAR),),
    r"年(?!生(?!き|ま)|代|齢|金|賀)": ((SECOND, YEAR), ("year", 1)),
    r"年代": (("year", 1),),
    r"世紀|centur(?:y|ies)\b": ((SECOND, 100 * YEAR), (THING, 1)),
    r"decades?\b": ((SECOND, 10 * YEAR),),
    r"時(?!間|代|期|点)|o'clock\b|[ap]\.?m\b\.?": ((CLOCK, 1),),
    r"月(?!面|額|刊|末)": (("month", 1),),
    r"量子ビット|qubits?\b": ((THING, 1),),
    r"ビット(?!毎秒)|bits?\b": (("bit", 1), (THING, 1)),
    r"バイト|bytes?\b": (("byte", 1),),
    r"光年|light[- ]years?\b": (("lightyear", 1),),
    r"メートル|met(?:er|re)s?\b": (("metre", 1),),
    r"マイル|miles?\b": (("metre", 1609.344),),
    r"フィート|feet\b|foot\b": (("metre", 0.3048),),
    r"インチ|inch(?:es)?\b": (("metre", 0.0254),),
    r"グラム|grams?\b": (("gram", 1),),
    r"トン|tons?\b|tonnes?\b": (("gram", 1e6),),
    r"ワット時|watt[- ]hours?\b": (("watthour", 1),),
    r"ワット|watts?\b": (("watt", 1),),
    r"ボルト|volts?\b": (("volt", 1),),
    r"ヘルツ|hertz\b": (("hertz", 1),),
    r"度(?!目)": (("degree", 1), (COUNT, 1)),
    r"℃|°[cf]?|degrees?\b": (("degree", 1),),
    r"bps\b|ビット毎秒": (("bps", 1), ("bit", 1)),
    r"回(?!目|路|線|答|転)": ((COUNT, 1),),
    r"人(?!目|工|気|間|類|称|前|生)|名(?!前|刺|目|称)|people\b|persons?\b|users?\b|customers?\b|employees?\b|"
    r"researchers?\b|engineers?\b|students?\b|developers?\b|workers?\b|scientists?\b|players?\b|patients?\b|"
    r"members?\b|subscribers?\b|volunteers?\b|participants?\b|programmers?\b|women\b|men\b|children\b|staff\b": (
        ("person", 1),
    ),
    r"社(?!会|内|長|員)|compan(?:y|ies)\b|firms?\b|startups?\b": (("company", 1),),
    r"[かヶカケヵ]国(?!語)|countr(?:y|ies)\b|nations?\b": (("country", 1),),
    r"台(?!風|所|本|詞)|machines?\b|computers?\b|servers?\b|satellites?\b|units?\b": (("machine", 1),),
    r"[歳才]|years? old\b|-?year-old\b": (("age", 1),),
    r"ページ|pages?\b": (("page", 1),),
    r"文字|字(?!幕)|characters?\b|letters?\b": (("letter", 1),),
    r"単語|words?\b": (("word", 1),),
    r"トークン|tokens?\b": (("token", 1),),
    r"つ(?!目|まり|いて|ながり|むぎ)|個|件|本(?!当|気|人|物|体|格|質|来)|枚|点(?!数)|種類?|冊|章|行(?!っ|く|き|動)|"
    r"語|問(?!題点)|曲|話(?!す|し|題)|巻|軒|店舗?|校|[かヶカケヵ箇]所|都市|言語|"
    r"パラメータ?ー?|コア|層|段階?|世代|票|通り|歩|組|チーム|席|便|基|隻|頭|匹|羽|杯|階|ステップ|項目|画素|ピクセル|番組|"
    r"次元|桁|けた|ノード|ドット|サンプル|フレーム|機種|製品|作品|論文|画像|枠|拠点|周|位(?!置)|教科|コマ|箱|袋|駅|部(?!分|品)|"
    r"代(?!わ|表)|丁目|号|条|式": ((THING, 1),),
}  # fmt: skip


def _words() -> Iterator[tuple[str, tuple[Meaning, ...]]]:
    """Words with a prefix first, since the shorter word begins like the longer one."""
    for prefix, factor in PREFIXES.items():
        for word, dimension in _JAPANESE_BASE.items():
            yield f"{prefix}{word}", ((dimension, factor),)
    for prefix, factor in _ENGLISH_PREFIX.items():
        for word, dimension in _ENGLISH_BASE.items():
            yield rf"{prefix}{word}s?\b", ((dimension, factor),)
    yield r"ミリ(?!オン)", (("metre", 1e-3),)
    yield r"センチ", (("metre", 1e-2),)
    yield r"キロ(?!バ|ビ)", (("metre", 1e3), ("gram", 1e3), ("watt", 1e3))
    yield r"メガ(?![ァ-ヴ])", (("byte", 1e6), ("bps", 1e6), ("watt", 1e6))
    yield r"ギガ(?![ァ-ヴ])", (("byte", 1e9), ("bps", 1e9), ("hertz", 1e9))
    yield from _WORDS.items()


def _symbols() -> Iterator[tuple[str, tuple[Meaning, ...]]]:
    for prefix, factor in _LARGE.items():
        yield rf"{prefix}i?B(?:/s)?", (("byte", factor),)
        yield rf"{prefix}bps", (("bps", factor), ("bit", factor))
        yield rf"{prefix}[Hh]z", (("hertz", factor),)
        yield rf"{prefix}Wh", (("watthour", factor),)
        yield rf"{prefix}W", (("watt", factor),)
    for prefix, factor in _SMALL.items():
        yield rf"{prefix}m", (("metre", factor),)
        yield rf"{prefix}s(?:ec)?", ((SECOND, factor),)
        yield rf"{prefix}g", (("gram", factor),)
    for symbol, dimension in {
        "Wh": "watthour",
        "W": "watt",
        "V": "volt",
        "m": "metre",
        "g": "gram",
        "Hz": "hertz",
    }.items():
        yield symbol, ((dimension, 1),)


_ROWS = (
    *((rf"{symbol}(?![A-Za-z0-9])", meanings) for symbol, meanings in _symbols()),
    # \b would find no end before Japanese
    *((f"(?i:{word})".replace(r"\b", "(?![a-z0-9])"), meanings) for word, meanings in _words()),
)
_UNIT = re.compile("|".join(f"({pattern})" for pattern, _ in _ROWS))
_NOUN = re.compile(r"[a-z]{2,}s\b")
CURRENCY_SIGNS = {"US$": "dollar", "$": "dollar", "¥": "yen", "€": "euro", "£": "pound", "₩": "won"}


def read_unit(text: str, place: int) -> tuple[tuple[Meaning, ...], int]:
    """What the word at `place` (after a number) measures, and where it ends; no meanings where it is no unit."""
    start = place + (text[place : place + 1] in {" ", "-"})
    if (found := _UNIT.match(text, start)) and found.lastindex:
        return _ROWS[found.lastindex - 1][1], found.end()
    if start > place and (noun := _NOUN.match(text, start)):
        return ((THING, 1),), noun.end()
    return (), place
