"""Texts as bigrams: full text in which a word of any length is found, and all of it. Pure.

A word-wise index finds next to nothing in Japanese, and SQLite's trigrams cannot find 量子. Pairs of neighbouring
letters find every run of them: 量子コンピュータ is kept as 量子 子コ コン … ータ タ, and a phrase of pairs is a run.
"""

import unicodedata

WORDS_READ = 8  # of a question
LONGEST_WORD = 60  # characters of a question's word that are looked for

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Cn", "Zl", "Zp"})


def fold_words(text: str) -> str:
    """The text as it is kept and looked for: NFKC, case folded, one blank between words, nothing unseen."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    seen = (" " if sign.isspace() else sign for sign in folded if sign.isspace() or not _is_unseen(sign))
    return " ".join("".join(seen).split())


def pair_up(text: str) -> str:
    """A text's pairs, one after the other; the last letter of a word stands for itself."""
    return " ".join(" ".join(_pairs_of(word)) for word in fold_words(text).split())


def ask_for(words: str) -> str | None:
    """The FTS5 question for texts that hold each of the words somewhere; None where there is no word."""
    asked = dict.fromkeys(word[:LONGEST_WORD] for word in fold_words(words).split())
    return " AND ".join(_ask_for_word(word) for word in list(asked)[:WORDS_READ]) or None


def _ask_for_word(word: str) -> str:
    if len(word) == 1:
        return f"{_quote(word)} *"
    return _quote(" ".join(_pairs_of(word)[:-1]))


def _pairs_of(word: str) -> list[str]:
    return [word[at : at + 2] for at in range(len(word))]


def _quote(phrase: str) -> str:
    return '"' + phrase.replace('"', '""') + '"'


def _is_unseen(sign: str) -> bool:
    return unicodedata.category(sign) in _UNSEEN
