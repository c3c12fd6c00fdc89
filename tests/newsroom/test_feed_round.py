import asyncio
import logging
from datetime import timedelta

import pytest

from archive.storage import Storage
from newsroom.desk import Desk
from newsroom.feeds import parse_task
from radio.errors import FetchError, StorageError
from radio.news import FeedFormat, FeedState, FeedStatus
from radio.ports import Response
from tests.factories import MONDAY, feed
from tests.fakes import FakeClock, FakeFetcher

A, B, C = (f"https://{name}.example/feed" for name in "abc")


class InlineWorker:
    """Does a worker's feed task where it stands."""

    async def run(self, task, payload):
        assert task == "feed"
        return parse_task(payload)


class Watcher:
    def __init__(self):
        self.seen = []

    def advance(self, stage, done, total, detail=""):
        self.seen.append((stage, done, total, detail))


@pytest.fixture
async def storage():
    async with Storage.open(":memory:") as opened:
        yield opened


@pytest.fixture
def clock():
    return FakeClock(MONDAY)


@pytest.fixture
def fetcher():
    return FakeFetcher()


@pytest.fixture
def watcher():
    return Watcher()


@pytest.fixture
def desk(fetcher, storage, clock, watcher):
    return Desk(fetcher, InlineWorker(), storage, clock, watcher)


def rss(*urls):
    items = "".join(f"<item><title>題 {url[-1]} です</title><link>{url}</link></item>" for url in urls)
    return f"<rss version='2.0'><channel><title>例</title>{items}</channel></rss>".encode()


def offline(url):
    return FetchError(url, "the name is not known", offline=True)


def in_trouble(url):
    return FetchError(url, "is in trouble (500)", status=500)


def by_url(report):
    return {each.url: each for each in report.feeds}


async def test_what_feeds_list_is_filed_once_and_counted(desk, fetcher, storage):
    fetcher.answers = {A: rss("https://s.example/1", "https://s.example/2"), B: rss("https://s.example/2")}

    report = await desk.gather([feed(A), feed(B)])

    assert [(each.url, each.status, each.entries) for each in report.feeds] == [
        (A, FeedStatus.ANSWERED, 2),
        (B, FeedStatus.ANSWERED, 1),
    ]
    assert report.articles == 2
    articles = await storage.articles_between(MONDAY - timedelta(days=1), MONDAY + timedelta(days=1))
    assert {article.url: len(article.sightings) for article in articles} == {
        "https://s.example/1": 1,
        "https://s.example/2": 2,
    }


async def test_a_feed_is_asked_with_the_validators_of_its_last_answer(desk, fetcher, clock):
    fetcher.answers = {A: Response(url=A, body=rss("https://s.example/1"), etag='"1"', last_modified="Mon")}
    await desk.gather([feed(A)])
    clock.pass_by(minutes=61)
    fetcher.answers = {A: Response(url=A, not_modified=True)}

    report = await desk.gather([feed(A)])

    assert fetcher.requests == [(A, None, None), (A, '"1"', "Mon")]
    assert by_url(report)[A].status is FeedStatus.NOT_MODIFIED
    assert report.articles == 0


async def test_a_feed_that_was_just_asked_is_left_alone(desk, fetcher):
    fetcher.answers = {A: rss()}
    await desk.gather([feed(A)])

    report = await desk.gather([feed(A)])

    assert (by_url(report)[A].status, by_url(report)[A].error) == (FeedStatus.NOT_DUE, None)
    assert len(fetcher.requests) == 1


async def test_a_bad_feed_stops_no_other_and_is_named_once(desk, fetcher, caplog):
    fetcher.answers = {A: in_trouble(A), B: b"<html></html>", C: rss("https://s.example/1")}

    with caplog.at_level(logging.WARNING):
        report = await desk.gather([feed(A), feed(B), feed(C)])

    assert [(each.status, each.error) for each in report.feeds] == [
        (FeedStatus.FAILED, "is in trouble (500)"),
        (FeedStatus.FAILED, "answered with a web page instead of a feed"),
        (FeedStatus.ANSWERED, None),
    ]
    assert sorted(record.args[0] for record in caplog.records) == [A, B]


async def test_a_feed_that_keeps_failing_waits_and_says_so(desk, fetcher, clock):
    fetcher.answers = {A: in_trouble(A)}
    await desk.gather([feed(A)])
    clock.pass_by(minutes=30)

    report = await desk.gather([feed(A)])

    assert by_url(report)[A].status is FeedStatus.NOT_DUE
    assert by_url(report)[A].error == "waits until 2026-11-23 09:00 UTC after 1 failure (is in trouble (500))"


async def test_a_feed_is_switched_off_with_a_remedy_and_not_asked_again(desk, fetcher, clock):
    fetcher.answers = {A: FetchError(A, "refuses us (403)", permanent=True, status=403)}
    first = await desk.gather([feed(A)])
    clock.pass_by(days=7)

    second = await desk.gather([feed(A)])

    assert by_url(first)[A].status is FeedStatus.FAILED
    assert by_url(second)[A].status is FeedStatus.SWITCHED_OFF
    assert "refuses us (403)): mend its url" in by_url(first)[A].error
    assert by_url(first)[A].error == by_url(second)[A].error
    assert len(fetcher.requests) == 1


async def test_without_any_network_no_feed_fails(desk, fetcher, storage):
    fetcher.answers = {A: offline(A), B: offline(B)}

    report = await desk.gather([feed(A), feed(B)])

    assert [(each.status, each.offline) for each in report.feeds] == [(FeedStatus.FAILED, True)] * 2
    states = await storage.feed_states()
    assert {state.failures for state in states.values()} == {0}
    assert (await desk.gather([feed(A)])).feeds[0].status is FeedStatus.FAILED


async def test_a_feed_out_of_reach_while_others_answer_has_failed(desk, fetcher, storage):
    fetcher.answers = {A: offline(A), B: in_trouble(B)}
    await storage.file_feed(FeedState(url=A, failures=14), ())

    report = await desk.gather([feed(A), feed(B)])

    assert by_url(report)[A].error.startswith("switched off since 2026-11-23 after 15 failures")
    assert by_url(report)[A].offline


async def test_a_stand_in_is_asked_only_when_its_feed_fails(desk, fetcher):
    fetcher.answers = {A: rss(), B: rss("https://s.example/1")}
    feeds = [feed(A), feed(B, stands_in_for=A)]

    report = await desk.gather(feeds)

    assert by_url(report)[B].status is FeedStatus.NOT_DUE
    assert [url for url, *_ in fetcher.requests] == [A]


@pytest.mark.parametrize("rounds", [1, 2])
async def test_a_stand_in_helps_as_long_as_its_feed_is_in_trouble(desk, fetcher, clock, storage, rounds):
    fetcher.answers = {A: in_trouble(A), B: rss("https://s.example/1")}
    await storage.file_feed(FeedState(url=A, failures=2), ())
    feeds = [feed(A), feed(B, stands_in_for=A)]
    for _ in range(rounds):
        report = await desk.gather(feeds)
        clock.pass_by(minutes=61)

    assert by_url(report)[B].status is FeedStatus.ANSWERED
    assert len([url for url, *_ in fetcher.requests if url == B]) == rounds


def story(number):
    body = f'{{"id": {number}, "type": "story", "title": "Story {number}", "url": "https://s.example/{number}"}}'
    return body.encode()


async def test_a_feed_that_names_its_items_is_read_item_by_item(desk, fetcher):
    fetcher.answers = {
        A: b"[1, 2, 3]",
        "https://a.example/item/1.json": story(1),
        "https://a.example/item/2.json": in_trouble("https://a.example/item/2.json"),
        "https://a.example/item/3.json": b"null",
    }

    report = await desk.gather([feed(A, format=FeedFormat.HACKER_NEWS_FIREBASE)])

    assert (report.articles, report.feeds[0].status, report.feeds[0].entries) == (1, FeedStatus.ANSWERED, 1)
    assert report.feeds[0].error.startswith("1 of 3 items could not be read (https://a.example/item/2.json: is in")


async def test_a_feed_all_of_whose_items_fail_has_failed(desk, fetcher):
    fetcher.answers = {A: b"[1]"}

    report = await desk.gather([feed(A, format=FeedFormat.HACKER_NEWS_FIREBASE)])

    assert (report.feeds[0].status, report.feeds[0].error) == (FeedStatus.FAILED, "not found")


async def test_a_feed_that_was_cut_off_is_used_and_named(desk, fetcher):
    fetcher.answers = {A: rss("https://s.example/1").removesuffix(b"</channel></rss>")}

    report = await desk.gather([feed(A)])

    assert (report.feeds[0].status, report.articles) == (FeedStatus.ANSWERED, 1)
    assert report.feeds[0].error == "the feed was cut off; its whole entries are used"


async def test_whoever_watches_sees_each_feed_come_in(desk, fetcher, watcher):
    fetcher.answers = {A: rss(), B: in_trouble(B)}

    await desk.gather([feed(A), feed(B), feed(C, stands_in_for=A)])

    assert watcher.seen == [("feeds", 1, 2, ""), ("feeds", 2, 2, f"{B}: is in trouble (500)")]


async def test_nobody_needs_to_watch(fetcher, storage, clock):
    fetcher.answers = {A: rss()}

    assert (await Desk(fetcher, InlineWorker(), storage, clock).gather([feed(A)])).feeds


class BrokenLedger:
    """An archive on a full disk."""

    async def feed_states(self):
        return {}

    async def file_feed(self, state, articles):
        raise StorageError("the disk is full")


@pytest.mark.parametrize("answer", [rss(), in_trouble(A), offline(A)])
async def test_an_archive_that_fails_stops_the_round_and_leaves_no_request_behind(clock, answer):
    class Waiting(FakeFetcher):
        async def fetch(self, url, **given):
            if url == B:
                await asyncio.Event().wait()
            return await super().fetch(url, **given)

    fetcher = Waiting({A: answer})
    urls = [A] if isinstance(answer, FetchError) and answer.offline else [A, B]

    with pytest.raises(StorageError, match="full"):
        await Desk(fetcher, InlineWorker(), BrokenLedger(), clock).gather([feed(url) for url in urls])


async def test_a_broken_archive_among_items_is_not_taken_for_a_bad_item(fetcher, storage, clock):
    class BrokenWorker(InlineWorker):
        async def run(self, task, payload):
            if b"story" in payload["body"]:
                raise StorageError("gone")
            return await super().run(task, payload)

    fetcher.answers = {A: b"[1]", "https://a.example/item/1.json": story(1)}

    with pytest.raises(StorageError, match="gone"):
        await Desk(fetcher, BrokenWorker(), storage, clock).gather([feed(A, format=FeedFormat.HACKER_NEWS_FIREBASE)])
