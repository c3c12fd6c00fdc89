import json
import logging

import pytest
from yarl import URL

from newsroom.desk import Desk
from radio.errors import FetchError
from radio.ports import Response
from tests.factories import MONDAY, article
from tests.fakes import FakeClock
from tests.newsroom.test_feed_round import BrokenLedger

COUNT_URL = "https://count.example/entries"


class Counter:
    """A count API that knows how long each address is, or answers with `body`."""

    def __init__(self, body=None):
        self.body = body
        self.asked = []

    async def fetch(self, url, *, etag=None, last_modified=None):
        asked = URL(url).query.getall("url")
        self.asked.append(asked)
        if isinstance(self.body, Exception):
            raise self.body
        body = json.dumps({link: len(link) for link in asked}).encode() if self.body is None else self.body
        return Response(url=url, body=body)


def desk(counter):
    return Desk(counter, None, BrokenLedger(), FakeClock(MONDAY))


async def test_bookmarks_are_asked_for_the_link_and_told_by_the_canonical_address():
    counter = Counter()
    known = article("https://site.example/a", link="http://www.site.example/a/?b=1&c=あ")

    counts = await desk(counter).count_bookmarks([known], count_url=COUNT_URL)

    assert counter.asked == [[known.link]]
    assert counts == {known.url: len(known.link)}


async def test_fifty_addresses_are_asked_for_at_a_time():
    counter = Counter()
    articles = [article(f"https://s.example/{number}") for number in range(120)]

    counts = await desk(counter).count_bookmarks(articles, count_url=COUNT_URL)

    assert [len(asked) for asked in counter.asked] == [50, 50, 20]
    assert len(counts) == 120


async def test_a_question_is_never_longer_than_a_server_reads():
    counter = Counter()
    articles = [article(f"https://s.example/{number}/" + "あ" * 150) for number in range(6)]
    articles.append(article("https://s.example" + "/a" * 900, link="https://s.example" + "/" * 2000))

    counts = await desk(counter).count_bookmarks(articles, count_url=COUNT_URL + "?v=1")

    assert len(counts) == 6
    assert len(counter.asked) == 3


async def test_nobody_outside_hears_of_private_addresses():
    counter = Counter()
    private = article("http://192.168.0.5/a")

    assert await desk(counter).count_bookmarks([private], count_url=COUNT_URL) == {}
    assert counter.asked == []
    assert await desk(counter).count_bookmarks([private], count_url="http://127.0.0.1:8765/count")


async def test_without_a_place_to_ask_nobody_is_asked():
    counter = Counter()

    assert await desk(counter).count_bookmarks([article()], count_url=None) == {}
    assert counter.asked == []


@pytest.mark.parametrize(
    "body", [FetchError(COUNT_URL, "is in trouble"), b"<html>", b"[]", b"[" * 100_000, b'{"a": 1' + b" " * 300_000]
)
async def test_a_count_that_cannot_be_had_is_logged_and_missed_by_nobody(caplog, body):
    with caplog.at_level(logging.WARNING):
        assert await desk(Counter(body)).count_bookmarks([article()], count_url=COUNT_URL) == {}

    assert "bookmarks not counted" in caplog.text


async def test_only_plain_counts_of_what_was_asked_are_believed():
    body = b'{"https://site.example/a": 7, "https://site.example/b": "many", "https://evil.example/": 9}'
    articles = [article("https://site.example/a"), article("https://site.example/b")]

    assert await desk(Counter(body)).count_bookmarks(articles, count_url=COUNT_URL) == {"https://site.example/a": 7}
