"""What a week's articles are about, as listeners would type it: topics to offer, articles that match words. Pure.

Words are matched as terms (`newsroom.words`), so that "quantum" finds 量子 and 「オープンAI」 finds OpenAI, and
as they stand, so that nothing that can be read in a headline is missed.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches

from newsroom.common_words import GENERAL_WORDS
from newsroom.documents import Document, read_document
from newsroom.topic_words import AI_WORDS, ENGINEERING_WORDS, TECHNOLOGY_WORDS
from newsroom.words import KNOWN_NAMES, fold_text, name_word, read_terms
from radio.news import Article

TOPIC_LIMIT = 40  # characters of a topic that is offered
OFFERED = 25  # topics at a time
NEAREST = 3
TEXT_SHARE = 0.3  # what a word of the page counts against one of the title; one of the first lines counts half

_LEAD_READ = 600
_NEAR_ENOUGH = 0.5  # of difflib's ratio
_COMPARED = 400  # topics that a misspelt word is compared with
_WORD = re.compile(
    r"[一-鿿々]{1,6}[ァ-ヴー]{3,12}|[一-鿿々]{2,6}|[ァ-ヴ][ァ-ヴー]{2,14}"
    r"|[A-Za-z][A-Za-z0-9.+#]*(?:-[A-Za-z0-9.]+)*(?: \d+(?:\.\d+)?)?"
)
_TO_KATAKANA = {code: code + 0x60 for code in range(ord("ぁ"), ord("ゖ") + 1)}
_KNOWN = KNOWN_NAMES.union(
    name_word(word) or word for word in f"{AI_WORDS} {ENGINEERING_WORDS} {TECHNOLOGY_WORDS}".split()
)
_GENERAL = frozenset(name_word(word) or word for word in GENERAL_WORDS.split())


class TopicIndex:
    """The topics of some articles, the most written about first."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self._spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for article in articles:
            for term, spelling in dict(_find_topics(article.title)).items():
                self._spellings[term][spelling] += 1
        weights = {term: sum(each.values()) * (2 if term in _KNOWN else 1) for term, each in self._spellings.items()}
        order = sorted(weights, key=lambda term: (-weights[term], term))
        self.topics: tuple[str, ...] = tuple(dict.fromkeys(self._spell(term) for term in order))
        self._folded = {topic: _fold_kana(topic) for topic in self.topics}
        self._terms = {self._spell(term): term for term in reversed(order)}

    def suggest(self, words: str, limit: int = OFFERED) -> tuple[str, ...]:
        """Topics that begin with what was typed, mean it, or hold it, in that order; the top ones for nothing."""
        typed = _fold_kana(words.strip())
        meant = name_word(fold_text(words.strip()))
        beginning = (topic for topic in self.topics if self._folded[topic].startswith(typed))
        meaning = (topic for topic in self.topics if meant and self._terms[topic] == meant)
        holding = (topic for topic in self.topics if typed in self._folded[topic])
        return tuple(dict.fromkeys([*beginning, *meaning, *holding]))[:limit]

    def find_nearest(self, words: str, limit: int = NEAREST) -> tuple[str, ...]:
        """Topics close to words that nothing matches, the week's top ones where none is close."""
        parts = [_fold_kana(words), *map(_fold_kana, words.split())]
        folded = {self._folded[topic]: topic for topic in self.topics[:_COMPARED]}
        close = [folded[near] for part in parts for near in get_close_matches(part, folded, limit, _NEAR_ENOUGH)]
        sharing = [topic for topic in self.topics if _pairs(self._folded[topic]) & _pairs(parts[0])]
        return tuple(dict.fromkeys([*close, *sharing, *self.topics]))[:limit]

    def _spell(self, term: str) -> str:
        return max(self._spellings[term].items(), key=lambda each: (each[1], each[0]))[0]


def match_articles(articles: Iterable[Article], words: str) -> Mapping[str, float]:
    """How well each article that has all of the words matches them, in (0, 1], by its URL."""
    terms = read_terms(words).shares.keys()
    literal = _fold_kana(" ".join(words.split()))
    found: dict[str, float] = {}
    for article in articles:
        strength = max(_match_literally(article, literal), _match_terms(read_document(article), terms))
        if strength:
            found[article.url] = strength
    return found


def _match_literally(article: Article, literal: str) -> float:
    if not literal:
        return 0.0
    if literal in _fold_kana(article.title):
        return 1.0
    return 0.5 if literal in _fold_kana((article.description or article.summary)[:_LEAD_READ]) else 0.0


def _match_terms(document: Document, terms: Iterable[str]) -> float:
    strengths = [
        max(1.0 * (term in document.title), 0.5 * (term in document.lead), TEXT_SHARE * (term in document.text))
        for term in terms
    ]
    return sum(strengths) / len(strengths) if strengths and all(strengths) else 0.0


def _find_topics(title: str) -> Iterable[tuple[str, str]]:
    for found in _WORD.finditer(title):
        spelling = found.group().strip(".")
        term = _name_topic(spelling)
        if term and len(spelling) <= TOPIC_LIMIT:
            yield term, spelling


def _name_topic(spelling: str) -> str:
    """The term of a topic; empty for a word that any week's headlines have."""
    terms = list(read_terms(spelling).shares)
    if not terms:
        return ""
    term = terms[0] if len(terms) == 1 else fold_text(spelling)
    if term in _KNOWN or any(each in _KNOWN for each in terms):
        return term
    # Of unknown words only names are topics: written with a capital, or of some length in katakana.
    named = spelling[0].isupper() or len(re.findall("[ァ-ヴー]", spelling)) > 3
    return term if named and not _GENERAL & set(terms) else ""


def _fold_kana(text: str) -> str:
    return fold_text(text).translate(_TO_KATAKANA)


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}
