"""Whether a letter may be taken: its length, and nothing in it that must not go on the air. Pure."""

import re
import unicodedata

from persona.character import Persona
from persona.wording import fold_line, strip_hidden
from radio.mail import LONGEST_LETTER, PEN_NAME_LIMIT, SHORTEST_LETTER, LetterFault
from studio.copydesk.evidence import weigh_evidence
from studio.copydesk.galley import run_checks, set_galley
from studio.copydesk.markup import check_links, check_mentions
from studio.hurtful_words import find_hurtful

_NUMBER_SIGNS = "0-9〇零一二三四五六七八九"
_PERSONAL = re.compile(
    r"""
      [\w.+-]+\s?(?:@|\(at\)|\[at\]|アット(?:マーク)?)\s?[\w-]+\s?(?:\.|ドット|\[dot\])\s?\w{2,}          # e-mail
    | (?<!\d)(?:\+?81[-\s(]{0,2}|0)\d{1,4}[-\s().の]{0,2}\d{1,4}[-\s().の]{0,2}\d{3,4}(?!\d)         # phone numbers
    | (?<!\d)\+\d{1,3}[-\s]?\d{2,4}[-\s]?\d{3,4}[-\s]?\d{3,4}(?!\d) | (?<!\d)\(?\d{3}\)?[-\s.]\d{3}[-\s.]\d{4}(?!\d)
    | 〒\s?\d{3}[-\s]?\d{4} | 郵便番号.{0,4}\d{3}[-\s]?\d{4} | (?<![\d-])\d{3}-\d{4}(?![\d-])
    | (?<!\d)(?:\d{4}[-\s]?){3}\d{1,4}(?!\d) | マイナンバー.{0,6}\d                     # cards, My Number
    | (?:東京都|北海道|(?:京都|大阪)府|[一-鿿]{2,3}県|[一-鿿]{1,4}市|[一-鿿]{1,4}区)[^\s。、!?]{0,20}?
      [0-9一二三四五六七八九十]+(?:丁目|番地|番[0-9]|-[0-9]+(?:-[0-9]+)?|号)
    | \b\d{1,5}\s+(?:[A-Z][a-z]+\s){1,3}(?:street|st|avenue|ave|road|rd|lane|ln|drive|dr|boulevard|blvd)\b
    | (?:line|ライン|カカオ|kakao|discord|ディスコード|twitter|instagram|インスタ|skype)
      \s?(?:の)?\s?(?:id|アカウント|垢)\s?[:はが]?\s?[\w.#-]{3,}
    | (?:本名|住所|電話番号|電話|携帯|学校名|メアド|メールアドレス)(?:は|が|:)\s?[^\s。、!?]{2,}
    """,
    re.VERBOSE | re.IGNORECASE,
)
_KANJI_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_SPELLED_NUMBER = re.compile(f"(?:[{_NUMBER_SIGNS}][-\\s]?){{10,}}")
_DASHES = re.compile("[‐‑‒–—―−ー﹣ｰ](?=[0-9])")
_ROLE_NAMES = re.compile(
    r"(?:system|assistant|developer|admin|moderator|staff|everyone|here)|システム|運営|管理者|管理人|公式|アシスタント|指示|命令|プロンプト",
    re.IGNORECASE,
)
_NAME_SIGNS = re.compile(r"[{}<>\[\]\\|`*_~#\"']|[:：;；]")


def find_letter_fault(pen_name: str, text: str, persona: Persona) -> LetterFault | None:
    """Why a letter is not taken, None if it is; the first of several. `persona` is whose programme it is for."""
    words = strip_hidden(text).strip()
    if len(words) < SHORTEST_LETTER or not any(sign.isalpha() for sign in words):
        return LetterFault.SHORT
    if len(words) > LONGEST_LETTER:
        return LetterFault.LONG
    if not _is_name(fold_line(pen_name), persona):
        return LetterFault.PEN_NAME
    return _find_unfit(f"{fold_line(pen_name)}\n{words}", persona)


def _is_name(name: str, persona: Persona) -> bool:
    plain = unicodedata.normalize("NFKC", name)
    if not 1 <= len(plain) <= PEN_NAME_LIMIT or not any(sign.isalnum() for sign in plain):
        return False
    if _NAME_SIGNS.search(plain) or _ROLE_NAMES.search(plain):
        return False
    bare = "".join(plain.split()).casefold()
    return persona.name.casefold() not in bare and bare not in {persona.short_name.casefold(), persona.slug}


def _find_unfit(text: str, persona: Persona) -> LetterFault | None:
    plain = _DASHES.sub("-", unicodedata.normalize("NFKC", strip_hidden(text)))
    if _PERSONAL.search(plain) or _SPELLED_NUMBER.search(plain.translate(_KANJI_DIGITS)):
        return LetterFault.PERSONAL
    galley = set_galley(text, persona=persona, evidence=weigh_evidence(""))
    if run_checks((check_links,), galley):
        return LetterFault.LINK
    if run_checks((check_mentions,), galley):
        return LetterFault.MENTION
    return LetterFault.SLUR if find_hurtful(text) else None
