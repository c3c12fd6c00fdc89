"""Play the evening and print it: `python -m tests.conversation [--killed]`."""

import argparse
import asyncio
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from terminal.practice import serve_practice
from tests.conversation.evening import Evening
from tests.conversation.house import ROOT, open_house
from tests.conversation.play import play


async def watch(*, killed: bool) -> None:
    """One evening with the Monday after it."""
    with (
        serve_practice(ROOT / "data" / "practice", datetime.now(UTC)) as stand,
        tempfile.TemporaryDirectory(prefix="conversation-") as folder,
    ):
        async with open_house(stand, Path(folder), killed=killed) as house:
            evening = Evening(house)
            try:
                await play(evening)
            finally:
                print(evening.transcript.print())  # noqa: T201 – it is there to be read, also as far as it came


def main() -> int:
    """Read the command line and play."""
    parser = argparse.ArgumentParser(prog="python -m tests.conversation", description=__doc__)
    parser.add_argument("--killed", action="store_true", help="kill the bot between cause and effect")
    asyncio.run(watch(killed=parser.parse_args().killed))
    return 0


if __name__ == "__main__":
    sys.exit(main())
