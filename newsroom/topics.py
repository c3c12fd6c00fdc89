"""What a story is about: how well it fits the show, for which slot, whose product it is, if one can use it. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from newsroom.documents import Document, read_document
from newsroom.names import MAKERS
from newsroom.taste import Interests, find_topics, fold
from newsroom.topic_words import (
    AI_WORDS,
    ENGINEERING_WORDS,
    HARD_WORDS,
    NOTICE_WORDS,
    PLAIN_WORDS,
    PRACTICAL_WORDS,
    TECHNOLOGY_WORDS,
)
from newsroom.words import CONCEPTS, KNOWN_NAMES, name_word
from radio.news import Article, Feed, FeedRole, Story

_LEAD = 400  # characters of the first lines in which topics are looked for
_TEXT = 4_000  # characters of a page in which hard words are counted
_IN_LEAD = 0.5  # what a word of the first lines counts against one of the title
_MOST_WORDS = 4  # of one grade; a list of buzzwords fits no better
_AI, _ENGINEERING, _TECHNOLOGY, _PLAIN, _WATCHED = 0.55, 0.35, 0.15, 0.25, 0.5
_BARE_AI = 0.4  # the word AI alone, which stands in half of all titles
_LIGHT, _LIGHT_WITH_TECHNOLOGY = 0.45, 0.7
_NOTICE = 0.5  # what a company's notice to its own world keeps of its fit
_FEED = {FeedRole.AI: 0.15, FeedRole.ENGINEERING: 0.1, FeedRole.LIGHT: 0.05}


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """`fit` in [0, 1] with `detail` in plain Japanese; `watched` are the watch words it names."""

    role: FeedRole
    fit: float
    detail: str
    maker: str | None = None
    practical: bool = False
    watched: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Signs:
    """What speaks for each role: words with their grade, the strongest first."""

    ai: tuple[tuple[str, float], ...]
    engineering: tuple[tuple[str, float], ...]
    technology: tuple[tuple[str, float], ...]
    light: tuple[str, ...]  # in the title
    touched: tuple[str, ...]  # in the first lines, which makes no story light by itself
    watched: tuple[str, ...]
    plain: bool


def read_topic(story: Story, *, feeds: Mapping[str, Feed], interests: Interests) -> Topic:
    """What `story` is about, by its lead and the feeds that list it."""
    title, lead = fold(story.lead.title), fold(_first_lines(story.lead))
    document = read_document(story.lead)
    signs = _read_signs(document, title, lead, interests)
    feed_role = _find_feed_role(story, feeds)
    role = _decide_role(signs, document, feed_role)
    notice = NOTICE_WORDS.search(title) is not None
    fit = _measure_light(signs) if role is FeedRole.LIGHT else _measure_fit(signs, feed_role)
    return Topic(
        role=role,
        fit=fit * _NOTICE if notice else fit,
        detail=f"会社のお知らせ、{_explain(signs, role)}" if notice else _explain(signs, role),
        maker=find_maker(document),
        practical=PRACTICAL_WORDS.search(title) is not None,
        watched=signs.watched,
    )


def find_maker(document: Document) -> str | None:
    """The company whose product the title is about: the first one named."""
    return next((_MAKERS[term] for term in document.title if term in _MAKERS), None)


def _first_lines(article: Article) -> str:
    return (article.description or article.summary or article.text or "")[:_LEAD]


def _read_signs(document: Document, title: str, lead: str, interests: Interests) -> _Signs:
    whole = f"{title}\n{lead}"
    return _Signs(
        ai=_grade(document, _AI_TERMS, _AI),
        engineering=_grade(document, _ENGINEERING_TERMS, _ENGINEERING),
        technology=_grade(document, _TECHNOLOGY_TERMS, _TECHNOLOGY),
        light=_find_light(document, title, interests.light_topics),
        touched=find_topics(interests.light_topics, lead)[:1],
        watched=find_topics(interests.watch_words, whole),
        plain=PLAIN_WORDS.search(title) is not None,
    )


def _find_light(document: Document, title: str, topics: tuple[str, ...]) -> tuple[str, ...]:
    """The light topics that a title names in whichever language, each once under the first of its names."""
    named = set(find_topics(topics, title))
    found: dict[str, str] = {}
    for topic in topics:
        name = name_word(fold(topic)) or topic
        if topic in named or (name in document.title and name in _TRANSLATED):
            found.setdefault(name, topic)
    return tuple(found.values())


def _grade(document: Document, words: frozenset[str], grade: float) -> tuple[tuple[str, float], ...]:
    found = {term: grade * _IN_LEAD for term in document.lead if term.partition("@")[0] in words}
    found |= {term: grade for term in document.title if term.partition("@")[0] in words}
    if words is _AI_TERMS and "ai" in found:
        found["ai"] *= _BARE_AI / grade
    return tuple(sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))[:_MOST_WORDS])


def _decide_role(signs: _Signs, document: Document, feed_role: FeedRole | None) -> FeedRole:
    """Light if it touches the host's own world more than it is about AI; watch words ask for the light slot too."""
    about_ai = any(term != "ai" and term in document.title for term, _ in signs.ai)
    if (signs.light or signs.watched) and (not about_ai or len(signs.light) > 1):
        return FeedRole.LIGHT
    strength = _combine(grade for _, grade in signs.ai), _combine(grade for _, grade in signs.engineering)
    if feed_role is FeedRole.LIGHT and not about_ai and strength[1] < _ENGINEERING:
        return FeedRole.LIGHT
    if not any(strength):
        return feed_role or FeedRole.ENGINEERING
    return FeedRole.AI if strength[0] >= strength[1] else FeedRole.ENGINEERING


def _find_feed_role(story: Story, feeds: Mapping[str, Feed]) -> FeedRole | None:
    listing = [feeds[each.feed_url] for each in story.lead.sightings if each.feed_url in feeds]
    return max(listing, key=lambda feed: (feed.weight, feed.url)).role if listing else None


def _measure_fit(signs: _Signs, feed_role: FeedRole | None) -> float:
    grades = [grade for words in (signs.ai, signs.engineering, signs.technology) for _, grade in words]
    if not grades:
        return _FEED[feed_role] if feed_role else 0.0
    extras = [_PLAIN] * signs.plain + [_WATCHED] * bool(signs.watched) + [_FEED[feed_role] if feed_role else 0.0]
    return _combine(grades + extras)


def _measure_light(signs: _Signs) -> float:
    if not (signs.light or signs.touched or signs.watched):
        return _combine(grade for words in (signs.ai, signs.engineering, signs.technology) for _, grade in words)
    with_technology = signs.ai or signs.engineering or signs.technology
    base = _LIGHT_WITH_TECHNOLOGY if signs.light and with_technology else _LIGHT
    return _combine([base, *[_PLAIN / 2] * (len(signs.light) - 1), *[_WATCHED] * bool(signs.watched)])


def _combine(grades: Iterable[float]) -> float:
    """Several signs together say more than one, and never more than 1."""
    missing = 1.0
    for grade in grades:
        missing *= 1.0 - grade
    return 1.0 - missing


def _explain(signs: _Signs, role: FeedRole) -> str:
    if signs.watched:
        return f"見はってる言葉: {'、'.join(signs.watched)}"
    if role is FeedRole.LIGHT and signs.light:
        return f"かるい話題: {'、'.join(signs.light[:_MOST_WORDS])}"
    kinds = (("AIの話", signs.ai), ("エンジニアの話", signs.engineering), ("技術の話", signs.technology))
    said = next(((kind, words) for kind, words in kinds if words), None)
    return f"{said[0]}: {'、'.join(term for term, _ in said[1][:3])}" if said else "番組の話題の言葉なし"


def measure_hardness(article: Article) -> float:
    """How hard the article is to explain, for comparison only: hard words, those of the title counting most."""
    text = (article.text or article.description or article.summary)[:_TEXT]
    distinct = {hit.group() for hit in HARD_WORDS.finditer(fold(text))}
    return 2.0 * len(HARD_WORDS.findall(fold(article.title))) + len(distinct) / (1.0 + len(text) / 1_000)


def _read_words(table: str) -> frozenset[str]:
    return frozenset(name_word(word) or word for word in table.split())


def _read_makers() -> dict[str, str]:
    makers: dict[str, str] = {}
    for line in MAKERS.strip().splitlines():
        maker, _, names = line.partition(":")
        makers.update((name_word(name) or name, maker) for name in names.split())
    return makers


_AI_TERMS = _read_words(AI_WORDS) | {"ai"}
_ENGINEERING_TERMS = _read_words(ENGINEERING_WORDS)
_TRANSLATED = KNOWN_NAMES | CONCEPTS
_MAKERS = _read_makers()
_TECHNOLOGY_TERMS = _read_words(TECHNOLOGY_WORDS).union(_MAKERS)
