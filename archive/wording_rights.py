"""Whose words are kept: title, address, counts and our own claims stay, the authors' wording goes. Pure."""

from dataclasses import replace

from radio.news import Article, RankedStory
from radio.show import Fact, FactSheet


def strip_ranked(ranked: RankedStory) -> RankedStory:
    """The story without its articles' texts and summaries."""
    story = ranked.story
    stripped = replace(story, lead=strip_article(story.lead), others=tuple(map(strip_article, story.others)))
    return replace(ranked, story=stripped)


def strip_article(article: Article) -> Article:
    """The article without text, description and summary."""
    return replace(article, text=None, description="", summary="")


def strip_sheet(sheet: FactSheet) -> FactSheet:
    """The claims are our words and stay; the quotes that proved them go."""
    return replace(
        sheet,
        facts=tuple(_strip_fact(fact) for fact in sheet.facts),
        caveat=sheet.caveat and _strip_fact(sheet.caveat),
        number=sheet.number and _strip_fact(sheet.number),
    )


def _strip_fact(fact: Fact) -> Fact:
    return replace(fact, quote="")
