import asyncio

import pytest

from newsroom.manners import MAX_RETRY_AFTER_S, Pace, parse_retry_after
from tests.factories import MONDAY


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        (None, None),
        ("", None),
        ("0", 0.0),
        (" 120 ", 120.0),
        ("-5", None),
        ("1.5", None),
        ("१२", None),
        ("9" * 400, MAX_RETRY_AFTER_S),
        ("Mon, 23 Nov 2026 08:01:00 GMT", 60.0),
        ("Mon, 23 Nov 2026 17:01:00 +0900", 60.0),
        ("Mon, 23 Nov 2026 08:01:00", 60.0),
        ("Sun, 22 Nov 2026 08:00:00 GMT", 0.0),
        ("Mon, 23 Nov 2036 08:00:00 GMT", MAX_RETRY_AFTER_S),
        ("Mon, 99 Nov 2026 08:00:00 GMT", None),
        ("Mon, 23 Nov 99999999999999999999 08:00:00 GMT", None),
        ("Mon, 23 Nov 0001 00:00:00 +2359", 0.0),
        ("soon", None),
    ],
)
def test_retry_after_is_read(header: str | None, seconds: float | None) -> None:
    assert parse_retry_after(header, MONDAY) == seconds


class Time:
    """Passes only by sleeping."""

    def __init__(self) -> None:
        self.now = 100.0

    def monotonic(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += seconds
        await asyncio.sleep(0)


def pace(passing: Time, at_once: int = 16) -> Pace:
    return Pace(at_once=at_once, monotonic=passing.monotonic, sleep=passing.sleep)


async def test_the_first_turn_does_not_wait_and_the_second_does() -> None:
    passing = Time()
    gate = pace(passing)

    async with gate.turn("site.example", 5):
        first = passing.now
    async with gate.turn("site.example", 5):
        second = passing.now

    assert first == 100.0
    assert second - first == pytest.approx(5, abs=0.05)


async def test_a_host_that_rested_is_not_waited_for() -> None:
    passing = Time()
    gate = pace(passing)

    async with gate.turn("site.example", 5):
        passing.now += 60
    async with gate.turn("site.example", 5):
        second = passing.now

    assert second == 160.0


async def test_a_turn_begins_only_when_a_place_is_free() -> None:
    passing = Time()
    gate = pace(passing, at_once=1)
    order: list[str] = []

    async def take(host: str) -> None:
        async with gate.turn(host, 0):
            order.append(f"{host} begins")
            await asyncio.sleep(0)
            order.append(f"{host} ends")

    await asyncio.gather(take("a"), take("b"))

    assert order == ["a begins", "a ends", "b begins", "b ends"]


async def test_a_turn_that_fails_gives_its_place_back() -> None:
    gate = pace(Time(), at_once=1)

    with pytest.raises(RuntimeError):
        async with gate.turn("a", 0):
            raise RuntimeError
    async with asyncio.timeout(1), gate.turn("b", 0):
        pass


async def test_whoever_leaves_the_queue_delays_nobody() -> None:
    gate = Pace(at_once=16, monotonic=lambda: 100.0, sleep=lambda _: asyncio.Event().wait())  # type: ignore[arg-type, return-value] – a wait without end

    async with gate.turn("a", 5):
        pass
    waiting = asyncio.create_task(gate.turn("a", 5).__aenter__())
    await asyncio.sleep(0)
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)

    let_in = False
    async with asyncio.timeout(1), gate.turn("a", 0):
        let_in = True
    assert let_in
