from datetime import UTC, date, datetime

import pytest

from radio.errors import BudgetError, ModelUnavailableError
from radio.writing import Purpose, Usage
from studio.patience import (
    BUSY_TRIES,
    Breaker,
    CallFault,
    FaultKind,
    TokenBudget,
    plan_retry,
    read_retry_after,
)
from tests.factories import MONDAY
from tests.fakes import FakeClock


class Book:
    def __init__(self, used: int = 0) -> None:
        self.used = used
        self.rows: list[tuple[date, Usage]] = []

    async def tokens_used(self, day: date) -> int:
        return self.used

    async def log_usage(self, day: date, usage: Usage, now: datetime) -> None:
        self.rows.append((day, usage))


def test_a_breaker_stops_the_asking_after_three_faults_in_a_row() -> None:
    clock = FakeClock(MONDAY)
    breaker = Breaker(clock)
    for _ in range(2):
        breaker.note_fault("down")
        breaker.check()
    breaker.note_fault("down")

    with pytest.raises(ModelUnavailableError, match="down"):
        breaker.check()


def test_a_breaker_stops_at_once_what_the_owner_has_to_mend() -> None:
    breaker = Breaker(FakeClock(MONDAY))
    breaker.note_fault("check OPENAI_API_KEY", misconfigured=True)

    with pytest.raises(ModelUnavailableError, match="OPENAI_API_KEY"):
        breaker.check()


def test_a_breaker_lets_one_through_after_a_minute_and_closes_with_an_answer() -> None:
    clock = FakeClock(MONDAY)
    breaker = Breaker(clock)
    for _ in range(3):
        breaker.note_fault("down")
    clock.pass_by(seconds=61)
    breaker.check()

    breaker.note_fault("still down")
    with pytest.raises(ModelUnavailableError, match="still down"):
        breaker.check()
    breaker.note_answer()
    breaker.check()


@pytest.mark.parametrize(
    ("kind", "tries", "wait"),
    [
        (FaultKind.PASSING, 1, 2.0),
        (FaultKind.PASSING, 2, None),
        (FaultKind.BUSY, 1, 4.0),
        (FaultKind.BUSY, BUSY_TRIES, None),
        (FaultKind.MISCONFIGURED, 1, None),
        (FaultKind.TURNED_DOWN, 1, None),
    ],
)
def test_only_what_may_pass_is_tried_again(kind: FaultKind, tries: int, wait: float | None) -> None:
    assert plan_retry(CallFault(kind=kind, reason="x"), tries, 2.0) == wait


def test_an_endpoint_that_names_its_wait_is_heard() -> None:
    fault = CallFault(kind=FaultKind.BUSY, reason="x", retry_after_s=0)

    assert plan_retry(fault, 1, 2.0) == 0


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        ({}, None),
        ({"retry-after": "7"}, 7),
        ({"retry-after": "0.5"}, 0.5),
        ({"retry-after": "-3"}, None),
        ({"retry-after": "nan"}, None),
        ({"retry-after": "soon"}, None),
        ({"retry-after-ms": "250", "retry-after": "7"}, 0.25),
        ({"retry-after": "Mon, 23 Nov 2026 08:00:30 GMT"}, 30),
        ({"retry-after": "Mon, 23 Nov 2026 08:00:30 -0000"}, 30),
        ({"retry-after": "Mon, 23 Nov 2026 07:00:00 GMT"}, 0),
    ],
)
def test_the_wait_is_read_from_seconds_or_a_date(headers: dict[str, str], wait: float | None) -> None:
    assert read_retry_after(headers, MONDAY) == wait


async def test_a_call_that_the_day_cannot_pay_is_not_made() -> None:
    budget = TokenBudget(1_000, Book(used=900), FakeClock(MONDAY))

    with pytest.raises(BudgetError, match="900 of 1,000 tokens"):
        async with budget.reserve(101):
            pass  # pragma: no cover – never reached


async def test_calls_under_way_count_until_they_are_booked() -> None:
    budget = TokenBudget(1_000, Book(), FakeClock(MONDAY))

    async with budget.reserve(600):
        with pytest.raises(BudgetError):
            await budget.reserve(600).__aenter__()
    async with budget.reserve(600):
        pass


async def test_a_failed_call_gives_its_reservation_back() -> None:
    budget = TokenBudget(1_000, Book(), FakeClock(MONDAY))

    with pytest.raises(OSError, match="broken"):
        async with budget.reserve(900):
            raise OSError("broken")
    async with budget.reserve(900):
        pass


async def test_a_budget_of_nothing_pays_for_nothing_and_none_has_no_end() -> None:
    with pytest.raises(BudgetError):
        await TokenBudget(0, Book(), FakeClock(MONDAY)).reserve(1).__aenter__()
    async with TokenBudget(None, Book(used=10**9), FakeClock(MONDAY)).reserve(10**9):
        pass


async def test_a_call_is_booked_under_its_day_in_utc() -> None:
    book = Book()
    tokyo_morning = datetime.fromisoformat("2026-11-24T08:00:00+09:00")

    await TokenBudget(None, book, FakeClock(tokyo_morning)).book(Purpose.FACTS, 7, 3)

    usage = Usage(purpose=Purpose.FACTS, calls=1, input_tokens=7, output_tokens=3)
    assert book.rows == [(tokyo_morning.astimezone(UTC).date(), usage)]
    assert book.rows[0][0] == date(2026, 11, 23)
