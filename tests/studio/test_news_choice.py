import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta

import pytest

from newsroom.feed_list import FeedList
from newsroom.page_round import PagesRead
from radio.errors import StorageError
from radio.news import Article, FeedState, Language
from studio import news_choice
from studio.news_choice import NewsChoice
from studio.producer import Producer
from tests.factories import article, feed, sighting
from tests.studio.newsday import FEED, FEEDS, NOW, TSUMUGI, open_day

LONG = "この仕組みによって、推論の速さは約2倍になった。" * 30


@asynccontextmanager
async def open_choice(feeds: FeedList = FEEDS) -> AsyncIterator[tuple[NewsChoice, Producer]]:
    async with open_day() as producer:
        choice = NewsChoice(storage=producer.storage, desk=producer.desk, clock=producer.clock, feeds=feeds)
        yield choice, producer
        await choice.close()


def count_rounds(producer: Producer, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    rounds: list[int] = []
    gather = producer.desk.gather

    async def counted(feeds: Sequence[object]) -> object:
        rounds.append(len(feeds))
        return await gather(feeds)  # type: ignore[arg-type] – feeds pass through

    monkeypatch.setattr(producer.desk, "gather", counted)
    return rounds


async def file(producer: Producer, *titles: str, start: int = 0, **given: object) -> None:
    listed = [
        article(
            f"https://site{number}.example/a",
            title=title,
            site=f"site{number}.example",
            sightings=(sighting(FEED.url, first_seen_at=NOW, last_seen_at=NOW),),
            **{"text": LONG, "published_at": NOW - timedelta(hours=number + 1)} | given,
        )
        for number, title in enumerate(titles, start)
    ]
    await producer.storage.file_feed(FeedState(url=FEED.url, asked_at=NOW), listed)
    await producer.storage.save_pages(listed)


async def test_hundreds_who_ask_share_one_round(monkeypatch: pytest.MonkeyPatch):
    async with open_choice() as (choice, producer):
        rounds = count_rounds(producer, monkeypatch)

        await asyncio.gather(*(choice.freshen() for _ in range(200)))

        assert rounds == [1]
        assert len(await choice.choose_hot(TSUMUGI, 3)) == 3


async def test_a_round_of_late_is_not_made_again(monkeypatch: pytest.MonkeyPatch):
    async with open_choice() as (choice, producer):
        rounds = count_rounds(producer, monkeypatch)
        asked = FeedState(url=FEED.url, asked_at=NOW - timedelta(minutes=29))
        await producer.storage.file_feed(asked, [])
        await choice.freshen()
        early = list(rounds)

        await producer.storage.file_feed(replace(asked, asked_at=NOW - timedelta(minutes=30)), [])
        await choice.freshen()

        assert (early, rounds) == ([], [1])


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (FeedState(url=FEED.url, asked_at=NOW - timedelta(hours=2), not_before=NOW + timedelta(minutes=5)), []),
        (FeedState(url=FEED.url), [1]),
        (FeedState(url=FEED.url, asked_at=NOW + timedelta(days=1)), [1]),
        (FeedState(url="https://another.example/rss", asked_at=NOW), [1]),
    ],
)
async def test_a_round_is_made_only_where_it_can_bring_something(
    state: FeedState, expected: list[int], monkeypatch: pytest.MonkeyPatch
):
    async with open_choice() as (choice, producer):
        rounds = count_rounds(producer, monkeypatch)
        await producer.storage.file_feed(state, [])

        await choice.freshen()

        assert rounds == expected


async def test_nobody_waits_for_a_slow_round_longer_than_a_while(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(news_choice, "ROUND_WAIT_S", 0.01)
    async with open_choice() as (choice, producer):
        asked: list[object] = []

        async def never(feeds: object) -> None:
            asked.append(feeds)
            await asyncio.Event().wait()

        monkeypatch.setattr(producer.desk, "gather", never)

        await choice.freshen()

        assert len(asked) == 1


async def test_a_failing_archive_stops_the_round(monkeypatch: pytest.MonkeyPatch):
    async with open_choice() as (choice, producer):

        async def fail(_: object) -> None:
            raise StorageError("the disk is full")

        monkeypatch.setattr(producer.desk, "gather", fail)

        with pytest.raises(StorageError):
            await choice.freshen()


async def test_only_the_last_two_days_are_hot():
    async with open_choice() as (choice, producer):
        await file(producer, "量子コンピューターの仕組み", "GPUの推論を速くする方法")
        await file(producer, "Rustの新しい仕組み", start=9, published_at=NOW - timedelta(hours=49))

        hot = await choice.choose_hot(TSUMUGI, 5)

        assert {each.story.lead.title for each in hot} == {"量子コンピューターの仕組み", "GPUの推論を速くする方法"}
        assert all(part.name != "novelty" for part in hot[0].score.parts)


async def test_without_articles_nothing_is_chosen():
    async with open_choice() as (choice, _):
        assert await choice.choose_hot(TSUMUGI, 3) == ()
        assert await choice.choose_topic(TSUMUGI, "量子", 3) == ()


async def test_a_topic_is_found_in_both_languages_over_the_week():
    async with open_choice() as (choice, producer):
        titles = ("量子コンピューターが小さくなった", "Quantum computers shrink again", "GPUの推論を速くする方法")
        await file(producer, *titles, published_at=NOW - timedelta(days=5))

        found = await choice.choose_topic(TSUMUGI, "量子", 5)

        told = {article.title for each in found for article in each.story.articles}
        assert "量子コンピューターが小さくなった" in told
        assert "GPUの推論を速くする方法" not in told


async def test_on_a_topic_that_was_asked_for_even_a_thin_story_is_told():
    async with open_choice() as (choice, producer):
        await file(producer, "カレーの歴史", "カレーの未来", text="カレー。", description="")

        assert len(await choice.choose_topic(TSUMUGI, "カレー", 1)) == 1
        assert len(await choice.choose_topic(TSUMUGI, "カレー", 5)) == 2


async def test_a_feed_that_only_watches_is_told_where_its_word_was_asked_for():
    watching = replace(FEED, watch_only=True, language=Language.JAPANESE)
    async with open_choice(FeedList(feeds=(watching,))) as (choice, producer):
        await file(producer, "量子コンピューターの仕組み")

        assert await choice.choose_hot(TSUMUGI, 3) == ()
        assert len(await choice.choose_topic(TSUMUGI, "量子コンピューター", 3)) == 1


async def test_pages_that_do_not_come_in_time_are_done_without(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(news_choice, "PAGES_WAIT_S", 0.01)
    async with open_choice() as (choice, producer):
        await file(producer, "量子コンピューターの仕組み", text=None)

        async def never(_: Sequence[Article]) -> PagesRead:
            await asyncio.Event().wait()
            raise AssertionError("never read")

        monkeypatch.setattr(producer.desk, "read_pages", never)

        assert len(await choice.choose_hot(TSUMUGI, 3)) == 1


async def test_topics_are_offered_from_memory_and_refreshed_behind_ones_back(monkeypatch: pytest.MonkeyPatch):
    async with open_choice() as (choice, producer):
        await file(producer, "量子コンピューターの仕組み")
        first = await choice.suggest_topics("量")
        await file(producer, "ロボットの仕組み", start=9)
        again = await choice.suggest_topics("ロボ")
        producer.clock.pass_by(minutes=11)  # type: ignore[attr-defined] – the fake clock
        stale = await choice.suggest_topics("ロボ")
        for _ in range(200):
            await asyncio.sleep(0.01)
            if fresh := await choice.suggest_topics("ロボ"):
                break

        assert first == ("量子コンピューター",)
        assert again == stale == ()
        assert fresh == ("ロボット",)
        assert await choice.find_nearest("ロボット工学") == ("ロボット", "量子コンピューター")


async def test_a_refresh_that_fails_leaves_the_topics_that_are_there(monkeypatch: pytest.MonkeyPatch):
    async with open_choice() as (choice, producer):
        await file(producer, "量子コンピューターの仕組み")
        await choice.suggest_topics("")

        async def fail(*_: object, **__: object) -> None:
            raise StorageError("locked")

        monkeypatch.setattr(producer.storage, "articles_between", fail)
        producer.clock.pass_by(minutes=11)  # type: ignore[attr-defined] – the fake clock
        await choice.suggest_topics("")
        await asyncio.sleep(0.01)

        assert await choice.suggest_topics("量") == ("量子コンピューター",)


async def test_suggestions_do_not_wait_for_a_slow_archive(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(news_choice, "TOPICS_WAIT_S", 0.01)
    async with open_choice() as (choice, producer):

        async def never(*_: object, **__: object) -> None:
            await asyncio.Event().wait()

        monkeypatch.setattr(producer.storage, "articles_between", never)

        assert await choice.suggest_topics("量") == ()


def test_the_weights_of_now_sum_to_one():
    weights = news_choice.NOW_WEIGHTS.without_judge()

    assert sum(getattr(weights, name) for name in weights.__slots__) == pytest.approx(1.0)
    assert feed().weight <= 1
