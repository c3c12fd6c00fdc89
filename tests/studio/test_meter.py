from datetime import UTC, date, datetime

from archive.storage import Storage
from radio.writing import Purpose, Usage
from studio.meter import UsageMeter

NOW = datetime(2026, 11, 23, tzinfo=UTC)
DAY = date(2026, 11, 23)


async def test_use_is_summed_by_purpose_and_booked_in_the_archive():
    async with Storage.open(":memory:") as storage:
        meter = UsageMeter(storage)

        await meter.log_usage(DAY, Usage(purpose=Purpose.FACTS, calls=1, input_tokens=10, output_tokens=2), NOW)
        await meter.log_usage(DAY, Usage(purpose=Purpose.FACTS, calls=1, input_tokens=5, output_tokens=3), NOW)
        await meter.log_usage(DAY, Usage(purpose=Purpose.JUDGE, calls=1, input_tokens=1, output_tokens=1), NOW)

        assert meter.sums[Purpose.FACTS] == Usage(purpose=Purpose.FACTS, calls=2, input_tokens=15, output_tokens=5)
        assert await storage.tokens_used(DAY) == 22


async def test_the_budget_counts_what_others_have_used_too():
    async with Storage.open(":memory:") as storage:
        await storage.log_usage(DAY, Usage(purpose=Purpose.REPLY, calls=1, input_tokens=7), NOW)

        assert await UsageMeter(storage).tokens_used(DAY) == 7
