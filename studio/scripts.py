"""How a sentence is hidden in its letters: foreign scripts, look-alikes, letters set apart. Pure."""

import re
import unicodedata

from persona.wording import strip_hidden

_GREEK = "\u0370-\u03ff"
_ODD = re.compile(
    # small capitals and phonetic signs, Cyrillic, Armenian, Georgian, Cherokee, Canadian syllables, runes
    "[\u0250-\u02af\u0400-\u058f\u10a0-\u10ff\u13a0-\u16ff\u1d00-\u1dbf\ua720-\ua7ff\uab30-\uabbf]"
    f"|[{_GREEK}]{{3,}}"
    f"|(?<![A-Za-z{_GREEK}])(?=[{_GREEK}]*[A-Za-z])(?:[A-Za-z]*[{_GREEK}]){{2}}"  # μs and Δt pass
    r"|(?:[ぁ-ヶ一-鿿ー](?:[^\w、]|、(?=\w、)){1,3}){6}[ぁ-ヶ一-鿿ー](?!\w)"  # one letter at a time
    "|(?:[\U0001f1e6-\U0001f1ff]\\s?){7,}"  # flags that spell a word
)


def find_odd_letters(text: str) -> str:
    """The first of such letters, which nobody needs to speak Japanese, as they were found, "" if there are none."""
    found = _ODD.search(unicodedata.normalize("NFKC", strip_hidden(text)))
    return found.group() if found else ""
