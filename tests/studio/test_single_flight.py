import asyncio

import pytest

from studio.single_flight import SingleFlight


class Call:
    def __init__(self) -> None:
        self.calls = 0
        self.let_go = asyncio.Event()
        self.fault: Exception | None = None

    async def __call__(self) -> int:
        self.calls += 1
        await self.let_go.wait()
        if self.fault:
            raise self.fault
        return self.calls


async def test_all_who_ask_meanwhile_share_one_call():
    flight, call = SingleFlight[int](), Call()
    waiting = [asyncio.ensure_future(flight.share("a", call)) for _ in range(200)]
    await asyncio.sleep(0)
    under_way = "a" in flight

    call.let_go.set()

    assert await asyncio.gather(*waiting) == [1] * 200
    assert under_way
    assert "a" not in flight
    assert await flight.share("a", call) == 2


async def test_keys_do_not_wait_for_each_other():
    flight, call, other = SingleFlight[int](), Call(), Call()
    other.let_go.set()
    waiting = asyncio.ensure_future(flight.share("a", call))

    assert await flight.share("b", other) == 1

    call.let_go.set()
    assert await waiting == 1


async def test_a_fault_reaches_everyone_and_is_not_kept():
    flight, call = SingleFlight[int](), Call()
    call.fault = ValueError("broken")
    call.let_go.set()

    told = await asyncio.gather(*(flight.share("a", call) for _ in range(3)), return_exceptions=True)

    assert [str(fault) for fault in told] == ["broken"] * 3
    call.fault = None
    assert await flight.share("a", call) == 2


async def test_a_call_goes_on_though_the_first_asker_leaves():
    flight, call = SingleFlight[int](), Call()
    first = asyncio.ensure_future(flight.share("a", call))
    second = asyncio.ensure_future(flight.share("a", call))
    await asyncio.sleep(0)

    first.cancel()
    call.let_go.set()

    assert await second == 1
    assert first.cancelled()


async def test_closing_ends_what_is_under_way():
    flight, call = SingleFlight[int](), Call()
    waiting = asyncio.ensure_future(flight.share("a", call))
    await asyncio.sleep(0)

    await flight.close()

    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert "a" not in flight
