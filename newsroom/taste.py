"""What a host talks about and what they leave to others. Pure."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from newsroom.avoided_words import ALIKE, CATEGORIES, Category, compile_words
from radio.news import Article, Story

_LEAD = 300  # characters of the first lines that are looked at
_ABOUT = 120  # within which a single word says what the whole is about
_IDIOMS = re.compile(
    r"ゲームチェンジャー?|ゼロサムゲーム|ゲーム理論|game[- ]chang(?:ers?|ing)|zero[- ]sum games?|game theory|endgame"
)
_HITS = 2  # distinct words of a subject in the first lines that make it the article's own


@dataclass(frozen=True, slots=True, kw_only=True)
class Interests:
    """What the host's sheet and the stations ask for. Words in any language; case and width do not matter."""

    light_topics: tuple[str, ...] = ()
    avoided_topics: tuple[str, ...] = ()
    watch_words: tuple[str, ...] = ()


def find_unfit_reason(story: Story, interests: Interests) -> str | None:
    """Why `story` is not for this host, in plain Japanese; None if it is.

    A word in the lead's title decides, or in at least half of all titles; of a text's first lines several must speak.
    """
    avoided = _read_avoided(interests.avoided_topics)
    texts = [_Folded.of(article) for article in story.articles]
    if not any(avoided.is_near(f"{text.title}\n{text.lead}") for text in texts):
        return None
    for category, words in avoided.subjects:
        word = _find_subject(texts, category, words)
        if word:
            return f"この番組であつかわない話題（{category.name}）: {word}"
    return None


def find_topics(topics: Iterable[str], text: str) -> tuple[str, ...]:
    """Those of `topics` that `text` names, as whole words. `text` must be folded by `fold`."""
    spoken = _IDIOMS.sub(" ", text)
    return tuple(topic for topic in topics if _whole_word(topic).search(spoken))


def fold(text: str) -> str:
    """`text` in the form in which topics are looked for: NFKC, lower case."""
    return unicodedata.normalize("NFKC", text).casefold()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Folded:
    """What is looked at of an article, folded."""

    title: str
    lead: str

    @staticmethod
    def of(article: Article) -> "_Folded":
        lead = article.description or article.summary or article.text or ""
        return _Folded(title=fold(article.title), lead=fold(lead[:_LEAD]))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Avoided:
    """The subjects of a sheet with their words, and patterns that tell quickly whether any of all words is there."""

    subjects: tuple[tuple[Category, re.Pattern[str]], ...]
    any_japanese: tuple[re.Pattern[str], ...]  # one a subject: a pattern of all is three times slower
    any_english: re.Pattern[str]

    def is_near(self, text: str) -> bool:
        """Whether any word of any subject stands in `text`, be it harmless."""
        return self.any_english.search(text) is not None or any(each.search(text) for each in self.any_japanese)


def _find_subject(texts: Sequence[_Folded], category: Category, words: re.Pattern[str]) -> str | None:
    """The telling word of a story's texts, the lead's first."""
    titles = [words.search(_without_harmless(text.title, category)) for text in texts]
    named = [hit.group() for hit in titles if hit]
    if named and (titles[0] or 2 * len(named) >= len(texts)):
        return named[0]
    hits = list(words.finditer(_without_harmless(texts[0].lead, category)))
    telling = category.one_word_tells and hits and hits[0].start() < _ABOUT
    return hits[0].group() if telling or len({hit.group() for hit in hits}) >= _HITS else None


def _without_harmless(text: str, category: Category) -> str:
    return category.harmless.sub(" ", text) if category.harmless else text


@lru_cache(maxsize=64)
def _read_avoided(topics: tuple[str, ...]) -> _Avoided:
    """The subjects behind the words of a sheet: 「首相」 and 「国会」 both stand for politics, in both languages."""
    known = dict.fromkeys(ALIKE[fold(topic)] for topic in topics if fold(topic) in ALIKE)
    others = [Category(name=topic, japanese=_whole_word(topic).pattern) for topic in topics if fold(topic) not in ALIKE]
    categories = [*(CATEGORIES[name] for name in known), *others]
    return _Avoided(
        subjects=tuple((each, compile_words([each.japanese], [each.english])) for each in categories),
        any_japanese=tuple(re.compile(each.japanese) for each in categories),
        any_english=compile_words(["(?!)"], [each.english for each in categories]),
    )


@lru_cache(maxsize=1024)
def _whole_word(topic: str) -> re.Pattern[str]:
    """`topic` as a word or in a compound: アニメ is in アニメ店 but not in アニメーター, "war" not in "software"."""
    folded = fold(topic).strip()
    if not folded:
        return re.compile(r"(?!)")
    before = r"(?<![a-z0-9])" if re.match(r"[a-z0-9]", folded) else ""
    after = "(?!ー)" if re.search(r"[ァ-ヴー]$", folded) else ""
    after = r"s?(?![a-z0-9])" if re.search(r"[a-z0-9]$", folded) else after
    return re.compile(before + re.escape(folded).replace(r"\ ", r"[\s-]+") + after)
