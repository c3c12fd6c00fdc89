"""The desk with its real tools: fetcher, worker and archive over a loopback web."""

from datetime import timedelta

import pytest

from archive.storage import Storage
from newsroom.desk import Desk
from newsroom.fetcher import HttpFetcher
from newsroom.worker import Worker
from radio.news import FeedStatus
from tests.factories import MONDAY, feed
from tests.fakes import FakeClock
from tests.loopback.web import WebServer

SENTENCE = "量子コンピューターの話は、重ね合わせという性質を使う計算機の仕組みを説明する。"
PAGE = f"<html lang=ja><head><title>量子コンピューターの話</title></head><body><p>{SENTENCE * 20}</p></body></html>"


@pytest.fixture
async def web():
    async with WebServer() as server:
        link = server.url("/page")
        item = f"<item><title>量子コンピューターの話</title><link>{link}?utm_source=rss</link></item>"
        body = f"<rss version='2.0'><channel><title>例</title>{item}</channel></rss>"
        server.page("/feed", body=body, content_type="application/xml", etag='"1"')
        server.page("/page", body=PAGE)
        server.page("/count", body=f'{{"{link}": 12}}', content_type="application/json")
        for fault in ("500", "truncated", "bomb", "inward"):
            server.fault(f"/{fault}", fault)
        yield server


async def test_news_come_in_from_the_web_to_the_archive(web):
    clock = FakeClock(MONDAY)
    feeds = [feed(web.url(path)) for path in ("/feed", "/500", "/truncated", "/bomb", "/inward", "/nowhere")]

    async with (
        Storage.open(":memory:") as storage,
        HttpFetcher(user_agent="PurePureRadioTest/1.0", allow=web.allow, allowed_pace_s=0) as fetcher,
        Worker() as worker,
    ):
        desk = Desk(fetcher, worker, storage, clock)
        first = await desk.gather(feeds)
        articles = await storage.articles_between(MONDAY - timedelta(days=7), MONDAY + timedelta(minutes=1))
        read = await desk.read_pages(articles)
        counts = await desk.count_bookmarks(articles, count_url=web.url("/count"))
        clock.pass_by(minutes=61)
        second = await desk.gather(feeds[:1])

    assert [report.status for report in first.feeds] == [FeedStatus.ANSWERED] + [FeedStatus.FAILED] * 5
    assert all(report.error for report in first.feeds[1:])
    assert first.articles == 1
    assert read.articles[web.url("/page")].text.startswith(SENTENCE)
    assert counts == {web.url("/page"): 12}
    assert second.feeds[0].status is FeedStatus.NOT_MODIFIED
