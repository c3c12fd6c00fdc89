"""A production as one JSON object, for programs."""

from collections.abc import Iterable
from typing import Any

from radio.news import FeedReport, GatherReport, RankedStory
from radio.show import Edition
from radio.transmission import Post
from radio.writing import Finding, Usage
from studio.producer import Production


def describe_production(production: Production, *, seconds: float) -> dict[str, Any]:
    """All of a rehearsal in plain JSON types; times are ISO 8601 in UTC, scores in [0, 1]."""
    script = production.script
    return {
        "edition": _describe_edition(production.edition, script.rundown.episode_number),
        "feeds": [_describe_feed(feed) for feed in production.report.feeds],
        "rundown": [_describe_story(ranked) for ranked in script.rundown.stories],
        "posts": [_describe_post(post) for post in production.posts],
        "findings": [
            *(row for segment in script.segments for row in _describe_findings(segment.part, segment.findings)),
            *_describe_findings("script", production.findings),
        ],
        "usage": describe_usage(production.usage),
        "standby": [segment.part for segment in script.segments if segment.standby],
        "faults": list(production.faults),
        "seconds": round(seconds, 3),
    }


def describe_silence(edition: Edition, report: GatherReport, *, reason: str, seconds: float) -> dict[str, Any]:
    """The same object for an edition without any news."""
    return {
        "edition": _describe_edition(edition, None),
        "feeds": [_describe_feed(feed) for feed in report.feeds],
        "rundown": [],
        "posts": [],
        "findings": [],
        "usage": describe_usage(()),
        "standby": [],
        "faults": [reason],
        "seconds": round(seconds, 3),
    }


def describe_usage(usage: Iterable[Usage]) -> dict[str, Any]:
    """Model use in total and by purpose."""
    rows = tuple(usage)
    return {
        "calls": sum(row.calls for row in rows),
        "input_tokens": sum(row.input_tokens for row in rows),
        "output_tokens": sum(row.output_tokens for row in rows),
        "by_purpose": {
            row.purpose.value: {
                "calls": row.calls,
                "input_tokens": row.input_tokens,
                "output_tokens": row.output_tokens,
            }
            for row in rows
        },
    }


def _describe_edition(edition: Edition, episode_number: int | None) -> dict[str, Any]:
    return {
        "key": edition.key,
        "date": edition.air_date.isoformat(),
        "host": edition.host,
        "story_count": edition.story_count,
        "watch_words": list(edition.watch_words),
        "episode_number": episode_number,
    }


def _describe_feed(feed: FeedReport) -> dict[str, Any]:
    return {"url": feed.url, "status": feed.status.value, "entries": feed.entries, "error": feed.error}


def _describe_story(ranked: RankedStory) -> dict[str, Any]:
    lead, earlier = ranked.story.lead, ranked.story.follow_up
    return {
        "title": lead.title,
        "url": lead.link,
        "site": lead.site,
        "published_at": lead.published_at.isoformat(),
        "score": round(ranked.score.total, 4),
        "score_parts": {
            part.name: {"value": round(part.value, 4), "weight": round(part.weight, 4), "detail": part.detail}
            for part in ranked.score.parts
        }
        | {"freshness": {"value": round(ranked.score.freshness, 4), "weight": None, "detail": ""}},
        "sources": [{"site": article.site, "url": article.link} for article in ranked.story.articles],
        "follow_up": {"title": earlier.title, "date": earlier.episode_date} if earlier else None,
    }


def _describe_post(post: Post) -> dict[str, Any]:
    return {
        "part": post.part,
        "title": post.title,
        "text": post.text,
        "note": post.note,
        "links": [{"label": link.label, "url": link.url} for link in post.links],
    }


def _describe_findings(part: str, findings: Iterable[Finding]) -> Iterable[dict[str, Any]]:
    for finding in findings:
        yield {
            "part": part,
            "check": finding.check,
            "severity": finding.severity.value,
            "message": finding.message,
            "excerpt": finding.excerpt,
        }
