import asyncio

import pytest

from cogs import pace as pace_module
from cogs.pace import GLOBAL_LIMIT, ROOM, SendPace
from radio.errors import TransmissionError


async def take_turns(pace: SendPace, count: int) -> list[float]:
    clock = asyncio.get_running_loop().time

    async def take() -> float:
        await pace.wait_turn()
        return clock()

    return sorted(await asyncio.gather(*(take() for _ in range(count))))


async def test_turns_come_at_an_even_rate_and_never_more_than_discord_takes():
    pace = SendPace()

    turns = await take_turns(pace, 60)

    assert turns[59] - turns[0] > 1.0  # sixty do not fit into a second
    assert all(b - a > 1.0 for a, b in zip(turns, turns[GLOBAL_LIMIT:], strict=False))


async def test_after_a_quiet_time_there_is_no_rush():
    pace = SendPace(rate=100)
    await take_turns(pace, 1)
    await asyncio.sleep(0.2)

    turns = await take_turns(pace, 10)

    assert turns[-1] - turns[0] >= 6 / 100


async def test_who_came_first_is_served_first():
    pace, served = SendPace(rate=1000), list[int]()

    async def take(number: int) -> None:
        await pace.wait_turn()
        served.append(number)

    await asyncio.gather(*(take(number) for number in range(20)))

    assert served == list(range(20))


async def test_a_waiter_that_gives_up_does_not_hold_up_the_others():
    pace = SendPace(rate=20)
    await take_turns(pace, 4)
    waiting = [asyncio.create_task(pace.wait_turn()) for _ in range(3)]
    await asyncio.sleep(0)

    waiting[0].cancel()

    async with asyncio.timeout(2):
        await asyncio.gather(*waiting[1:])
    assert waiting[0].cancelled()


async def test_a_part_of_the_shards_has_a_part_of_the_rate():
    pace = SendPace(rate=100, share=0.5)

    turns = await take_turns(pace, 12)

    assert turns[-1] - turns[0] >= 8 / 50


async def test_with_many_waiting_for_their_turn_the_next_waits_at_the_door():
    pace = SendPace(rate=1000)
    waiting = [asyncio.create_task(pace.wait_turn()) for _ in range(ROOM + 10)]
    await asyncio.sleep(0)

    entered = asyncio.create_task(pace.enter())
    await asyncio.sleep(0)
    assert not entered.done()

    await entered
    assert not waiting[-1].done()
    await asyncio.gather(*waiting)
    await pace.enter()


async def test_what_breaks_in_a_turn_is_a_fault_of_our_own():
    pace = SendPace(rate=1000)

    with pytest.raises(TransmissionError) as caught:
        async with pace.take_turn():
            raise ConnectionResetError

    assert not caught.value.permanent


async def test_a_request_that_is_not_answered_ends_its_turn(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pace_module, "ANSWER_S", 0.01)
    pace = SendPace(rate=1000)

    with pytest.raises(TransmissionError) as caught:
        async with pace.take_turn():
            await asyncio.Event().wait()

    assert isinstance(caught.value.__cause__, TimeoutError)
