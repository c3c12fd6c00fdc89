"""Why a story was chosen: its score part by part and its sources, in plain words. Pure, no model."""

from collections.abc import Iterable
from dataclasses import replace

from persona.character import Persona
from persona.news_lines import repeat_words
from persona.wording import safe_line
from radio.news import RankedStory, ScorePart
from radio.transmission import Link, Post
from studio.layout import BUTTON_LABEL, clip, note_article, post_story

PART = "why"
STARS = 5
SOURCES_SHOWN = 5  # links that fit in one row
DETAIL_LIMIT = 80

# What each part of a score is called before people who never heard of scores.
_NAMES = {
    "popularity": "どれくらい読まれてるか",
    "velocity": "のびる速さ",
    "agreement": "取り上げたところの数",
    "fit": "番組の話題との近さ",
    "explainability": "声だけで説明できるか",
    "novelty": "最近の放送との違い",
    "judge": "台本前の審査",
    "request": "聞きたい人の数",
}


def explain_choice(persona: Persona, ranked: RankedStory, *, aired_in: int | None = None) -> Post:
    """The answer to "why this one": a host's line, each part of the score, and the sources with their links.

    `aired_in` is the number of the episode that it was chosen for. A story without parts was brought by
    a listener.
    """
    title = repeat_words(ranked.story.lead.title)
    news = persona.news
    lines = (
        [news.why.format(title=title), *_list_parts(ranked)]
        if ranked.score.parts
        else [news.brought.format(title=title)]
    )
    lines += _list_sources(ranked)
    note = note_article(ranked.story.lead)
    if aired_in is not None:
        note = f"第{aired_in}回 ・ {note}"
    post = post_story(PART, "\n".join(lines), ranked.story.lead, persona, note=note)
    links = tuple(
        Link(label=clip(article.site, BUTTON_LABEL), url=article.link)
        for article in ranked.story.articles[:SOURCES_SHOWN]
    )
    return replace(post, links=links)


def _list_parts(ranked: RankedStory) -> Iterable[str]:
    score = ranked.score
    yield f"点数: 100点満点で{round(100 * score.total)}点"
    for part in sorted(score.parts, key=lambda each: -each.value * each.weight):
        yield _say_part(part)
    yield f"新しさ: 出てからの時間で{round(100 * score.freshness)}％に"


def _say_part(part: ScorePart) -> str:
    filled = max(0, min(STARS, round(part.value * STARS)))
    stars = "★" * filled + "☆" * (STARS - filled)
    detail = f" {safe_line(part.detail, DETAIL_LIMIT)}" if part.detail else ""
    return f"{stars} {_NAMES.get(part.name, part.name)}（重さ{round(100 * part.weight)}％）{detail}"


def _list_sources(ranked: RankedStory) -> Iterable[str]:
    sites = list(dict.fromkeys(article.site for article in ranked.story.articles))
    more = f" ほか{len(sites) - SOURCES_SHOWN}" if len(sites) > SOURCES_SHOWN else ""
    yield f"情報のもと: {'、'.join(safe_line(site, DETAIL_LIMIT) for site in sites[:SOURCES_SHOWN])}{more}"
