import pytest

from newsroom.trackers import drop_trackers


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("utm_source=rss&id=1&utm_medium=x", "id=1"),
        ("FBCLID=x&gclid=y&p=3", "p=3"),
        ("from=rss&ref=site.example&source=twitter-share&via=x", ""),
        ("from=tokyo&ref=12&source=code&via=someone", "from=tokyo&ref=12&source=code&via=someone"),
        ("rss", ""),
        ("rss=3&feed=atom", "rss=3"),
        ("&&eid=1&12345&b=%E3%81%82&b=+", "eid=1&12345&b=%E3%81%82&b=+"),
        ("", ""),
    ],
)
def test_only_what_says_how_a_reader_came_is_dropped(query, kept):
    assert drop_trackers(query) == kept
