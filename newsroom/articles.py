"""Entries taken in as articles: known by their canonical URL, Japanese or English, no advertisement. Pure."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from newsroom.languages import detect_language
from newsroom.links import canonical_url, parse_link
from newsroom.plain_text import clip
from newsroom.sites import is_private_host, plain_host, site_name
from radio.news import Article, Entry, Feed, Language, Sighting

_HEADLINE = 80  # characters of a summary that stand in for a missing title

# Marks that editors set at the head or tail of a title; inside one the word says nothing ("PRレビュー", "広告技術").
_MARKED = re.compile(
    r"^\W*(?:PR|AD|ＰＲ|ＡＤ|広告|記事広告|タイアップ|提供|スポンサード?|Sponsored|Advertorial|Promoted|Advertisement)"
    r"(?:\s*[:：|｜/／\]】］)）〉》」』]|\s+-\s)"
    r"|^\W*[\[【［(（〈《](?:PR|AD|ＰＲ|ＡＤ|広告|記事広告|タイアップ(?:記事)?|Sponsored|Advertorial)[\]】］)）〉》]"
    r"|[\[【［(（〈《](?:PR|ＰＲ|広告|記事広告|タイアップ(?:記事)?|Sponsored|Advertorial)[\]】］)）〉》]\W*$",
    re.IGNORECASE,
)
_HIRING = re.compile(
    r"^\W*(?:求人|採用情報|中途採用|新卒採用)(?:\s*[:：|｜\]】］]|情報|$)|[\[【［](?:求人|採用|積極採用中)[^\]】］]{0,6}[\]】］]"
    r"|(?:求人(?:情報|募集)|(?:エンジニア|社員|スタッフ|メンバー|アルバイト)(?:を)?(?:大)?募集中?)(?:！|!|です|$)"
    r"|\bis hiring\b|\bwe['’]?re hiring\b|^(?:ask hn: )?who is hiring|\b(?:jobs?|careers?) at [A-Z]",
    re.IGNORECASE,
)
_SALE = re.compile(
    r"(?:タイム|プライム|ブラックフライデー|ブラフラ|初売り|年末年始|大|特価|スマイル|プライムデー|サイバーマンデー|ウインター|サマー)セール"
    r"|セール(?:中|開催|情報|会場|で(?:お得|安|\d)|！|!|】|$)|[【\[](?:セール|特価|お得|クーポン)"
    r"|\d+\s?[%％]\s?(?:オフ|OFF|引き)(?:$|[!！】で])|半額(?:セール|に|！|!|$)|(?:今だけ|期間限定).{0,12}(?:円|割引|無料|お得)"
    r"|\b(?:black friday|cyber monday|prime day)\b.{0,40}\bdeals?\b|\bdeals? of the (?:day|week)\b|\b\d+% off\b"
    r"|\b(?:best|early|top)\b.{0,30}\bdeals\b|\bpromo codes?\b|\bcoupons?\b|クーポンコード",
    re.IGNORECASE,
)
_DROPS = ((_MARKED, "advertisement"), (_HIRING, "job advertisement"), (_SALE, "sale"))


def articles_from_entries(entries: Iterable[Entry], feed: Feed, now: datetime) -> tuple[Article, ...]:
    """The articles among a feed's entries, each once, with its sighting by this feed.

    An entry without a usable date counts as published `now`: the archive keeps the earliest it was told.
    """
    found: dict[str, Article] = {}
    for entry in entries:
        article = _take_in(entry, feed, now)
        if article and not find_drop_reason(article):
            known = found.get(article.url)
            found[article.url] = merge_articles(known, article) if known else article
    return tuple(found.values())


def find_drop_reason(article: Article) -> str | None:
    """Why an article is no news for any host: an advertisement by its title, a language nobody asked for; else None."""
    if article.language is Language.OTHER:
        return "neither Japanese nor English"
    return next((reason for pattern, reason in _DROPS if pattern.search(article.title)), None)


def merge_articles(known: Article, seen: Article) -> Article:
    """One article of two takes on the same URL: the earlier date, the longer texts, every sighting."""
    return replace(
        known,
        published_at=min(known.published_at, seen.published_at),
        summary=max(known.summary, seen.summary, key=len),
        description=max(known.description, seen.description, key=len),
        text=max(known.text, seen.text, key=lambda text: len(text or "")),
        bookmarks=max(known.bookmarks, seen.bookmarks, key=lambda count: -1 if count is None else count),
        sightings=_merge_sightings(known.sightings, seen.sightings),
    )


def _merge_sightings(known: Iterable[Sighting], seen: Iterable[Sighting]) -> tuple[Sighting, ...]:
    merged = {sighting.feed_url: sighting for sighting in known}
    for sighting in seen:
        earlier = merged.get(sighting.feed_url)
        merged[sighting.feed_url] = merge_sighting(earlier, sighting) if earlier else sighting
    return tuple(merged.values())


def merge_sighting(known: Sighting, seen: Sighting) -> Sighting:
    """One feed's two sightings of an article as one: when and how popular at first and at last."""
    first, last = sorted((known, seen), key=lambda sighting: (sighting.first_seen_at, sighting.last_seen_at))
    return Sighting(
        feed_url=known.feed_url,
        first_seen_at=first.first_seen_at,
        last_seen_at=max(known.last_seen_at, seen.last_seen_at),
        first_popularity=last.first_popularity if first.first_popularity is None else first.first_popularity,
        popularity=first.popularity if last.popularity is None else last.popularity,
    )


def _take_in(entry: Entry, feed: Feed, now: datetime) -> Article | None:
    url = canonical_url(entry.url)
    known = parse_link(url) if url else None
    title = entry.title or clip(entry.summary, _HEADLINE)
    if url is None or known is None or not title or not _may_link(plain_host(known), feed):
        return None
    return Article(
        url=url,
        link=entry.url,
        title=title,
        site=site_name(known),
        language=detect_language(f"{title} {entry.summary[:300]}", feed.language),
        published_at=min(entry.published_at or now, now),
        summary=entry.summary,
        sightings=(
            Sighting(
                feed_url=feed.url,
                first_seen_at=now,
                last_seen_at=now,
                first_popularity=entry.popularity,
                popularity=entry.popularity,
            ),
        ),
    )


def _may_link(host: str, feed: Feed) -> bool:
    """A feed of the public web has no business with private addresses; one of the owner's own network has."""
    home = parse_link(feed.url)
    return not is_private_host(host) or (home is not None and is_private_host(plain_host(home)))
