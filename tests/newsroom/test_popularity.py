from datetime import timedelta

from newsroom.popularity import UNKNOWN, Charts
from radio.news import Story
from tests.factories import MONDAY, article, feed, sighting

POINTS, UPVOTES = "https://points.example/rss", "https://upvotes.example/rss"
FEEDS = {POINTS: feed(POINTS, name="点の広場")}


def story(number: int, source: str = POINTS, **given: int | None) -> Story:
    return Story(
        lead=article(f"https://site.example/{number}", sightings=(sighting(source, **{"popularity": number} | given),))
    )


def test_the_top_of_a_small_source_beats_the_middle_of_a_large_one() -> None:
    points, upvotes = (
        [story(number) for number in range(100, 1_100, 10)],
        [story(number, UPVOTES) for number in range(20)],
    )

    charts = Charts([*points, *upvotes], FEEDS)

    assert charts.rank_popularity(upvotes[-1]).share > charts.rank_popularity(points[50]).share
    assert charts.rank_popularity(points[-1]).share > 0.95


def test_the_place_is_told_in_plain_words() -> None:
    stories = [story(number) for number in range(1_201, 1_301)]
    charts = Charts(stories, FEEDS)

    assert charts.rank_popularity(stories[95]).detail == "点の広場で上位5%（1,296）"


def test_a_feed_that_is_no_longer_listed_is_told_by_its_address() -> None:
    charts = Charts([story(3, UPVOTES)], FEEDS)

    assert charts.rank_popularity(story(3, UPVOTES)).detail == f"{UPVOTES}で上位100%（3）"


def test_the_first_of_two_is_no_top() -> None:
    few = Charts([story(1), story(900)], FEEDS).rank_popularity(story(900)).share
    many = Charts([story(number) for number in range(50)], FEEDS).rank_popularity(story(49)).share

    assert 0.5 < few < 0.75 < many


def test_bookmarks_are_a_source_of_their_own() -> None:
    marked = [Story(lead=article(f"https://site.example/{number}", bookmarks=number)) for number in range(1, 41)]
    charts = Charts(marked, {})

    standing = charts.rank_popularity(marked[-1])

    assert standing.share > 0.9
    assert standing.detail == "はてなブックマークで上位2%（40）"


def test_no_number_and_no_bookmark_say_nothing() -> None:
    silent = [story(1, popularity=None), Story(lead=article(bookmarks=0)), Story(lead=article())]
    charts = Charts([*silent, story(5)], FEEDS)

    assert {charts.rank_popularity(each).share for each in silent} == {UNKNOWN}
    assert {charts.rank_velocity(each).share for each in silent} == {UNKNOWN}


def test_the_best_place_of_any_article_counts() -> None:
    stories = [story(number) for number in range(50)]
    both = Story(lead=stories[0].lead, others=(stories[-1].lead,))

    charts = Charts([*stories[1:-1], both], FEEDS)

    assert charts.rank_popularity(both).share > 0.9


def test_what_grows_fast_stands_high_whatever_its_age() -> None:
    def seen(number: int, *, age: float, watched: float = 0.0, first: int | None = None) -> Story:
        listed = sighting(
            POINTS, popularity=100, first_popularity=first, first_seen_at=MONDAY - timedelta(hours=watched)
        )
        published = MONDAY - timedelta(hours=age)
        return Story(lead=article(f"https://site.example/{number}", published_at=published, sightings=(listed,)))

    old, young, rising = seen(1, age=100), seen(2, age=10), seen(3, age=100, watched=4, first=20)
    unclear, shrinking = seen(4, age=100, watched=4), seen(5, age=100, watched=4, first=300)
    charts = Charts([old, young, rising, unclear, shrinking], FEEDS)

    speed = {name: charts.rank_velocity(each) for name, each in (("old", old), ("young", young), ("rising", rising))}

    assert speed["rising"].share > speed["young"].share > speed["old"].share
    assert charts.rank_velocity(unclear).share == charts.rank_velocity(shrinking).share == speed["old"].share
    assert speed["rising"].detail == "点の広場で1時間に20.0ずつ増加"


def test_a_count_of_the_first_minutes_is_no_speed() -> None:
    fresh = Story(
        lead=article("https://site.example/x", published_at=MONDAY, sightings=(sighting(POINTS, popularity=10),))
    )

    assert Charts([fresh], FEEDS).rank_velocity(fresh).detail == "点の広場で1時間に5.0ずつ増加"


def test_a_negative_count_counts_as_none() -> None:
    charts = Charts([story(-5), story(0)], FEEDS)

    assert charts.rank_popularity(story(-5)) == charts.rank_popularity(story(0))
