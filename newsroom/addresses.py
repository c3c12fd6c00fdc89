"""Which addresses the station may read: URLs by their form, sockets by the address they really reach. Pure."""

import ipaddress
import re
from collections.abc import Iterator

from yarl import URL

from radio.errors import ConfigError, FetchError
from radio.news import Refusal

MAX_URL_LENGTH = 4096

_GLOBAL_UNICAST = ipaddress.ip_network("2000::/3")
_TUNNELS_AND_PAPER = tuple(
    ipaddress.ip_network(network)
    for network in (
        "2001::/23",  # Teredo, ORCHID and other protocol blocks: some carry an IPv4 address inside
        "2002::/16",  # 6to4 carries an IPv4 address inside
        "3fff::/20",  # documentation, not yet known to every Python
        "192.88.99.0/24",  # the 6to4 relay
        "192.0.0.0/24",  # protocol assignments
    )
)
_NAME = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*\.?")
_NUMERIC_HOST = re.compile(r"(?:0x[0-9a-f]*|[0-9]+)(?:\.(?:0x[0-9a-f]*|[0-9]+))*\.?")


class RefusedAddressError(OSError):
    """Raised inside the connector before a socket exists. One text for all, so that several tries stay one fault."""

    def __init__(self) -> None:
        super().__init__("not a public address")


def is_public(address: str) -> bool:
    """Whether `address`, a literal IPv4 or IPv6 address, belongs to the public internet; False when in doubt.

    IPv6 is judged by what is given out (2000::/3) and not by what is known to be special, so mapped,
    compatible, NAT64, site-local and scoped forms are all outside.
    """
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    if ip.is_multicast or not ip.is_global:
        return False
    if ip.version == 6 and (ip not in _GLOBAL_UNICAST or ip.scope_id):
        return False
    return not any(ip.version == network.version and ip in network for network in _TUNNELS_AND_PAPER)


def is_literal(host: str) -> bool:
    """Whether `host` is itself an IP address and no name."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def check_url(url: str | URL) -> URL:
    """The absolute http(s) address to ask for, without its fragment. Raises a permanent FetchError for any other."""
    text = str(url)
    try:
        parsed = URL(url) if isinstance(url, str) else url
        port = parsed.port
        host = parsed.host
    except (ValueError, TypeError) as error:
        reason = f"not a valid address ({error})"
        raise FetchError(text, reason, permanent=True, refusal=Refusal.NO_LINK) from error
    fault, refusal = None, Refusal.NO_LINK
    if parsed.scheme not in ("http", "https"):
        fault = f"only http and https addresses are read, not {parsed.scheme or 'one without a scheme'}"
    elif not host or not port or not _can_be_host(parsed.raw_host or ""):
        fault = "the address names no host that can exist"
    elif parsed.user is not None or parsed.password is not None:
        fault, refusal = "the address carries a user name or password", Refusal.CREDENTIALS
    elif len(text) > MAX_URL_LENGTH:
        fault = f"the address is longer than {MAX_URL_LENGTH} characters"
    if fault:
        raise FetchError(text, fault, permanent=True, refusal=refusal)
    return parsed.with_fragment(None)


def _can_be_host(host: str) -> bool:
    return ":" in host or bool(_NAME.fullmatch(host.lower()))


def pair_of(url: URL) -> tuple[str, int]:
    """The host and port that a checked `url` names, as `parse_allow` writes them."""
    return (url.raw_host or "").rstrip(".").lower(), url.port or 0


def show_pair(pair: tuple[str, int]) -> str:
    """HOST:PORT as FETCH_ALLOW wants it, IPv6 in brackets."""
    host, port = pair
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def parse_allow(text: str) -> frozenset[tuple[str, int]]:
    """FETCH_ALLOW ("host:port,host:port", IPv6 in brackets) as pairs. Raises ConfigError naming every fault."""
    pairs: set[tuple[str, int]] = set()
    faults: list[str] = []
    for part in _split(text):
        try:
            pairs.add(_parse_pair(part))
        except ValueError as error:
            faults.append(f"FETCH_ALLOW: {part!r} {error}")
    if faults:
        raise ConfigError(*faults)
    return frozenset(pairs)


def _split(text: str) -> Iterator[str]:
    return (part for part in re.split(r"[,\s]+", text.strip()) if part)


def _parse_pair(part: str) -> tuple[str, int]:
    if "/" in part:
        raise ValueError("is an address or a range; write HOST:PORT, one host and one port")
    host, colon, port_text = part.rpartition(":")
    if not colon or not host:
        raise ValueError("has no port; write HOST:PORT")
    if not (port_text.isascii() and port_text.isdigit() and 1 <= int(port_text[:6]) <= 65535):
        raise ValueError("has no port between 1 and 65535 after the last colon")
    return _parse_host(host), int(port_text)


def _parse_host(host: str) -> str:
    if host.startswith("[") and host.endswith("]"):
        return str(ipaddress.IPv6Address(host[1:-1]))
    if ":" in host:
        raise ValueError("needs brackets round its IPv6 address: [HOST]:PORT")
    try:
        name = host.rstrip(".").lower().encode("idna").decode("ascii")
    except UnicodeError as error:
        raise ValueError("has a host name that cannot exist") from error
    if _NUMERIC_HOST.fullmatch(name):
        return str(ipaddress.IPv4Address(name))
    if not _NAME.fullmatch(name):
        raise ValueError("has a host name that cannot exist")
    return name
