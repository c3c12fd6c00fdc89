from types import SimpleNamespace
from typing import Any

import discord
import pytest

from cogs.message_links import find_link, is_open, read_links


def message(content: str = "", **given: Any) -> Any:
    return SimpleNamespace(**{"content": content, "embeds": [], "components": [], "message_snapshots": []} | given)


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("これ https://a.example/x 読んで", ["https://a.example/x"]),
        ("https://a.example/記事、すごい", ["https://a.example/記事"]),
        ("「https://a.example/x」って話。", ["https://a.example/x"]),
        ("<https://a.example/x>", ["https://a.example/x"]),
        ("[題](https://a.example/x)", ["https://a.example/x"]),
        ("||https://a.example/x||", ["https://a.example/x"]),
        ("**https://a.example/x**", ["https://a.example/x"]),
        ("`https://a.example/x`", ["https://a.example/x"]),
        ("(https://a.example/x)", ["https://a.example/x"]),
        ("https://a.example/x_(y)", ["https://a.example/x_(y)"]),
        ("https://a.example/x?q=1&r=[2].", ["https://a.example/x?q=1&r=[2]"]),
        ("[https://a.example/x](https://b.example/y)", ["https://a.example/x"]),
        ("HTTPS://A.EXAMPLE/X!", ["HTTPS://A.EXAMPLE/X"]),
        ("https://a.example/x　https://b.example/y", ["https://a.example/x", "https://b.example/y"]),
        ("ftp://a.example/x file:///etc/passwd javascript:alert(1)", []),
        ("", []),
    ],
)
def test_links_are_read_as_people_write_them(text: str, links: list[str]):
    assert list(read_links(text)) == links


def test_the_first_public_link_is_meant():
    written = (
        "http://192.168.0.1/a http://localhost/b http://user:pw@a.example/ https://a.example/x https://b.example/y"
    )

    assert find_link(message(written)) == "https://a.example/x"


def test_without_a_public_link_the_first_at_all_is_meant_so_that_its_refusal_says_why():
    assert find_link(message("http://127.0.0.1:8000/a http://10.0.0.1/b")) == "http://127.0.0.1:8000/a"
    assert find_link(message("リンクなし")) is None


def test_links_within_discord_are_no_articles():
    assert find_link(message("https://discord.com/channels/1/2/3 https://discord.gg/x")) is None
    assert find_link(message("https://ptb.discord.com/channels/1/2/3 https://a.example/x")) == "https://a.example/x"


def test_embeds_forwarded_messages_and_cards_have_links_too():
    embed = SimpleNamespace(url="https://embed.example/x")
    bare = SimpleNamespace(url=None)
    forwarded = message("https://forwarded.example/x")
    button = SimpleNamespace(url="https://button.example/x")
    row = SimpleNamespace(children=[SimpleNamespace(url=None), button])
    text: Any = object.__new__(discord.TextDisplay)
    text.content = "[1. 題](https://card.example/x)"
    card = SimpleNamespace(children=[text])

    assert find_link(message(embeds=[bare, embed])) == "https://embed.example/x"
    assert find_link(message(message_snapshots=[forwarded])) == "https://forwarded.example/x"
    assert find_link(message(components=[SimpleNamespace(children=[row])])) == "https://button.example/x"
    assert find_link(message(components=[card])) == "https://card.example/x"


@pytest.mark.parametrize(
    ("link", "is_public"),
    [
        ("https://a.example/x", True),
        ("https://a.example:8443/x", True),
        ("https://日本語.example/x", True),
        ("http://8.8.8.8/", True),
        ("http://127.0.0.1/", False),
        ("http://[::1]/", False),
        ("http://169.254.169.254/latest", False),
        ("http://router/", False),
        ("http://nas.local/", False),
        ("http://LOCALHOST./", False),
        ("http://user:pw@a.example/", False),
        ("http://", False),
        ("https://[broken/", False),
        ("https://a.example/" + "x" * 5000, False),
    ],
)
def test_an_address_is_open_or_not(link: str, is_public: bool):
    assert is_open(link) is is_public
