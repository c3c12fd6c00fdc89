import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from newsroom.visit import name_page
from radio.errors import PageRefusedError
from radio.news import Refusal, story_key
from radio.ports import Response
from studio.fact_file import FactFile, as_brought
from studio.producer import Producer
from tests.studio.newsday import TSUMUGI, HonestModel, make_fetcher, open_day

URL = "https://dns-ja.example/story"


def open_file(producer: Producer) -> FactFile:
    return FactFile(storage=producer.storage, desk=producer.desk, clock=producer.clock)


async def test_facts_are_taken_once_for_all_who_ask_at_once():
    model = HonestModel()
    async with open_day() as producer:
        facts = open_file(producer)
        article = await facts.read(TSUMUGI, name_page(URL))

        sheets = await asyncio.gather(*(facts.take(model, TSUMUGI, article) for _ in range(20)))

    assert len(model.prompts) == 1
    assert len(set(map(id, sheets))) == 1


async def test_kept_facts_serve_for_a_day():
    model = HonestModel()
    async with open_day() as producer:
        facts = open_file(producer)
        article = await facts.read(TSUMUGI, name_page(URL))
        sheet = await facts.take(model, TSUMUGI, article)
        await facts.file(as_brought(article), sheet)

        producer.clock.pass_by(hours=23)  # type: ignore[attr-defined] – the fake clock
        kept = await facts.take(model, TSUMUGI, article)
        producer.clock.pass_by(hours=1)  # type: ignore[attr-defined] – the fake clock
        await facts.take(model, TSUMUGI, article)

    assert [fact.claim for fact in kept.facts] == [fact.claim for fact in sheet.facts]
    assert len(model.prompts) == 2


async def test_a_story_without_facts_is_kept_for_its_buttons():
    async with open_day() as producer:
        facts = open_file(producer)
        article = await facts.read(TSUMUGI, name_page(URL))

        await facts.file(as_brought(article), None)

        kept = await facts.find(story_key(URL))
    assert kept is not None
    assert kept.sheet is None
    assert kept.facts_at is None


async def test_what_the_newsroom_has_is_not_read_again():
    fetcher = make_fetcher()
    async with open_day(fetcher=fetcher) as producer:
        facts = open_file(producer)
        visited = await facts.read(TSUMUGI, name_page(URL))
        await producer.storage.save_pages([visited])
        fetcher.requests.clear()

        known = await facts.read(TSUMUGI, name_page(URL))

    assert known.text == visited.text
    assert fetcher.requests == []


async def test_what_a_feed_listed_keeps_its_title_and_date_when_its_page_is_read():
    async with open_day() as producer:
        facts = open_file(producer)
        visited = await facts.read(TSUMUGI, name_page(URL))
        dated = producer.clock.now() - timedelta(days=2)
        listed = replace(visited, title="フィードの題", published_at=dated, text=None, description="")
        await producer.storage.save_pages([listed])

        article = await facts.read(TSUMUGI, name_page(URL))

    assert article.title == "フィードの題"
    assert article.published_at == listed.published_at
    assert article.text


async def test_a_subject_that_the_host_leaves_to_others_is_refused():
    said = "首相は国会で、次の選挙と政党の方針について{}回目の説明をした。与党と野党が議論した。"
    paragraphs = "".join(f"<p>{said.format(number)}</p>" for number in range(9))
    title = "<head><title>首相が国会で選挙について語る</title></head>"
    body = f"<html lang='ja'>{title}<body><article>{paragraphs}</article></body></html>".encode()
    url = "https://politics.example/a"
    fetcher = make_fetcher()
    fetcher.answers[url] = Response(url=url, body=body, content_type="text/html", charset="utf-8")
    async with open_day(fetcher=fetcher) as producer:
        with pytest.raises(PageRefusedError) as refused:
            await open_file(producer).read(TSUMUGI, name_page(url))

    assert refused.value.refusal is Refusal.AVOIDED
