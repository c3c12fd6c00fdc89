from pathlib import Path

import pytest

from newsroom.feed_list import MAX_LIST_BYTES, FeedList, SwitchedOff, load_feed_list
from radio.errors import ConfigError
from radio.news import Feed, FeedFormat, FeedRole, Language

ROOT = Path(__file__).parents[2]


@pytest.fixture
def load(tmp_path):
    path = tmp_path / "feeds.toml"

    def write_and_load(text: str | bytes) -> FeedList:
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return load_feed_list(path)

    return write_and_load


@pytest.fixture
def faults(load, tmp_path):
    def find(text: str | bytes) -> list[str]:
        with pytest.raises(ConfigError) as caught:
            load(text)
        prefix = f"{tmp_path / 'feeds.toml'}: "
        assert all(fault.startswith(prefix) for fault in caught.value.faults)
        return [fault.removeprefix(prefix) for fault in caught.value.faults]

    return find


def test_a_feed_is_three_lines(load):
    listed = load('[[feed]]\nurl = "https://www.site.example/feed.xml"\nrole = "ai"\n')

    assert listed.feeds == (
        Feed(
            url="https://www.site.example/feed.xml",
            name="site.example",
            language=Language.ENGLISH,
            role=FeedRole.AI,
        ),
    )
    assert listed.count_url is None


def test_a_feed_with_every_key_is_taken_as_it_is_written(load):
    listed = load(
        """
        [hatena]
        count_url = "http://127.0.0.1:8765/count"
        [[feed]]
        url = "https://site.example/first"
        [[feed]]
        url = "https://site.example/second"
        name = "二つ目"
        language = "ja"
        role = "light"
        weight = 1
        format = "hacker-news-firebase"
        watch_only = true
        stands_in_for = "https://site.example/first"
        enabled = true
        """
    )

    assert listed.count_url == "http://127.0.0.1:8765/count"
    assert listed.feeds[1] == Feed(
        url="https://site.example/second",
        name="二つ目",
        language=Language.JAPANESE,
        role=FeedRole.LIGHT,
        weight=1.0,
        format=FeedFormat.HACKER_NEWS_FIREBASE,
        watch_only=True,
        stands_in_for="https://site.example/first",
    )


def test_a_feed_of_a_japanese_host_is_japanese_unless_told(load):
    assert load("[[feed]]\nurl = 'https://site.co.jp/feed'").feeds[0].language is Language.JAPANESE


def test_a_feed_that_is_switched_off_is_not_asked_and_says_why(load):
    listed = load("[[feed]]\nurl = 'https://site.example/a'\nenabled = false\nreason = 'robots.txt forbids it'")

    assert listed.feeds == ()
    assert listed.switched_off == (
        SwitchedOff(url="https://site.example/a", name="site.example", reason="robots.txt forbids it"),
    )


def test_counting_bookmarks_can_be_switched_off(load):
    assert load("[hatena]\ncount_url = false\n[[feed]]\nurl = 'https://site.example/a'").count_url is None


def test_every_fault_is_named_at_once_with_its_line(faults):
    text = '''
title = "x"
[[feed]]
url = "https://a.example/x"
wieght = 0.3
role = "AI"
[[feed]]
url = "http://A.example/x"
[[feed]]
role = "ai"
[[feed]]
url = "ftp://x"
weight = "1"
watch_only = 1
[[feed]]
url = """https://x.example/
[[feed]]"""
[[feed]]
url = "https://me:secret@b.example/x"
language = "jp"
[[feed]]
url = 5
weight = 1.5
name = ""
[feeds]
x = 1
[hatena]
cuont_url = 1
count_url = "no"
'''

    assert faults(text) == [
        "line 2: unknown table 'title'; there are [[feed]] and [hatena]",
        "line 5: unknown key 'wieght', did you mean 'weight'?",
        "line 6: role is 'AI', did you mean 'ai'?; there are 'ai', 'engineering', 'light'",
        "line 8: 'http://A.example/x' is listed already in line 4; keep one of both",
        'line 9: this feed has no url; add url = "https://…"',
        "line 12: url 'ftp://x' is no address; write one that begins with https:// or http://",
        "line 13: weight must be a number from 0 to 1, without quotes, not '1'",
        "line 14: watch_only must be true or false, without quotes, not 1",
        "line 16: url must be one line of text, not empty",
        "line 19: url carries a user name or password, which is never sent; take it out",
        "line 20: language is 'jp'; there are 'ja', 'en'",
        "line 22: url must be a text in quotes, not 5",
        "line 23: weight is 1.5; it must be from 0 to 1, 1 being the most trusted",
        "line 24: name must be one line of text, not empty",
        "line 25: unknown table 'feeds', did you mean 'feed'?; there are [[feed]] and [hatena]",
        "line 28: unknown key 'cuont_url', did you mean 'count_url'? in [hatena]",
        "line 29: count_url 'no' is no address; write one that begins with https:// or http://",
    ]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", 'names no feed; add one: [[feed]], then url = "https://…"'),
        ("[[feed]]\nurl = x\n", "line 2, column 7: is not TOML (Invalid value)"),
        (
            "[[feed]]\nurl='https://a.example'\nurl='https://b.example'",
            "line 3, the last: is not TOML (Cannot overwrite",
        ),
        ("[[feed]]\nurl='https://a.example", "line 2, the last: is not TOML ("),
        ("feed = 3", "line 1: 'feed' is written [[feed]]"),
        ("feed = [1]", "line 1: 'feed' is written [[feed]]"),
        ("hatena = 'x'", "line 1: 'hatena' is written [hatena]"),
        ("feed = [{url='https://a.example', role=1}]", "line 1: role must be a text in quotes, not 1"),
        ("[[feed]]\nurl='https://a.example:99999/'", "line 2: url 'https://a.example:99999/' is no address"),
        ("[[feed]]\nurl='https://a.example/ x'", "line 2: url 'https://a.example/ x' is no address"),
        ("[[feed]]\nurl='https://a.example'\nweight=nan", "line 3: weight must be a number from 0 to 1"),
        ("[[feed]]\nurl='https://a.example'\nweight=true", "line 3: weight must be a number from 0 to 1"),
        ('[[feed]]\n"url"="https://a.example"\n"na me"=1', "line 1: unknown key 'na me'"),
        ('[[feed]]\nname="日本"'.encode("cp932"), "line 2: is not UTF-8; save the file as UTF-8"),
        (b"#" * (MAX_LIST_BYTES + 1), "is larger than 1,000,000 bytes and so hardly a feed list"),
        ("a=" + "[" * 30_000, "is nested too deep"),
    ],
)
def test_a_fault_says_where_it_is_and_what_is_right(faults, text, fault):
    assert any(each.startswith(fault) for each in faults(text)), faults(text)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (
            "[[feed]]\nurl='https://a.example/a'\n[[feed]]\nurl='https://b.example/'\nstands_in_for='https://a.example/'",
            "line 5: stands in for 'https://a.example/', but no feed with that url is asked by itself,"
            " did you mean 'https://a.example/a'?",
        ),
        (
            "[[feed]]\nurl='https://a.example'\nenabled=false\n"
            "[[feed]]\nurl='https://b.example'\nstands_in_for='https://a.example'",
            "line 6: stands in for 'https://a.example', which is switched off; switch it on or take this line out",
        ),
    ],
)
def test_a_stand_in_needs_a_feed_that_is_asked_before_it(faults, text, fault):
    assert faults(text) == [fault]


@pytest.mark.parametrize(("name", "says"), [("none.toml", "there is no such file"), ("", "cannot be read (")])
def test_a_list_that_cannot_be_read_is_named(tmp_path, name, says):
    with pytest.raises(ConfigError, match=says.replace("(", r"\(")):
        load_feed_list(tmp_path / name)


def test_a_byte_order_mark_does_no_harm(load):
    assert load("\ufeff[[feed]]\nurl = 'https://site.example/a'").feeds


def test_a_fingerprint_stands_for_exactly_these_feeds(load):
    one = load("[[feed]]\nurl = 'https://site.example/a'")
    same = load("# a comment\n[[feed]]\nurl = 'https://site.example/a'\nrole = 'engineering'")
    other = load("[[feed]]\nurl = 'https://site.example/b'")

    assert one.fingerprint == same.fingerprint != other.fingerprint


def test_the_list_that_comes_with_the_station_is_good():
    listed = load_feed_list(ROOT / "data" / "feeds.toml")

    assert {feed.role for feed in listed.feeds} == set(FeedRole)
    assert {feed.language for feed in listed.feeds} == {Language.JAPANESE, Language.ENGLISH}
    assert {feed.format for feed in listed.feeds} == set(FeedFormat)
    assert all(off.reason for off in listed.switched_off)
    assert listed.count_url
