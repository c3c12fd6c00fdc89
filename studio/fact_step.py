"""The fact step: what an article says, each claim proven by its words, before anything is told of it."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, cast

from persona.character import Persona
from persona.prompts import fact_prompt
from radio.errors import BadCopyError
from radio.news import Article
from radio.ports import ChatModel
from radio.show import Fact, FactSheet
from studio.answer_shape import list_of, text_of
from studio.copydesk import prove_facts

FEWEST_FACTS = 2  # fewer proven facts cannot carry a segment
MAKER_LIMIT = 40

FactStep = Callable[[ChatModel, Persona, Article], Awaitable[FactSheet]]


async def take_facts(model: ChatModel, persona: Persona, article: Article) -> FactSheet:
    """The facts of an article that its own words prove. Raises WritingError, BadCopyError where too few are left."""
    completion = await model.complete(fact_prompt(persona, article))
    sheet, _ = await asyncio.to_thread(prove_facts, _read_sheet(completion.data, article), article)
    if len(sheet.facts) < FEWEST_FACTS:
        raise BadCopyError(
            f"the article proves {len(sheet.facts)} of the model's facts; at least {FEWEST_FACTS} are needed"
        )
    return sheet


def _read_sheet(data: Mapping[str, Any], article: Article) -> FactSheet:
    facts = [_read_fact(each) for each in list_of(data.get("facts"))]
    return FactSheet(
        facts=tuple(fact for fact in facts if fact is not None),
        caveat=_read_fact(data.get("caveat")),
        number=_read_fact(data.get("number")),
        maker=_prove_maker(text_of(data.get("maker")), article),
    )


def _prove_maker(maker: str, article: Article) -> str | None:
    # The name is shown beside the copy, so it has to be one that the article itself uses.
    source = f"{article.title}\n{article.summary}\n{article.description}\n{article.text or ''}".casefold()
    return maker if maker and len(maker) <= MAKER_LIMIT and maker.casefold() in source else None


def _read_fact(given: object) -> Fact | None:
    if not isinstance(given, dict):
        return None
    row = cast("dict[str, object]", given)
    claim, quote = text_of(row.get("claim")), text_of(row.get("quote"))
    return Fact(claim=claim, quote=quote) if claim and quote else None
