"""Stories: articles about one event, brought together across sites and languages. Pure.

No chaining: an article joins a story only if it is about the event of the story's first article, or about that of
at least half of its articles and the same subject. "When unsure keep apart": two stories on one event cost the show
a slot, one story on two events would tell the listeners something false.
"""

from collections.abc import Mapping, Sequence

from newsroom.articles import merge_articles
from newsroom.likeness import Likeness, TermIndex
from radio.news import Article, Feed, Story

_WELL_EXPLAINED = 1_500  # characters of text, from which on more text explains no better
_WELL_SUMMARISED = 400  # characters of a summary, which at best explains a tenth of what a page does


def group_stories(articles: Sequence[Article], *, feeds: Mapping[str, Feed] | None = None) -> tuple[Story, ...]:
    """The articles as stories, newest first, each led by its best explained page.

    Articles with one canonical URL become one. `feeds`, by URL, break ties between equally good pages by weight.
    """
    known = _unite(articles)
    groups = _group(known, Likeness(known))
    stories = [_lead_story(group, feeds or {}) for group in groups]
    return tuple(sorted(stories, key=lambda story: (-story.lead.published_at.timestamp(), story.lead.url)))


def _unite(articles: Sequence[Article]) -> list[Article]:
    """One article for each canonical URL, oldest first."""
    by_url: dict[str, Article] = {}
    for article in articles:
        known = by_url.get(article.url)
        by_url[article.url] = merge_articles(known, article) if known else article
    return sorted(by_url.values(), key=lambda article: (article.published_at, article.url))


def _group(articles: Sequence[Article], likeness: Likeness) -> list[list[Article]]:
    groups: list[list[Article]] = []
    index = TermIndex(likeness)
    for article in articles:
        fitting = [number for number in index.find(article) if _fits(article, groups[number], likeness)]
        if fitting:
            number = max(fitting, key=lambda number: likeness.match(article, groups[number][0]).evidence)
        else:
            number = len(groups)
            groups.append([])
        groups[number].append(article)
        index.add(article, number)
    return groups


def _fits(article: Article, group: Sequence[Article], likeness: Likeness) -> bool:
    if likeness.is_same_event(article, group[0]):
        return True
    if len(group) == 1 or not likeness.is_same_subject(article, group[0]):
        return False
    return 2 * sum(likeness.is_same_event(article, member) for member in group[1:]) >= len(group)


def _lead_story(group: Sequence[Article], feeds: Mapping[str, Feed]) -> Story:
    lead, *others = sorted(group, key=lambda article: _rank_as_lead(article, feeds))
    return Story(lead=lead, others=tuple(others))


def _rank_as_lead(article: Article, feeds: Mapping[str, Feed]) -> tuple[float | str, ...]:
    summary = max(len(article.description), len(article.summary))
    explained = min(len(article.text or ""), _WELL_EXPLAINED) or min(summary, _WELL_SUMMARISED) / 10
    weight = max((feeds[each.feed_url].weight for each in article.sightings if each.feed_url in feeds), default=0.0)
    popularity = max((each.popularity or 0 for each in article.sightings), default=0)
    return (-explained, -weight, -popularity, article.published_at.timestamp(), article.url)
