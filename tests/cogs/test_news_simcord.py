"""`/news` once more in another simulation of Discord, which enforces deadlines and double answers by itself."""

import contextlib
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import simcord
from simcord.gateway import FakeGateway

from cogs.client import ShardRange
from radio.errors import PageRefusedError
from radio.show import EpisodeKind
from studio.producer import Producer
from tests.cogs.news_bot import make_client
from tests.studio.newsday import EDITION, FEEDS, NOW, TSUMUGI, HonestModel, open_day

GPS = "https://gps-ja.example/story"
ONE_SHARD = ShardRange(first=0, last=0, count=1)


class Scene:
    """A listener in a server's channel."""

    def __init__(self, env: simcord.Env, producer: Producer) -> None:
        self.env = env
        self.producer = producer
        guild = env.create_guild("放送局の街")
        self.channel = guild.create_text_channel("ニュース")
        self.listener = guild.add_member(env.create_user("あおい"))
        self.other = guild.add_member(env.create_user("ひなた"))


@contextlib.asynccontextmanager
async def open_scene(database: Path | str = ":memory:") -> AsyncIterator[Scene]:
    async with open_day(model=HonestModel(), database=database) as producer:
        client = make_client(producer, shards=ONE_SHARD)
        client.knock.start = lambda: None  # type: ignore[method-assign] – nothing airs by itself here
        async with simcord.run(client, settle_timeout=20, check_errors=False) as env:
            yield Scene(env, producer)
            causes = {type(getattr(error, "original", error)) for error in env.errors}
            assert causes <= {PageRefusedError}  # told to who asked; anything else is a bug


def read(message: Any) -> str:
    return "\n".join(_values(message.components, "content"))


def _values(components: list[dict[str, Any]], key: str) -> list[str]:
    return [
        value
        for each in components
        for value in ([each[key]] if key in each else []) + _values(each.get("components") or [], key)
    ]


@pytest.fixture(params=["ja", "en-US"])
def locale(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """The language of every listener's Discord; the simulation itself knows English only."""
    feed = FakeGateway.feed

    def feed_in_language(self: FakeGateway, event: str, payload: Any) -> None:
        feed(self, event, {**payload, "locale": request.param} if event == "INTERACTION_CREATE" else payload)

    monkeypatch.setattr(FakeGateway, "feed", feed_in_language)
    return request.param


async def test_commands_and_buttons_are_answered(locale: str):
    async with open_scene() as scene:
        now = await scene.listener.slash(scene.channel, "news now", count=1)
        explained = await scene.listener.slash(scene.channel, "news explain", url=GPS)
        pressed = await scene.other.click(now.response.message, custom_id=_first_id(now.response, "simpler"))

        assert now.acknowledged
        assert not now.ephemeral
        assert "いまの話題" in read(now.response)
        assert explained.ephemeral
        assert "アインシュタイン" in read(explained.response)
        assert pressed.ephemeral
        assert any(line in read(pressed.response) for line in TSUMUGI.news.simpler)
        assert _labels(now.response)[1] == ("もっとやさしく" if locale == "ja" else "Simpler, please")


def _first_id(message: Any, deed: str) -> str:
    return next(each for each in _values(message.components, "custom_id") if f":{deed}:" in each)


def _labels(message: Any) -> list[str]:
    return _values(message.components, "label")


async def test_the_message_menu_and_the_suggestions():
    async with open_scene() as scene:
        message = await scene.other.send(scene.channel, f"これ読んで {GPS} ！")

        asked = await scene.listener.context_menu(scene.channel, "Ask Tsumugi", message)
        offered = await scene.listener.autocomplete(scene.channel, "news topic", "words", "")

        assert asked.ephemeral
        assert "アインシュタイン" in read(asked.response)
        assert isinstance(offered, list)


async def test_a_refusal_and_nothing_found_are_told_in_the_answers_place(locale: str):
    async with open_scene() as scene:
        refused = await scene.listener.slash(scene.channel, "news explain", url="🍛", public=True)
        nothing = await scene.listener.slash(scene.channel, "news topic", words="プリン")

        assert (TSUMUGI.news.no_link if locale == "ja" else "no link to an article") in read(refused.response)
        assert "プリン" in read(nothing.response)


async def test_an_old_button_after_a_restart_of_the_bot():
    async with open_scene() as scene:
        production = await scene.producer.produce(EDITION, TSUMUGI, FEEDS, kind=EpisodeKind.BROADCAST)
        await scene.producer.storage.mark_aired(production.episode_id, NOW)
        episode = await scene.listener.slash(scene.channel, "news episode")
        story = episode.followups[0]

        client = make_client(scene.producer, shards=ONE_SHARD)
        client.knock.start = lambda: None  # type: ignore[method-assign] – nothing airs by itself here
        await scene.env.restart_bot(client)
        pressed = await scene.listener.click(story.message, custom_id=_first_id(story, "why"))

        assert pressed.ephemeral
        assert "点数" in read(pressed.response)
