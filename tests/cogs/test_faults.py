"""The door to discord.py: nothing foreign passes it, and every fault has its remedy in both languages."""

import json
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import aiohttp
import discord
import pytest
from discord import app_commands

from cogs import faults
from cogs.faults import BAD_TOKEN, CHANNEL_GONE, IN_JAPANESE, NO_ACCESS, NOT_THERE, TOO_FAST, name_faults
from radio.errors import TransmissionError


def walk(root: type[BaseException]) -> Iterator[type[BaseException]]:
    yield root
    for child in root.__subclasses__():
        yield from walk(child)


FOREIGN = sorted(
    {
        *walk(discord.DiscordException),
        *walk(aiohttp.ClientError),
        ConnectionResetError,
        TimeoutError,
        json.JSONDecodeError,
        app_commands.AppCommandError,
    },
    key=lambda each: f"{each.__module__}.{each.__qualname__}",
)


def make(kind: type[BaseException]) -> BaseException:
    """An instance without its constructor; what `name_faults` reads of an answer is there."""
    error = kind.__new__(kind)
    for name, value in {"status": 500, "code": 0, "retry_after": 1.0}.items():
        if isinstance(error, discord.HTTPException | discord.RateLimited):
            setattr(error, name, value)
    return error


def answered(status: int, code: int = 0, **headers: str) -> discord.HTTPException:
    response: Any = SimpleNamespace(status=status, reason="", headers=headers)
    kinds = {403: discord.Forbidden, 404: discord.NotFound}
    return kinds.get(status, discord.HTTPException)(response, {"code": code, "message": ""})


def explain(error: BaseException) -> TransmissionError:
    with pytest.raises(TransmissionError) as caught, name_faults():
        raise error
    return caught.value


@pytest.mark.parametrize("kind", FOREIGN, ids=lambda kind: f"{kind.__module__}.{kind.__qualname__}")
def test_no_exception_of_discord_and_its_line_passes_the_door(kind: type[BaseException]):
    fault = explain(make(kind))

    assert fault.reason
    assert fault.__cause__ is not None


@pytest.mark.parametrize(
    ("status", "code", "reason"), [(403, 50001, NO_ACCESS), (404, 10003, CHANNEL_GONE), (400, 50035, None)]
)
def test_what_a_manager_mends_is_permanent(status: int, code: int, reason: str | None):
    fault = explain(answered(status, code))

    assert fault.permanent
    assert reason is None or fault.reason == reason


@pytest.mark.parametrize("status", [403, 404, 500, 502, 503, 520])
def test_an_answer_without_a_code_of_discords_passes(status: int):
    fault = explain(answered(status))

    assert not fault.permanent
    assert fault.reason == NOT_THERE


def test_a_wrong_token_is_the_owners_and_tried_seldom():
    fault = explain(answered(401))

    assert (fault.reason, fault.permanent) == (BAD_TOKEN, False)
    assert (fault.retry_after_s or 0) >= 600


@pytest.mark.parametrize(
    ("headers", "pause"), [({"Retry-After": "7"}, 7.0), ({}, 600.0), ({"Retry-After": "x"}, 600.0)]
)
def test_haste_is_paused_for_as_long_as_discord_asks(headers: dict[str, str], pause: float):
    fault = explain(answered(429, **headers))

    assert (fault.reason, fault.permanent, fault.retry_after_s) == (TOO_FAST, False, pause)


def test_a_bug_of_ours_passes_as_it_is():
    with pytest.raises(KeyError), name_faults():
        raise KeyError("ours")


def test_every_reason_has_its_words_in_japanese():
    reasons = {value for name, value in vars(faults).items() if name.isupper() and isinstance(value, str)}

    assert reasons == set(IN_JAPANESE)
