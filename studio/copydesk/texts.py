"""How the copy desk sees a text: folded to one form of every sign, cut into quotations and sentences. Pure."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from persona.wording import strip_hidden

MOST_READ = 4_000  # characters of copy that are looked at: of twice a part's length there is no more to say than that

_SIGNS = {
    **dict.fromkeys("‘’‚‛ʼ`´", "'"),
    **dict.fromkeys("“”„‟«»〝〞〟", '"'),
    **dict.fromkeys("‐‑‒–—―−﹣", "-"),
    "～": "〜",
    "⁄": "/",
}
_FOLDS = str.maketrans(_SIGNS)
_PLAIN_FOLDS = str.maketrans({sign: fold for sign, fold in _SIGNS.items() if sign != "`"})
_VULGAR_FRACTION = re.compile(r"(?<=\d)(?=[¼-¾⅐-⅞])")
_POWER = re.compile(r"(?<![\d.])10(?=[⁰¹²³⁴-⁹])")
_CJK = "぀-ヿ㐀-䶿一-鿿、。「」"
_SPACE_BY_CJK = re.compile(f"(?<=[{_CJK}]) +| +(?=[{_CJK}])")
_NO_WORD = re.compile(r"[\W_]+")
_OPENERS = {"「": "」", "『": "』"}
_ENDERS = "。!?"
_LATIN_QUOTE = re.compile(r'"([^"\n]{2,400})"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """What stands between quotation marks. `start` and `end` include the marks."""

    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of copy: `text` with its quotations, `own` with them emptied, `start` in the folded copy."""

    start: int
    text: str
    own: str

    @property
    def end(self) -> int:
        """Where it ends in the folded copy."""
        return self.start + len(self.text)


def fold_copy(text: str) -> str:
    """Copy with every sign in its one form and nothing hidden; lines and full-width brackets 「」 stay."""
    spaced = _POWER.sub(r"\g<0>^", text) if _POWER.search(text) else text  # NFKC makes 1025 of 10²⁵
    spaced = _VULGAR_FRACTION.sub(" ", strip_hidden(spaced).translate(_PLAIN_FOLDS))
    return unicodedata.normalize("NFKC", spaced).translate(_PLAIN_FOLDS)


def fold_source(text: str) -> str:
    """A source's text as quotes are looked up in it: folded, on one line, no space beside Japanese, lower case."""
    line = " ".join(fold_copy(text).translate(_FOLDS).split())
    return _SPACE_BY_CJK.sub("", line).replace("『", "「").replace("』", "」").casefold()


def squeeze(text: str) -> str:
    """Letters and digits only, lower case: the form in which a name or a quotation is compared."""
    # Folding changes no ASCII letter or digit, and most names of an English source are looked up by themselves.
    return _NO_WORD.sub("", text if text.isascii() else fold_copy(text)).casefold()


def find_quotations(plain: str) -> tuple[Quotation, ...]:
    """The outermost 「…」, 『…』 and "…" of folded copy, in order; a mark left open ends with its line."""
    found = [*_bracketed(plain)]
    for match in _LATIN_QUOTE.finditer(plain):
        if not any(each.start <= match.start() < each.end for each in found):
            found.append(Quotation(start=match.start(), end=match.end(), words=match[1]))
    return tuple(sorted(found, key=lambda each: each.start))


def empty_quotations(plain: str, quotations: tuple[Quotation, ...]) -> str:
    """The copy with the words between quotation marks left out."""
    parts: list[str] = []
    place = 0
    for each in quotations:
        parts += [plain[place : each.start + 1], plain[each.end - 1]]
        place = each.end
    return "".join([*parts, plain[place:]])


def split_copy(plain: str) -> tuple[Sentence, ...]:
    """The sentences of folded copy. An end mark within quotation marks ends none; a line break ends every one."""
    quotations = find_quotations(plain)
    quoted = {place for each in quotations for place in range(each.start, each.end)}
    sentences: list[Sentence] = []
    start = 0
    for place, sign in enumerate(plain):
        more = plain[place + 1 : place + 2]
        if sign == "\n" or (sign in _ENDERS and place not in quoted and (not more or more not in _ENDERS + ")")):
            sentences += _sentence(plain, start, place + 1)
            start = place + 1
    return (*sentences, *_sentence(plain, start, len(plain)))


def _sentence(plain: str, start: int, end: int) -> list[Sentence]:
    text = plain[start:end]
    bare = text.strip()
    if not bare:
        return []
    own = empty_quotations(bare, find_quotations(bare))
    return [Sentence(start=start + len(text) - len(text.lstrip()), text=bare, own=own)]


def _bracketed(plain: str) -> Iterator[Quotation]:
    start = depth = 0
    for place, sign in enumerate(plain):
        if sign == "\n":
            depth = 0
        elif sign in _OPENERS:
            start = place if depth == 0 else start
            depth += 1
        elif sign in _OPENERS.values() and depth:
            depth -= 1
            if depth == 0:
                yield Quotation(start=start, end=place + 1, words=plain[start + 1 : place])
