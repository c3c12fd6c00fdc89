"""The buckets of Discord's rate limits, as discord.py keeps them, with one fault of theirs mended."""

import asyncio

import discord.http


class Bucket(discord.http.Ratelimit):
    """A bucket from which what is left may be taken.

    discord.py 2.7 refuses every request to a bucket whose window ends later than `max_ratelimit_timeout`,
    however much is left in it: the second thread in a channel would wait for five minutes, the second
    direct channel for one.
    """

    async def acquire(self) -> None:
        """Take one, or wait as discord.py does. Raises discord.RateLimited where that would take too long."""
        if self.is_expired():
            self.reset()
        if self.remaining <= 0:
            await super().acquire()
            return
        self._last_request = asyncio.get_running_loop().time()
        self.remaining -= 1
        self.outgoing += 1


def mend_buckets() -> None:
    """Let discord.py make our buckets from now on. A second time changes nothing."""
    discord.http.Ratelimit = Bucket
