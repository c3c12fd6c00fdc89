"""The bot's life: logging in with patience, staying on the air, stopping on a signal, and saying why it could not."""

import asyncio
import logging
import re
import signal
from collections.abc import Callable
from contextlib import suppress
from http import HTTPStatus

import aiohttp
import discord
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from cogs.client import RadioClient, ShardRange
from radio.errors import ConfigError

log = logging.getLogger(__name__)

PAUSES_S = (2.0, 5.0, 10.0, 30.0)  # between tries to log in while Discord cannot be reached; the last one repeats
_BAD_TOKEN, _BAD_SHARD, _TOO_FEW_SHARDS, _BAD_VERSION, _BAD_INTENTS, _NO_INTENTS = 4004, 4010, 4011, 4012, 4013, 4014
TOKEN = "DISCORD_TOKEN: Discord does not know it; copy it anew from the application's page, under Bot"  # noqa: S105 – words
_LINE_FAULTS = (aiohttp.ClientError, OSError)
_SHARDS = re.compile(r"(\d{1,6})-(\d{1,6})/(\d{1,6})", re.ASCII)
_REMEDIES = {
    _BAD_TOKEN: TOKEN,
    _BAD_SHARD: "--shards: Discord does not take this range; write A-B/N with A ≤ B < N",
    _TOO_FEW_SHARDS: "--shards: too few for the bot's servers; raise N, or leave it out to take what Discord advises",
    _BAD_VERSION: "the gateway does not speak this version of Discord's API: update the bot",
    _BAD_INTENTS: "the gateway refuses the bot's intents; see DISCORD_GATEWAY_URL, or update the bot",
    _NO_INTENTS: "MESSAGE_CONTENT: Discord does not let this bot read all messages; switch on Message Content Intent "
    "on the application's page, under Bot, or leave MESSAGE_CONTENT out: mentions and direct messages work without",
}


class LogProgress:
    """Puts the stages of a journey into the log, for whoever asks for DEBUG."""

    def advance(self, stage: str, done: int, total: int, detail: str = "") -> None:
        """One line a step."""
        log.debug("progress stage=%s done=%s total=%s detail=%s", stage, done, total, detail)


def read_shards(text: str | None) -> ShardRange | None:
    """A-B/N as a range; None stays None. Raises ConfigError for anything else."""
    if text is None:
        return None
    found = _SHARDS.fullmatch(text)
    first, last, count = map(int, found.groups()) if found else (1, 0, 0)
    if not first <= last < count:
        raise ConfigError(f"--shards: {text!r} is no range; write A-B/N with A ≤ B < N, e.g. 0-3/8")
    return ShardRange(first=first, last=last, count=count)


def redirect_discord(api_base: object | None, gateway_url: object | None) -> None:
    """Send everything to another API base and gateway, such as a rate-limit proxy; None leaves Discord's own."""
    if api_base is not None:
        Route.BASE = str(api_base).rstrip("/")
    if gateway_url is not None:
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(str(gateway_url))


async def stay_on_air(make_client: Callable[[], RadioClient], token: str) -> None:
    """Log in and stay until SIGTERM or SIGINT. A post in flight is finished and logged before this returns.

    Raises ConfigError where Discord will not have this token, these shards or these intents.
    """
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False  # nobody misses voice here
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopping.set)
    life = asyncio.create_task(_live(make_client, token), name="life")
    stop = asyncio.create_task(stopping.wait(), name="stop")
    try:
        await asyncio.wait({life, stop}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        stop.cancel()
        if not life.done():
            log.info("stopping")
            life.cancel()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.remove_signal_handler(number)
        with suppress(asyncio.CancelledError):
            await life


async def _live(make_client: Callable[[], RadioClient], token: str) -> None:
    client = await _log_in(make_client, token)
    try:
        await client.connect()
    except discord.ConnectionClosed as error:
        raise ConfigError(_REMEDIES.get(error.code, f"the gateway closed the connection ({error.code})")) from error
    except discord.PrivilegedIntentsRequired as error:
        raise ConfigError(_REMEDIES[_NO_INTENTS]) from error
    finally:
        await client.close()


async def _log_in(make_client: Callable[[], RadioClient], token: str) -> RadioClient:
    """A client that is logged in. Where Discord cannot be reached it is tried again until it can."""
    tries = 0
    while True:
        client = make_client()
        try:
            await client.login(token)
        except discord.LoginFailure as error:
            await client.close()
            raise ConfigError(TOKEN) from error
        except (discord.HTTPException, discord.RateLimited, discord.GatewayNotFound, *_LINE_FAULTS) as error:
            await client.close()
            if isinstance(error, discord.HTTPException) and _is_final(error):
                raise ConfigError(f"Discord refuses the bot ({error.status}): see DISCORD_API_BASE") from error
            pause = PAUSES_S[min(tries, len(PAUSES_S) - 1)]
            log.warning("Discord unreachable, next try in_s=%s reason=%s", pause, error)
            await asyncio.sleep(pause)
            tries += 1
        except BaseException:
            await client.close()
            raise
        else:
            return client


def _is_final(error: discord.HTTPException) -> bool:
    return error.status in (HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND)
