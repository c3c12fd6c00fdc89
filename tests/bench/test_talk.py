"""The evenings of the talk bench are what they say, and its report finds what is wrong."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bench.talk.evening import (
    EDITED_AFTER_S,
    HOUR_S,
    PLACES,
    SHORTEST_LATENCY_S,
    Line,
    Way,
    find_server,
    find_span,
    plan_evening,
)
from bench.talk.report import Report, find_fault
from radio.mail import Message
from studio.mail_limits import MailLimits
from tests.fakes import FakeClock

BEGIN = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
UNASKED = (Way.CHATTER, Way.ROBOT)


def plan() -> list[Line]:
    """What is for her on an evening."""
    return [line for line in plan_evening(0, SHORTEST_LATENCY_S) if line.way not in UNASKED]


def heard(line: Line, at: datetime) -> Message:
    """A line as the mailroom has it."""
    where = find_server(line.place)
    return Message(
        message_id=line.number,
        channel_id=line.place,
        listener_id=line.place * 10 + line.talker,
        text=line.text,
        sent_at=at,
        server_id=where and where[0],
    )


def told(*replies: tuple[float, str], **given: Any) -> dict[str, Any]:
    """A message as the stage tells of it, sent at 10 s."""
    usual = {"place": 0, "way": "mention", "numbers": [7], "expected": 7, "sent_at": 10.0}
    return usual | {"changed_at": None, "replies": list(replies)} | given


def test_each_channel_has_twenty_messages_and_no_number_comes_twice() -> None:
    lines = plan_evening(0, SHORTEST_LATENCY_S)

    counted = Counter(line.place for line in plan())
    numbers = [number for line in lines for number in (line.number, line.edited) if number is not None]

    assert [counted[place] for place in range(PLACES)] == [20] * PLACES
    assert len(set(numbers)) == len(numbers)
    assert not {line.number for line in lines} & {line.number for line in plan_evening(1, SHORTEST_LATENCY_S)}


def test_every_way_is_gone_and_some_messages_are_edited_and_deleted() -> None:
    lines = plan_evening(0, SHORTEST_LATENCY_S)

    ways = {line.way for line in lines}
    edited = sum(line.edited is not None for line in lines)
    deleted = sum(line.deleted_after_s is not None for line in lines)

    assert ways == set(Way)
    assert (edited, deleted) == (2 * PLACES, 2 * PLACES)


def test_no_evening_meets_a_limit_of_the_hosts() -> None:
    clock = FakeClock(BEGIN)
    limits = MailLimits(clock)
    evenings = [(evening, line) for evening in range(3) for line in plan_evening(evening, SHORTEST_LATENCY_S)]

    met = []
    for evening, line in evenings:
        if line.way in UNASKED:
            continue
        clock.time = BEGIN + timedelta(seconds=evening * HOUR_S + line.at_s * HOUR_S / find_span(SHORTEST_LATENCY_S))
        met.append(limits.admit(heard(line, clock.time)))

    assert set(met) == {None}


def test_no_channel_has_more_than_five_messages_in_five_seconds() -> None:
    times = {place: [line.at_s for line in plan() if line.place == place] for place in range(PLACES)}

    most = max(sum(at <= other < at + 5 for other in each) for each in times.values() for at in each)

    assert most == 5


def test_what_is_edited_or_deleted_in_a_burst_still_waits_then() -> None:
    lines = plan()
    begun = {line.number: line.at_s for line in lines}

    late = [line for line in lines if line.edited and line.at_s + EDITED_AFTER_S >= begun[line.number - 3] + 0.6]
    gone = [line.deleted_after_s for line in lines if line.deleted_after_s is not None]

    assert late == []
    assert set(gone) == {SHORTEST_LATENCY_S / 2}


@pytest.mark.parametrize(
    ("message", "fault"),
    [
        (told((11.0, "7番だね")), ""),
        (told(), "unanswered"),
        (told((11.0, "7番だね"), (12.0, "7番だね")), "answered twice"),
        (told((11.0, "8番だね")), "answered in other words"),
        (told(expected=None), ""),
        (told((11.0, "7番だね"), expected=None, changed_at=10.5), "deleted, yet answered"),
        (told((11.0, "7番だね"), expected=None, changed_at=11.5), ""),
        (told((11.0, "47番だね"), numbers=[7, 47], expected=47, changed_at=10.5), ""),
        (told((11.0, "7番だね"), numbers=[7, 47], expected=47, changed_at=10.5), "answered in other words"),
        (told((11.0, "7番だね"), numbers=[7, 47], expected=47, changed_at=10.9), ""),
        (told((11.0, "7番だね"), expected=None, way="another bot"), "not for her, yet answered"),
    ],
)
def test_each_fault_has_its_name(message: dict[str, Any], fault: str) -> None:
    found = find_fault(message, {"7": 0.2})

    assert found == fault


def test_overhead_is_counted_from_the_reply_before_and_without_the_model() -> None:
    report = Report()
    first, second = told((11.0, "7番だね")), told((12.5, "8番だね"), numbers=[8], expected=8)
    evening = {"messages": [first, second], "loose": 0, "limited": 0, "violations": 0}

    report.take(evening, {"calls": 2, "at_once": 1, "took_s": {"7": 0.75, "8": 1.0}})

    assert report.overheads == {"mention": [0.25, 0.5]}
    assert report.faults.total() == 0


def test_a_reply_before_the_one_to_an_earlier_message_is_out_of_order() -> None:
    report = Report()
    first, second = told((13.0, "7番だね")), told((12.0, "8番だね"), numbers=[8], expected=8)
    evening = {"messages": [first, second], "loose": 0, "limited": 0, "violations": 0}

    report.take(evening, {"calls": 2, "at_once": 1, "took_s": {}})

    assert report.faults["out of order"] == 1


def test_a_report_says_what_is_kept_and_what_is_missed(capsys: pytest.CaptureFixture[str]) -> None:
    report = Report(memory=[80.0, 100.0, 101.0, 102.0])
    report.take(
        {"messages": [told((10.2, "7番だね"))], "loose": 0, "limited": 0, "violations": 0},
        {"calls": 1, "at_once": 1, "took_s": {"7": 0.1}},
    )

    kept = report.show(0.1)
    report.memory[-1] = 120.0
    missed = report.show(0.1)

    assert (kept, missed) == (True, False)
    assert "then +20.0 MB at most   limit +10 MB" in capsys.readouterr().out
