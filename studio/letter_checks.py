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
from studio.personal_data import find_personal
from studio.scripts import find_odd_letters
from studio.unseemly_words import find_unseemly

_ROLE_NAMES = re.compile(
    r"(?:system|assistant|developer|admin|moderator|staff|everyone|here)|システム|アドミン|モデレータ|スタッフ|運[営營]|管理者|管理人|公式|アシスタント|指示|命令|プロンプト",
    re.IGNORECASE,
)
_NAME_SIGNS = re.compile(r"[{}<>\[\]\\|`*_~#\"']|[:：;；]")

_SENTENCE = re.compile(r"[。、](?=.)")


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
    if _NAME_SIGNS.search(plain) or _ROLE_NAMES.search(plain) or _SENTENCE.search(plain):
        return False
    if find_unseemly(plain) or find_odd_letters(plain):  # a name is said on the air as it stands
        return False
    bare = "".join(plain.split()).casefold()
    return persona.name.casefold() not in bare and bare not in {persona.short_name.casefold(), persona.slug}


def _find_unfit(text: str, persona: Persona) -> LetterFault | None:
    if find_personal(text):
        return LetterFault.PERSONAL
    galley = set_galley(text, persona=persona, evidence=weigh_evidence(""))
    if run_checks((check_links,), galley):
        return LetterFault.LINK
    if run_checks((check_mentions,), galley):
        return LetterFault.MENTION
    return LetterFault.SLUR if any(map(find_hurtful, text.splitlines())) or find_hurtful(text) else None
