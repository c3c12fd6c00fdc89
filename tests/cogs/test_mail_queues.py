"""The queues of channels: order within one, side by side between them, nothing kept, nothing lost by a bug."""

import asyncio

from cogs.mail_queues import ChannelQueues


async def settle(queues: ChannelQueues) -> None:
    async with asyncio.timeout(5):
        while len(queues):  # noqa: ASYNC110 – the queues set no event
            await asyncio.sleep(0)


async def test_one_channel_is_dealt_with_in_order_and_one_at_a_time():
    under_way = 0
    dealt: list[int] = []

    async def deal(number: int) -> None:
        nonlocal under_way
        under_way += 1
        assert under_way == 1
        await asyncio.sleep(0)
        dealt.append(number)
        under_way -= 1

    queues = ChannelQueues(deal)
    for number in range(5):
        assert queues.put(1, number)
    await settle(queues)

    assert dealt == [0, 1, 2, 3, 4]
    assert queues._queues == {}


async def test_a_slow_channel_does_not_hold_up_another():
    gate = asyncio.Event()
    dealt: list[str] = []

    async def deal(name: str) -> None:
        if name == "slow":
            await gate.wait()
        dealt.append(name)

    queues = ChannelQueues(deal)
    queues.put(1, "slow")
    queues.put(2, "quick")
    await asyncio.sleep(0.01)

    assert dealt == ["quick"]
    gate.set()
    await settle(queues)
    assert dealt == ["quick", "slow"]


async def test_a_full_queue_takes_nothing_more_until_there_is_room():
    gate = asyncio.Event()

    async def deal(_: int) -> None:
        await gate.wait()

    queues = ChannelQueues(deal, waiting=2)

    assert [queues.put(1, number) for number in range(3)] == [True, True, False]
    assert queues.put(2, 0)
    gate.set()
    await settle(queues)
    assert queues.put(1, 4)
    await settle(queues)


async def test_a_channel_that_is_held_waits_and_is_then_dealt_with_in_the_order_asked_for():
    dealt: list[int] = []

    async def deal(number: int) -> None:
        dealt.append(number)

    queues = ChannelQueues(deal)
    queues.hold([1, 3])
    for number in (2, 1):
        queues.put(1, number)
    queues.put(2, 0)
    await settle(queues)
    before = list(dealt)
    queues.release(lambda number: number)
    queues.put(3, 3)
    await settle(queues)

    assert before == [0]
    assert dealt == [0, 1, 2, 3]


async def test_what_is_under_way_goes_on_while_its_channel_is_held():
    dealt: list[int] = []

    async def deal(number: int) -> None:
        await asyncio.sleep(0)
        dealt.append(number)

    queues = ChannelQueues(deal)
    queues.put(1, 0)
    queues.hold([1])
    queues.put(1, 1)
    queues.release(lambda number: number)
    await settle(queues)

    assert dealt == [0, 1]


async def test_a_bug_with_one_thing_does_not_silence_its_channel(caplog):
    dealt: list[int] = []

    async def deal(number: int) -> None:
        if number == 0:
            raise RuntimeError("a bug")
        dealt.append(number)

    queues = ChannelQueues(deal)
    queues.put(1, 0)
    queues.put(1, 1)
    await settle(queues)

    assert dealt == [1]
    assert "message not dealt with" in caplog.text


async def test_a_stop_ends_what_is_under_way_breaks_off_what_takes_long_and_begins_nothing_new():
    dealt: list[str] = []

    async def deal(name: str) -> None:
        await asyncio.sleep(0 if name == "quick" else 60)
        dealt.append(name)

    queues = ChannelQueues(deal)
    queues.put(1, "quick")
    queues.put(1, "never begun")
    queues.put(2, "long")
    await asyncio.sleep(0)

    await queues.close(0.05)

    assert dealt == ["quick"]
    assert not queues.put(1, "too late")
    assert len(queues) == 0
