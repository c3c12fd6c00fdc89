import asyncio

import pytest

from newsroom.together import run_together
from radio.errors import StorageError


async def test_results_come_in_order():
    async def answer(number):
        await asyncio.sleep(0 if number else 0.001)
        return number

    assert await run_together(answer(number) for number in range(3)) == (0, 1, 2)


async def test_the_first_error_ends_the_other_jobs_and_is_raised_as_it_is():
    ended = []

    async def wait():
        try:
            await asyncio.Event().wait()
        finally:
            ended.append(True)

    async def fail():
        raise StorageError("full")

    with pytest.raises(StorageError, match="full"):
        await run_together([wait(), fail()])

    assert ended == [True]


async def test_nothing_to_do_is_done_at_once():
    assert await run_together([]) == ()
