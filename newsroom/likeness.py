"""How alike two articles are, and whether they tell of one event. Pure.

Both are read as terms (`newsroom.words`), each weighing by its rarity among the articles at hand. What two titles
share counts fully, what only their first lines share counts less. "When unsure keep apart": one event takes enough
shared weight, a fair part of the shorter title, and a name that is rare.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import Enum

from newsroom.common_words import GENERAL_WORDS, USUAL_SHARE
from newsroom.documents import LEAD_SHARE, Document, read_document
from newsroom.sounds import match_sounds
from newsroom.words import CONCEPTS, KNOWN_NAMES, is_figure, is_japanese, name_word
from radio.news import Article

_TELLING = 0.5  # the weight from which a term can prove anything
_TELLING_VERSION = 0.4  # the same for a version, which names one thing however much is written of it
_USUAL_ENOUGH = 0.02  # share of a usual week from which a word names no event, be it ever so rare in this one
_GENERAL_SHARE = 0.04
_WORTH_COMPARING = 0.5  # shared weight of such terms from which two articles may be about one event
_FAINTEST_NAME = 0.25  # weight; less has a name that stands in a site's name only
_TEXTS_AT_MOST = 0.8  # what two texts share apart from their titles proves no more than one name
_SHORTEST_TITLE = 1.6  # weight; a title of fewer words is not matched by one of them
_EVIDENCE = 1.2  # weight that one subject takes
# The least share of the shorter title, and the least product of share and weight, that one event takes:
_NAMED = 0.3, 0.5  # where a name is shared that no other event has
_HALF_NAMED = 0.5, 0.85  # where a rare noun or figure is
_NAMELESS = 0.8, 1.36  # where nearly all words are, but none that is telling
_NAMELESS_TITLES = 0.4  # share of the longer title
_ESSAY_RATIO = 0.5
_SAME_SITE_RATIO = 0.95  # of the longer title: a site seldom tells one event twice, but its titles are of one make
_USUAL_WEEK = 300  # entries; what a small list is filled up with, so that a word does not seem rare for want of others
_FULL_PACE = timedelta(hours=48)
_LONGEST_EVENT = timedelta(days=7)
_LESSER_VARIANTS = frozenset({"mini", "nano", "lite", "turbo", "flash"})


class _Rating(Enum):
    """How far a shared term by itself names an event."""

    NAME = "a proper name that few articles have"
    NOUN = "a rare noun or figure"
    NOTHING = "a word of every week"


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A document with its terms weighed. `bridge` is the title's weight that a text in the other language can hold."""

    document: Document
    title: Mapping[str, float]
    lead: Mapping[str, float]
    text: Mapping[str, float]
    whole: float
    bridge: float
    japanese: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """What two documents share: weight in all, as share of the shorter title, of the longer one, titles alone.

    `names` are the shared terms that at least one of them has in its title, with their weight.
    """

    evidence: float
    ratio: float
    closeness: float
    of_titles: float
    names: Mapping[str, float]
    in_both_titles: frozenset[str]


NO_MATCH = Match(evidence=0.0, ratio=0.0, closeness=0.0, of_titles=0.0, names={}, in_both_titles=frozenset())


class Likeness:
    """Compares articles by what is rare among all that it was given."""

    def __init__(self, articles: Iterable[Article]) -> None:
        documents = {article.url: read_document(article) for article in articles}
        spellings = match_sounds({term for each in documents.values() for term in _all_terms(each)})
        self._documents = {url: _spell(document, spellings) for url, document in documents.items()}
        self._seen = Counter(term for each in self._documents.values() for term in _all_terms(each))
        self._ordinary = CONCEPTS.union(*(each.ordinary for each in self._documents.values())) - KNOWN_NAMES
        self._weights: dict[str, float] = {}
        self._weighed: dict[str, Weighed] = {}

    def weigh(self, term: str) -> float:
        """How rare `term` is, 0 (in every entry) to 1 (in one)."""
        if term not in self._weights:
            whole = len(self._documents) + _USUAL_WEEK
            seen = self._seen[term] + _USUAL_WEEK * _USUAL.get(term, 0.0)
            self._weights[term] = max(0.0, math.log(whole / (seen + 0.5)) / math.log(whole / 1.5))
        return self._weights[term]

    def is_rare(self, term: str) -> bool:
        """Whether `term` can tell one event from others."""
        return self.weigh(term) >= (_TELLING_VERSION if "@" in term else _TELLING)

    def weigh_document(self, article: Article) -> Weighed:
        """`article`, one of those given, with its terms weighed."""
        if article.url not in self._weighed:
            self._weighed[article.url] = self._weigh_document(self._documents[article.url])
        return self._weighed[article.url]

    def match(self, one: Article, other: Article) -> Match:
        """What two of the articles share."""
        return _match(self.weigh_document(one), self.weigh_document(other))

    def is_same_subject(self, one: Article, other: Article) -> bool:
        """Whether two of the articles are about the same thing, though perhaps not the same event."""
        match = self.match(one, other)
        return match.evidence >= _EVIDENCE and not self._tells_versions_apart(one, other)

    def is_same_event(self, one: Article, other: Article) -> bool:
        """Whether two of the articles tell of one event; no when unsure."""
        gap = abs(one.published_at - other.published_at)
        match = self.match(one, other)
        if match.evidence < _EVIDENCE or gap > _LONGEST_EVENT or self._tells_versions_apart(one, other):
            return False
        if one.site == other.site:
            return match.of_titles >= _SAME_SITE_RATIO
        ratio = match.ratio * min(1.0, 1.1 - 0.1 * (gap / _FULL_PACE))
        names, noun = self._rate_names(match)
        if self._documents[one.url].essay or self._documents[other.url].essay:
            return names > 1 and ratio >= _ESSAY_RATIO
        if names < 1 and self._name_different_things(one, other):
            return False
        if not (names or noun) and match.of_titles < _NAMELESS_TITLES:
            return False
        least, proof = _NAMED if names >= 1 else _HALF_NAMED if noun else _NAMELESS
        return ratio >= least and ratio * match.evidence >= proof

    def _rate_names(self, match: Match) -> tuple[float, bool]:
        """How many names few others share, those in one title only being half; whether both titles hold a rare noun."""
        ratings = {term: self._rate_name(term) for term, weight in match.names.items() if weight >= _FAINTEST_NAME}
        names = {term.partition("@")[0]: 0.5 for term, rating in ratings.items() if rating is _Rating.NAME}
        names.update(
            (term.partition("@")[0], 1.0) for term in match.in_both_titles if ratings.get(term) is _Rating.NAME
        )
        return sum(names.values()), any(ratings.get(term) is _Rating.NOUN for term in match.in_both_titles)

    def _rate_name(self, term: str) -> "_Rating":
        if _USUAL.get(term, 0.0) >= _USUAL_ENOUGH or not self.is_rare(term) or (is_japanese(term) and len(term) < 3):
            return _Rating.NOTHING
        return _Rating.NOUN if term in self._ordinary or is_japanese(term) or is_figure(term) else _Rating.NAME

    def _name_different_things(self, one: Article, other: Article) -> bool:
        return self._has_own_name(one, other) and self._has_own_name(other, one)

    def _has_own_name(self, one: Article, other: Article) -> bool:
        """Whether a name in the title of `one` is nowhere in what we hold of `other`."""
        mine, theirs = self.weigh_document(one), self.weigh_document(other)
        return any(
            weight >= _FAINTEST_NAME and self._rate_name(term) is _Rating.NAME
            for term, weight in mine.title.items()
            if term not in theirs.title and term not in theirs.lead and term not in theirs.text
        )

    def _tells_versions_apart(self, one: Article, other: Article) -> bool:
        mine, theirs = self._documents[one.url].versions, self._documents[other.url].versions
        return any(not _agree(mine[stem], theirs[stem]) for stem in mine.keys() & theirs.keys())

    def _weigh_document(self, document: Document) -> Weighed:
        title = self._weigh_terms(document.title)
        return Weighed(
            document=document,
            title=title,
            lead=self._weigh_terms(document.lead),
            text=self._weigh_terms(document.text),
            whole=sum(title.values()),
            bridge=sum(weight for term, weight in title.items() if not is_japanese(term)),
            japanese=any(map(is_japanese, (*title, *document.lead))),
        )

    def _weigh_terms(self, terms: Mapping[str, float]) -> Mapping[str, float]:
        return {term: share * self.weigh(term) for term, share in terms.items()}


class TermIndex:
    """Finds what shares enough rare terms with an article, so that not all need to be compared with all."""

    def __init__(self, likeness: Likeness) -> None:
        self._likeness = likeness
        self._by_term: dict[str, list[tuple[int, float]]] = defaultdict(list)

    def add(self, article: Article, number: int) -> None:
        """Have `article` found under `number`, which several may share."""
        for term, weight in self._read_rare(article):
            self._by_term[term].append((number, weight))

    def find(self, article: Article) -> list[int]:
        """The numbers under which something is like `article`, in order."""
        shared: dict[int, float] = defaultdict(float)
        for term, weight in self._read_rare(article):
            for number, other in self._by_term.get(term, ()):
                shared[number] += min(weight, other)
        return sorted(number for number, weight in shared.items() if weight >= _WORTH_COMPARING)

    def _read_rare(self, article: Article) -> list[tuple[str, float]]:
        weighed = self._likeness.weigh_document(article)
        terms = (*weighed.title.items(), *weighed.lead.items())
        return [(term, weight) for term, weight in terms if self._likeness.is_rare(term)]


def _all_terms(document: Document) -> Iterable[str]:
    return (*document.title, *document.lead, *document.text)


def _match(mine: Weighed, theirs: Weighed) -> Match:
    titles = _share(mine.title, theirs.title)
    in_titles = sum(titles.values())
    names = titles | _share(mine.title, theirs.lead) | _share(mine.lead, theirs.title)
    if not names:
        return NO_MATCH
    in_texts = LEAD_SHARE * sum(_share(mine.lead, theirs.lead).values())
    if mine.text or theirs.text:
        in_texts += LEAD_SHARE * sum(_share({**mine.title, **mine.lead, **mine.text}, theirs.text).values())
        in_texts += LEAD_SHARE * sum(_share(mine.text, {**theirs.title, **theirs.lead}).values())
    evidence = sum(names.values()) + min(_TEXTS_AT_MOST, in_texts)
    sizes = (mine.whole, theirs.whole) if mine.japanese == theirs.japanese else (mine.bridge, theirs.bridge)
    return Match(
        evidence=evidence,
        ratio=min(1.0, evidence / max(min(sizes), _SHORTEST_TITLE)),
        closeness=min(1.0, evidence / max(*sizes, _SHORTEST_TITLE)),
        of_titles=min(1.0, in_titles / max(*sizes, _SHORTEST_TITLE)),
        names=names,
        in_both_titles=frozenset(titles),
    )


def _share(mine: Mapping[str, float], theirs: Mapping[str, float]) -> dict[str, float]:
    few, many = (mine, theirs) if len(mine) < len(theirs) else (theirs, mine)
    return {term: min(weight, many[term]) for term, weight in few.items() if term in many}


def _agree(mine: Iterable[str], theirs: Iterable[str]) -> bool:
    return any(_is_same_version(one, other) for one in mine for other in theirs)


def _is_same_version(one: str, other: str) -> bool:
    number, _, variant = one.partition("-")
    other_number, _, other_variant = other.partition("-")
    if number != other_number:
        return False
    missing = not (variant and other_variant)
    return variant == other_variant or (missing and not {variant, other_variant} & _LESSER_VARIANTS)


def _spell(document: Document, spellings: Mapping[str, str]) -> Document:
    """`document` with katakana names in the Latin spelling that the other articles use."""
    if all(spellings.keys().isdisjoint(terms) for terms in (document.title, document.lead, document.text)):
        return document
    return replace(
        document,
        title={spellings.get(term, term): share for term, share in document.title.items()},
        lead={spellings.get(term, term): share for term, share in document.lead.items()},
        text={spellings.get(term, term): share for term, share in document.text.items()},
        versions={spellings.get(stem, stem): found for stem, found in document.versions.items()},
    )


def _read_usual_shares() -> dict[str, float]:
    shares = {name_word(word) or word: _GENERAL_SHARE for word in GENERAL_WORDS.split()}
    for line in USUAL_SHARE.strip().splitlines():
        percent, _, words = line.partition(":")
        shares.update((name_word(word) or word, int(percent) / 100) for word in words.split())
    return shares


_USUAL = _read_usual_shares()
