"""Names: each one in the copy is in the source, in whatever script, or on the host's own sheet. Pure."""

import re
from collections.abc import Iterator
from functools import lru_cache

from persona.character import Persona
from radio.writing import Finding
from studio.copydesk import loanwords
from studio.copydesk.common_names import HOMES, LATIN, NO_NAMES, PLACES
from studio.copydesk.dictionary import SHORTEST_PART, count_ordinary, find_kanji_names, is_name
from studio.copydesk.evidence import Evidence
from studio.copydesk.galley import Galley, around, doubt, gate
from studio.copydesk.spelling import (
    LATIN_NAME,
    LONGEST_NAME,
    Lexicon,
    is_known_name,
    knows_katakana,
    knows_latin,
    read_lexicon,
    respell,
)
from studio.copydesk.texts import fold_copy, squeeze
from studio.copydesk.transliteration import is_same_by_ear
from studio.copydesk.units import read_unit

SHORTEST = 3  # characters of a name that is checked
_MOST_PARTS = 3

_KATAKANA = re.compile(r"[ァ-ヴー]{3,}|(?<![ァ-ヴー])[ァ-ヴー]{2}(?![ァ-ヴー])(?=[がはのもを、]|と(?!か))")
_WORDS = frozenset(respell(word) for word in loanwords.WORDS.split())
_AGENTS = frozenset(respell(word) for word in loanwords.AGENTS.split())
_SOUND_WORD = re.compile(r"(.{1,4}?)ー?\1[ーッ]*|.{1,2}[ーッ]+|.{1,4}ッ+|.*ッ|(.)\2{2,}.*")
_WORD_ENDING = re.compile(
    r".{2,}(?:ション|メント|リティ|ネス|シップ|ロジー|イズム|グラフィー?|スコープ|メーター|ライザー|テーション|ビリティー?)"
)
# After these words what stands before is a name, however ordinary its parts.
_NAMED = re.compile(
    r"」(?:っていう|という)[^、。「」]{0,8}(?:会社|企業|メーカー|スタートアップ|大学|研究所|団体)|」で(?:作られ|つくられ|開発され|生まれた)|航空(?!機|会社|券|便|写真)|新聞(?!社?に|を)|証券|大学(?!院|生|教授)|[A-Z0-9]{0,3}(?:社(?![会内長員])|氏|さん|くん|博士|教授|(?:の)?CEO|(?:っていう|という|って)(?:[^、。「」]{0,8})(?:会社|企業|メーカー|スタートアップ|"
    r"人(?!気)|研究者|大学|研究所|チーム|団体|サービス|アプリ|ソフト|製品|商品|AIモデル|モデル|AI(?!の)|ロボット|ゲーム|キャラ))"
)
# How a word is used that is no name: as a verb, as a sound.
_VERB = re.compile(r"する|した(?!の)|して|しよう|しない|しな[きく]|され|させ|でき(?!事)|っぽ|的な|化[しすさ]")
_SOUND_USE = re.compile(
    r"(?:と|って)(?:する|した|して|なる|なっ|なり|しちゃ|来|きた|落ち|割れ|入[りっ]|音|いう音|鳴|しな)"
)
_SOUND_END = re.compile(
    r"[ぁ-んァ-ヴー]{2,3}リ"
)  # パシャリ, キラリ: how something was done, at the end of what is said
_HALF_BEFORE = re.compile(r"([ァ-ヴー]{2,})[・=]$")
_HALF_AFTER = re.compile(r"[・=]([ァ-ヴー]{2,})")
_LEEWAY = 2.5
_HEARD = 16
_LONGEST_SOUND = 4
# 「シンデレラか!」 and 「なかなかのタフガイ」 liken something to what it is not.
_FIGURE = re.compile(r"か(?:よ)?[!?]")
_FIGURE_BEFORE = re.compile(r"(?:なかなかの|かなりの|一種の|ただの|いわば、?|まるで|ちょっとした|りっぱな|立派な)$")
_WORD_BEFORE = 8
_EXPLAINED = re.compile(r"(?:って(?:いう|ゆう)?のは|ってのは|って、|とは)[^。!?\n]*$")
_SENTENCE_STARTS = frozenset({"", "。", "!", "?", "\n", " "})
_SENTENCE_SIGNS = "。!?\n"
_LIKENED = re.compile(
    r"(?:ドーム|タワー|スカイツリー|ディズニー|山(?:より|の)|湖(?:より|の))|"
    r"[^、。!?\n]{0,8}?(?<![たるいだん])(?:みたい(?!に?だけど)|っぽ|くらい|ぐらい|レベル|ばり|並み|なみ|級|気分|状態|じゃないんだから)"
)
_ACTS = re.compile(
    r"(?:が|は|も)[^。!?\n]{0,24}?(?:発表|公開し|リリース|開発し|作った|つくった|作り出|買収|提携|設立|発売|出した|売り出|訴え|導入し|はじめた|始めた|もら[いっ]|受賞|選ばれ|発明|打ち|優勝|手がけ)"
)
_ORGANISATION = re.compile(
    r"(?:[一-鿿]{2,8}|[ァ-ヴー]{2,12}|[ァ-ヴー]{2,8}[一-鿿]{2,4})(?:大学|研究所|株式会社|製作所|電機|自動車|新聞|銀行|工業(?!的|化|製品)|学会|機構|委員会|庁(?!舎)|財団|協会|郵便(?![局物番受配ポ])|製薬(?!会社)|重工(?!業)|物産|商事)"
)
# 「アメリカ国立科学財団」 is how a National Science Foundation is called in Japanese.
_OFFICE = re.compile(r"(?:の)?[一-鿿]{2,10}(?:財団|庁|省|局|研究所|協会|大学|機関|機構|学会|学院|委員会|銀行|議会)")
_INSTITUTE = re.compile(r"[一-鿿]{0,4}(?:大学|研究所|病院)")
_ANY_ORGANISATION = re.compile(
    r"(?:国立|実行|学級|生徒|文化祭|有名|地元|海外|各|他|同|全国|複数|専門|大手|一流|工科|世界中|医科|女子|短期|総合|企業|民間|公的)"
)


def check_names(galley: Galley) -> Iterator[Finding]:
    """Names that neither the source nor the host's sheet has."""
    lexicon = read_lexicon(galley.evidence.told, galley.evidence.claimed, galley.title)
    katakana = dict(_katakana(galley, lexicon))
    sure = {name for name, start in katakana.items() if _is_surely_name(name, start, galley)}
    found = {**dict(_latin(galley, lexicon)), **katakana, **dict(_kanji(galley, lexicon))}
    for name, start in found.items():
        message = f"「{name}」という名前は記事にありません。記事の名前に直すか、その文を消してください。"
        say = gate if name in sure or name not in katakana else doubt
        yield say("names", message, around(galley.plain, start, start + len(name)))


def unknown_names(claim: str, evidence: Evidence, persona: Persona | None = None) -> tuple[str, ...]:
    """The Latin names of a short text that the evidence does not have."""
    lexicon = read_lexicon(evidence.told, evidence.claimed)
    return tuple(
        word
        for word in LATIN_NAME.findall(fold_copy(claim))
        if _is_checked(word) and not knows_latin(word, lexicon) and not (persona and _is_known(word, persona))
    )


def _latin(galley: Galley, lexicon: Lexicon) -> Iterator[tuple[str, int]]:
    for match in LATIN_NAME.finditer(galley.plain):
        word = _without_count(match, galley.plain)
        if _is_checked(word) and not _is_known(word, galley.persona) and not knows_latin(word, lexicon):
            yield word, match.start()


def _without_count(match: re.Match[str], plain: str) -> str:
    """The name without a number that counts: of 「GPU8台」 GPU is the name."""
    bare = match.group().rstrip("0123456789")
    return bare if bare != match.group() and read_unit(plain, match.end())[0] else match.group()


def _is_checked(word: str) -> bool:
    bare = squeeze(word)
    numbered = any(sign.isdigit() for sign in word) and len(bare) > 1
    return (len(bare) >= SHORTEST or numbered) and word.casefold() not in LATIN and bare not in LATIN


def _katakana(galley: Galley, lexicon: Lexicon) -> Iterator[tuple[str, int]]:
    for match in _KATAKANA.finditer(galley.plain):
        word = match.group()
        if len(word) < SHORTEST and not is_known_name(word):
            continue
        after = galley.plain[match.end() : match.end() + 40]
        parts = count_parts(word)
        alone = galley.plain[max(0, match.start() - 1) : match.start()] in _SENTENCE_STARTS
        if _is_known(word, galley.persona) or knows_katakana(word, lexicon) or _is_used(word, after, alone=alone):
            continue
        if word in PLACES and _may_be_place(word, match, galley, lexicon):
            continue
        if _is_of_known(match, galley.plain, lexicon) or _is_of_herself(match, galley):
            continue
        named = _NAMED.match(after) is not None and not (parts == 1 and after.startswith(("さん", "くん")))
        acting = parts > 1 and _ACTS.match(after) is not None and not any(respell(word).endswith(a) for a in _AGENTS)
        figure = _FIGURE_BEFORE.search(galley.plain[max(0, match.start() - _WORD_BEFORE) : match.start()])
        unknown = (
            parts == 0
            and not figure
            and not _FIGURE.match(after)
            and (is_known_name(word) or not _is_halved(word, lexicon))
        )
        if unknown or named or acting:
            yield word, match.start()


def _is_surely_name(word: str, start: int, galley: Galley) -> bool:
    """Whether a katakana word that no dictionary explains is a name of the article's; some are everyday words."""
    end = start + len(word)
    sentence = galley.plain[max(galley.plain.rfind(sign, 0, start) for sign in _SENTENCE_SIGNS) + 1 : start]
    if galley.persona.first_person in sentence or (word in PLACES and galley.plain.startswith("の", end)):
        return False  # of her own life; or whose home it is, which she may know
    before, after = galley.plain[max(0, start - 1) : start], galley.plain[end : end + 40]
    marked = before in {"「", "・", "=", "『"} or after[:1] in {"・", "="} or _NAMED.match(after) or _ACTS.match(after)
    return bool(marked) or is_known_name(word) or is_name(word)


def _is_of_known(match: re.Match[str], plain: str, lexicon: Lexicon) -> bool:
    """Whether it is one half of a full name whose other half is the source's, so that it need not sound so alike."""
    halves = (_HALF_BEFORE.search(plain[: match.start()][-LONGEST_NAME:]), _HALF_AFTER.match(plain, match.end()))
    if not any(half and knows_katakana(half[1], lexicon) for half in halves):
        return False
    return any(is_same_by_ear(match.group(), name, leeway=_LEEWAY) for name in lexicon.names)


def _is_of_herself(match: re.Match[str], galley: Galley) -> bool:
    """Whether the host speaks of herself, right here: 「あーし、ドッジは最後まで残る」."""
    before = galley.plain[max(0, match.start() - _HEARD) : match.start()]
    return (
        re.search(rf"{re.escape(galley.persona.first_person)}(?:は|も|って|なら|的に)?、?[ぁ-ん一-鿿]{{0,6}}$", before)
        is not None
    )


def _is_used(word: str, after: str, *, alone: bool) -> bool:
    """Whether it is used as a verb or a sound, as no name is, or is all that is said."""
    if alone and (not after or after[0] in "。!?〜\n"):
        return True
    if _SOUND_END.fullmatch(word) and (not after or after[0] in "。!?、っ〜\n" or after.startswith("と")):
        return True
    return bool(_VERB.match(after) or (len(word) <= _LONGEST_SOUND and _SOUND_USE.match(after)))


def _is_halved(word: str, lexicon: Lexicon) -> bool:
    """Whether the source has both halves of the word, or one of them and the other says what kind of thing it is."""
    for cut in range(SHORTEST, len(word) - 1):
        head, tail = word[:cut], word[cut:]
        known = (_is_half(head, lexicon), len(tail) >= SHORTEST and _is_half(tail, lexicon))
        if all(known) or (known[0] and respell(tail) in _AGENTS):
            return True
    return False


def _is_half(word: str, lexicon: Lexicon) -> bool:
    return knows_katakana(word, lexicon, fewest=SHORTEST)


@lru_cache(maxsize=8192)
def count_parts(word: str) -> int:
    """Of how many ordinary words a katakana word is made; 0 when it is not."""
    if len(word) > LONGEST_NAME:
        return 0
    if is_known_name(word):
        return 0
    if _is_word(word) or _SOUND_WORD.fullmatch(word) or _SOUND_WORD.fullmatch(word.replace("ッ", "")):
        return 1
    if is_name(word):
        return 0
    if _WORD_ENDING.fullmatch(word):
        return 1
    counts = (count for count in range(2, _MOST_PARTS + 1) if _splits(respell(word), count))
    return next(counts, count_ordinary(word))


def _is_word(word: str) -> bool:
    return word in _WORDS or respell(word) in _WORDS or count_ordinary(word) == 1


def _splits(word: str, count: int) -> bool:
    if count == 1:
        return _is_word(word)
    cuts = range(SHORTEST_PART, len(word) - SHORTEST_PART + 1)
    return any(_is_word(word[:cut]) and _splits(word[cut:], count - 1) for cut in cuts)


def _kanji(galley: Galley, lexicon: Lexicon) -> Iterator[tuple[str, int]]:
    for name, start in find_kanji_names(galley.plain):
        if _INSTITUTE.match(galley.plain, start + len(name)) and _is_foreign(galley):
            continue  # 清華大学 is how Tsinghua University is written
        if name in NO_NAMES or _is_known(name, galley.persona) or _is_place(name, galley, lexicon):
            continue
        if name not in galley.persona.light_topics and not _is_likened(start, start + len(name), galley):
            yield name, start
    for match in _ORGANISATION.finditer(galley.plain):
        name = match.group()
        told = squeeze(name) in galley.evidence.squeezed or _ANY_ORGANISATION.match(name)
        if not told and not _is_foreign(galley):
            yield name, match.start()


def _is_likened(start: int, end: int, galley: Galley) -> bool:
    """Whether a place is of the host's own life, or something is only likened to it: 「琵琶湖くらいの」."""
    before = galley.plain[max(galley.plain.rfind(sign, 0, start) for sign in _SENTENCE_SIGNS) + 1 : start]
    return galley.persona.first_person in before or _LIKENED.match(galley.plain, end) is not None


def _may_be_place(word: str, match: re.Match[str], galley: Galley, lexicon: Lexicon) -> bool:
    """Whether the source has a place, an office is translated with it, or a word's explanation names it (華氏)."""
    office = _OFFICE.match(galley.plain, match.end()) is not None and _is_foreign(galley)
    start = max(galley.plain.rfind(sign, 0, match.start()) for sign in _SENTENCE_SIGNS) + 1
    explained = _EXPLAINED.search(galley.plain[start : match.start()]) is not None
    return office or explained or _is_place(word, galley, lexicon)


def _is_place(name: str, galley: Galley, lexicon: Lexicon) -> bool:
    """Whether the source has the name, or calls a place so in its own language."""
    told = galley.evidence.folded
    others = f"{PLACES.get(name, '')} {HOMES.get(name, '')}".split()
    return name in told or any(other in (lexicon.latin if other.isascii() else told) for other in others)


def _is_foreign(galley: Galley) -> bool:
    """Whether the source is in Latin letters, so that a Japanese name of an institution is a translation."""
    return len(re.findall(r"[ぁ-ん]", galley.evidence.told)) < len(galley.evidence.told) // 20


def _is_known(word: str, persona: Persona) -> bool:
    return squeeze(word) in _host_words(persona)


@lru_cache(maxsize=16)
def _host_words(persona: Persona) -> str:
    lines = (*persona.known_names, persona.name, persona.programme, persona.character, *persona.samples)
    return squeeze("\n".join((*lines, *persona.explanations, *persona.asides, *persona.markers, persona.second_person)))
