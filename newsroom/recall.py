"""What the show has told already: aired stories are dropped, unless there is something new to tell. Pure."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time

from newsroom.likeness import Likeness, TermIndex
from newsroom.words import is_figure, read_terms, read_title_terms
from radio.news import Airing, Article, Language, Story

_ENOUGH_NEW_WORDS = 3


def drop_aired(stories: Sequence[Story], recent: Sequence[Airing]) -> tuple[Story, ...]:
    """The stories that are new, and as follow-ups those that go on from an airing.

    A page that was aired is not aired again. Another page on an aired event is a follow-up if it was published since
    and its title holds something new: a figure, a version, or several words that the airing had not.
    """
    if not recent:
        return tuple(stories)
    recall = _Recall(stories, recent)
    return tuple(filter(None, map(recall.follow, stories)))


def as_article(airing: Airing) -> Article:
    """An airing in the shape in which it can be compared with articles."""
    told_at = datetime.combine(date.fromisoformat(airing.episode_date), time(), tzinfo=UTC)
    return Article(
        url=f"aired:{airing.episode_number}:{airing.url}",
        link=airing.url,
        title=airing.title,
        site="",
        language=Language.OTHER,
        published_at=told_at,
        summary=airing.summary,
    )


class _Recall:
    """The airings as articles, to find those that a story goes on from."""

    def __init__(self, stories: Sequence[Story], recent: Sequence[Airing]) -> None:
        self._aired = [(airing, as_article(airing)) for airing in sorted(recent, key=lambda each: -each.episode_number)]
        self._urls = {airing.url: airing for airing in sorted(recent, key=lambda each: each.episode_number)}
        compared = [*(article for story in stories for article in story.articles), *(aired for _, aired in self._aired)]
        self._likeness = Likeness(compared)
        self._index = TermIndex(self._likeness)
        for number, (_, aired) in enumerate(self._aired):
            self._index.add(aired, number)

    def follow(self, story: Story) -> Story | None:
        """`story` as it stands, as a follow-up, or None if all of it was told."""
        airing = self._find_airing(story)
        if airing is None:
            return story
        unaired = [article for article in story.articles if article.url not in self._urls]
        new = [article for article in unaired if _tells_more(article, airing)]
        if not new:
            return None
        lead, *others = new
        return replace(story, lead=lead, others=(*others, *(a for a in unaired if a not in new)), follow_up=airing)

    def _find_airing(self, story: Story) -> Airing | None:
        by_url = next((self._urls[article.url] for article in story.articles if article.url in self._urls), None)
        if by_url is not None:
            return by_url
        near = (self._aired[number] for number in self._index.find(story.lead))
        return next((airing for airing, aired in near if self._is_event(story.lead, aired)), None)

    def _is_event(self, article: Article, aired: Article) -> bool:
        """As in one week, only that no time is too long: an event may go on for months."""
        return self._likeness.is_same_event(replace(article, published_at=aired.published_at), aired)


def _tells_more(article: Article, airing: Airing) -> bool:
    if article.published_at.date().isoformat() < airing.episode_date:
        return False
    told = read_terms(f"{airing.title}\n{airing.summary}").shares.keys()
    new = [term for term in read_title_terms(article.title).shares if term not in told]
    return len(new) >= _ENOUGH_NEW_WORDS or any(is_figure(term) or "@" in term for term in new)
