"""The echo guard: nobody makes the host say a sentence of theirs, plain, turned round, in a code or in pieces. Pure."""

import re
from collections.abc import Iterator, Sequence

from studio.codes import decode
from studio.sounds import fold_kana, spell_kana, spell_plainly, spell_romaji

RUN = 12  # letters and digits in a row that are somebody else's
_LATIN_RUN = 1.5  # Latin letters for one of kana, long vowels and ん counted in
_STRIDES = (2, 3)  # every second or third letter
_PIECE = 5  # letters that are a piece of somebody's sentence
_PATCHED = 0.6  # share of a copy that may be such pieces
_LINE_START = re.compile(r"(?:^|\n|(?<=[。!?！？]))\s*(\w)")
_LINE_END = re.compile(r"(\w)[\W_]*(?:\n|$)")


def find_echo(copy: str, foreign: Sequence[str], allowed: Sequence[str] = (), *, run: int = RUN) -> str:
    """A run of `run` letters that the copy shares with a foreign text, "" if there is none.

    Signs, blanks, width, case and spelling make no difference. A foreign text is looked for read backwards and
    decoded as well; of the copy also codes, every second or third letter and the first and last letters of its
    lines are read. What stands in an `allowed` text may be said.
    """
    found = _find_run(_spell(copy, hides=True), _spell_all(foreign), _spell_all(allowed), run)
    return found or _find_transcript(copy, foreign, allowed, round(_LATIN_RUN * run))


def find_patchwork(copy: str, foreign: Sequence[str], allowed: Sequence[str] = ()) -> str:
    """The pieces of foreign texts that most of a copy is made of, joined; "" if it is not. Arguments as above."""
    words, known = fold_kana(copy), "\n".join(map(fold_kana, allowed))
    sources = "\n".join(map(fold_kana, foreign))
    pieces: list[str] = []
    place = 0
    while place < len(words):
        piece = _longest_piece(words[place:], sources)
        if len(piece) < _PIECE:
            place += 1
            continue
        place += len(piece)
        if piece not in known:
            pieces.append(piece)
    joined = "".join(pieces)
    return joined if len(joined) >= max(RUN, _PATCHED * len(words)) else ""


def _find_transcript(copy: str, foreign: Sequence[str], allowed: Sequence[str], run: int) -> str:
    """A run that the one wrote in kana and the other in romaji."""
    known = {spell_kana(text) for text in allowed}
    return _find_run({spell_romaji(copy)}, {spell_kana(text) for text in foreign}, known, run) or _find_run(
        {spell_kana(copy)}, {spell_romaji(text) for text in foreign}, known, run
    )


def _longest_piece(words: str, sources: str) -> str:
    length = 0
    while length < len(words) and words[: length + 1] in sources:
        length += 1
    return words[:length]


def _find_run(forms: set[str], foreign: set[str], allowed: set[str], run: int) -> str:
    known = "\n".join(allowed)
    runs = {piece for form in foreign for piece in _cut(form, run) if piece not in known}
    return next((piece for form in forms for piece in _cut(form, run) if piece in runs), "")


def _cut(text: str, run: int) -> Iterator[str]:
    return (text[place : place + run] for place in range(len(text) - run + 1))


def _spell_all(texts: Sequence[str]) -> set[str]:
    """Every form of the texts, each of them also backwards and by every second or third letter."""
    forms = {form for text in texts for form in _spell(text)}
    skipped = {skip for text in texts for skip in _skip(fold_kana(text))}
    return forms | {form[::-1] for form in forms} | skipped


def _spell(text: str, *, hides: bool = False) -> set[str]:
    """The text's forms; with `hides` what stands between its other letters as well."""
    folded = {fold_kana(each) for each in (text, *decode(text))}
    if hides:
        ends = (fold_kana("".join(pattern.findall(text))) for pattern in (_LINE_START, _LINE_END))
        folded |= {*ends, *_skip(fold_kana(text)), *_shift(fold_kana(text))}
    return folded | {spell_plainly(each) for each in folded}


def _skip(folded: str) -> Iterator[str]:
    return (folded[first::stride] for stride in _STRIDES for first in range(stride))


def _shift(folded: str) -> Iterator[str]:
    """Every kana moved to its neighbour: the cipher that children use."""
    for step in (1, -1):
        yield "".join(chr(ord(sign) + step) if "ぁ" <= sign <= "ゔ" else sign for sign in folded)
