from archive.storage import Storage


async def test_a_note_is_kept_until_another_stands_in_its_place(storage: Storage):
    await storage.keep_note("commands", "one")
    await storage.keep_note("commands", "two")

    assert await storage.read_note("commands") == "two"


async def test_what_was_never_kept_is_none(storage: Storage):
    await storage.keep_note("commands", "one")

    assert await storage.read_note("other") is None
