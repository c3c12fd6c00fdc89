import logging
from datetime import UTC, datetime, timedelta

import pytest

from newsroom.desk import Desk
from newsroom.extract import extract_task
from newsroom.page_round import PageFault, add_page
from newsroom.pages import Page
from radio.errors import FetchError, PageError, StorageError
from radio.ports import Response
from tests.factories import MONDAY, article, sighting
from tests.fakes import FakeClock, FakeFetcher
from tests.newsroom.test_feed_round import BrokenLedger, Watcher

A, B = "https://site.example/a", "https://site.example/b"
SENTENCE = "量子コンピューターの話は、重ね合わせという性質を使う計算機の仕組みを説明する。"
HTML = f"<html lang=ja><head><title>量子コンピューターの話</title></head><body><p>{SENTENCE * 20}</p></body></html>"


class InlineWorker:
    async def run(self, task, payload):
        assert task == "page"
        return extract_task(payload)


@pytest.fixture
def fetcher():
    return FakeFetcher()


@pytest.fixture
def watcher():
    return Watcher()


@pytest.fixture
def desk(fetcher, watcher):
    return Desk(fetcher, InlineWorker(), BrokenLedger(), FakeClock(MONDAY), watcher)


def html(url, body=HTML, **given):
    return Response(**{"url": url, "body": body.encode(), "content_type": "text/html", "charset": "utf-8"} | given)


async def test_an_article_gets_the_text_of_its_page(desk, fetcher, watcher):
    fetcher.answers = {A: html(A)}

    read = await desk.read_pages([article(A)])

    assert read.articles[A].text.startswith(SENTENCE)
    assert read.faults == ()
    assert watcher.seen == [("pages", 1, 1, "")]


async def test_the_link_is_read_and_not_the_canonical_address(desk, fetcher):
    fetcher.answers = {"http://www.site.example/a/?x=1": html("http://www.site.example/a/?x=1")}

    read = await desk.read_pages([article(A, link="http://www.site.example/a/?x=1")])

    assert read.articles[A].text


async def test_a_page_that_cannot_be_read_is_named_and_stops_no_other(desk, fetcher, caplog):
    fetcher.answers = {A: FetchError(A, "is in trouble (500)"), B: html(B)}

    with caplog.at_level(logging.WARNING):
        read = await desk.read_pages([article(A), article(B)])

    assert read.articles[A] == article(A)
    assert read.articles[B].text
    assert read.faults == (PageFault(url=A, reason="is in trouble (500)"),)
    assert len(caplog.records) == 1


@pytest.mark.parametrize(
    ("response", "reason"),
    [
        (html(A, body="%PDF-1.7"), "the address holds a PDF, not a page"),
        (html(A, content_type="image/png"), "the address holds image/png, not a page"),
        (html(A, body="<html><title>題</title><p>短い</p></html>"), "the page holds"),
        (html(A, not_modified=True), "the site says that nothing has changed though nothing was held"),
    ],
)
async def test_a_page_without_an_article_gives_no_text(desk, fetcher, response, reason):
    fetcher.answers = {A: response}

    read = await desk.read_pages([article(A)])

    assert read.articles[A].text is None
    assert read.faults[0].reason.startswith(reason)


async def test_a_page_behind_a_wall_still_gives_its_description(desk, fetcher):
    wall = "<html><head><meta name=description content='説明文です。'></head><p>この記事は会員限定です。</p></html>"
    fetcher.answers = {A: html(A, body=wall)}

    read = await desk.read_pages([article(A)])

    assert (read.articles[A].description, read.articles[A].text) == ("説明文です。", None)
    assert len(read.faults) == 1


async def test_a_page_that_was_read_before_is_not_fetched_again(desk, fetcher):
    held = article(A, text="本文")

    read = await desk.read_pages([held, held])

    assert read.articles == {A: held}
    assert fetcher.requests == []


async def test_a_failing_archive_is_no_fault_of_a_page(fetcher):
    class BrokenWorker:
        async def run(self, task, payload):
            raise StorageError("gone")

    fetcher.answers = {A: html(A)}

    with pytest.raises(StorageError):
        await Desk(fetcher, BrokenWorker(), BrokenLedger(), FakeClock(MONDAY)).read_pages([article(A)])


async def test_a_page_that_is_too_much_for_the_worker_is_named(fetcher):
    class DyingWorker:
        async def run(self, task, payload):
            raise PageError("took longer than 10 s to be read")

    fetcher.answers = {A: html(A)}

    read = await Desk(fetcher, DyingWorker(), BrokenLedger(), FakeClock(MONDAY)).read_pages([article(A)])

    assert read.faults[0].reason == "took longer than 10 s to be read"


def add(known, with_text=True, **said):
    return add_page(known, Page(**{"url": known.link} | said), now=MONDAY, with_text=with_text)


def test_a_title_that_was_cut_is_made_whole():
    assert add(article(title="量子コンピューターの長い話の…"), title="量子コンピューターの長い話の続き").title.endswith(
        "続き"
    )
    assert add(article(title="The story of the first..."), title="The story of the first bug").title.endswith("bug")


@pytest.mark.parametrize("title", ["量子コンピューターの話", "量子…", "まったく別の長い題名です…"])
def test_a_title_that_is_whole_stays_as_its_feed_has_it(title):
    assert add(article(title=title), title="量子コンピューターの話をする別の題").title == title


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("2026-11-12T08:00:00Z", datetime(2026, 11, 12, 8, tzinfo=UTC)),  # bookmarked ten days after it appeared
        ("2026-11-22T00:00:00Z", MONDAY - timedelta(days=1)),  # the same day: the feed knows the hour
        ("2026-11-22T12:00:00Z", MONDAY - timedelta(days=1)),  # changed since
        ("2019-03-01T08:00:00Z", MONDAY - timedelta(days=1)),  # told again, or a wrong field
        ("", MONDAY - timedelta(days=1)),
    ],
)
def test_a_pages_own_date_counts_where_the_feed_dates_the_vote(said, kept):
    assert add(article(), published_raw=said).published_at == kept


def test_a_pages_date_counts_where_the_feed_told_none():
    undated = article(published_at=MONDAY, sightings=(sighting(),))

    assert add(undated, published_raw="2019-03-01").published_at.year == 2019


def test_behind_a_shortened_link_stands_the_site_that_counts():
    known = article("https://t.co/abc", site="t.co")

    found = add(known, url="https://www.site.example/a?utm_source=x")

    assert (found.url, found.link, found.site) == ("https://t.co/abc", "https://www.site.example/a", "site.example")


@pytest.mark.parametrize(
    ("link", "final"), [("https://site.example/a", "https://consent.example/"), ("https://t.co/a", "x")]
)
def test_any_other_redirect_changes_no_link(link, final):
    assert add(article(link), url=final).link == link
