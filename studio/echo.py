"""The echo guard: nobody makes the host say a sentence of theirs, plain, turned round, in a code or in pieces. Pure."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from studio.codes import decode
from studio.sounds import fold_kana, spell_kana, spell_plainly, spell_romaji

RUN = 12  # letters and digits in a row that are somebody else's
_LATIN_RUN = 1.5  # Latin letters for one of kana, long vowels and ん counted in
_STRIDES = (2, 3)  # every second or third letter
_PIECE = 5  # letters that are a piece of somebody's sentence
_PATCHED = 0.6  # share of a copy that may be such pieces
_LINE_START = re.compile(r"(?:^|\n|(?<=[。!?！？]))\s*(\w)")
_LINE_END = re.compile(r"(\w)[\W_]*(?:\n|$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Runs:
    """The runs of letters in texts that may not be said: as they are heard, and longer ones in romaji and from kana."""

    length: int
    heard: frozenset[str]
    romaji: frozenset[str]
    kana: frozenset[str]


def cut_runs(texts: Sequence[str], run: int = RUN) -> Runs:
    """Cut texts into the runs that `find_run` looks for; worth keeping where the texts stay the same."""
    length = round(_LATIN_RUN * run)
    return Runs(
        length=run,
        heard=_cut_all(_spell_all(texts), run),
        romaji=_cut_all(map(spell_romaji, texts), length),
        kana=_cut_all(map(spell_kana, texts), length),
    )


def find_echo(copy: str, foreign: Sequence[str], allowed: Sequence[str] = (), *, run: int = RUN) -> str:
    """A run of `run` letters that the copy shares with a foreign text, "" if there is none.

    Signs, blanks, width, case and spelling make no difference. A foreign text is looked for read backwards and
    decoded as well; of the copy also codes, every second or third letter and the first and last letters of its
    lines are read. What stands in an `allowed` text may be said.
    """
    return find_run(copy, cut_runs(foreign, run), allowed)


def find_run(copy: str, runs: Runs, allowed: Sequence[str] = ()) -> str:
    """A run that the copy shares with the texts that `runs` was cut from; as `find_echo`."""
    found = _share(_cut_all(_spell(copy, hides=True), runs.length) & runs.heard, _spell_all(allowed))
    return found or _find_transcript(copy, runs, allowed)


def find_patchwork(copy: str, foreign: Sequence[str], allowed: Sequence[str] = ()) -> str:
    """The pieces of foreign texts that most of a copy is made of, joined; "" if it is not. Arguments as above."""
    words = fold_kana(copy)
    sources, known = ("\n".join(map(fold_kana, texts)) for texts in (foreign, allowed))
    pieces = [piece for piece in _find_pieces(words, sources) if _is_theirs(piece, known)]
    joined = "".join(pieces)
    return joined if len(joined) >= max(RUN, _PATCHED * len(words)) else ""


def _find_pieces(words: str, sources: str) -> Iterator[str]:
    place = 0
    while place < len(words):
        piece = _longest_piece(words[place:], sources)
        if len(piece) >= _PIECE:
            yield piece
        place += len(piece) if len(piece) >= _PIECE else 1


def _is_theirs(piece: str, known: str) -> bool:
    """Whether enough of it is left without what may be said anyway."""
    return len(piece) - sum(map(len, _find_pieces(piece, known))) >= _PIECE


def _find_transcript(copy: str, runs: Runs, allowed: Sequence[str]) -> str:
    """A run that the one wrote in kana and the other in romaji."""
    length = round(_LATIN_RUN * runs.length)
    in_romaji, in_kana = (_cut_all([spell(copy)], length) for spell in (spell_romaji, spell_kana))
    return _share(in_romaji & runs.kana | in_kana & runs.romaji, map(spell_kana, allowed))


def _longest_piece(words: str, sources: str) -> str:
    length = 0
    while length < len(words) and words[: length + 1] in sources:
        length += 1
    return words[:length]


def _share(runs: Iterable[str], allowed: Iterable[str]) -> str:
    """A run of which enough stands in no allowed text, "" if there is none."""
    known = "\n".join(allowed)
    return next((run for run in runs if _is_theirs(run, known)), "")


def _cut_all(texts: Iterable[str], run: int) -> frozenset[str]:
    return frozenset(text[place : place + run] for text in texts for place in range(len(text) - run + 1))


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
