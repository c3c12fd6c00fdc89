"""Layout: a script becomes posts within Discord's limits. Pure."""

from persona.character import Persona
from persona.frames import date_words, safe_title, show_credits
from radio.news import UNDATED, Article, FeedRole, story_key
from radio.show import Rundown, Script, Segment, Slot, SlotKind
from radio.transmission import Link, Post
from studio.schedule import HOME_ZONE

BUTTON_LABEL = 80  # characters that Discord takes on a button
MAILBAG_TITLE = "おたよりコーナー"
MAILBAG_NOTE = "おたよりは、短くまとめて紹介しています ・ 送るのは /letter から"
CARD_TITLE = 250  # of the 256 that an embed's title may have


def lay_out(script: Script, persona: Persona) -> tuple[Post, ...]:
    """One post a part, in the script's order."""
    slots = {slot.part: slot for slot in script.rundown.slots}
    return tuple(_lay_out_part(slots[segment.part], segment, script.rundown, persona) for segment in script.segments)


def _lay_out_part(slot: Slot, segment: Segment, rundown: Rundown, persona: Persona) -> Post:
    if slot.kind is SlotKind.OPENING:
        return _post_opening(segment, rundown, persona)
    if slot.kind is SlotKind.MAILBAG:
        return Post(part=segment.part, title=MAILBAG_TITLE, text=segment.copy, note=MAILBAG_NOTE, colour=persona.colour)
    if slot.kind is SlotKind.CLOSING:
        return Post(
            part=segment.part, title="おわりに", text=segment.copy, note=show_credits(persona), colour=persona.colour
        )
    assert slot.ranked is not None  # noqa: S101 – a story slot is planned with its story
    return lay_out_story(segment, slot, slot.ranked.story.lead, persona)


def _post_opening(segment: Segment, rundown: Rundown, persona: Persona) -> Post:
    links = tuple(
        Link(label=clip(f"{slot.number}. {safe_title(slot.ranked.story.lead.title)}", BUTTON_LABEL), url=url)
        for slot in rundown.slots
        if slot.ranked is not None and (url := slot.ranked.story.lead.link)
    )
    note = f"第{rundown.episode_number}回 ・ {date_words(rundown.edition.air_date)}"
    return Post(
        part=segment.part, title=persona.programme, text=segment.copy, note=note, links=links, colour=persona.colour
    )


def lay_out_story(segment: Segment, slot: Slot, article: Article, persona: Persona) -> Post:
    """A story's post, with all that is shown beside its copy."""
    return post_story(segment.part, segment.copy, article, persona, note=_note_story(segment, slot, article))


def post_story(part: str, text: str, article: Article, persona: Persona, *, note: str) -> Post:
    """A post about one article: its title as heading, its link, and the key by which one can go on about it."""
    return Post(
        part=part,
        title=clip(safe_title(article.title), CARD_TITLE),
        text=text,
        note=note,
        links=(Link(label=clip(f"{article.site} で読む", BUTTON_LABEL), url=article.link),),
        colour=persona.colour,
        host=persona.slug,
        story=story_key(article.url),
    )


def note_article(article: Article, *, sites: int = 1, maker: str | None = None) -> str:
    """Site and date as they are shown beside copy; no date where the page tells none.

    `sites` is how many told the story, `maker` whose own claims these are.
    """
    parts = [article.site]
    if article.published_at > UNDATED:
        day = article.published_at.astimezone(HOME_ZONE)
        parts.append(f"{day.year}年{day.month}月{day.day}日")
    if sites > 1:
        parts.append(f"ほか{sites - 1}サイト")
    if maker:
        parts.append(f"{maker}の発表による")
    return " ・ ".join(parts)


def _note_story(segment: Segment, slot: Slot, article: Article) -> str:
    sites = len({each.site for each in slot.ranked.story.articles}) if slot.ranked else 1
    note = note_article(article, sites=sites, maker=segment.facts.maker if segment.facts else None)
    return f"{note} ・ ひと息コーナー" if slot.ranked and slot.ranked.role is FeedRole.LIGHT else note


def clip(text: str, limit: int) -> str:
    """The text within `limit` characters, cut with an ellipsis."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"
