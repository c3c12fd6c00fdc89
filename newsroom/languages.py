"""What language a title and summary are in, as far as the show cares. Pure."""

import re

from radio.news import Language

_KANA = re.compile("[ぁ-んァ-ヺｦ-ﾟ]")
_HIRAGANA = re.compile("[ぁ-ん]")
_KANJI = re.compile("[一-鿿㐀-䶿々〆]")
_LATIN = re.compile("[A-Za-zÀ-ɏ]")
_FOREIGN = re.compile("[\u0370-\u1fff\u2c00-\u2dff\ua000-\ud7ff\uf900-\ufaff\ufb1d-\ufdff\ufe70-\ufefe]")
_WORD = re.compile("[A-Za-zÀ-ɏ']+")
_CHINESE_ONLY = re.compile("[们这说语东车发时问对还过进种实现电业产术网络让给吗呢吧嗎]")  # not so in Japanese
_ACCENTED = re.compile("[À-ɏ]")
_CHINESE_LENGTH = 30  # kanji in a row of text in which Japanese could not do without a kana

_ENGLISH_WORDS = (
    "a about after an and are as at be by can do for from has have how i in into is it its just more new no not of on"
    " or our than that the their they this to up was we what when why will with you your"
)
_OTHER_WORDS = (
    "al aber auch auf aux avec bei con como da das de dei del della dem den der des dans das die do dos du e ein eine"
    " einen el em en est et für gli het il im ist ja jak la las le les los mais mit na nach não nicht nie niet nos nous"
    " oder og och ou over para par pas per po por pour que qui se sich sie sind som sont sur te um una und une van ve"
    " vom von vous voor w z zu zum zur è är år és że"
)
_ENGLISH = frozenset(_ENGLISH_WORDS.split())
_OTHERS = frozenset(_OTHER_WORDS.split())
_SHARED = _ENGLISH & _OTHERS


def detect_language(text: str, feed_language: Language) -> Language:
    """The language of `text`. Where the script does not tell (names only, kanji only), the feed's language does."""
    kana, kanji, latin = (len(found.findall(text)) for found in (_KANA, _KANJI, _LATIN))
    foreign = len(_FOREIGN.findall(text))
    if foreign > kana + kanji + latin:
        return Language.OTHER
    if kana:
        return _weigh_kana(text, kana + kanji, latin, feed_language)
    if kanji:
        return _weigh_kanji(text, kanji, latin, feed_language)
    return _weigh_latin(text, feed_language) if latin else feed_language


def _weigh_kana(text: str, japanese: int, latin: int, feed_language: Language) -> Language:
    """Japanese, unless it is an English text that quotes a Japanese word."""
    quoted = latin > 2 * japanese and _count(text, _ENGLISH) >= 2
    if quoted and not (feed_language is Language.JAPANESE and _HIRAGANA.search(text)):
        return Language.ENGLISH
    return Language.JAPANESE


def _weigh_kanji(text: str, kanji: int, latin: int, feed_language: Language) -> Language:
    if _CHINESE_ONLY.search(text):
        return Language.OTHER
    if latin > 4 * kanji and _count(text, _ENGLISH) >= 2:
        return Language.ENGLISH
    return Language.JAPANESE if feed_language is Language.JAPANESE and kanji < _CHINESE_LENGTH else Language.OTHER


def _weigh_latin(text: str, feed_language: Language) -> Language:
    """English, unless its small words say otherwise; a title of names alone is in the feed's language or English."""
    english, other = _count(text, _ENGLISH - _SHARED), _count(text, _OTHERS - _SHARED)
    if other > max(english, 1) or (other > english and _ACCENTED.search(text)):
        return Language.OTHER
    return feed_language if feed_language is Language.OTHER and not english else Language.ENGLISH


def _count(text: str, words: frozenset[str]) -> int:
    """How many different ones of `words` stand in `text`."""
    return len(words.intersection(_WORD.findall(text.lower())))
