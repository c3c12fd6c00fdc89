"""The buttons under stories and search pages, on new and old posts."""

import asyncio
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from archive.aired import Found
from cogs.news_buttons import (
    CUSTOM_ID,
    PageButton,
    TopicButton,
    make_page_buttons,
    make_story_buttons,
    make_topic_buttons,
)
from cogs.pace import SendPace
from cogs.transmitters import ChannelTransmitter
from radio.bulletin import SearchHit, SearchPage
from radio.news import Language
from radio.transmission import Post
from studio.news_counter import HITS_SHOWN
from tests.cogs.news_bot import Listeners, SlowModel, custom_ids, labels, open_listeners
from tests.loopback.discord import DiscordServer, Interaction, Message
from tests.loopback.discord_bot import eventually
from tests.studio.newsday import EDITION, TSUMUGI

GPS = "https://gps-ja.example/story"
LABELS = {
    "ja": ("もっとやさしく", "もっとくわしく", "なんで選んだの？"),
    "en-US": ("Simpler, please", "More detail", "Why this story?"),
}


async def send_episode(listeners: Listeners, *, cards: bool = True) -> list[Message]:
    """This week's episode in the first channel, as it airs."""
    episode_id = await listeners.air()
    channel = listeners.server.channel()
    place = listeners.client.get_partial_messageable(channel.id, guild_id=channel.guild_id)
    me = listeners.client.user
    transmitter = ChannelTransmitter(place, me_id=me.id if me else 0, pace=SendPace(), cards=cards)
    for number, post in enumerate(await listeners.producer.storage.load_posts(episode_id)):
        await transmitter.send(post, nonce=f"episode-{number}")
    return listeners.server.messages(channel.id)


@pytest.mark.parametrize("cards", [True, False])
async def test_every_story_of_an_episode_has_its_buttons_and_the_frames_have_none(cards: bool):
    async with open_listeners() as listeners:
        messages = await send_episode(listeners, cards=cards)

        wanted = list(LABELS["ja"])
        shown = [[label for label in labels(message) if label in wanted] for message in messages]

        assert shown == [[], wanted, wanted, wanted, wanted, []]


@pytest.mark.parametrize("locale", LABELS)
async def test_each_button_answers_the_presser_alone_in_both_languages(locale: str):
    async with open_listeners() as listeners:
        message = (await listeners.ask("explain", url=GPS, locale=locale)).messages[0]

        answers = [await listeners.press(message, label, by="ひなた", locale=locale) for label in LABELS[locale]]

        simpler, deeper, why = answers
        assert all(answer.is_ephemeral for answer in answers)
        assert simpler.text.splitlines()[1] in TSUMUGI.news.simpler
        assert deeper.text.splitlines()[1] in TSUMUGI.news.deeper
        assert TSUMUGI.news.brought.partition("」")[2] in why.text
        for answer, label in zip(answers, LABELS[locale], strict=True):
            others = [each for each in LABELS[locale] if each != label]
            assert [each for each in labels(answer.messages[0]) if each in LABELS[locale]] == others


async def test_why_under_an_aired_story_names_score_and_sources():
    async with open_listeners() as listeners:
        story = (await send_episode(listeners))[1]

        pressed = await listeners.press(story, "なんで選んだの？")

        assert "点数" in pressed.text
        assert "sqlite-en.example" in pressed.text


async def test_an_old_post_still_answers_after_a_restart(tmp_path: Path):
    database = tmp_path / "radio.db"
    async with DiscordServer() as server:
        async with open_listeners(server=server, database=database) as listeners:
            old = (await send_episode(listeners))[2]
        async with open_listeners(server=server, database=database) as listeners:
            listeners.clock.pass_by(days=400)
            listeners.fetcher.answers.clear()  # the pages are long gone

            answers = [await listeners.press(old, label) for label in LABELS["ja"]]
            again = await listeners.press(old, LABELS["ja"][0], by="ひなた")

            assert all(answer.is_ephemeral and "id=" not in answer.text for answer in answers)
            assert "DNS" in answers[0].text
            assert again.text == answers[0].text
            assert [prompt.purpose.value for prompt in listeners.model.prompts].count("simpler") == 1


async def test_a_button_pressed_by_two_hundred_costs_one_call_and_answers_all():
    model = SlowModel()
    async with open_listeners(model=model) as listeners:
        model.free.set()
        message = (await listeners.ask("explain", url=GPS)).messages[0]
        model.free.clear()
        before = len(model.prompts)

        async def press(number: int) -> Interaction:
            return await listeners.press(message, LABELS["ja"][0], by=f"聞く人{number}")

        pressing = [asyncio.ensure_future(press(number)) for number in range(200)]
        await asyncio.sleep(0.5)
        model.free.set()
        answers = await asyncio.gather(*pressing)

        assert len({answer.text for answer in answers}) == 1
        assert all(answer.is_ephemeral and answer.ack_s is not None for answer in answers)
        assert len(model.prompts) == before + 1


async def test_two_hundred_ask_for_the_news_and_it_is_gathered_and_written_once():
    async with open_listeners() as listeners:
        answers = await asyncio.gather(*(listeners.ask("now", by=f"聞く人{number}") for number in range(200)))

        assert len({answer.text for answer in answers}) == 1
        purposes = [prompt.purpose.value for prompt in listeners.model.prompts]
        assert purposes.count("bulletin") == 1
        assert len([url for url, *_ in listeners.fetcher.requests if "feeds.example" in url]) == 1


@pytest.mark.parametrize("locale", ["ja", "en-US"])
async def test_a_story_that_is_forgotten_is_said_to_be(locale: str):
    async with open_listeners() as listeners:
        message = (await listeners.ask("explain", url=GPS)).messages[0]
        for component in _buttons(message):
            component["custom_id"] = component["custom_id"][:-16] + "0" * 16

        pressed = await listeners.press(message, "もっとくわしく", locale=locale)

        line = TSUMUGI.news.unknown_story if locale == "ja" else "are gone"
        assert line in pressed.text


async def test_a_button_of_a_host_who_has_left_is_answered_by_ours():
    async with open_listeners() as listeners:
        message = (await listeners.ask("explain", url=GPS)).messages[0]
        for component in _buttons(message):
            component["custom_id"] = component["custom_id"].replace(":tsumugi:", ":gone-host:")

        pressed = await listeners.press(message, "もっとやさしく")

        assert pressed.text.splitlines()[1] in TSUMUGI.news.simpler


def _buttons(message: Message) -> list[dict[str, Any]]:
    rows = [row for each in message.components for row in each["components"] if row["type"] == 1]
    return [button for row in rows for button in row["components"] if "custom_id" in button]


@pytest.fixture
def many_hits(monkeypatch: pytest.MonkeyPatch):
    """An archive with twenty-five aired stories about 量子."""
    hits = [
        SearchHit(
            story=f"{number:016x}",
            title=f"量子の話{number}",
            site="site.example",
            link=f"https://site.example/{number}",
            episode_number=number,
            number=1,
            air_date=EDITION.air_date,
            host="tsumugi",
        )
        for number in range(25, 0, -1)
    ]

    async def search(_: object, words: str, *, limit: int, offset: int) -> Found:
        del words
        return Found(hits=tuple(hits[offset : offset + limit]), total=len(hits))

    monkeypatch.setattr("archive.storage.Storage.search_aired", search)


@pytest.mark.usefixtures("many_hits")
async def test_pages_turn_in_place_for_the_asker():
    async with open_listeners() as listeners:
        asked = await listeners.ask("search", words="量子")
        (page,) = asked.messages
        first = asked.text

        forward = await listeners.press(page, "つぎ ▶")
        await eventually(lambda: page.text != first)
        second = page.text
        await listeners.press(page, "◀ まえ")
        await eventually(lambda: page.text == first)

        assert "量子の話25" in first
        assert f"量子の話{25 - HITS_SHOWN}" in second
        assert "量子の話25" not in second
        assert forward.updated
        assert forward.messages == []
        assert "量子の話25" in page.text
        assert custom_ids(page) == ["news:page:2:量子"]


@pytest.mark.usefixtures("many_hits")
async def test_the_longest_words_turn_pages_and_longer_ones_are_refused_in_the_hosts_voice():
    async with open_listeners() as listeners:
        (page,) = (await listeners.ask("search", words="長" * 80)).messages
        refused = await listeners.ask("search", words="長" * 81)
        first = page.text

        await listeners.press(page, "つぎ ▶")
        await eventually(lambda: page.text != first)

        assert f"量子の話{25 - HITS_SHOWN}" in page.text
        assert TSUMUGI.news.too_long in refused.text


@pytest.mark.usefixtures("many_hits")
async def test_a_page_for_everyone_is_turned_by_its_asker_and_shown_anew_to_others():
    async with open_listeners() as listeners:
        asked = await listeners.ask("search", words="量子", public=True, locale="en-US")
        (page,) = asked.messages
        first = page.text

        stranger = await listeners.press(page, "Older ▶", by="ひなた", locale="en-US")
        unchanged = page.text
        await listeners.press(page, "Older ▶")
        await eventually(lambda: page.text != first)

        assert stranger.is_ephemeral
        assert "量子の話25" not in stranger.text
        assert unchanged == first
        assert page in listeners.server.messages(page.channel_id)


@pytest.mark.usefixtures("many_hits")
async def test_a_page_that_cannot_be_turned_stays_and_the_presser_is_told(monkeypatch: pytest.MonkeyPatch):
    async with open_listeners() as listeners:
        (page,) = (await listeners.ask("search", words="量子")).messages
        before = page.text
        monkeypatch.setattr(listeners.client.counter, "search", None)

        pressed = await listeners.press(page, "つぎ ▶")
        await pressed.followed_up()

        assert page.text == before
        assert "id=" in pressed.followups[0].text
        assert pressed.followups[0].is_ephemeral


def found(words: str, page: int = 2, pages: int = 3) -> SearchPage:
    return SearchPage(
        words=words, hits=(), page=page, pages=pages, total=30, post=Post(part="search", title="", text="")
    )


def test_words_of_any_kind_fit_an_id_or_have_no_button():
    for words in ("量子 コンピューター", "a:b:3", "改\n行", "x" * 80, "🍛" * 80):
        buttons = make_page_buttons(found(words, page=999_998, pages=10**7), Language.JAPANESE)
        assert [button.words for button in buttons] == [words] * 2
        assert all(len(button.custom_id) <= CUSTOM_ID for button in buttons)
        for button in buttons:
            match = PageButton.__discord_ui_compiled_template__.fullmatch(button.custom_id)
            assert match
            assert match["words"] == words

    assert make_page_buttons(found("x" * 81), Language.JAPANESE) == []
    assert make_page_buttons(found("量子", page=1, pages=1), Language.JAPANESE) == []


def test_topics_that_do_not_fit_or_come_twice_have_no_button():
    buttons = make_topic_buttons(("量子", "量子", " ", "長" * 81, "a", "b", "c", "d", "e"))

    assert [button.words for button in buttons] == ["量子", "a", "b", "c", "d"]


def test_a_post_whose_host_or_story_is_no_name_has_no_buttons():
    for host, story in (("", "0" * 16), ("tsumugi", ""), ("Tsumugi!", "0" * 16), ("h" * 41, "0" * 16)):
        assert make_story_buttons(Post(part="story-1", title="", text="", host=host, story=story)) == []


async def test_a_button_answers_an_error_of_its_own_making_too(caplog: pytest.LogCaptureFixture):
    told: list[str] = []

    async def send(text: str, **_: object) -> None:
        told.append(text)

    interaction: Any = SimpleNamespace(
        client=SimpleNamespace(tree=SimpleNamespace(get_command=lambda _: None)),
        command=None,
        type=SimpleNamespace(name="component"),
        locale=None,
        extras={},
        id=1,
        response=SimpleNamespace(is_done=lambda: False, send_message=send),
    )

    await TopicButton("量子").callback(interaction)

    assert "Sorry" in told[0]
    assert "Traceback" in caplog.text
