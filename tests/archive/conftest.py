"""The real archive, in memory."""

from collections.abc import AsyncIterator

import pytest

from archive.storage import Storage


@pytest.fixture
async def storage() -> AsyncIterator[Storage]:
    async with Storage.open(":memory:") as storage:
        yield storage
