from datetime import timedelta

import pytest

from newsroom.polling import (
    FAILURES_ALLOWED,
    after_answer,
    after_failure,
    due_feeds,
    find_remedy,
    is_due,
)
from radio.errors import FeedParseError, FetchError
from radio.news import FeedState
from radio.ports import Response
from tests.factories import MONDAY, feed

URL = "https://feeds.example/rss"
HOUR = timedelta(hours=1)


def fault(**given):
    return FetchError(URL, "is in trouble", **given)


def test_a_feed_never_asked_is_due():
    assert due_feeds([feed(URL)], {}, MONDAY) == (feed(URL),)


def test_a_feed_is_not_asked_twice_within_an_hour():
    state = after_answer(FeedState(url=URL), Response(url=URL), MONDAY)

    assert due_feeds([feed(URL)], {URL: state}, MONDAY + timedelta(minutes=59)) == ()
    assert due_feeds([feed(URL)], {URL: state}, MONDAY + HOUR) == (feed(URL),)


def test_an_answer_ends_a_row_of_failures_and_keeps_its_validators():
    failing = after_failure(FeedState(url=URL, etag='"1"'), fault(status=500), MONDAY)

    state = after_answer(failing, Response(url=URL, etag='"2"', last_modified="Mon"), MONDAY)

    assert (state.etag, state.last_modified, state.failures, state.error) == ('"2"', "Mon", 0, None)


def test_an_answer_without_validators_forgets_the_old_ones():
    state = after_answer(FeedState(url=URL, etag='"1"', last_modified="Mon"), Response(url=URL), MONDAY)

    assert (state.etag, state.last_modified) == (None, None)


def test_not_modified_keeps_the_validators_it_does_not_repeat():
    held = FeedState(url=URL, etag='"1"', last_modified="Mon")

    state = after_answer(held, Response(url=URL, not_modified=True), MONDAY)

    assert (state.etag, state.last_modified) == ('"1"', "Mon")


def test_the_gap_doubles_with_each_failure_up_to_a_day():
    state, gaps = FeedState(url=URL), []
    for _ in range(7):
        state = after_failure(state, fault(status=500), MONDAY)
        gaps.append((state.not_before - MONDAY) / HOUR)

    assert gaps == [1, 2, 4, 8, 16, 24, 24]


def test_a_failing_feed_keeps_the_validators_of_what_was_filed():
    assert after_failure(FeedState(url=URL, etag='"1"'), fault(status=500), MONDAY).etag == '"1"'


@pytest.mark.parametrize(("asked_s", "hours"), [(2, 1), (3 * 3600, 3), (90 * 3600, 24)])
def test_a_longer_wait_that_the_server_asks_for_is_kept(asked_s, hours):
    state = after_failure(FeedState(url=URL), fault(status=429, retry_after_s=asked_s), MONDAY)

    assert state.not_before == MONDAY + hours * HOUR


def test_what_cannot_be_read_waits_like_any_other_failure():
    state = after_failure(FeedState(url=URL), FeedParseError("is no feed"), MONDAY)

    assert (state.failures, state.error, state.not_before) == (1, "is no feed", MONDAY + HOUR)


@pytest.mark.parametrize("status", [403, 410])
def test_a_site_that_says_no_is_not_asked_again(status):
    state = after_failure(FeedState(url=URL), fault(status=status, permanent=True), MONDAY)

    assert state.switched_off_at == MONDAY
    assert not is_due(state, MONDAY + timedelta(days=400))


def test_another_permanent_fault_is_tried_again_later():
    state = after_failure(FeedState(url=URL), fault(status=404, permanent=True), MONDAY)

    assert state.switched_off_at is None
    assert is_due(state, MONDAY + HOUR)


def test_a_feed_is_switched_off_after_fifteen_failures_in_a_row():
    state = FeedState(url=URL)
    for count in range(1, FAILURES_ALLOWED + 1):
        assert state.switched_off_at is None
        state = after_failure(state, fault(status=500), MONDAY)
        assert state.failures == count

    assert state.switched_off_at == MONDAY


def test_a_machine_without_a_network_fails_no_feed():
    state = after_failure(FeedState(url=URL, failures=14), fault(offline=True), MONDAY, counted=False)

    assert (state.failures, state.switched_off_at, state.error) == (14, None, "is in trouble")
    assert is_due(state, MONDAY)


def test_a_dead_host_may_be_tried_at_once_but_counts():
    state = after_failure(FeedState(url=URL, failures=14), fault(offline=True), MONDAY)

    assert state.switched_off_at == MONDAY


def test_a_private_address_is_asked_as_soon_as_its_owner_allows_it():
    refused = FetchError("http://127.0.0.1:8765/feed", "not a public address", permanent=True)

    state = after_failure(FeedState(url="http://127.0.0.1:8765/feed"), refused, MONDAY)

    assert is_due(state, MONDAY)
    assert not is_due(after_failure(FeedState(url=URL), fault(permanent=True), MONDAY), MONDAY)


def test_a_clock_that_was_put_back_silences_no_feed():
    state = FeedState(url=URL, not_before=MONDAY)

    assert not is_due(state, MONDAY - timedelta(hours=23))
    assert is_due(state, MONDAY - timedelta(days=30))


def test_the_owner_reads_why_a_feed_is_off_and_what_to_do():
    state = FeedState(url=URL, failures=15, error="is in trouble", switched_off_at=MONDAY)

    assert find_remedy(state).startswith(
        "switched off since 2026-11-23 after 15 failures in a row (is in trouble): mend"
    )
    assert find_remedy(FeedState(url=URL, failures=1, error="x")).startswith("switched off since now (x): mend")
