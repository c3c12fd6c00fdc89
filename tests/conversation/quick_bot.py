"""`bot.py run` in processes that start at once: `python -m tests.conversation.quick_bot run …`.

Everything is imported once. For each byte on stdin a process is forked that lives a bot's whole life; stdout tells
its id when it begins and its exit status when it has ended, which is negative where a signal ended it. The bot is
as it is but for its knock, which comes twice a second: nobody wants to wait half a minute for it.
"""

import os
import sys

import openai  # noqa: F401 – imported for all lives, as what follows

import bot
import cogs.broadcast
import cogs.client
import cogs.commands
import cogs.health
import studio.chat_model  # noqa: F401 – as above

cogs.broadcast.KNOCK_S = 0.5  # type: ignore[misc] – a constant for everybody else


def main() -> None:
    """Give birth, wait for the death, and so on until the end of stdin."""
    while os.read(0, 1):
        if (born := os.fork()) == 0:
            _live()
        print(born, flush=True)  # noqa: T201 – whoever asked waits for it
        _, status = os.waitpid(born, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)  # noqa: T201 – as above


def _live() -> None:
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    status = 1
    try:
        status = bot.main(sys.argv[1:])
    finally:
        sys.stderr.flush()
        os._exit(status)


if __name__ == "__main__":
    main()
