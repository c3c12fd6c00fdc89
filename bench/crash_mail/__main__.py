"""Measures what a power cut does to the mail: the bot is killed while listeners write, and while letters are read.

Run as `python -m bench.crash_mail [--kills N] [--seed N]`. Ends with 1 if a message is lost or answered twice or out
of its channel's turn, a letter is lost, kept or read twice, or a sender is told twice or never; and if a stage is never
hit.

In each trial four servers carry two programmes that read letters, while listeners write in their mailbag channels,
talk channels and in direct messages, and send letters by the form. Who sees an error sends the letter off
again. In every other trial Discord remembers no nonce, so that only the bot's own looking keeps a reply from being
doubled.

Lost is a message that the bot has filed and that is not answered, and one in a mailbag channel or in direct messages
that it has not filed, though written after its first life had noted that it hears. A mention elsewhere that Discord
told nobody of, or a bot that died before it could file it, has no answer, and the number of these is shown.
"""

import asyncio
import logging
import random
import sys
import tempfile
import time as clock
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.crash_mail.evening import Evening
from bench.crash_mail.ledger import Ledger
from bench.crash_mail.trial import HOSTS, MODEL_S, SERVERS, STAGES, Model, Trial
from bench.power_cut import ROOT, Bot, Discord, read_options
from terminal.practice import PracticeStand, serve_practice
from tests.loopback.discord import Limits
from tests.loopback.discord.gateway import CONTENT


async def measure(kills: int, seed: int) -> int:
    """Run trials until there were enough kills, and print what became of them."""
    chance = random.Random(seed)  # noqa: S311 – the same moments for the same seed
    stages, figures, faults, began = Counter[str](), Counter[str](), list[str](), clock.monotonic()
    logging.getLogger("aiohttp.server").setLevel(logging.CRITICAL)  # a killed bot breaks off its requests
    with serve_practice(ROOT / "data" / "practice", datetime.now(UTC)) as stand:
        async with (
            Discord(guilds=SERVERS, channels=4, limits=Limits(routes={})) as server,
            Model(latency=MODEL_S) as model,
        ):
            server.gateway.allowed = CONTENT
            while (done := stages.total()) < kills:
                night = figures["evenings"]
                server.nonces.window = 180.0 if night % 2 else 0.0
                with tempfile.TemporaryDirectory(prefix="crash-") as folder:
                    trial = _open_trial(server, model, stand, Path(folder) / "radio.db", Evening(server, chance, night))
                    ledger = await trial.run(kills - done)
                    stages += trial.stages
                    figures += count(ledger) + Counter(evenings=1, repeats=len(server.repeats))
                    faults += [f"evening {night + 1}: {fault}" for fault in ledger.find_faults()]
    return report(stages, figures, faults, seconds=clock.monotonic() - began)


def _open_trial(server: Discord, model: Model, stand: PracticeStand, database: Path, evening: Evening) -> Trial:
    settings = {
        "OPENAI_API_KEY": "loopback",
        "OPENAI_BASE_URL": model.base_url,
        "MESSAGE_CONTENT": "1",
        "MODEL_TOKENS_PER_DAY": str(10**9),
    }
    return Trial(server, model, Bot(server, stand, database, settings), database, evening)


def count(ledger: Ledger) -> Counter[str]:
    """An evening's figures."""
    letters = ledger.evening.letters
    return Counter(
        messages=len(ledger.evening.messages),
        filed=len(ledger.filed),
        replies=sum(len(each) for each in ledger.replies().values()),
        letters=len(letters),
        forms=sum(letter.tries > 0 for letter in letters),
        tries=sum(letter.tries for letter in letters),
        kept=sum(len(each) for each in ledger.letters.values()),
        aired=len(ledger.aired),
        notes=sum(len(ledger.notes_to(letter)) for letter in letters),
    )


def report(stages: Counter[str], figures: Counter[str], faults: Sequence[str], **more: Any) -> int:
    """Print the figures; the exit status."""
    hit = ", ".join(f"{stages[stage]} {name}" for stage, name in STAGES.items())
    unheard = figures["messages"] - figures["filed"]
    print(f"kills            {stages.total()} ({hit}, {stages['any other time']} at any other time)")
    print(f"evenings         {figures['evenings']}, each {SERVERS} servers with {len(HOSTS)} programmes")
    print(f"messages         {figures['messages']}, {unheard} told to no living bot, {figures['replies']} replies")
    print(f"letters          {figures['letters']}, {figures['kept']} kept; {figures['forms']} by forms", end=" ")
    print(f"that were sent off {figures['tries']} times, the others waited before or were never sent")
    print(f"on the air       {figures['aired']} letters read")
    print(f"notes            {figures['notes']} to senders, that a letter will be read or was")
    print(f"nonces           {figures['repeats']} repeats were dropped by them")
    print(f"faults           {len(faults)}   limit 0")
    print(f"time             {more['seconds']:.0f} s")
    for fault in faults:
        print(f"✗ {fault}")
    missed = [name for stage, name in STAGES.items() if not stages[stage]]
    if missed:
        print(f"✗ stages never hit: {', '.join(missed)}")
    return 1 if faults or (missed and stages.total() >= len(STAGES) * 3) else 0


def main() -> int:
    """Read the command line and measure."""
    options = read_options("python -m bench.crash_mail", __doc__)
    return asyncio.run(measure(options.kills, options.seed))


if __name__ == "__main__":
    sys.exit(main())
