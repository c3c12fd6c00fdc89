"""Several jobs at once, none of them left behind."""

import asyncio
from collections.abc import Coroutine, Iterable
from typing import Any, TypeVar

Result = TypeVar("Result")


async def run_together(jobs: Iterable[Coroutine[Any, Any, Result]]) -> tuple[Result, ...]:
    """The results in order. The first error ends the other jobs and is raised as it is, not in a group."""
    tasks = [asyncio.create_task(job) for job in jobs]
    try:
        return tuple(await asyncio.gather(*tasks))
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
