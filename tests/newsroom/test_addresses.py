import pytest
from yarl import URL

from newsroom.addresses import MAX_URL_LENGTH, check_url, is_literal, is_public, pair_of, parse_allow, show_pair
from radio.errors import ConfigError, FetchError


@pytest.mark.parametrize("address", ["93.184.216.34", "1.1.1.1", "2606:4700:4700::1111", "2a00:1450:4001:80b::200e"])
def test_a_public_address_is_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    """127.0.0.1 127.255.255.254 0.0.0.0 10.0.0.1 172.16.0.1 172.31.255.255 192.168.1.1 169.254.169.254 100.64.0.1
    192.0.0.1 192.0.2.1 192.88.99.1 198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1 239.1.1.1 240.0.0.1 255.255.255.255
    :: ::1 ::7f00:1 ::127.0.0.1 ::ffff:127.0.0.1 ::ffff:93.184.216.34 ::ffff:0:127.0.0.1 64:ff9b::7f00:1
    64:ff9b::5db8:d822 64:ff9b:1::7f00:1 100::1 2001::1 2001:0:4136:e378:8000:63bf:3fff:fdd2 2001:10::1 2001:db8::1
    2002:7f00:1:: 2002:5db8:d822::1 3fff::1 5f00::1 fc00::1 fd12:3456::1 fe80::1 fe80::1%eth0 2606:4700::1%eth0
    fec0::1 ff02::1 4000::1""".split(),  # noqa: SIM905 – forty strings, one a word, stay readable
)
def test_every_other_address_is_not(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("text", ["", "localhost", "127.1", "2130706433", "0x7f.1", "1.1.1.1 ", "[2606:4700::1]"])
def test_what_is_no_address_is_not_public(text: str) -> None:
    assert not is_public(text)
    assert not is_literal(text)


@pytest.mark.parametrize(
    ("url", "pair"),
    [
        ("http://site.example/a", ("site.example", 80)),
        ("https://SITE.example./a", ("site.example", 443)),
        ("https://日本語.example:8443/記事", ("xn--wgv71a119e.example", 8443)),
        ("http://[2606:4700:0::1]:81/", ("2606:4700::1", 81)),
        ("http://my_host.example/", ("my_host.example", 80)),
    ],
)
def test_a_good_address_names_its_host_and_port(url: str, pair: tuple[str, int]) -> None:
    assert pair_of(check_url(url)) == pair


def test_the_fragment_is_not_asked_for() -> None:
    assert str(check_url("https://site.example/a?b=c#d")) == "https://site.example/a?b=c"


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("file:///etc/passwd", "not file"),
        ("site.example/a", "without a scheme"),
        ("", "without a scheme"),
        ("http:///a", "names no host"),
        ("http://a b/", "names no host"),
        ("http://-/", "names no host"),
        ("http://site.example:0/", "names no host"),
        ("http://user@site.example/", "user name"),
        ("http://:secret@site.example/", "user name"),
        ("http://[::1", "not a valid address"),
        ("http://site.example:70000/", "not a valid address"),
        ("http://site.example/" + "a" * MAX_URL_LENGTH, "longer than"),
    ],
)
def test_any_other_address_is_a_permanent_fault(url: str, reason: str) -> None:
    with pytest.raises(FetchError, match=reason) as caught:
        check_url(url)

    assert caught.value.permanent


def test_a_parsed_address_is_checked_as_well() -> None:
    assert check_url(URL("http://site.example/#x")) == URL("http://site.example/")


def test_the_allow_list_is_read_as_it_is_shown() -> None:
    text = " 127.0.0.1:8765, LOCALHOST:80,[::1]:99 bridge.local.:1200,,書庫.example:1 "

    pairs = parse_allow(text)

    assert pairs == {
        ("127.0.0.1", 8765),
        ("localhost", 80),
        ("::1", 99),
        ("bridge.local", 1200),
        ("xn--1xtr8p.example", 1),
    }
    assert parse_allow(",".join(show_pair(pair) for pair in pairs)) == pairs


def test_an_empty_allow_list_allows_nothing() -> None:
    assert parse_allow("  ") == frozenset()


@pytest.mark.parametrize(
    "part",
    [
        "localhost",
        ":80",
        "host:",
        "host:0",
        "host:65536",
        "host:99999999999",
        "host:８０",
        "http://host:80",
        "10.0.0.0/8:80",
        "::1:80",
        "[::1:80",
        "[nonsense]:80",
        "127.1:80",
        "0x7f.1:80",
        "2130706433:80",
        "*:80",
        "a..b:80",
        "-a:80",
        "é" * 64 + ":80",
    ],
)
def test_a_wrong_allow_list_is_refused(part: str) -> None:
    with pytest.raises(ConfigError) as caught:
        parse_allow(f"127.0.0.1:80,{part}")

    assert len(caught.value.faults) == 1
    assert part in caught.value.faults[0]


def test_every_fault_of_an_allow_list_is_named() -> None:
    with pytest.raises(ConfigError) as caught:
        parse_allow("a,b:80,c:x")

    assert [fault.split("'")[1] for fault in caught.value.faults] == ["a", "c:x"]
