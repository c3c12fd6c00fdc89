import json
import re
import socket
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from newsroom.addresses import parse_allow
from newsroom.articles import articles_from_entries
from newsroom.extract import extract_page
from newsroom.feed_list import FeedList, load_feed_list
from newsroom.feeds import parse_feed
from newsroom.pages import find_page_fault
from newsroom.stories import group_stories
from radio.news import Article, FeedRole, Language
from terminal import practice
from terminal.practice import PracticeStand, serve_practice

WEEK = Path(__file__).parents[2] / "data" / "practice"
NOW = datetime(2026, 11, 23, 8, 0, 0, 123456, tzinfo=UTC)


@pytest.fixture(scope="module")
def stand() -> Iterator[PracticeStand]:
    with serve_practice(WEEK, NOW) as open_stand:
        yield open_stand


@pytest.fixture(scope="module")
def feeds(stand: PracticeStand) -> FeedList:
    return load_feed_list(stand.feeds)


@pytest.fixture(scope="module")
def articles(feeds: FeedList) -> list[Article]:
    found: list[Article] = []
    for feed in feeds.feeds:
        parsed = parse_feed(_read(feed.url), feed, charset="utf-8", base_url=feed.url, now=NOW)
        found += articles_from_entries(parsed.entries, feed, NOW)
    return found


def _ask(url: str, **headers: str) -> tuple[HTTPResponse, bytes]:
    parts = urlsplit(url)
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=5)
    connection.request("GET", parts.path, headers=headers)
    response = connection.getresponse()
    body = response.read()
    connection.close()
    return response, body


def _read(url: str) -> bytes:
    response, body = _ask(url)
    assert response.status == 200
    return body


def test_the_week_has_articles_in_both_languages_and_light_ones(feeds: FeedList, articles: list[Article]) -> None:
    languages = [article.language for article in articles]
    light = {feed.url for feed in feeds.feeds if feed.role is FeedRole.LIGHT}

    assert languages.count(Language.JAPANESE) >= 5
    assert languages.count(Language.ENGLISH) >= 5
    assert sum(article.sightings[0].feed_url in light for article in articles) >= 2


def test_every_date_lies_within_the_week_before_now(articles: list[Article]) -> None:
    for article in articles:
        assert NOW - timedelta(days=7) < article.published_at < NOW


def test_the_advertisement_is_listed_and_dropped(feeds: FeedList, articles: list[Article]) -> None:
    listed = "".join(_read(feed.url).decode() for feed in feeds.feeds)

    assert "PR：" in listed
    assert not any("PR" in article.title for article in articles)


def test_every_page_can_be_read_whole_and_without_what_stands_round_it(articles: list[Article]) -> None:
    for article in articles:
        page = extract_page(_read(article.link), url=article.link, charset="utf-8")

        assert find_page_fault(page) is None
        assert len(page.text) >= 1500
        assert page.description
        assert not re.search("練習用の記事|よく読まれている|Most read|クッキー|cookies|更新のお知らせ", page.text)


def test_every_page_says_that_it_is_for_practice_and_names_its_sources(articles: list[Article]) -> None:
    for article in articles:
        html = _read(article.link).decode()

        assert "練習用の記事" in html
        assert re.search(r'<a href="https?://[^"]+">', html)
        assert "{{" not in html


def test_one_event_told_in_both_languages_becomes_one_story(articles: list[Article]) -> None:
    stories = [story for story in group_stories(articles) if story.others]

    assert [{article.language for article in story.articles} for story in stories] == [
        {Language.JAPANESE, Language.ENGLISH}
    ]


def test_every_page_is_a_site_of_its_own(articles: list[Article]) -> None:
    assert len({article.site for article in articles}) == len(articles)


def test_the_stand_allows_its_own_addresses_and_no_other(stand: PracticeStand, articles: list[Article]) -> None:
    used = {urlsplit(article.link).netloc for article in articles}

    allowed = {f"{host}:{port}" for host, port in parse_allow(stand.allow)}

    assert len(allowed - used) == 1
    assert used <= allowed
    assert all(pair.startswith("127.0.0.") for pair in allowed)


def test_what_is_known_already_is_not_sent_again(feeds: FeedList) -> None:
    url = feeds.feeds[0].url
    first, _ = _ask(url)

    again, body = _ask(url, **{"If-None-Match": first.headers["ETag"]})

    assert (again.status, body) == (304, b"")


def test_other_paths_are_not_found(feeds: FeedList) -> None:
    response, _ = _ask(feeds.feeds[0].url.replace("world.rss", "robots.txt"))

    assert response.status == 404


def test_where_only_one_loopback_address_exists_every_page_has_a_port_of_its_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class OneAddress(practice._Server):
        def server_bind(self) -> None:
            if self.server_address[0] != "127.0.0.1":
                raise OSError(49, "Can't assign requested address")
            super().server_bind()

    monkeypatch.setattr(practice, "_Server", OneAddress)

    with serve_practice(WEEK, NOW) as stand:
        pairs = parse_allow(stand.allow)
        served = _read(load_feed_list(stand.feeds).feeds[0].url)

    assert {host for host, _ in pairs} == {"127.0.0.1"}
    assert len({port for _, port in pairs}) == len(list((WEEK / "pages").iterdir())) + 1
    assert served


def test_after_the_rehearsal_nothing_is_left() -> None:
    with serve_practice(WEEK, NOW) as stand:
        feeds = stand.feeds
        host, port = min(parse_allow(stand.allow))

    assert not feeds.exists()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((host, port), timeout=1).close()


def test_the_translations_of_the_loopback_writer_are_of_sentences_that_stand_there(articles: list[Article]) -> None:
    table = json.loads((Path(__file__).parents[1] / "loopback" / "translations.json").read_text("utf-8"))
    texts = " ".join(extract_page(_read(article.link), url=article.link).text for article in articles)

    assert [sentence for sentence in table if sentence not in texts] == []


@pytest.mark.parametrize(("fault", "is_told"), [(ConnectionResetError(), False), (KeyError("bug"), True)])
def test_a_reader_that_hangs_up_is_not_told_between_the_rehearsals_lines(
    fault: Exception, is_told: bool, capsys: pytest.CaptureFixture[str]
):
    server = practice._bind(90)

    try:
        raise fault
    except type(fault):
        server.handle_error(None, ("127.0.0.1", 1))
    server.server_close()

    assert bool(capsys.readouterr().err) is is_told
