"""One round over the feeds: ask those that are due, take in what they list, file it; a bad feed stops no other."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from newsroom.parcels import pack_feed, unpack_articles
from newsroom.polling import after_answer, after_failure, find_remedy, is_due
from newsroom.together import run_together
from radio.errors import FetchError, RadioError, StorageError
from radio.news import Article, Feed, FeedReport, FeedState, FeedStatus, GatherReport
from radio.ports import Clock, FeedLedger, Fetcher, Progress, Response

log = logging.getLogger(__name__)

_FAILING = (FeedStatus.FAILED, FeedStatus.SWITCHED_OFF)


class TaskRunner(Protocol):
    """Takes feeds and pages apart where a hostile one does no harm; `newsroom.worker.Worker` is one."""

    async def run(self, task: str, payload: Mapping[str, object]) -> Any:
        """What `task` ("feed" or "page") makes of `payload`. Raises FeedParseError or PageError."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """What a desk works with."""

    fetcher: Fetcher
    worker: TaskRunner
    ledger: FeedLedger
    clock: Clock
    progress: Progress | None = None

    def show(self, stage: str, done: int, total: int, detail: str = "") -> None:
        """Tell whoever watches."""
        if self.progress:
            self.progress.advance(stage, done, total, detail)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Listing:
    """What one feed listed."""

    articles: tuple[Article, ...] = ()
    entries: int = 0
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Unreached:
    """A feed to which no request got through."""

    feed: Feed
    state: FeedState
    fault: FetchError


class FeedRound:
    """A single round; every feed's state and articles are filed as soon as it is through."""

    def __init__(self, tools: Tools, states: Mapping[str, FeedState], feeds: Sequence[Feed]) -> None:
        self._tools = tools
        self._states = states
        self._feeds = feeds
        self._reports: dict[str, FeedReport] = {}
        self._unreached: list[_Unreached] = []
        self._urls: set[str] = set()

    async def run(self) -> GatherReport:
        """Ask all feeds at once; the fetcher keeps the pace of each host. Raises StorageError."""
        await run_together(self._ask_with_stand_ins(feed) for feed in self._feeds if feed.stands_in_for is None)
        await self._file_unreached()
        reports = tuple(
            self._reports.get(feed.url) or FeedReport(url=feed.url, status=FeedStatus.NOT_DUE) for feed in self._feeds
        )
        counts = {status: sum(report.status is status for report in reports) for status in FeedStatus}
        said = " ".join(f"{status.value.replace(' ', '_')}={count}" for status, count in counts.items())
        log.info("gathered feeds=%d %s articles=%d", len(reports), said, len(self._urls))
        return GatherReport(feeds=reports, articles=len(self._urls))

    async def _ask_with_stand_ins(self, feed: Feed) -> None:
        await self._ask(feed)
        if self._is_failing(feed):
            stand_ins = [other for other in self._feeds if other.stands_in_for == feed.url]
            await run_together(self._ask(other) for other in stand_ins)

    def _is_failing(self, feed: Feed) -> bool:
        """Whether the feed gave nothing because it is in trouble, now or since an earlier round."""
        report, state = self._reports[feed.url], self._states.get(feed.url)
        waiting = report.status is FeedStatus.NOT_DUE and state is not None and state.failures > 0
        return report.status in _FAILING or waiting

    async def _ask(self, feed: Feed) -> None:
        state = self._states.get(feed.url) or FeedState(url=feed.url)
        now = self._tools.clock.now()
        if state.switched_off_at is not None:
            report = FeedReport(url=feed.url, status=FeedStatus.SWITCHED_OFF, error=find_remedy(state))
        elif not is_due(state, now):
            report = FeedReport(url=feed.url, status=FeedStatus.NOT_DUE, error=_explain_wait(state))
        else:
            report = await self._read(feed, state)
        self._report(report)

    async def _read(self, feed: Feed, state: FeedState) -> FeedReport:
        try:
            response = await self._tools.fetcher.fetch(feed.url, etag=state.etag, last_modified=state.last_modified)
            now = self._tools.clock.now()
            listing = _Listing() if response.not_modified else await self._parse(feed, response, now)
        except StorageError:
            raise
        except RadioError as fault:
            return await self._note_fault(feed, state, fault)
        await self._tools.ledger.file_feed(after_answer(state, response, now), listing.articles)
        self._urls.update(article.url for article in listing.articles)
        status = FeedStatus.NOT_MODIFIED if response.not_modified else FeedStatus.ANSWERED
        return FeedReport(url=feed.url, status=status, entries=listing.entries, error=listing.note)

    async def _parse(self, feed: Feed, response: Response, now: datetime) -> _Listing:
        payload = {
            "feed": pack_feed(feed),
            "now": now.isoformat(),
            "body": response.body,
            "charset": response.charset,
            "base_url": response.url,
        }
        found = await self._tools.worker.run("feed", payload)
        listing = _Listing(
            articles=unpack_articles(found["articles"], feed, now), entries=found["entries"], note=found["note"]
        )
        return await self._read_items(feed, found["items"], now) if found["items"] else listing

    async def _read_items(self, feed: Feed, addresses: Sequence[str], now: datetime) -> _Listing:
        """The listing of a feed that names its items by address; the items that can be read will do."""
        found = await run_together(self._read_item(feed, address, now) for address in addresses)
        faults = [item for item in found if isinstance(item, RadioError)]
        listings = [item for item in found if isinstance(item, _Listing)]
        if not listings:
            raise faults[0]
        return _Listing(
            articles=tuple(article for listing in listings for article in listing.articles),
            entries=sum(listing.entries for listing in listings),
            note=f"{len(faults)} of {len(found)} items could not be read ({faults[0]})" if faults else None,
        )

    async def _read_item(self, feed: Feed, address: str, now: datetime) -> "_Listing | RadioError":
        try:
            return await self._parse(feed, await self._tools.fetcher.fetch(address), now)
        except StorageError:
            raise
        except RadioError as fault:
            return fault

    async def _note_fault(self, feed: Feed, state: FeedState, fault: RadioError) -> FeedReport:
        if isinstance(fault, FetchError) and fault.offline:
            self._unreached.append(_Unreached(feed=feed, state=state, fault=fault))
            return _report_fault(after_failure(state, fault, self._tools.clock.now(), counted=False), offline=True)
        after = after_failure(state, fault, self._tools.clock.now())
        await self._tools.ledger.file_feed(after, ())
        return _report_fault(after)

    async def _file_unreached(self) -> None:
        """Only now is it known whether a feed was out of reach or we were: being offline is no feed's failure."""
        reached = any(
            report.status in (FeedStatus.ANSWERED, FeedStatus.NOT_MODIFIED)
            or (report.status is FeedStatus.FAILED and not report.offline)
            for report in self._reports.values()
        )
        for unreached in self._unreached:
            after = after_failure(unreached.state, unreached.fault, self._tools.clock.now(), counted=reached)
            await self._tools.ledger.file_feed(after, ())
            self._reports[after.url] = _report_fault(after, offline=True)

    def _report(self, report: FeedReport) -> None:
        self._reports[report.url] = report
        if report.error and report.status is not FeedStatus.NOT_DUE:
            log.warning("feed in trouble url=%s status=%s reason=%s", report.url, report.status.value, report.error)
        total = sum(feed.stands_in_for is None for feed in self._feeds)
        done = sum(feed.stands_in_for is None and feed.url in self._reports for feed in self._feeds)
        self._tools.show("feeds", done, total, f"{report.url}: {report.error}" if report.error else "")


def _report_fault(after: FeedState, *, offline: bool = False) -> FeedReport:
    error = find_remedy(after) if after.switched_off_at else after.error
    return FeedReport(url=after.url, status=FeedStatus.FAILED, error=error, offline=offline)


def _explain_wait(state: FeedState) -> str | None:
    if not state.failures or state.not_before is None:
        return None
    times = "1 failure" if state.failures == 1 else f"{state.failures} failures"
    return f"waits until {state.not_before:%Y-%m-%d %H:%M} UTC after {times} ({state.error})"
