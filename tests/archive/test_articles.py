from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from archive.storage import Storage
from radio.news import Article, FeedState, Language
from tests.archive.builders import NOW, WEEK, air, story
from tests.factories import article, sighting

RSS, HOTENTRY = "https://feeds.example/rss", "https://hotentry.example/it.rdf"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


async def file(storage: Storage, *articles: Article, feed_url: str = RSS) -> None:
    await storage.file_feed(FeedState(url=feed_url, asked_at=NOW), articles)


async def read(storage: Storage, **given: Sequence[str]) -> tuple[Article, ...]:
    return await storage.articles_between(NOW - WEEK, NOW + WEEK, **given)


async def test_an_article_comes_back_whole(storage: Storage):
    filed = article(
        link="https://site.example/a?utm=1",
        language=Language.ENGLISH,
        summary="要約",
        description="説明",
        text="本文",
        bookmarks=412,
        sightings=(sighting(RSS, first_popularity=3, popularity=10),),
    )

    await file(storage, filed)

    assert await read(storage) == (filed,)


async def test_articles_come_oldest_first_and_the_end_of_the_window_is_outside(storage: Storage):
    dates = {"a": NOW - DAY, "b": NOW - 3 * DAY, "c": NOW, "d": NOW - WEEK, "e": NOW - WEEK - HOUR}
    await file(storage, *(article(f"https://site.example/{name}", published_at=at) for name, at in dates.items()))

    found = await storage.articles_between(NOW - WEEK, NOW)

    assert [each.url[-1] for each in found] == ["d", "b", "a"]


async def test_a_repeated_sighting_keeps_the_first_and_renews_the_last(storage: Storage):
    first = sighting(RSS, first_popularity=3, popularity=3)
    again = sighting(RSS, first_seen_at=NOW + HOUR, last_seen_at=NOW + HOUR, first_popularity=50, popularity=50)
    await file(storage, article(sightings=(first,)))

    await file(storage, article(sightings=(again,)))

    (found,) = await read(storage)
    assert found.sightings == (sighting(RSS, last_seen_at=NOW + HOUR, first_popularity=3, popularity=50),)


async def test_an_older_sighting_that_is_filed_late_finds_its_place(storage: Storage):
    older = sighting(RSS, first_seen_at=NOW - HOUR, last_seen_at=NOW - HOUR, first_popularity=1, popularity=1)
    await file(storage, article(sightings=(sighting(RSS, first_popularity=3, popularity=9),)))

    await file(storage, article(sightings=(older,)))

    (found,) = await read(storage)
    assert found.sightings == (sighting(RSS, first_seen_at=NOW - HOUR, first_popularity=1, popularity=9),)


async def test_a_popularity_that_is_missing_once_is_not_forgotten(storage: Storage):
    await file(storage, article(sightings=(sighting(RSS, popularity=9),)))

    await file(storage, article(sightings=(sighting(RSS, last_seen_at=NOW + HOUR),)))

    assert (await read(storage))[0].sightings[0].popularity == 9


async def test_each_feed_has_its_own_sighting(storage: Storage):
    await file(storage, article(sightings=(sighting(RSS, popularity=9),)))

    await file(storage, article(sightings=(sighting(HOTENTRY, popularity=80),)), feed_url=HOTENTRY)

    (found,) = await read(storage)
    assert [each.feed_url for each in found.sightings] == [RSS, HOTENTRY]


async def test_an_article_listed_twice_by_one_feed_is_one(storage: Storage):
    await file(storage, article(sightings=(sighting(),)), article(title="もう一度", sightings=(sighting(),)))

    (found,) = await read(storage)
    assert (found.title, len(found.sightings)) == ("量子コンピューターの話", 1)


async def test_the_first_title_the_longer_summary_and_the_later_count_stay(storage: Storage):
    await file(storage, article(title="", summary="短い要約", bookmarks=5))
    await file(storage, article(title="題", summary="ずっと長くて詳しい要約", bookmarks=7))
    await file(storage, article(title="別の題", summary="短い", bookmarks=None))

    (found,) = await read(storage)
    assert (found.title, found.summary, found.bookmarks) == ("題", "ずっと長くて詳しい要約", 7)


async def test_the_earliest_credible_date_stays(storage: Storage):
    unset = datetime(1970, 1, 1, tzinfo=UTC)
    for published_at in (unset, NOW - DAY, NOW - 2 * DAY, NOW, unset):
        await file(storage, article(published_at=published_at))

    assert (await read(storage))[0].published_at == NOW - 2 * DAY


async def test_only_what_the_given_feeds_listed_is_read(storage: Storage):
    await file(storage, article(sightings=(sighting(RSS),)))
    both = article("https://site.example/b", sightings=(sighting(HOTENTRY), sighting("https://gone.example/")))
    await file(storage, both, feed_url=HOTENTRY)
    await file(storage, article("https://site.example/c"))

    found = await read(storage, feeds=[HOTENTRY])

    assert found == (replace(both, sightings=(sighting(HOTENTRY),)),)


async def test_broken_text_and_absurd_numbers_of_a_feed_do_not_stop_the_desk(storage: Storage):
    hostile = article(
        "https://site.example/\ud800",
        title="題\udc00",
        summary="\x00要約",
        bookmarks=10**40,
        sightings=(sighting(popularity=-(10**40), first_popularity=10**40),),
    )

    await file(storage, hostile, article())

    found = {each.url: each for each in await read(storage)}
    assert found["https://site.example/\ufffd"].title == "題\ufffd"
    assert found["https://site.example/\ufffd"].sightings[0].popularity == 0
    assert len(found) == 2


async def test_sql_in_a_title_is_only_a_title(storage: Storage):
    title = "'); DROP TABLE articles; --"

    await file(storage, article(title=title))

    assert (await read(storage))[0].title == title


async def test_a_page_that_was_read_corrects_the_article(storage: Storage):
    await file(storage, article(summary="要約", bookmarks=7, sightings=(sighting(),)))
    page = article(
        title="正しい題", text="本文", description="説明", language=Language.ENGLISH, published_at=NOW - 2 * DAY
    )

    await storage.save_pages([page])

    (found,) = await read(storage)
    assert found == replace(page, summary="要約", bookmarks=7, sightings=(sighting(),))


async def test_a_page_of_an_article_that_was_never_filed_is_filed(storage: Storage):
    page = article(text="本文", sightings=(sighting(),))

    await storage.save_pages([page])

    assert await read(storage) == (page,)


async def test_bookmarks_are_kept_for_what_is_known(storage: Storage):
    await file(storage, article())

    await storage.save_bookmarks({"https://site.example/a": 412, "https://unknown.example/": 5})

    assert [each.bookmarks for each in await read(storage)] == [412]


async def test_what_was_aired_gets_no_summary_again(storage: Storage):
    told = story("https://site.example/a")
    await file(storage, told.story.lead, article("https://site.example/b", summary="要約"))
    await air(storage, None, told)

    await file(storage, told.story.lead)

    summaries = {each.url: each.summary for each in await read(storage)}
    assert summaries == {"https://site.example/a": "", "https://site.example/b": "要約"}
