"""The small Discord in a process of its own, and its commands."""

import asyncio
from collections.abc import Iterator

import pytest
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from tests.loopback.discord.remote import ControlError, RemoteDiscord
from tests.loopback.discord_bot import Bot, eventually
from tests.loopback.test_discord_interactions import RadioBot


@pytest.fixture
def remote(monkeypatch: pytest.MonkeyPatch) -> Iterator[RemoteDiscord]:
    with RemoteDiscord("--guilds", "2", "--channels", "2") as remote:
        monkeypatch.setattr(Route, "BASE", remote.base_url)
        monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(remote.gateway_url))
        yield remote


async def start(bot: Bot, remote: RemoteDiscord) -> "asyncio.Task[None]":
    await bot.login(remote.token)
    running = asyncio.create_task(bot.connect())
    await bot.wait_until_ready()
    return running


async def test_another_process_posts_and_this_one_looks(remote: RemoteDiscord):
    bot = RadioBot()
    running = await start(bot, remote)
    guild = remote.call("state")["guilds"][0]
    channel_id = guild["channels"][0]

    await bot.text_channel(channel_id).send("やっほー！")
    remote.call("fault", count=1, status=500, processed=True, path="/messages$")
    await bot.text_channel(channel_id).send("一回だけ", nonce="n")
    what = {"name": "station setup", "options": {"channel": channel_id}, "user": "みどり"}
    asked = await asyncio.to_thread(lambda: remote.call("invoke", guild_id=guild["id"], channel_id=channel_id, **what))
    await bot.close()
    await running

    state = remote.call("state")
    assert [message["text"] for message in remote.call("messages", channel_id=channel_id)] == ["やっほー！", "一回だけ"]
    assert (asked["text"], asked["ephemeral"]) == ("管理者だけだよ", True)
    assert (state["repeats"], state["limited"]) == (1, 0)
    assert remote.call("requests", since=1)[0]["number"] == 1
    assert remote.call("violations") == []


async def test_a_process_that_goes_dark_comes_back_on_its_port(remote: RemoteDiscord):
    bot = Bot()
    running = await start(bot, remote)

    remote.call("restart", dark_s=0.1)
    await eventually(lambda: "RESUMED" in bot.events or bot.events.count("READY") == 2, 10)
    await bot.close()
    await running

    assert remote.call("state")["connections"] == 0


def test_a_wrong_command_is_refused_with_the_reason(remote: RemoteDiscord):
    with pytest.raises(ControlError, match="no verb"):
        remote.call("explode")
    with pytest.raises(ControlError, match="TypeError"):
        remote.call("fault", colour="red")
    with pytest.raises(ControlError, match="KeyError"):
        remote.call("delete_channel", channel_id=1)


def test_the_world_is_changed_and_reset(remote: RemoteDiscord):
    guild = remote.call("state")["guilds"][0]
    first, second = guild["channels"]

    remote.call("post", channel_id=second, author="みどり", content="きいてるよ")
    remote.call("delete_channel", channel_id=first)
    remote.call("limits", per_second=0)
    remote.call("reset")
    remote.call("remove_guild", guild_id=guild["id"])

    after = remote.call("state")["guilds"][0]
    assert (after["channels"], after["present"]) == ([second], False)
