import json
from datetime import UTC, datetime

import pytest

from newsroom.json_feeds import CUT_OFF, MAX_ITEMS, Setting, parse_json_feed, read_count
from radio.errors import FeedParseError
from radio.news import FeedFormat
from tests.factories import MONDAY, feed

URL = "https://feeds.example/v0/topstories.json"


def parse(data, format_=FeedFormat.SYNDICATION):
    text = data if isinstance(data, str) else json.dumps(data, ensure_ascii=False)
    return parse_json_feed(text, Setting(feed=feed(URL, format=format_), base_url=URL, now=MONDAY))


def item(number, **given):
    return {"url": f"https://site.example/{number}", "title": f"題{number}"} | given


def test_a_json_feed_is_read():
    parsed = parse(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "items": [
                item(
                    1,
                    content_html="<p>本文<b>です</b>。</p>",
                    date_published="2026-11-20T10:00:00+09:00",
                    _custom={"hatenaCount": 12, "originalTitle": "もとの題"},
                ),
                {
                    "id": "https://site.example/2",
                    "title": "題2",
                    "summary": "要約",
                    "date_modified": "2026-11-21T00:00:00Z",
                },
                {"id": "3", "external_url": "https://other.example/3", "content_text": "本文だけ"},
                {"id": "4", "title": "行き先なし"},
                "not an item",
            ],
        }
    )

    first, second, third = parsed.entries
    assert (first.title, first.summary, first.popularity) == ("もとの題", "本文です。", 12)
    assert first.published_at == datetime(2026, 11, 20, 1, tzinfo=UTC)
    assert (second.url, second.summary) == ("https://site.example/2", "要約")
    assert second.published_at == datetime(2026, 11, 21, tzinfo=UTC)
    assert (third.url, third.title, third.summary) == ("https://other.example/3", "", "本文だけ")


def test_hacker_news_is_read_through_algolia():
    hits = [
        {
            "objectID": "41",
            "title": "Show HN: A thing",
            "url": "https://site.example/a",
            "points": 321,
            "created_at_i": 1795000000,
        },
        {"objectID": "42", "title": "Ask HN: Why?", "url": None, "points": 100, "story_text": "<p>I wonder."},
        {"objectID": "x", "title": "Nowhere"},
    ]

    first, second = parse({"hits": hits}, FeedFormat.HACKER_NEWS_ALGOLIA).entries

    assert (first.url, first.popularity) == ("https://site.example/a", 321)
    assert first.published_at == datetime(2026, 11, 18, 11, 6, 40, tzinfo=UTC)
    assert (second.url, second.summary) == ("https://news.ycombinator.com/item?id=42", "I wonder.")


def test_hacker_news_own_list_names_its_items():
    parsed = parse([7, 8, "9", True, -1, *range(100, 200)], FeedFormat.HACKER_NEWS_FIREBASE)

    assert parsed.entries == ()
    assert parsed.items[:2] == ("https://feeds.example/v0/item/7.json", "https://feeds.example/v0/item/8.json")
    assert len(parsed.items) == MAX_ITEMS


def test_a_list_without_a_place_names_nothing():
    setting = Setting(feed=feed(URL, format=FeedFormat.HACKER_NEWS_FIREBASE), base_url="", now=MONDAY)

    assert parse_json_feed("[7]", setting).items == ()


@pytest.mark.parametrize(
    ("row", "urls"),
    [
        (
            {"id": 7, "type": "story", "title": "t", "url": "https://site.example/a", "score": 9},
            ["https://site.example/a"],
        ),
        ({"id": 7, "type": "story", "title": "t"}, ["https://news.ycombinator.com/item?id=7"]),
        ({"id": 7, "type": "job", "title": "t"}, []),
        ({"id": 7, "type": "story", "title": "t", "dead": True}, []),
        ({"id": 7, "type": "story", "deleted": True}, []),
        ({"id": "7", "type": "story"}, []),
    ],
)
def test_an_item_of_hacker_news_is_an_entry_if_it_is_a_living_story(row, urls):
    assert [entry.url for entry in parse(row, FeedFormat.HACKER_NEWS_FIREBASE).entries] == urls


def test_an_item_that_is_gone_is_no_entry():
    assert parse("null", FeedFormat.HACKER_NEWS_FIREBASE).entries == ()


def test_daily_papers_are_linked_at_their_first_place_and_dated_by_the_list():
    papers = [
        {
            "paper": {
                "id": "2611.01234",
                "title": "A paper",
                "summary": "We show.",
                "upvotes": 88,
                "publishedAt": "2026-11-10T00:00:00Z",
                "submittedOnDailyAt": "2026-11-20T00:00:00Z",
            }
        },
        {"title": "A title outside", "paper": {"id": "2611.01235"}, "publishedAt": "2026-11-19T00:00:00Z"},
        {"paper": {"id": "../../etc"}},
        {"paper": None},
    ]

    first, second = parse(papers, FeedFormat.HUGGING_FACE_PAPERS).entries

    assert (first.url, first.popularity, first.summary) == ("https://arxiv.org/abs/2611.01234", 88, "We show.")
    assert first.published_at == datetime(2026, 11, 20, tzinfo=UTC)
    assert (second.title, second.published_at) == ("A title outside", datetime(2026, 11, 19, tzinfo=UTC))


@pytest.mark.parametrize(
    ("format_", "data"),
    [
        (FeedFormat.SYNDICATION, {"items": [item(1), item(2), item(3)]}),
        (FeedFormat.HUGGING_FACE_PAPERS, [{"paper": {"id": f"2611.0000{n}", "title": "t"}} for n in (1, 2, 3)]),
    ],
)
def test_of_a_feed_that_was_cut_off_the_whole_entries_are_used(format_, data):
    parsed = parse(json.dumps(data)[:-25], format_)

    assert len(parsed.entries) == 2
    assert parsed.note == CUT_OFF


def test_a_feed_whose_end_alone_is_missing_is_used_whole():
    assert len(parse(json.dumps({"items": [item(1), item(2)]})[:-2]).entries) == 2


@pytest.mark.parametrize("text", ['{"items": [', '{"it', '{"items": [' + "[" * 100_000, '{"items": [' + "9" * 9999])
def test_a_feed_cut_off_before_its_first_entry_is_none(text):
    with pytest.raises(FeedParseError):
        parse(text)


@pytest.mark.parametrize(
    ("value", "count"),
    [
        *(
            (0, 0),
            (12, 12),
            (" 12 ", 12),
            ("12人", None),
            ("", None),
            (-1, None),
            (True, None),
            (1.5, None),
            (None, None),
        ),
        *((10**12, None), ("9" * 400, None), ("１２", None)),
    ],
)
def test_a_popularity_is_a_plain_number(value, count):
    assert read_count(value) == count
