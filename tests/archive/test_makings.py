from datetime import timedelta
from pathlib import Path

from archive.makings import LEASE
from archive.storage import Storage
from tests.archive.builders import NOW
from tests.archive.processes import read_lines, start_process

AFTER = NOW + LEASE
SECOND = timedelta(seconds=1)
KEY = "2026-11-23/tsumugi/4/"
CLAIM = """
import asyncio, sys
from datetime import datetime
from pathlib import Path
from archive.storage import Storage

async def main():
    async with Storage.open(Path(sys.argv[1])) as storage:
        sys.stdin.read(1)
        print(await storage.claim_making("an edition", sys.argv[2], datetime.fromisoformat(sys.argv[3])))

asyncio.run(main())
"""


async def test_one_claimant_makes_an_edition_and_others_make_other_editions(storage: Storage):
    first = await storage.claim_making(KEY, "one", NOW)

    assert first
    assert not await storage.claim_making(KEY, "two", AFTER - SECOND)
    assert await storage.claim_making(f"{KEY}埼玉", "two", NOW)


async def test_a_renewed_claim_lasts_and_one_of_a_dead_claimant_runs_out(storage: Storage):
    await storage.claim_making(KEY, "one", NOW)
    await storage.claim_making(KEY, "one", AFTER - SECOND)

    held = await storage.claim_making(KEY, "two", AFTER + SECOND)
    taken = await storage.claim_making(KEY, "two", AFTER + LEASE)

    assert (held, taken) == (False, True)
    assert not await storage.claim_making(KEY, "one", AFTER + LEASE)


async def test_what_is_let_go_of_is_free_and_nobody_lets_go_of_anothers(storage: Storage):
    await storage.claim_making(KEY, "one", NOW)

    await storage.release_making(KEY, "two")
    kept = await storage.claim_making(KEY, "two", NOW)
    await storage.release_making(KEY, "one")

    assert not kept
    assert await storage.claim_making(KEY, "two", NOW)


def test_of_two_processes_one_makes(tmp_path: Path):
    arguments = (str(tmp_path / "radio.db"), NOW.isoformat())
    processes = [start_process(CLAIM, arguments[0], claimant, arguments[1]) for claimant in ("one", "two")]

    lines = read_lines(processes, "x")

    assert sorted(lines) == ["False", "True"]
