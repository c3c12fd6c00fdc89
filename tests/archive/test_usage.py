import asyncio
from datetime import timedelta

from archive.storage import Storage
from radio.writing import Purpose, Usage
from tests.archive.builders import MONDAY, NOW


async def test_an_unused_day_has_no_tokens(storage: Storage):
    assert await storage.tokens_used(MONDAY) == 0
    assert await storage.usage_of(MONDAY) == ()


async def test_use_is_summed_up_by_day_and_purpose(storage: Storage):
    call = Usage(purpose=Purpose.FACTS, calls=1, input_tokens=1000, output_tokens=200)
    other = Usage(purpose=Purpose.SEGMENT, calls=1, input_tokens=50, output_tokens=5)

    await asyncio.gather(*(storage.log_usage(MONDAY, each, NOW) for each in (call, call, other)))
    await storage.log_usage(MONDAY + timedelta(days=1), call, NOW)

    assert await storage.tokens_used(MONDAY) == 2455
    assert await storage.usage_of(MONDAY) == (
        Usage(purpose=Purpose.FACTS, calls=2, input_tokens=2000, output_tokens=400),
        other,
    )


async def test_an_endpoint_cannot_break_the_book_with_absurd_counts(storage: Storage):
    for tokens in (10**40, -(10**40)):
        absurd = Usage(purpose=Purpose.FACTS, calls=1, input_tokens=tokens, output_tokens=tokens)
        await storage.log_usage(MONDAY, absurd, NOW)

    assert await storage.tokens_used(MONDAY) == 2 * 10**12
