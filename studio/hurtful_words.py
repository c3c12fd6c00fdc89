"""Words that hurt, in Japanese and English, also where letters are swapped, spaced or spelled with digits. Pure.

The list is short on purpose: what is only rude stays a matter for a server's managers.
"""

import re
import unicodedata

from persona.wording import strip_hidden
from studio.sounds import to_hiragana

_DIGITS_AS_LETTERS = str.maketrans("013457@$!|", "oieastasii")
_CYRILLIC_AS_LATIN = str.maketrans("аеіорсухкԁ", "aeiopcyxkd")
_NO_LETTER = re.compile(r"[\W_ー]+")
_BETWEEN = r"[\W_]*"

_JAPANESE = re.compile(
    r"(?<!必)(?:死ね(?!な[いか]|ば|る)|氏ね(?!な)|しねよ|(?<![うくぐすつぬぶむるいただなよ])しね(?=$|や|しね)|タヒね)|ぶっ?殺(?:す|し)|殺(?:すぞ|してやる|してえ|されろ)|(?:お前|おまえ|あいつ|貴様|全員|みんな)(?:を|ら|は)?殺(?!さ)"
    r"|きちがい|気違い|気狂い|基地外|がいじ(?!ん)|池沼|かたわ(?!ら)|びっこ|つんぼ|土人(?!形)|支那人|しな人"
    r"|(?<![ぁ-ん])ちょん(?:公|こう|は)|鮮人|ばかちょん|くろんぼ|毛唐|めす豚|雌豚|売女|ばいた(?=$|は|め|が)|やりまん|まんこ|ちんこ(?![れのこ])|ちんぽ|せっくす|れいぷ"
    r"|くたばれ|死ねば(?:いい|良い|よい)(?!の?か)|(?:国|くに)(?:に|へ)(?:帰|かえ)れ(?![ばるなたま])"
    r"|(?:お前|おまえ|てめえ|貴様|ごみ|くず).{0,6}消えろ|(?<![ァ-ヴ])(?:ニガ(?:と呼|ども|は|め)|チョン(?:公|は|ども))"
    r"|消えろ(?:ごみ|くず|ぶす|ばか)|(?:ごみ|くず)(?:人間|やろう|野郎)|ぶす(?=$|は|め|女|が|だ)|ほもきもい|おかま野郎"
)
_ENGLISH_WORDS = (
    "nigger",
    "nigga",
    "faggot",
    "kike",
    "wetback",
    "tranny",
    "retard",
    "retarded",
    "gook",
    "raghead",
    "towelhead",
    "cunt",
    "whore",
    "slut",
    "rapist",
    "subhuman",
)
_ENGLISH = re.compile(
    r"(?<![a-z])(?:"
    + "|".join(_BETWEEN.join(f"{letter}+" for letter in word) for word in _ENGLISH_WORDS)
    + r")(?:e?s)?(?![a-z])|\b(?:k\W*y\W*s|kill\s+(?:yo)?ur\s?self|go\s+die|heil\s+hitler|gas\s+the\s+\w+)\b"
)


def find_hurtful(text: str) -> str:
    """The first word that hurts, as it was found, "" if there is none."""
    folded = unicodedata.normalize("NFKC", strip_hidden(text)).casefold()
    squeezed = _NO_LETTER.sub("", folded)
    for form in (squeezed, to_hiragana(squeezed)):
        if found := _JAPANESE.search(form):
            return found.group()
    unaccented = "".join(sign for sign in unicodedata.normalize("NFD", folded) if not unicodedata.combining(sign))
    latin = unaccented.translate(_CYRILLIC_AS_LATIN)
    for form in (latin, latin.translate(_DIGITS_AS_LETTERS)):
        if found := _ENGLISH.search(form):
            return found.group()
    return ""
