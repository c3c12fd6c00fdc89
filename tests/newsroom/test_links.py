import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.links import canonical_url, clean_link


@pytest.mark.parametrize(
    "url",
    [
        "https://www.site.example/blog/1.html?utm_source=rss&utm_medium=feed",
        "http://site.example/blog/1.html#more",
        "https://site.example:443/blog/1.html/",
        "HTTPS://SITE.EXAMPLE./blog//1.html?fbclid=x&rss",
        "https://m.site.example/blog/1.html?ref=news.ycombinator.com",
        "https://amp.site.example/blog/1.html/amp?amp=1",
        "https://site.example/amp/blog/1.html?outputType=amp",
        "https://site.example/blog/x/../1.html;jsessionid=AB12?from=rss_top",
        "https://b.hatena.ne.jp/entry/s/site.example/blog/1.html",
        "https://www.google.com/url?sa=t&url=https://site.example/blog/1.html&usg=x",
        "https://www.google.com/url?q=https%3A%2F%2Fsite.example%2Fblog%2F1.html",
        "https://www.google.co.jp/amp/s/site.example/blog/1.html",
        "https://site-example.cdn.ampproject.org/c/s/site.example/blog/1.html",
        "https://web.archive.org/web/20261120000000/http://site.example/blog/1.html",
    ],
)
def test_one_article_has_one_address_however_it_is_reached(url):
    assert canonical_url(url) == "https://site.example/blog/1.html"


@pytest.mark.parametrize(
    ("url", "known"),
    [
        ("https://youtu.be/abc123DEF45?si=x", "https://youtube.com/watch?v=abc123DEF45"),
        ("https://m.youtube.com/watch?v=abc123DEF45&t=3", "https://youtube.com/watch?v=abc123DEF45"),
        ("https://www.youtube.com/shorts/abc123DEF45", "https://youtube.com/watch?v=abc123DEF45"),
        ("https://www.youtube.com/@someone", "https://youtube.com/@someone"),
        ("https://www.youtube.com/watch?list=x", "https://youtube.com/watch?list=x"),
        ("https://youtu.be/", "https://youtu.be/"),
        ("https://mobile.twitter.com/who/status/123?s=20", "https://x.com/i/status/123"),
        ("https://nitter.net/who/status/123#m", "https://x.com/i/status/123"),
        ("https://x.com/who", "https://x.com/who"),
        ("https://arxiv.org/pdf/2411.01234v2.pdf", "https://arxiv.org/abs/2411.01234"),
        ("https://export.arxiv.org/abs/cs/0112017v1", "https://arxiv.org/abs/cs/0112017"),
        ("https://huggingface.co/papers/2411.01234", "https://arxiv.org/abs/2411.01234"),
        ("https://huggingface.co/blog/x", "https://huggingface.co/blog/x"),
        ("https://old.reddit.com/r/a/comments/1abc2/title/", "https://reddit.com/comments/1abc2"),
        ("https://www.reddit.com/r/a", "https://reddit.com/r/a"),
        ("https://github.com/OpenAI/Whisper.git", "https://github.com/openai/whisper"),
        ("https://github.com/Some/amp", "https://github.com/some/amp"),
        ("https://github.com/", "https://github.com/"),
        ("https://en.m.wikipedia.org/wiki/A", "https://en.wikipedia.org/wiki/A"),
        ("https://www.amazon.co.jp/a/dp/B000000000/ref=x", "https://amazon.co.jp/dp/B000000000"),
        ("https://www.amazon.co.jp/gp/help", "https://amazon.co.jp/gp/help"),
        (
            "https://www.itmedia.co.jp/news/spv/2611/20/news1.html",
            "https://itmedia.co.jp/news/articles/2611/20/news1.html",
        ),
        ("https://www.itmedia.co.jp/news/", "https://itmedia.co.jp/news"),
        ("https://news.ycombinator.com/item?id=12&p=2", "https://news.ycombinator.com/item?id=12"),
        ("https://news.ycombinator.com/newest", "https://news.ycombinator.com/newest"),
        ("https://例え.jp/記事/１", "https://xn--r8jz45g.jp/%E8%A8%98%E4%BA%8B/%EF%BC%91"),
        ("https://site.example/%e8%a8%98?b=2&a=%7e", "https://site.example/%E8%A8%98?a=~&b=2"),
        ("http://127.0.0.10:8765/pages/x.html?utm_source=rss", "http://127.0.0.10:8765/pages/x.html"),
        ("https://[2001:db8::1]:8443/x/", "https://[2001:db8::1]:8443/x"),
        ("https://m.co.jp/x", "https://m.co.jp/x"),
        ("https://app.example/#!/news/1", "https://app.example/#!/news/1"),
    ],
)
def test_sites_that_show_one_thing_under_many_addresses_are_known(url, known):
    assert canonical_url(url) == known


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://news.ycombinator.com/item?id=1", "https://news.ycombinator.com/item?id=2"),
        ("https://blog.example.jp/?eid=123", "https://blog.example.jp/?eid=124"),
        ("https://blog.example.jp/?cid=5", "https://blog.example.jp/?cid=6"),
        ("https://blog.example.jp/cgi?12345", "https://blog.example.jp/cgi?12346"),
        ("https://site.example/a?ref=12345", "https://site.example/a?ref=12346"),
        ("https://site.example/a?from=2026", "https://site.example/a?from=2025"),
        ("https://site.example/A", "https://site.example/a"),
        ("https://site.example/a%2Fb", "https://site.example/a/b"),
        ("http://site.example:8080/a", "https://site.example/a"),
        ("https://site.example/a?rss=2", "https://site.example/a?rss=3"),
        ("https://products.example/audio/amp", "https://products.example/audio"),
    ],
)
def test_what_may_be_two_articles_stays_two(one, other):
    assert canonical_url(one) != canonical_url(other)


@pytest.mark.parametrize(
    "url",
    [
        *(
            "javascript:alert(1)",
            "data:text/html,x",
            "mailto:a@b.example",
            "file:///etc/passwd",
            "//site.example/a",
            "",
        ),
        *("/a", "https://", "https://user@site.example/", "https://:pw@site.example/", "https://site..example/"),
        *("https://site.example:99999/", "https://site.example/" + "a" * 2100, "https://site.example/" + "あ" * 700),
    ],
)
def test_what_is_no_public_kind_of_address_has_no_canonical_form(url):
    assert canonical_url(url) is None


def test_wrappers_without_end_lead_nowhere():
    url = "https://site.example/"
    for _ in range(12):
        url = f"https://web.archive.org/web/2026/{url}"

    assert canonical_url(url) is None
    assert clean_link(url) is not None


def test_a_wrapper_around_nothing_stays_what_it_is():
    assert canonical_url("https://www.google.com/url?sa=t") == "https://google.com/url?sa=t"
    assert canonical_url("https://b.hatena.ne.jp/hotentry/it") == "https://b.hatena.ne.jp/hotentry/it"
    assert canonical_url("https://web.archive.org/about") == "https://web.archive.org/about"
    assert canonical_url("https://www.google.com/search?q=x") == "https://google.com/search?q=x"
    assert canonical_url("https://x.cdn.ampproject.org/about") == "https://x.cdn.ampproject.org/about"


_URLS = st.builds(
    "{}://{}{}{}/{}?{}#{}".format,
    st.sampled_from(["http", "https", "HTTPS"]),
    st.sampled_from(["www.", "m.", "amp.", "sp.", "", "b."]),
    st.sampled_from(
        [
            *("site.example", "youtu.be", "youtube.com", "x.com", "arxiv.org", "github.com", "hatena.ne.jp"),
            *("web.archive.org", "google.com", "日本.jp", "reddit.com", "amazon.co.jp", "127.0.0.1", "[::1]"),
        ]
    ),
    st.sampled_from(["", ":80", ":443", ":8080"]),
    st.lists(
        st.text("abz/%.;=あ AMP", max_size=8)
        | st.sampled_from(["amp", "..", "index.html", "entry", "s", "web/2026", "url"])
        | st.sampled_from(
            ["https://a.example/x", "abs/2411.01234v3", "www.google.com/amp/s/b.example", "%2e%2e", "%41"]
        ),
        max_size=5,
    ).map("/".join),
    st.lists(
        st.sampled_from(
            ["utm_source=x", "id=1", "v=abc123DEF45", "url=https://c.example/?d=1", "amp", "rss", "q=%E3%81%82", "b+c"]
        )
        | st.text("ab&=%+1あ", max_size=6),
        max_size=4,
    ).map("&".join),
    st.text("!/a#%あ", max_size=5),
)


@given(_URLS)
def test_a_canonical_address_is_its_own(url):
    once = canonical_url(url)

    assert once is None or canonical_url(once) == once


@given(_URLS, _URLS)
def test_a_link_is_absolute_and_is_the_same_article(link, base):
    cleaned = clean_link(link, base)

    assert cleaned is None or cleaned.startswith(("http://", "https://"))
    assert cleaned is None or canonical_url(link) is None or canonical_url(cleaned) == canonical_url(link)


@given(st.text(max_size=60))
def test_no_text_breaks_the_reading_of_addresses(text):
    for found in (clean_link(text), clean_link(text, "https://site.example/feed"), canonical_url(text)):
        assert found is None or found.startswith(("http://", "https://"))


@pytest.mark.parametrize(
    ("link", "opened"),
    [
        ("/a?utm_medium=x#top", "https://site.example/a#top"),
        (" ../b \n", "https://site.example/b"),
        ("//other.example/a", "https://other.example/a"),
        ("https://www.other.example/a/?b=2&utm_source=x&a=1", "https://www.other.example/a/?b=2&a=1"),
        ("https://other.example/a#:~:text=x", "https://other.example/a"),
        ("https://b.hatena.ne.jp/entry/other.example/a", "http://other.example/a"),
        ("", None),
        ("javascript:alert(1)", None),
        ("http://[", None),
    ],
)
def test_a_link_opens_what_its_feed_meant(link, opened):
    assert clean_link(link, "https://site.example/news/feed.xml") == opened
