import importlib
import inspect
import json
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.feeds import MAX_ENTRIES, parse_feed, parse_task
from newsroom.json_feeds import CUT_OFF
from newsroom.parcels import pack_feed, unpack_articles
from radio.errors import FeedParseError
from radio.news import FeedFormat, Language
from tests.factories import MONDAY, feed

URL = "https://feeds.example/dir/feed.xml"
ITEM = "<item><title>題{0}</title><link>https://site.example/{0}</link><pubDate>{1}</pubDate></item>"


def rss(items, head="<?xml version='1.0' encoding='UTF-8'?>"):
    return f"{head}<rss version='2.0'><channel><title>例</title>{items}</channel></rss>".encode()


def parse(body, source=None, charset=None):
    return parse_feed(body, source or feed(URL), charset=charset, base_url=URL, now=MONDAY)


def entries(body, **given):
    return parse(body, **given).entries


def test_rss_2_is_read():
    body = rss(
        "<item><title>AT&amp;T の話</title><link> https://site.example/1?utm_source=x </link>"
        "<description>&lt;p&gt;要約です。&lt;/p&gt;</description>"
        "<pubDate>Fri, 20 Nov 2026 10:00:00 JST</pubDate></item>"
    )

    (entry,) = entries(body)

    assert (entry.title, entry.url, entry.summary) == ("AT&T の話", "https://site.example/1", "要約です。")
    assert entry.published_at == datetime(2026, 11, 20, 1, tzinfo=UTC)
    assert entry.popularity is None


def test_rss_0_91_with_its_document_type_is_read():
    head = '<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://my.example/rss-0.91.dtd">'
    body = rss("<item><title>caf&eacute;</title><link>https://site.example/1</link></item>", head)

    assert [entry.title for entry in entries(body)] == ["café"]


def test_rdf_is_read_with_its_bookmarks():
    body = (
        "<?xml version='1.0'?><rdf:RDF xmlns='http://purl.org/rss/1.0/' xmlns:dc='http://purl.org/dc/elements/1.1/'"
        " xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:hatena='http://www.hatena.ne.jp/info/xmlns#'>"
        "<channel rdf:about='x'><title>人気</title></channel><item rdf:about='https://site.example/1'>"
        "<title>題</title><link>https://site.example/1</link><dc:date>2026-11-20T10:00:00+09:00</dc:date>"
        "<hatena:bookmarkcount>412</hatena:bookmarkcount></item></rdf:RDF>"
    ).encode()

    (entry,) = entries(body)

    assert entry.popularity == 412
    assert entry.published_at == datetime(2026, 11, 20, 1, tzinfo=UTC)


def test_atom_is_read_by_its_alternate_link_and_its_first_date():
    body = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title><entry>
      <id>tag:x,1</id><title type="html">&lt;b&gt;New&lt;/b&gt; model</title>
      <link rel="self" href="https://site.example/1.atom"/><link rel="enclosure" href="https://site.example/1.mp3"/>
      <link rel="alternate" type="application/json" href="https://site.example/1.json"/>
      <link rel="alternate" type="text/html" href="/1.html"/>
      <published>2026-11-20T10:00:00Z</published><updated>2026-11-22T10:00:00Z</updated>
      <summary>The short text of a summary.</summary></entry></feed>"""

    (entry,) = entries(body)

    assert (entry.title, entry.url) == ("New model", "https://feeds.example/1.html")
    assert entry.published_at == datetime(2026, 11, 20, 10, tzinfo=UTC)


def test_atom_with_only_an_update_date_is_dated_by_it():
    body = (
        b"<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>x</title><link href='https://site.example/1'/>"
        b"<updated>2026-11-22T10:00:00Z</updated></entry></feed>"
    )

    assert entries(body)[0].published_at == datetime(2026, 11, 22, 10, tzinfo=UTC)


def test_a_guid_is_the_link_where_it_is_a_permalink_and_only_there():
    body = rss(
        "<item><title>a</title><guid>https://site.example/1</guid></item>"
        "<item><title>b</title><guid isPermaLink='false'>https://site.example/2</guid></item>"
        "<item><title>c</title><guid>tag:3</guid></item>"
    )

    assert [entry.url for entry in entries(body)] == ["https://site.example/1"]


def test_the_original_link_of_a_feedburner_entry_counts():
    body = rss(
        "<item xmlns:feedburner='http://rssnamespace.org/feedburner/ext/1.0'><title>a</title>"
        "<link>http://feedproxy.google.com/~r/x/1/</link>"
        "<feedburner:origLink>https://site.example/1</feedburner:origLink></item>"
    )

    assert entries(body)[0].url == "https://site.example/1"


def test_entries_without_a_link_that_can_be_opened_are_dropped():
    body = rss(
        "<item><title>a</title><link>javascript:alert(1)</link></item><item><title>b</title></item>"
        "<item><title>c</title><link>data:text/html,x</link></item><item><title>d</title><link>rel/1</link></item>"
    )

    assert [entry.url for entry in entries(body)] == ["https://feeds.example/dir/rel/1"]


def test_the_content_speaks_where_the_summary_says_too_little():
    body = rss(
        "<item xmlns:content='http://purl.org/rss/1.0/modules/content/'><title>題</title>"
        "<link>https://site.example/1</link><description>短い。</description>"
        "<content:encoded>&lt;p&gt;長い本文の始まりです。&lt;/p&gt;</content:encoded></item>"
    )

    assert entries(body)[0].summary == "長い本文の始まりです。"


def test_a_summary_that_says_enough_stands_by_itself():
    summary = "要約がここにあります。" * 10
    body = rss(
        "<item xmlns:content='http://purl.org/rss/1.0/modules/content/'><title>題</title>"
        f"<link>https://site.example/1</link><description>{summary}</description>"
        f"<content:encoded>{summary * 2}</content:encoded></item>"
    )

    assert entries(body)[0].summary == summary


def test_a_summary_that_only_repeats_the_title_is_none():
    body = rss("<item><title>題</title><link>https://site.example/1</link><description>題</description></item>")

    assert entries(body)[0].summary == ""


@pytest.mark.parametrize("encoding", ["cp932", "euc_jp", "iso2022_jp"])
@pytest.mark.parametrize("declared", ["Shift_JIS", "EUC-JP", "UTF-8"])
def test_japanese_charsets_are_read_even_if_declared_wrongly(encoding, declared):
    text = rss("<item><title>今日のニュースです</title><link>https://site.example/1</link></item>").decode()
    body = text.replace("UTF-8", declared).encode(encoding)

    assert entries(body, charset="utf-8")[0].title == "今日のニュースです"


def test_a_japanese_date_without_a_zone_is_one_of_japan():
    body = rss(ITEM.format(1, "2026/11/20 10:00"))

    assert entries(body)[0].published_at == datetime(2026, 11, 20, 1, tzinfo=UTC)
    assert entries(body, source=feed(URL, language=Language.ENGLISH))[0].published_at.hour == 10


def test_a_feed_that_is_not_well_formed_survives():
    body = rss(
        "<item><title>A & B < C</title><link>https://site.example/1?a=1&b=2</link></item>"
        "<item><title>\x01control\x0b</title><link>https://site.example/2</link></item>"
    )

    assert [entry.url for entry in entries(body)] == ["https://site.example/1?a=1&b=2", "https://site.example/2"]


def test_a_warning_before_the_feed_is_passed_over():
    body = b"<br />\n<b>Warning</b>: something in line 3<br />\n" + rss(ITEM.format(1, ""))

    assert len(entries(body)) == 1


def test_of_a_feed_that_was_cut_off_the_whole_entries_are_used():
    body = rss("".join(ITEM.format(number, "") for number in range(3)))
    cut = body[: body.rindex(b"</link>")]

    parsed = parse(cut)

    assert [entry.title for entry in parsed.entries] == ["題0", "題1"]
    assert parsed.note == CUT_OFF
    assert parse(body).note is None


def test_a_feed_without_entries_is_a_feed():
    assert entries(rss("")) == ()


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "answered with nothing"),
        (b" \n\t ", "answered with nothing"),
        (b"<!DOCTYPE html><html><body>Just a moment...</body></html>", "answered with a web page instead of a feed"),
        (b"<html xmlns='x'><head></head></html>", "answered with a web page instead of a feed"),
        (b"%PDF-1.4 and so on", "is neither RSS, Atom nor JSON Feed"),
        (b"<urlset><url/></urlset>", "is neither RSS, Atom nor JSON Feed"),
        (rss(ITEM.format(1, ""))[:100], "was cut off before its first entry ended"),
        (
            rss("<item " + " ".join(f'a{n}="1"' for n in range(9000)) + "/>"),
            "holds a tag of more than 20,000 characters",
        ),
        (
            rss("<item " + " ".join(f'a{n}=">"' for n in range(9000)) + "/>"),
            "holds a tag of more than 20,000 characters",
        ),
        (b"[" * 100_000, "is nested too deep to be read"),
        (b"{", "is not JSON that can be read"),
        (b'{"a": 1}', "is JSON, but not in the form 'syndication'"),
        (b"[1]", "is JSON, but not in the form 'syndication'"),
    ],
)
def test_what_is_no_feed_is_named(body, reason):
    with pytest.raises(FeedParseError) as caught:
        parse(body)

    assert str(caught.value) == reason


def test_a_web_page_that_names_its_feed_is_told_with_it():
    body = b"<html><head><link rel=alternate type='application/rss+xml' href='/rss.xml'></head></html>"

    with pytest.raises(FeedParseError, match=r"that page names https://feeds\.example/rss\.xml as its feed"):
        parse(body)


def test_entities_neither_grow_nor_read_files():
    laughs = "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 10))
    head = f"<!DOCTYPE r [<!ENTITY l0 'ha'>{laughs}<!ENTITY file SYSTEM 'file:///etc/passwd'>]>"
    body = rss("<item><title>&l9;&file;題</title><link>https://site.example/1</link></item>", head)

    (entry,) = entries(body)

    assert "題" in entry.title
    assert "haha" not in entry.title
    assert "root" not in entry.title


def test_a_long_feed_gives_its_newest_entries():
    days = ("Mon, 02 Nov 2026", "Tue, 03 Nov 2026")
    items = [ITEM.format(n, f"{days[n >= 100]} 10:00:00 GMT") for n in range(MAX_ENTRIES + 99)]
    body = rss("".join([*items, ITEM.format("x", "")]))

    found = entries(body)

    assert len(found) == MAX_ENTRIES
    assert found[0].title == "題100"
    assert "題x" not in [entry.title for entry in found]


def test_the_worker_is_handed_the_articles():
    source = feed(URL)
    payload = {
        "feed": pack_feed(source),
        "now": MONDAY.isoformat(),
        "body": rss(ITEM.format(1, "Fri, 20 Nov 2026 10:00:00 GMT") + ITEM.format("：PR】【PR】", "")),
        "charset": None,
        "base_url": URL,
    }

    reply = parse_task(payload)

    assert (reply["entries"], reply["items"], reply["note"]) == (2, (), None)
    assert next(each.url for each in unpack_articles(reply["articles"], source, MONDAY)) == "https://site.example/1"


def test_every_error_of_feedparser_stays_inside():
    """Its exceptions are notes on the result, none of them is raised: a strange feed only reads worse."""
    names = [
        name for name, kind in inspect.getmembers(importlib.import_module("feedparser.exceptions"), inspect.isclass)
    ]

    assert sorted(names) == [
        "CharacterEncodingOverride",
        "CharacterEncodingUnknown",
        "NonXMLContentType",
        "ThingsNobodyCaresAboutButMe",
        "UndeclaredNamespace",
    ]
    assert entries(b"<rss version='2.0'><channel><x:item/>" + ITEM.format(1, "").encode() + b"</channel></rss>")


_PIECES = st.sampled_from(
    [
        *(
            "<rss version='2.0'>",
            "<channel>",
            "<item>",
            "</item>",
            "</channel>",
            "</rss>",
            "<title>",
            "</title>",
            "<link>",
        ),
        *("</link>", "https://a.example/1", "<![CDATA[", "]]>", "<!--", "-->", "&", "&#0;", "<feed>", "<entry>"),
        *("</feed>", "<link href='x'/>", "<pubDate>2026</pubDate>", "あ", "\x00", "<guid>", "</guid>", '<a b="', "'>"),
        *("<?xml", "?>"),
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(_PIECES, max_size=25).map("".join), st.sampled_from(["utf-8", "cp932", "utf-16"]))
def test_whatever_comes_is_read_or_turned_down(text, encoding):
    try:
        found = entries(text.encode(encoding, "replace"))
    except FeedParseError:
        return

    assert all(entry.url.startswith("https://") for entry in found)


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from(list(FeedFormat)),
    st.recursive(
        st.none()
        | st.booleans()
        | st.integers()
        | st.floats()
        | st.sampled_from(["https://a.example/1", "story", "x", ""]),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    ["items", "hits", "url", "id", "title", "paper", "_custom", "hatenaCount", "points", "type", "time"]
                ),
                inner,
                max_size=5,
            )
        ),
        max_leaves=20,
    ),
)
def test_whatever_json_comes_is_read_or_turned_down(format_, data):
    try:
        parsed = parse(json.dumps(data).encode(), source=feed(URL, format=format_))
    except FeedParseError:
        return

    assert all(entry.url.startswith("https://") for entry in parsed.entries)
