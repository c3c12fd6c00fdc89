"""Repetition: not last week's copy again, and not one sentence over and over. Pure."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from radio.writing import Finding
from studio.copydesk.galley import Galley, gate
from studio.copydesk.texts import empty_quotations, find_quotations, fold_copy, squeeze

RUN = 4  # characters of a run that is compared
MOST_SHARED = 0.06  # Jaccard
MOST_CONTAINED = 0.35  # share of this copy's runs that one earlier episode has, however long that is
EPISODES = 8
_LOOP = 3  # times that a sentence may not stand
_STAMMER = re.compile(r"(\w{1,6}?)(?:[^\w\n]{0,2}\1){11,}")  # the same few letters a dozen times
_LOOP_LETTERS = 8
_FEWEST_RUNS = 40


def check_overlap(galley: Galley) -> Iterator[Finding]:
    """The copy of each of the last episodes is another one."""
    runs = _runs(galley.plain)
    if len(runs) < _FEWEST_RUNS:
        return
    for earlier in galley.recent[:EPISODES]:
        shared = len(runs & _runs(earlier))
        whole = len(runs | _runs(earlier))
        if shared > MOST_SHARED * whole or shared > MOST_CONTAINED * len(runs):
            yield gate(
                "overlap", "前の放送と言いまわしが似すぎています。切り出し方もたとえも、新しい言葉で書いてください。"
            )
            return


def check_loops(galley: Galley) -> Iterator[Finding]:
    """No sentence comes three times, and nothing is stammered."""
    if found := _STAMMER.search(galley.plain):
        yield gate("loops", "同じ言葉が何度も続いています。一度だけにしてください。", found.group())
    told = Counter(bare for each in galley.sentences if len(bare := squeeze(each.text)) >= _LOOP_LETTERS)
    for words, times in told.items():
        if times >= _LOOP:
            yield gate("loops", "同じ文がくりかえされています。一度だけにしてください。", words)


@lru_cache(maxsize=64)
def _runs(text: str) -> frozenset[str]:
    plain = fold_copy(text)
    words = squeeze(empty_quotations(plain, find_quotations(plain)))
    return frozenset(words[place : place + RUN] for place in range(len(words) - RUN + 1))
