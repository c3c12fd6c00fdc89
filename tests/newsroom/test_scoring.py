import math
from dataclasses import astuple
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.requests import Request, leave_out_requests
from newsroom.scoring import WEIGHTS, find_mark, measure_explainability, score_stories
from newsroom.taste import Interests
from radio.news import Airing, Article, RankedStory, ScorePart, Story
from tests.factories import MONDAY, article, feed, sighting

A, B = "https://a.example/rss", "https://b.example/rss"
FEEDS = {A: feed(A, name="広場"), B: feed(B, watch_only=True)}


def story(number: int = 1, *others: Article, **given: object) -> Story:
    sightings = (sighting(A, popularity=number),)
    lead = article(f"https://site{number}.example/a", site=f"site{number}.example", **{"sightings": sightings} | given)
    return Story(lead=lead, others=others)


def rank(*stories: Story, **given: object) -> tuple[RankedStory, ...]:
    return score_stories(stories, **{"feeds": FEEDS, "now": MONDAY, "interests": Interests()} | given)


def part(ranked: RankedStory, name: str) -> ScorePart:
    return next(each for each in ranked.score.parts if each.name == name)


def test_the_weights_sum_to_one_with_and_without_a_judge() -> None:
    assert math.isclose(sum(astuple(WEIGHTS)), 1.0)
    assert math.isclose(sum(astuple(WEIGHTS.without_judge())), 1.0)


def test_a_score_is_the_weighted_sum_of_its_parts_times_freshness() -> None:
    (ranked,) = rank(story(title="LLMの話"))

    weighted = sum(each.value * each.weight for each in ranked.score.parts)
    assert math.isclose(ranked.score.total, weighted * ranked.score.freshness)
    assert math.isclose(sum(each.weight for each in ranked.score.parts), 1.0)
    assert all(each.detail for each in ranked.score.parts)


def test_a_story_of_five_days_ago_can_still_win() -> None:
    old = story(900, title="LLMの推論の仕組み", published_at=MONDAY - timedelta(days=5))
    fresh = story(1, title="なんでもない話", published_at=MONDAY)

    best, _ = rank(old, fresh, *(story(number, title="なんでもない話") for number in range(2, 30)))[:2]

    assert best.story == old
    assert math.isclose(best.score.freshness, math.exp(-120 / 168) ** 0.5)


def test_a_date_in_the_future_makes_no_story_fresher_than_fresh() -> None:
    (ranked,) = rank(story(published_at=MONDAY + timedelta(days=400)))

    assert ranked.score.freshness == 1


def test_equal_stories_stand_in_the_order_of_their_addresses() -> None:
    stories = [story(number, sightings=()) for number in (3, 1, 2)]

    ranked = rank(*stories)

    assert [each.story.lead.site for each in ranked] == ["site1.example", "site2.example", "site3.example"]


def test_a_judged_story_carries_the_judges_mark() -> None:
    judged, other = rank(story(1), story(2), judge={"https://site1.example/a": 0.9})

    judged, other = sorted((judged, other), key=lambda each: each.story.lead.url)
    assert part(judged, "judge") == ScorePart(name="judge", value=0.9, weight=0.1, detail="審査で9点")
    assert "judge" not in [each.name for each in other.score.parts]
    assert part(other, "popularity").weight > part(judged, "popularity").weight


@pytest.mark.parametrize(
    ("judge", "mark"),
    [({}, None), ({"https://site1.example/a": 7.0}, 1), ({"https://site1.example/a": -1.0}, 0)],
)
def test_marks_out_of_bounds_are_drawn_in(judge: dict[str, float], mark: float | None) -> None:
    assert find_mark(story(1), judge) == mark


def test_a_mark_that_is_no_number_is_none() -> None:
    assert find_mark(story(1), {"https://site1.example/a": math.nan}) is None


def test_a_mark_for_any_article_counts_for_its_story() -> None:
    assert find_mark(story(1, article("https://other.example/")), {"https://other.example/": 0.4}) == 0.4


def test_sites_that_agree_raise_a_story() -> None:
    others = [article(f"https://other{n}.example/", site=f"other{n}.example", title=f"別の言い方{n}") for n in range(2)]

    alone, together = (part(rank(each)[0], "agreement") for each in (story(1), story(1, *others)))

    assert alone.value == 0
    assert together.value == 0.75
    assert together.detail == "3つのサイトが取り上げてる"


def test_copies_of_one_text_are_one_source() -> None:
    copies = [article(f"https://copy{n}.example/", site=f"copy{n}.example", title="ＬＬＭの話！") for n in range(9)]
    copies = [article(each.url, site=each.site, title="LLMの話") for each in copies]

    assert part(rank(story(1, *copies, title="LLMの話"))[0], "agreement").value == 0


def test_feeds_that_picked_a_page_up_agree_too() -> None:
    listed = story(1, sightings=(sighting(A), sighting(B)))

    agreement = part(rank(listed)[0], "agreement")

    assert agreement.value == 0.5
    assert agreement.detail == "2つのフィードにのってる"


def test_a_long_page_with_reasons_explains_best() -> None:
    read = article(text="速くなるのは、覚えておく値を減らしたことで待ち時間が短くなるため。" * 60)
    short = article(text="短い。" * 20)
    summary = article(summary="要約だけがある。" * 50)
    nothing = article()

    explained = [measure_explainability(each) for each in (read, summary, short, nothing)]

    assert explained[0] == 1
    assert explained == sorted(explained, reverse=True)
    assert explained[-1] == 0


def test_what_resembles_the_last_episodes_is_less_new() -> None:
    airing = Airing(
        url="https://old.example/",
        title="LLMの推論をキャッシュで速くする",
        summary="",
        episode_number=1,
        episode_date="2026-11-16",
    )
    like, unlike = story(1, title="LLMの推論をキャッシュで速くする話"), story(2, title="埼玉の図書館")

    ranked = {each.story: part(each, "novelty") for each in rank(like, unlike, recent=(airing,))}

    assert ranked[like].value < 0.5
    assert ranked[like].detail == "最近の放送と似た話"
    assert ranked[unlike].value == 1


def test_requests_add_a_part_of_their_own_to_what_was_asked_for_and_leave_the_rest_as_it_is() -> None:
    stories = story(1, title="量子コンピューターの話"), story(2, title="コンパイラの話")

    before = {each.story: each for each in rank(*stories)}
    after = {each.story: each for each in rank(*stories, requests=[Request(terms=("quantum computer",))])}

    wanted, other = stories
    asked = part(after[wanted], "request")
    assert asked == ScorePart(name="request", value=0.5, weight=0.05, detail="おたよりのリクエスト（quantum computer）")
    assert after[wanted].score.parts[:-1] == before[wanted].score.parts
    assert 0 < after[wanted].score.total - before[wanted].score.total <= 0.025
    assert math.isclose(leave_out_requests(after[wanted].score), before[wanted].score.total)
    assert after[other] == before[other]


def test_a_request_opens_neither_what_the_host_avoids_nor_a_watch_only_feed() -> None:
    avoided, watched = story(1, title="首相の会見"), story(2, title="カレーの話", sightings=(sighting(B),))
    asked = [Request(terms=("首相",)), Request(terms=("カレー",))]

    assert rank(avoided, watched, interests=Interests(avoided_topics=("政治",)), requests=asked) == ()


def test_a_watch_only_feed_waits_for_a_watch_word() -> None:
    listed = story(1, title="ずんだもんの新しい声", sightings=(sighting(B),))

    assert rank(listed) == ()
    assert rank(listed, interests=Interests(watch_words=("ずんだもん",)))


def test_a_story_that_another_feed_lists_waits_for_nothing() -> None:
    assert rank(story(1, sightings=(sighting(A), sighting(B))))
    assert rank(story(1, sightings=(sighting("https://gone.example/rss"),)))


def test_what_the_host_leaves_to_others_is_not_ranked() -> None:
    assert rank(story(1, title="首相の会見"), interests=Interests(avoided_topics=("政治",))) == ()


@given(
    st.lists(
        st.tuples(
            st.text(max_size=40),
            st.integers(-(10**9), 10**9) | st.none(),
            st.integers(-400, 400),
            st.text(max_size=80) | st.none(),
            st.integers(-(10**9), 10**9) | st.none(),
        ),
        max_size=6,
    )
)
def test_scores_stay_between_nothing_and_one(rows: list[tuple[str, int | None, int, str | None, int | None]]) -> None:
    stories = [
        Story(
            lead=article(
                f"https://site.example/{number}",
                title=title,
                published_at=MONDAY + timedelta(hours=hours),
                text=text,
                bookmarks=bookmarks,
                sightings=(sighting(A, popularity=popularity, first_popularity=bookmarks),),
            )
        )
        for number, (title, popularity, hours, text, bookmarks) in enumerate(rows)
    ]

    for ranked in rank(*stories):
        assert 0 <= ranked.score.total <= 1
        assert all(0 <= each.value <= 1 for each in ranked.score.parts)
