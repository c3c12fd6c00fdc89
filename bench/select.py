"""Measures grouping, scoring and choosing: how long 5,000 entries take, and how well headlines are grouped.

Run as `python -m bench.select`. Ends with 1 if a limit is missed.
"""

import sys
import tomllib
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import combinations
from pathlib import Path
from statistics import median
from time import perf_counter

from newsroom import documents, sounds, words
from newsroom.selection import Interests, score_stories, select_stories, shortlist
from newsroom.stories import group_stories
from radio.news import Article, Feed, FeedRole, Language, Sighting, Story

HEADLINES = Path(__file__).with_name("headlines.toml")
NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
ENTRIES = 5_000
RUNS = 5
LIMIT_S = 2.0
F1_LIMIT = 0.85

INTERESTS = Interests(
    light_topics=("VOICEVOX", "VTuber", "カレー", "埼玉", "アニメ", "ゲーム"),
    avoided_topics=("首相", "訃報", "逮捕", "戦争", "宗教", "株価", "アダルト"),
)
FEEDS = {
    f"https://feeds.example/{number}": Feed(
        url=f"https://feeds.example/{number}", name=f"フィード{number}", language=language, role=role, weight=0.5
    )
    for number, (language, role) in enumerate(
        [(language, role) for language in (Language.JAPANESE, Language.ENGLISH) for role in FeedRole] * 3
    )
}

MAKERS = (
    ("OpenAI", "オープンAI"), ("Google", "グーグル"), ("Microsoft", "マイクロソフト"), ("Meta", "メタ"),
    ("NVIDIA", "エヌビディア"), ("Apple", "アップル"), ("Anthropic", "アンソロピック"), ("DeepSeek", "ディープシーク"),
    ("Cloudflare", "クラウドフレア"), ("IBM", "IBM"),
)  # fmt: skip
DEEDS = (
    ("releases {name} {n}, a faster {thing}", "、より速い{thing}「{name} {n}」を公開"),
    ("fixes a flaw in {name} found by {n} researchers", "、{n}人の研究者が見つけた「{name}」の脆弱性を修正"),
    ("opens the source of {name}, its {thing}", "、{thing}「{name}」をオープンソースに"),
    ("cuts the price of {name} by {n}%", "、「{name}」を{n}%値下げ"),
    ("shuts down {name} after {n} months", "、「{name}」を終了　開始から{n}カ月"),
)
THINGS = (
    ("language model", "大規模言語モデル"), ("database", "データベース"), ("compiler", "コンパイラ"),
    ("chip", "半導体"), ("browser", "ブラウザ"), ("robot", "ロボット"), ("voice model", "音声モデル"),
    ("search engine", "検索エンジン"),
)  # fmt: skip
ESSAYS = (
    ("How we moved {n} services to {name}", "{n}個のサービスを{name}に移行した話"),
    ("A beginner's guide to {name} in {n} steps", "{name}入門　{n}のステップで学ぶ"),
    ("What {n} months with {name} taught us", "{name}を{n}カ月使って分かったこと"),
    ("Why {name} is slower than you think", "{name}が思ったより遅い理由"),
)
FILLING = (
    ("The company says the new version answers in half the time and costs less to run because it keeps fewer values "
     "in memory. Tests by independent engineers are still under way, and some limits remain for long texts."),
    ("新しい版は応答時間が半分になり、メモリに置く値を減らしたことで運用費も下がるという。独立した技術者による検証は"
     "続いており、長い文章では制限が残る。開発者は設定を変えるだけで試せるとしている。"),
)  # fmt: skip
SYLLABLES = ("ka", "lo", "ver", "mi", "ta", "zen", "qui", "ro", "sol", "pe", "dra", "nu", "fel", "ba", "tri", "gon")


def make_week(count: int) -> list[Article]:
    """`count` entries of one week in both languages, the same ones every time; every third event has several."""
    made: list[Article] = []
    event = 0
    while len(made) < count:
        event += 1
        telling = 1 if event % 3 else 2 + event % 5
        made += [make_entry(event, take, essay=bool(event % 3)) for take in range(min(telling, count - len(made)))]
    return made


def make_entry(event: int, take: int, *, essay: bool) -> Article:
    japanese = (event + take) % 2
    name = "".join(SYLLABLES[event // 16**power % 16] for power in range(3)).capitalize()
    maker, thing = MAKERS[event % len(MAKERS)][japanese], THINGS[event % len(THINGS)][japanese]
    pattern = (ESSAYS if essay else DEEDS)[event % (len(ESSAYS) if essay else len(DEEDS))][japanese]
    said = pattern.format(name=name, n=11 + event * 7 % 83, thing=thing)
    title = said if essay else f"{maker}{'' if japanese else ' '}{said}"
    url = f"https://site{event * 31 % 400 + take}.example/{event}-{take}"
    feed = list(FEEDS)[(event + take) % len(FEEDS)]
    published = NOW - timedelta(minutes=event * 97 % 10_000 + take * 60)
    return Article(
        url=url,
        link=url,
        title=title,
        site=f"site{event * 31 % 400 + take}.example",
        language=Language.JAPANESE if japanese else Language.ENGLISH,
        published_at=published,
        summary=f"{title}。{FILLING[japanese]}",
        sightings=(Sighting(feed_url=feed, first_seen_at=published, last_seen_at=NOW, popularity=event * 53 % 700),),
    )


def read_headlines(split: str) -> dict[Article, int]:
    """The labelled headlines of one split as articles, each with the number of its event."""
    events = [each for each in tomllib.loads(HEADLINES.read_text(encoding="utf-8"))["event"] if each["split"] == split]
    return {
        make_headline(title, number, take): number
        for number, event in enumerate(events)
        for take, title in enumerate(event["headlines"])
    }


def make_headline(title: str, number: int, take: int) -> Article:
    japanese = any("ぁ" <= letter <= "ヴ" for letter in title)
    url = f"https://site{number}-{take}.example/"
    return Article(
        url=url,
        link=url,
        title=title,
        site=f"site{number}-{take}.example",
        language=Language.JAPANESE if japanese else Language.ENGLISH,
        published_at=NOW - timedelta(hours=20 + (number * 7 + take * 5) % 40),
    )


def measure_grouping(labelled: dict[Article, int], stories: Sequence[Story]) -> tuple[float, float, float]:
    """Precision, recall and F1 over all pairs of headlines."""
    group = {article.url: number for number, story in enumerate(stories) for article in story.articles}
    same, together, both = 0, 0, 0
    for one, other in combinations(labelled, 2):
        is_same, is_together = labelled[one] == labelled[other], group[one.url] == group[other.url]
        same, together, both = same + is_same, together + is_together, both + (is_same and is_together)
    precision, recall = both / max(1, together), both / max(1, same)
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def time_run(articles: Sequence[Article]) -> Iterator[float]:
    """Seconds for grouping, scoring and choosing, nothing remembered from an earlier run."""
    for cached in (
        documents.read_text_document,
        words.name_word,
        words.split_compound,
        sounds.hear_katakana,
        sounds.hear_latin,
    ):
        cached.cache_clear()
    started = perf_counter()
    stories = group_stories(articles, feeds=FEEDS)
    yield (grouped := perf_counter()) - started
    ranked = score_stories(stories, feeds=FEEDS, now=NOW, interests=INTERESTS)
    yield (scored := perf_counter()) - grouped
    shortlist(ranked)
    select_stories(ranked, count=4)
    yield perf_counter() - scored


def main() -> int:
    articles = make_week(ENTRIES)
    runs = [tuple(time_run(articles)) for _ in range(RUNS)]
    for name, seconds in zip(("group", "score", "choose"), zip(*runs, strict=True), strict=True):
        print(f"{name:<7} {median(seconds):6.2f} s  (median of {RUNS}, {min(seconds):.2f} to {max(seconds):.2f})")
    whole = median(map(sum, runs))
    print(
        f"together {whole:5.2f} s for {ENTRIES:,} entries, {len(group_stories(articles)):,} stories; limit {LIMIT_S} s"
    )
    missed = whole > LIMIT_S
    for split in ("tuning", "held-out"):
        labelled = read_headlines(split)
        precision, recall, f1 = measure_grouping(labelled, group_stories(list(labelled)))
        print(f"{split:<8} F1 {f1:.2f} on {len(labelled)} headlines; limit {F1_LIMIT}", end="  ")
        print(f"(precision {precision:.2f}, recall {recall:.2f})")
        missed = missed or f1 < F1_LIMIT
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
