from datetime import timedelta

import pytest

from archive.storage import Storage
from radio.errors import StorageError
from radio.transmission import Delivery
from tests.archive.builders import MONDAY, NOW, add_station


def delivery(part: str = "opening", **given: object) -> Delivery:
    return Delivery(**{"broadcast_id": 1, "part": part, "message_id": "123", "sent_at": NOW} | given)


async def claim(storage: Storage) -> None:
    await storage.claim_slot(await add_station(storage), MONDAY, NOW, "one")


async def test_parts_are_read_in_the_order_in_which_they_left(storage: Storage):
    await claim(storage)
    left = (delivery("opening"), delivery("story-1", message_id="124"), delivery("closing", message_id="125"))

    for each in left:
        await storage.log_delivery(each)

    assert await storage.deliveries(1) == left
    assert await storage.deliveries(2) == ()


async def test_the_first_entry_of_a_part_stays(storage: Storage):
    await claim(storage)
    await storage.log_delivery(delivery())

    await storage.log_delivery(delivery(message_id="999", sent_at=NOW + timedelta(hours=1)))

    assert await storage.deliveries(1) == (delivery(),)


async def test_nothing_leaves_without_a_broadcast(storage: Storage):
    with pytest.raises(StorageError, match="a row was refused"):
        await storage.log_delivery(delivery())
