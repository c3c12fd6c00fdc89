"""What the small Discord refuses, and the check against Discord's own description."""

from typing import Any

import aiohttp
import pytest

from tests.loopback.discord import MESSAGES, DiscordServer
from tests.loopback.discord_spec import DiscordSpec, load_spec, stringify_ids

V2 = 1 << 15
TEXT: dict[str, Any] = {"type": 10, "content": "本文"}
BUTTON: dict[str, Any] = {"type": 2, "style": 1, "label": "押す", "custom_id": "a"}
LINK: dict[str, Any] = {"type": 2, "style": 5, "label": "読む", "url": "https://example.org"}


def row(*components: dict[str, Any]) -> dict[str, Any]:
    return {"type": 1, "components": list(components)}


def card(*components: dict[str, Any]) -> dict[str, Any]:
    return {"flags": V2, "components": [{"type": 17, "components": list(components)}]}


async def ask(server: DiscordServer, method: str, path: str, body: Any) -> tuple[int, Any]:
    headers = {"Authorization": f"Bot {server.token}"}
    async with (
        aiohttp.ClientSession(headers=headers) as session,
        session.request(method, server.base_url + path, json=body) as response,
    ):
        return response.status, await response.json()


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({}, 50006),
        ({"content": " \n　"}, 50006),
        ({"content": "あ" * 2_001}, 50035),
        ({"content": "あ", "nonce": "n" * 26}, 50035),
        ({"embeds": [{}]}, 50006),
        ({"embeds": [{"description": "あ" * 4_000}, {"description": "あ" * 2_001}]}, 50035),
        ({"embeds": [{"title": "あ" * 257}]}, 50035),
        ({"embeds": [{"fields": [{"name": "あ", "value": ""}]}]}, 50035),
        ({"embeds": [{"title": "あ", "url": "javascript:alert(1)"}]}, 50035),
        (card(TEXT) | {"content": "あ"}, 50035),
        (card(TEXT) | {"embeds": [{"title": "あ"}]}, 50035),
        (card(*[TEXT] * 40), 50035),
        (card(TEXT | {"content": "あ" * 2_000}, TEXT | {"content": "あ" * 2_001}), 50035),
        (card(TEXT | {"content": "  "}), 50035),
        (card(), 50035),
        (card(row(BUTTON), row(BUTTON)), 50035),
        (card(row(*[LINK] * 6)), 50035),
        (card(row(LINK | {"url": "ftp://example.org"})), 50035),
        (card(row(LINK | {"url": "https://example.org/" + "a" * 500})), 50035),
        (card(row(LINK | {"label": "あ" * 81})), 50035),
        (card(row(LINK | {"custom_id": "b"})), 50035),
        (card(TEXT | {"id": 3}, TEXT | {"id": 3}), 50035),
        (card(card(TEXT)["components"][0]), 50035),
        (card({"type": 9, "components": [TEXT]}), 50035),
        (card({"type": 13, "file": {"url": "attachment://missing.txt"}}), 50035),
        ({"flags": V2, "components": [LINK]}, 50035),
        ({"components": [TEXT]}, 50035),
        ({"content": "あ", "components": [row(LINK)] * 6}, 50035),
        ({"content": "あ", "allowed_mentions": {"parse": ["users"], "users": ["1"]}}, 50035),
        ({"content": "あ", "message_reference": {"message_id": "1"}}, 50035),
        ([], 50109),
        ({"content": 5}, 50035),
        ({"embeds": "題"}, 50035),
        ({"components": [None]}, 50035),
    ],
)
async def test_a_message_that_discord_refuses_is_refused(body: Any, code: int):
    async with DiscordServer() as server:
        status, answer = await ask(server, "POST", f"/channels/{server.channel().id}/messages", body)

        assert (status, answer["code"]) == (400, code)
        assert server.messages(server.channel().id) == []


@pytest.mark.parametrize(
    "body",
    [
        {"content": "あ" * 2_000, "nonce": "n" * 25},
        {"embeds": [{"description": "あ" * 4_000}, {"description": "あ" * 2_000}]},
        card(*[TEXT] * 39),
        card(TEXT | {"content": "あ" * 4_000}),
        card(row(BUTTON), row(BUTTON | {"custom_id": "b"}, LINK)),
        card({"type": 9, "components": [TEXT], "accessory": LINK}),
        {"content": "あ", "components": [row(LINK)] * 5},
    ],
)
async def test_a_message_at_the_limit_is_taken(body: Any):
    async with DiscordServer() as server:
        status, _ = await ask(server, "POST", f"/channels/{server.channel().id}/messages", body)

        assert status == 200
        assert server.violations == []


async def test_an_error_names_the_way_to_the_value():
    async with DiscordServer() as server:
        _, answer = await ask(server, "POST", f"/channels/{server.channel().id}/messages", {"content": "あ" * 2_001})

    assert answer["message"] == "Invalid Form Body"
    assert answer["errors"]["content"]["_errors"][0]["code"] == "BASE_TYPE_MAX_LENGTH"


async def test_an_edit_may_switch_components_v2_on_but_not_off():
    async with DiscordServer() as server:
        path = f"/channels/{server.channel().id}/messages"
        _, sent = await ask(server, "POST", path, card(TEXT))

        status, _ = await ask(server, "PATCH", f"{path}/{sent['id']}", {"content": "ふつうの文"})

    assert status == 400


def command(**more: Any) -> dict[str, Any]:
    return {"name": "news", "description": "ニュース", "type": 1} | more


def option(**more: Any) -> dict[str, Any]:
    return {"name": "topic", "description": "話題", "type": 3} | more


@pytest.mark.parametrize(
    "commands",
    [
        [command(name="News")],
        [command(name="two words")],
        [command(name="名" * 33)],
        [command(description="")],
        [command(description="あ" * 101)],
        [command(), command()],
        [command(name_localizations={"jp": "ニュース"})],
        [command(name_localizations={"ja": "ニュース！"})],
        [command(options=[option(), option(name="other", required=True)])],
        [command(options=[option(), option()])],
        [command(options=[option(name=f"o{n}") for n in range(26)])],
        [command(options=[option(autocomplete=True, choices=[{"name": "a", "value": "a"}])])],
        [command(options=[option(choices=[{"name": str(n), "value": "a"} for n in range(26)])])],
        [command(options=[option(), option(name="sub", type=1)])],
        [command(options=[option(name="a", type=1, options=[option(name="b", type=1)])])],
        [command(name=f"c{number}") for number in range(101)],
    ],
)
async def test_commands_that_discord_refuses_are_refused(commands: list[dict[str, Any]]):
    async with DiscordServer() as server:
        path = f"/applications/{server.world.application_id}/commands"

        status, answer = await ask(server, "PUT", path, commands)

        assert (status, answer["code"]) == (400, 50035)
        assert server.world.commands[None] == {}


async def test_a_list_of_commands_that_is_none_changes_nothing():
    async with DiscordServer() as server:
        path = f"/applications/{server.world.application_id}/commands"
        await ask(server, "PUT", path, [command()])

        status, _ = await ask(server, "PUT", path, command())

        assert status == 400
        assert len(server.world.commands[None]) == 1


async def test_one_command_is_made_changed_read_and_deleted():
    async with DiscordServer() as server:
        path = f"/applications/{server.world.application_id}/guilds/{server.channel().guild_id}/commands"

        _, made = await ask(server, "POST", path, command(name_localizations={"ja": "ニュース"}))
        _, changed = await ask(server, "PATCH", f"{path}/{made['id']}", {"description": "今日の話題"})
        _, listed = await ask(server, "GET", path, None)
        _, whole = await ask(server, "GET", f"{path}?with_localizations=1", None)

        assert (changed["id"], changed["description"]) == (made["id"], "今日の話題")
        assert "name_localizations" not in listed[0]
        assert whole[0]["name_localizations"] == {"ja": "ニュース"}
        assert server.violations == []


async def test_japanese_commands_with_groups_are_taken_and_keep_their_ids():
    nested = option(name="watch", type=2, options=[option(name="add", type=1, options=[option(required=True)])])
    commands = [command(name="ニュース", name_localizations={"en-US": "news"}, options=[nested])]
    async with DiscordServer() as server:
        path = f"/applications/{server.world.application_id}/commands"

        _, first = await ask(server, "PUT", path, commands)
        status, again = await ask(server, "PUT", path, commands)

        assert status == 200
        assert first[0]["id"] == again[0]["id"]
        assert server.violations == []


async def test_unknown_routes_and_methods_are_violations():
    async with DiscordServer() as server:
        first, _ = await ask(server, "GET", "/nowhere", None)
        second, _ = await ask(server, "PUT", f"/channels/{server.channel().id}/messages", {})

        assert (first, second) == (404, 405)
        assert {violation.path for violation in server.violations} >= {"/nowhere"}


async def test_a_body_that_is_no_json_is_refused():
    async with DiscordServer() as server, aiohttp.ClientSession() as session:
        path = f"{server.base_url}/channels/{server.channel().id}/messages"
        headers = {"Authorization": f"Bot {server.token}", "Content-Type": "application/json"}

        async with session.post(path, data=b"{", headers=headers) as response:
            answer = await response.json()

        assert (response.status, answer["code"]) == (400, 50109)


async def test_the_violations_of_a_bench_are_found_afterwards():
    async with DiscordServer() as server:
        await ask(server, "POST", f"/channels/{server.channel().id}/messages", {"content": ""})

        first, second = server.violations, server.violations

        assert len(server.asked(*MESSAGES)) == 1
        assert first == second
        assert first[0].reason.startswith("50006")


SPEC = load_spec()
needs_spec = pytest.mark.skipif(SPEC is None, reason="Discord's description does not lie beside the project")


@needs_spec
async def test_what_the_description_forbids_is_a_violation():
    async with DiscordServer() as server:
        await ask(server, "POST", f"/channels/{server.channel().id}/messages", {"content": "あ", "tts": "yes"})

        assert [violation.method for violation in server.violations] == ["POST"]
        assert server.violations[0].reason.startswith("tts")


@needs_spec
def test_literal_paths_win_over_templates():
    assert isinstance(SPEC, DiscordSpec)

    assert SPEC.find_path("/users/@me") == "/users/@me"
    assert (
        SPEC.find_path("/webhooks/1/t/messages/@original")
        == "/webhooks/{webhook_id}/{webhook_token}/messages/@original"
    )
    assert SPEC.find_path("/nowhere") is None


def test_only_snowflakes_become_text():
    body = {
        "message_reference": {"message_id": 5},
        "attachments": [{"id": 0, "size": 3}],
        "components": [{"id": 7, "custom_id": "a"}],
        "allowed_mentions": {"users": [8]},
        "flags": 4,
        "tts": False,
    }

    assert stringify_ids(body) == {
        "message_reference": {"message_id": "5"},
        "attachments": [{"id": "0", "size": 3}],
        "components": [{"id": 7, "custom_id": "a"}],
        "allowed_mentions": {"users": ["8"]},
        "flags": 4,
        "tts": False,
    }
