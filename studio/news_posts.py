"""News on demand becomes posts: the head of a bulletin, its stories, what was found, what was not. Pure."""

from collections.abc import Sequence
from datetime import datetime

from archive.aired import Found
from persona.character import Persona
from persona.frames import standby_line
from persona.news_lines import bulletin_line, found_line, nothing_line, repeat_words
from persona.wording import nest_quotes, safe_line, safe_title
from radio.bulletin import Answer, SearchHit, SearchPage
from radio.news import RankedStory
from radio.transmission import Link, Post
from studio.bulletins import Brief
from studio.layout import BUTTON_LABEL, clip, note_article, post_story
from studio.schedule import HOME_ZONE

HEAD = "bulletin"
HITS_SHOWN = 5  # on one page; as many links fit in one row
TITLE_SHOWN = 90  # characters of a title in a list


def lay_out_bulletin(
    persona: Persona, stories: Sequence[RankedStory], briefs: Sequence[Brief], *, now: datetime, words: str = ""
) -> Answer:
    """A head and a post a story."""
    turn = now.toordinal()
    standby = any(brief.standby for brief in briefs)
    line = bulletin_line(persona, count=len(stories), words=words, number=turn)
    head = Post(
        part=HEAD,
        title=f"{repeat_words(words)}の話題" if words else "いまの話題",
        text="\n".join([line, standby_line(persona, turn)] if all(brief.standby for brief in briefs) else [line]),
        note=_note_moment(now),
        colour=persona.colour,
        host=persona.slug,
    )
    posts = [
        post_story(f"story-{number}", brief.text, ranked.story.lead, persona, note=_note_story(ranked, brief))
        for number, (ranked, brief) in enumerate(zip(stories, briefs, strict=True), start=1)
    ]
    return Answer(posts=(head, *posts), standby=standby)


def say_nothing(persona: Persona, *, words: str = "", nearest: Sequence[str] = ()) -> Answer:
    """That there is nothing to tell, with the nearest topics."""
    text = nothing_line(persona, words=words, nearest=nearest)
    return Answer(posts=(_plain_post(persona, HEAD, text),), found=False, suggestions=tuple(nearest))


def say_no_episode(persona: Persona) -> Answer:
    """That there is no such episode."""
    return Answer(posts=(_plain_post(persona, "episode", persona.news.no_episode),), found=False)


def lay_out_search(persona: Persona, words: str, found: Found, page: int, pages: int) -> SearchPage:
    """A page of hits with one link each, labelled so that one can tell them apart without the list."""
    lines = [found_line(persona, words=words, count=found.total), *map(_list_hit, found.hits)]
    links = tuple(Link(label=_label_hit(hit), url=hit.link) for hit in found.hits)
    post = Post(
        part="search",
        title=f"「{repeat_words(words)}」をさがした",
        text="\n".join(lines),
        note=f"{page}/{pages}ページ" if pages > 1 else "",
        links=links,
        colour=persona.colour,
        host=persona.slug,
    )
    return SearchPage(words=words, hits=found.hits, page=page, pages=pages, total=found.total, post=post)


def _list_hit(hit: SearchHit) -> str:
    day = hit.air_date
    title = nest_quotes(safe_line(hit.title, TITLE_SHOWN))
    return f"第{hit.episode_number}回（{day.year}年{day.month}月{day.day}日）の{hit.number}つ目 「{title}」"


def _label_hit(hit: SearchHit) -> str:
    return clip(f"第{hit.episode_number}回 {safe_title(hit.title)}", BUTTON_LABEL)


def _plain_post(persona: Persona, part: str, text: str) -> Post:
    return Post(part=part, title=persona.programme, text=text, colour=persona.colour, host=persona.slug)


def _note_story(ranked: RankedStory, brief: Brief) -> str:
    sites = len({article.site for article in ranked.story.articles})
    return note_article(ranked.story.lead, sites=sites, maker=brief.maker)


def _note_moment(now: datetime) -> str:
    local = now.astimezone(HOME_ZONE)
    return f"{local.month}月{local.day}日 {local:%H:%M} 現在 ・ 非公式・AI生成"
