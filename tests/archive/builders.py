"""Episodes, stations and their steps, as short as a test wants them."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from archive.storage import Storage
from radio.news import FeedRole, RankedStory, Score, ScorePart, Story
from radio.show import Draft, Edition, EpisodeKind, Fact, FactSheet, Rundown, Segment, Slot, SlotKind, Station
from radio.transmission import Link, Post
from tests.factories import article

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
MONDAY = date(2026, 11, 23)
WEEK = timedelta(days=7)
QUOTE = "原文そのままの一文です"


def edition(air_date: date = MONDAY, **given: Any) -> Edition:
    return Edition(**{"air_date": air_date, "host": "tsumugi"} | given)


def story(url: str = "https://site.example/a", **given: Any) -> RankedStory:
    lead = article(url, title=f"題 {url}", summary="要約の原文", description="説明の原文", text="本文の原文")
    others = (article(f"{url}-en", title="The same in English", text="source text", summary="source summary"),)
    score = Score(total=0.5, freshness=1, parts=(ScorePart(name="popularity", value=0.5, weight=0.25, detail="上位"),))
    return RankedStory(
        **{"story": Story(lead=lead, others=others), "score": score, "role": FeedRole.AI, "maker": "例社"} | given
    )


def rundown(draft: Draft, wanted: Edition | None = None, *stories: RankedStory) -> Rundown:
    told = stories or (story(),)
    slots = (
        Slot(kind=SlotKind.OPENING),
        *(
            Slot(kind=SlotKind.STORY, number=number, last=number == len(told), ranked=ranked)
            for number, ranked in enumerate(told, start=1)
        ),
        Slot(kind=SlotKind.CLOSING),
    )
    return Rundown(edition=wanted or edition(), episode_number=draft.episode_number, slots=slots)


def sheet() -> FactSheet:
    fact = Fact(claim="速さは2倍になった", quote=QUOTE)
    return FactSheet(facts=(fact,), caveat=fact, number=fact, maker="例社")


def segment(part: str = "story-1", **given: Any) -> Segment:
    return Segment(**{"part": part, "copy": "あーしの言葉！", "free": "言葉！", "topic": "速さの話"} | given)


def post(part: str = "opening", **given: Any) -> Post:
    links = (Link(label="記事", url="https://site.example/a"),)
    return Post(**{"part": part, "title": "題", "text": "本文じゃないよ", "links": links, "colour": 0xFF9914} | given)


async def open_draft(storage: Storage, wanted: Edition | None = None, **given: Any) -> Draft:
    asked = {"kind": EpisodeKind.REHEARSAL, "fingerprint": "feeds-1", "now": NOW, "max_age": timedelta(hours=6)} | given
    return await storage.open_draft(wanted or edition(), **asked)


async def finish(storage: Storage, wanted: Edition | None = None, *stories: RankedStory, **given: Any) -> Draft:
    """An episode from draft to finished posts."""
    draft = await open_draft(storage, wanted, **given)
    planned = await storage.save_rundown(draft.episode_id, rundown(draft, wanted, *stories))
    for slot in planned.slots:
        await storage.save_segment(draft.episode_id, segment(slot.part, facts=sheet() if slot.ranked else None))
    await storage.finish_episode(draft.episode_id, [post(slot.part) for slot in planned.slots], NOW)
    return draft


async def air(storage: Storage, wanted: Edition | None = None, *stories: RankedStory) -> Draft:
    """An aired broadcast."""
    draft = await finish(storage, wanted, *stories, kind=EpisodeKind.BROADCAST)
    await storage.mark_aired(draft.episode_id, NOW)
    return draft


def station(**given: Any) -> Station:
    return Station(
        **{
            "guild_id": 1,
            "channel_id": 10,
            "host": "tsumugi",
            "weekday": 0,
            "air_time": time(8, 0),
            "zone": "Asia/Tokyo",
            "set_at": NOW,
        }
        | given
    )


async def add_station(storage: Storage, **given: Any) -> int:
    added = await storage.add_station(station(**given), NOW)
    assert added is not None
    return added.station_id
