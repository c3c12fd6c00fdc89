"""Whether someone who writes is in distress: then a joke would be wrong, and help is named. Pure.

It rather speaks up once too often: a serious line to someone who exaggerated costs little. Clear words count by
themselves; plights and feelings count together, unless the text names the everyday trouble that they come from.
No list knows every way of saying it, so the model that answers is asked to listen as well.
"""

import re
import unicodedata

from persona.wording import strip_hidden
from studio.distress_words import ENGLISH, EVERYDAY, FEELINGS, JAPANESE, LASTING, PLIGHTS, join, join_words
from studio.sounds import to_hiragana

_NO_LETTER = re.compile(r"[\W_]+")
_JAPANESE, _ENGLISH = join(JAPANESE), join_words(ENGLISH)
_PLIGHT, _FEELING, _EVERYDAY, _LASTING = join(PLIGHTS), join(FEELINGS), join(EVERYDAY), re.compile(LASTING)


def is_in_distress(text: str) -> bool:
    """Whether a text, in Japanese or English, sounds like someone who needs help."""
    folded = unicodedata.normalize("NFKC", strip_hidden(text)).casefold()
    squeezed = _NO_LETTER.sub("", folded)
    words = " ".join(_NO_LETTER.sub(" ", folded).split())
    if any(_JAPANESE.search(form) for form in (squeezed, to_hiragana(squeezed))) or _ENGLISH.search(words):
        return True
    return _is_desperate(squeezed, words)


def _is_desperate(squeezed: str, words: str) -> bool:
    """Whether plights and feelings pile up, and no everyday trouble explains them."""
    forms = (squeezed, words)
    if any(_EVERYDAY.search(form) for form in forms):
        return False
    plights = {found.group() for form in forms for found in _PLIGHT.finditer(form)}
    feelings = {found.group() for form in forms for found in _FEELING.finditer(form)}
    if plights:
        return len(plights) > 1 or bool(feelings)
    return len(feelings) > 2 or (len(feelings) == 2 and _LASTING.search(squeezed) is not None)
