"""The hosts that a server can choose from."""

import logging
import unicodedata
from functools import cache

from persona.character import Persona
from persona.sheets import list_hosts, load_persona
from radio.errors import ConfigError

log = logging.getLogger(__name__)

OWN_HOST = "tsumugi"  # whose voice the bot itself has, and the show where nobody chose


@cache
def load_hosts() -> dict[str, Persona]:
    """Every host by slug, read once. A wrong sheet is left out: its fault is the owner's to read."""
    hosts: dict[str, Persona] = {}
    for slug in list_hosts():
        try:
            hosts[slug] = load_persona(slug)
        except ConfigError as fault:
            log.error("host left out slug=%s reason=%s", slug, fault)
    return hosts


def own_host() -> Persona:
    """The programme's own host; where the owner took that sheet away, the first of the others.

    Raises ConfigError where there is none at all.
    """
    hosts = load_hosts()
    if not hosts:
        raise ConfigError("persona/hosts: there is no host sheet that can be read")
    return hosts.get(OWN_HOST) or next(iter(hosts.values()))


def find_host(wanted: str) -> Persona | None:
    """The host of a slug or a name, however wide or tall it is written."""
    folded = _fold(wanted)
    named = (host for host in load_hosts().values() if folded in map(_fold, (host.slug, host.name, host.short_name)))
    return next(named, None)


def suggest_hosts(typed: str) -> tuple[Persona, ...]:
    """The hosts whose slug or name has what is typed."""
    folded = _fold(typed)
    return tuple(host for host in load_hosts().values() if folded in _fold(f"{host.slug} {host.name}"))


def name_host(slug: str) -> str:
    """A host's name; the slug where its sheet is gone."""
    host = load_hosts().get(slug)
    return host.name if host else slug


def _fold(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().strip()
