"""Whole sentences of an article, in Japanese and English. Pure."""

import re
from collections.abc import Iterator

_OPENERS = "「『（(【［[〈《"
_DEEP_CLOSERS = "」』）)】］]〉》"
_CLOSERS = _DEEP_CLOSERS + "”’\"'"  # English quotation marks are left open too often to be counted
_JAPANESE_ENDS = "。！？｡"
_LATIN_ENDS = ".!?"
# Words whose full stop seldom ends a sentence, as they are written: "no. 5" is one, "the answer is no." is not.
_ABBREVIATION = re.compile(
    r"(?<![A-Za-z])(?:"
    r"Mr|Mrs|Ms|Dr|Prof|St|Sr|Jr|Inc|Corp|Co|Ltd|Dept|Univ|Est|Fig|Figs|No|Nos|Vol|Ch|Sec|Eq|Ref|Gen|Col|Sgt|Capt|Lt|"
    r"Rev|Hon|Gov|Sen|Rep|Pres|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun|"
    r"vs|etc|al|eq|ca|cf|viz|approx|fig|vol|pp|ed|eds|est|inc|dept"
    r")$"
)
# U.S, J, and the number of a list; not the word I.
_INITIALS = re.compile(r"(?:^|[\s(])(?:(?:[A-Za-z]\.)+[A-Za-z]|[A-HJ-Z])$|^\d{1,2}$")
_NAMES_WITH_MARKS = ("Yahoo!",)
_LONGEST_WORD = 40
_SENTENCE_START = re.compile(r"""\s+["'“‘(\[]*[A-Z0-9\u3040-\u30ff\u4e00-\u9fff「『]""")


def split_sentences(text: str) -> tuple[str, ...]:
    """The text's sentences in order, each with its end mark and the brackets closed after it.

    A line break ends a sentence. What has no end mark (a heading, a cut text) comes as it is; see
    `is_whole`.
    """
    return tuple(piece for line in text.splitlines() for piece in _split_line(" ".join(line.split())))


def is_whole(sentence: str) -> bool:
    """Whether a piece ends as a sentence does: not a heading, and not cut off."""
    bare = sentence.rstrip(_CLOSERS)
    if not bare or bare.endswith(("…", "‥", "..")):
        return False
    return bare[-1] in _JAPANESE_ENDS + _LATIN_ENDS


def _split_line(line: str) -> Iterator[str]:
    start = depth = place = 0
    while place < len(line):
        sign = line[place]
        depth = max(0, depth + (sign in _OPENERS) - (sign in _DEEP_CLOSERS))
        place += 1
        if depth == 0 and _ends_sentence(line, place):
            place = _past_closers(line, place)
            yield line[start:place].strip()
            start = place
    if rest := line[start:].strip():
        yield rest


def _ends_sentence(line: str, place: int) -> bool:
    """Whether the sign before `place` ends a sentence."""
    sign = line[place - 1]
    after = line[place : place + 1] or " "
    if sign not in _JAPANESE_ENDS + _LATIN_ENDS or after in _JAPANESE_ENDS + _LATIN_ENDS:
        return False
    if sign in _JAPANESE_ENDS:
        return True
    beyond = _past_closers(line, place)
    if beyond < len(line) and not _SENTENCE_START.match(line, beyond):
        return False
    before = line[max(0, place - _LONGEST_WORD) : place]
    return not before.endswith(_NAMES_WITH_MARKS) and not (beyond < len(line) and _is_abbreviation(before))


def _is_abbreviation(before: str) -> bool:
    """Whether the words up to and with a full stop end in a shortened one."""
    bare = before[:-1] if before.endswith(".") else ""
    return bool(_ABBREVIATION.search(bare) or _INITIALS.search(bare))


def _past_closers(line: str, place: int) -> int:
    while place < len(line) and line[place] in _CLOSERS:
        place += 1
    return place
