"""What listeners ask to hear of: a hint to the choice, small and the same for everyone. Pure.

A request comes from an untrusted letter, and of the letter only a few bare terms get here. What is shown of a term
stands in the story's own headline or first lines, or in the newsroom's vocabulary.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from newsroom.common_words import GENERAL_WORDS
from newsroom.documents import read_document
from newsroom.taste import find_topics, fold
from newsroom.topic_words import NOTICE_WORDS
from newsroom.words import name_word, read_terms
from radio.news import Article, Score, ScorePart, Story

REQUEST_PART = "request"
WEIGHT = 0.05  # what all requests together add to a story's total at most; the weights of the score stay as they are
ONE_REQUEST = 0.5  # what the first listener's request counts of that; each further one counts half of what is left
SHORTEST_TERM, LONGEST_TERM = 2, 30  # characters

_LEAD = 400  # characters of the first lines in which terms are looked for
_HIRAGANA = re.compile("[ぁ-ん]")
# Asking for these is asking for the programme.
_PROGRAMME = "ai 技術 最新 最近 話題 番組 放送 情報 記事 特集 感想 tech technology show"
_SAYS_NOTHING = frozenset(name_word(word) or word for word in f"{GENERAL_WORDS} {_PROGRAMME}".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What one listener asks to hear of: `terms` are readings of the same words, the fullest first."""

    terms: tuple[str, ...]


def is_telling(term: str) -> bool:
    """Whether `term` has a length that names something, and is no word of any week's news."""
    named = read_terms(term).shares.keys()
    return SHORTEST_TERM <= len(term) <= LONGEST_TERM and not named <= _SAYS_NOTHING


class RequestPile:
    """All listeners' requests, read once: a week has thousands of stories, and most terms are in none of them."""

    def __init__(self, requests: Sequence[Request]) -> None:
        self._requests = requests
        self._beginning: dict[str, set[str]] = {}  # terms by their first word as it would stand in a text
        self._meaning: dict[str, set[str]] = {}  # terms by one of the names that they have in whichever language
        for term in dict.fromkeys(term for request in requests for term in request.terms):
            self._beginning.setdefault(re.split(r"[\s-]", fold(term), maxsplit=1)[0], set()).add(term)
            for name in sorted(_read_names(term))[:1]:
                self._meaning.setdefault(name, set()).add(term)

    def weigh(self, story: Story) -> ScorePart | None:
        """What listeners say for `story`; None where nobody asked for it. A company's notice is not what they meant."""
        found = self._find_terms(story.lead) if self._requests else set[str]()
        if not found or NOTICE_WORDS.search(fold(story.lead.title)):
            return None
        fullest = (next(filter(found.__contains__, request.terms), "") for request in self._requests)
        named = Counter(filter(None, fullest))
        term, _ = max(named.items(), key=lambda each: (each[1], each[0]))
        value = 1.0 - (1.0 - ONE_REQUEST) ** named.total()
        return ScorePart(name=REQUEST_PART, value=value, weight=WEIGHT, detail=f"おたよりのリクエスト（{term}）")

    def _find_terms(self, lead: Article) -> set[str]:
        """The terms that stand in an article's title or first lines, or whose meaning its title has."""
        whole = fold(f"{lead.title}\n{(lead.description or lead.summary or lead.text or '')[:_LEAD]}")
        near = (term for word, terms in self._beginning.items() if word in whole for term in terms)
        headline = read_document(lead).title.keys()
        meant = (term for name in headline & self._meaning.keys() for term in self._meaning[name])
        return {*find_topics(near, whole), *(term for term in meant if _read_names(term) <= headline)}


def leave_out_requests(score: Score) -> float:
    """The total that a story has by itself: what a request adds carries nothing over a bar."""
    asked = (part.value * part.weight for part in score.parts if part.name == REQUEST_PART)
    return score.total - score.freshness * sum(asked)


@lru_cache(maxsize=4096)
def _read_names(term: str) -> frozenset[str]:
    """What `term` names in whichever language; nothing where kana stand between, of which no term tells."""
    return frozenset() if _HIRAGANA.search(term) else frozenset(read_terms(term).shares)
