import pytest

from cogs.about import make_about_card
from cogs.cards import read_view
from radio.news import Language
from tests.cogs.station_bot import open_managers


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        ("ja", ["非公式・AI生成", "クレジット", "返事のために読んで", "/privacy show"]),
        ("de", ["unofficial", "Credits", "deleted after 90 days", "/privacy optout"]),
    ],
)
async def test_about_names_what_it_is_who_made_it_and_what_it_remembers(locale: str, words: list[str]):
    async with open_managers() as managers:
        server, channel = managers.evening.server, managers.evening.server.channel()

        asked = await server.invoke_command(channel.guild_id, channel.id, "あおい", "about", {}, locale=locale)

        assert all(word in asked.text for word in words)
        assert "VOICEVOX:春日部つむぎ" in asked.text
        assert asked.is_ephemeral


async def test_about_works_in_a_direct_message_and_links_the_source_where_there_is_one():
    async with open_managers(source_url="https://code.example/radio") as managers:
        server = managers.evening.server
        dm = server.world.open_dm(server.user("あおい"))

        asked = await server.invoke_command(None, dm.id, "あおい", "about", {})

        assert "非公式" in asked.text
        assert "ソースコードを見る" in asked.text


def test_an_address_too_long_for_a_button_is_left_out():
    card = make_about_card(Language.ENGLISH, "https://code.example/" + "x" * 600)

    assert "https" not in str(card.to_components())
    assert "MIT" in read_view(card)


async def test_about_is_offered_everywhere_and_station_in_servers_only():
    async with open_managers() as managers:
        commands = {each["name"]: each for each in managers.evening.server.world.commands[None].values()}

        assert commands["about"]["contexts"] == [0, 1, 2]
        assert commands["about"]["integration_types"] == [0, 1]
        assert commands["station"]["contexts"] == [0]
        assert commands["station"]["integration_types"] == [0]
        assert int(commands["station"]["default_member_permissions"]) == 1 << 5
        assert commands["station"]["name_localizations"] == {"ja": "放送局"}


async def test_every_name_and_description_has_a_japanese_text_of_its_own():
    async with open_managers() as managers:
        untranslated = [
            (node["name"], key)
            for command in managers.evening.server.world.commands[None].values()
            for node in _walk(command)
            for key in ("name", "description")
            if node.get(key) and "ja" not in (node.get(f"{key}_localizations") or {})
        ]

        assert untranslated == []


def _walk(node: dict[str, object]):
    yield node
    for key in ("options", "choices"):
        for child in node.get(key) or []:  # type: ignore[attr-defined] – lists where they are there
            yield from _walk(child)
