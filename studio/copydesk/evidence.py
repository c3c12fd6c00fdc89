"""What the copy may say: the article's own words and the fact sheet's, folded once and searched often. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache

from radio.news import Article
from radio.show import NO_FACTS, FactSheet
from studio.copydesk.quantities import find_quantities
from studio.copydesk.quantity import Quantity
from studio.copydesk.texts import fold_copy, fold_source, squeeze

TEXT_READ = 60_000  # characters of an article; no page the newsroom reads is longer
_TOKYO = timedelta(hours=9)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """`told` is what the article says, `claimed` what the fact sheet and the article's date say in our words.

    `folded` is both as `fold_source` leaves them, `squeezed` their letters and digits alone. Of `numbers`
    the article's own come with their qualifiers; `claimed_numbers` prove a number, not a qualifier.
    """

    told: str
    claimed: str
    folded: str
    squeezed: str
    numbers: tuple[Quantity, ...]
    claimed_numbers: tuple[Quantity, ...]


def article_text(article: Article) -> str:
    """Everything an article says, one part a line."""
    parts = (article.title, article.summary, article.description, article.text or "")
    return "\n".join(part for part in parts if part)[:TEXT_READ]


@lru_cache(maxsize=32)
def evidence_of(articles: tuple[Article, ...], sheet: FactSheet = NO_FACTS) -> Evidence:
    """The evidence that articles and the facts proven from them give."""
    told = "\n".join([*map(article_text, articles), *(fact.quote for fact in sheet.all_facts)])
    claimed = "\n".join([*(fact.claim for fact in sheet.all_facts), sheet.maker or "", *map(_date_words, articles)])
    return weigh_evidence(told, claimed)


def weigh_evidence(told: str, claimed: str = "") -> Evidence:
    """The evidence of two texts as they are."""
    told, claimed = fold_copy(told), fold_copy(claimed)
    both = f"{told}\n{claimed}"
    return Evidence(
        told=told,
        claimed=claimed,
        folded=fold_source(both),
        squeezed=squeeze(both),
        numbers=find_quantities(told),
        claimed_numbers=find_quantities(claimed),
    )


def _date_words(article: Article) -> str:
    """The day of publication, where it was and in Tokyo: a host may name either."""
    days: Sequence[str] = [
        f"{when.year}年{when.month}月{when.day}日" for when in (article.published_at, article.published_at + _TOKYO)
    ]
    return "\n".join(dict.fromkeys(days))
