"""The link that a message is about: the first public one in what is written, shown or linked in it."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

import discord

from newsroom.addresses import is_literal, is_public
from newsroom.links import parse_link

# Up to what ends a link for a reader: spaces, brackets and quotes of both scripts, Japanese stops.
_LINK = re.compile(r"https?://[^\s<>\"'`|　「」『』【】（）〈〉《》｛｝、。！？]+", re.IGNORECASE)
_TRAILING = ".,:;!?*_~…"
_OWN_PAGES = ("discord.com", "discordapp.com", "discord.gg", "discord.new")
_HOME_NAMES = ("localhost", "local", "internal", "lan", "home.arpa")


def find_link(message: discord.Message) -> str | None:
    """The address of the message's article: the first that anybody could open, else the first at all, or None."""
    links = [link for link in _list_links(message) if not _is_own(link)]
    return next(filter(is_open, links), links[0] if links else None)


def _list_links(message: discord.Message) -> Iterator[str]:
    for part in (message, *message.message_snapshots):
        yield from read_links(part.content)
        yield from (embed.url for embed in part.embeds if embed.url)
        yield from _walk(part.components)


def read_links(text: str) -> Iterator[str]:
    """Every address written in a text, without the punctuation that follows it."""
    for found in _LINK.finditer(text):
        link = found.group().rstrip(_TRAILING)
        for opening, closing in ("()", "[]"):
            while link.endswith(closing) and link.count(closing) > link.count(opening):
                link = link[:-1].rstrip(_TRAILING)
        yield link.partition("](")[0]


def is_open(link: str) -> bool:
    """Whether an address could be anybody's to open; what its name leads to is seen when it is fetched."""
    host = _host(link)
    if is_literal(host):
        return is_public(host)
    return "." in host and not _is_under(host, _HOME_NAMES)


def _is_own(link: str) -> bool:
    return _is_under(_host(link), _OWN_PAGES)


def _host(link: str) -> str:
    parsed = parse_link(link)
    return (parsed.host or "").rstrip(".").casefold() if parsed else ""


def _is_under(host: str, names: Iterable[str]) -> bool:
    return any(host == name or host.endswith(f".{name}") for name in names)


def _walk(components: Iterable[Any]) -> Iterator[str]:
    """Links of buttons, and those in the texts of cards."""
    for component in components:
        if url := getattr(component, "url", None):
            yield str(url)
        if isinstance(component, discord.TextDisplay):
            yield from read_links(component.content)
        yield from _walk(getattr(component, "children", ()))
