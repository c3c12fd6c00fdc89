import pytest
from yarl import URL

from newsroom.sites import is_private_host, is_shortener, site_name


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.publickey1.jp/blog/1.html", "publickey1.jp"),
        ("https://tech.example.co.jp/a", "example.co.jp"),
        ("https://someone.hatenablog.com/entry/1", "someone.hatenablog.com"),
        ("https://someone.github.io/x", "someone.github.io"),
        ("https://blog.cloudflare.com./x", "cloudflare.com"),
        ("https://日本語.jp/x", "日本語.jp"),
        ("https://xn--r8jz45g.jp/x", "例え.jp"),
        ("https://аррӏе.com/", "xn--80ak6aa92e.com"),
        ("https://xn--80ak6aa92e.com/", "xn--80ak6aa92e.com"),
        ("https://xn--a.example/", "xn--a.example"),
        ("http://127.0.0.10:8765/x", "127.0.0.10:8765"),
        ("http://localhost/x", "localhost"),
        ("https://co.jp/", "co.jp"),
    ],
)
def test_a_site_is_shown_by_its_registrable_host(url, name):
    assert site_name(URL(url)) == name


@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.1", "10.0.0.5", "192.168.1.1", "169.254.169.254", "::1", "2130706433", "0x7f000001", "127.1"),
        *("localhost", "router", "nas.local", "x.internal", "fd00::1"),
    ],
)
def test_a_private_host_is_known_by_its_form(host):
    assert is_private_host(host)


@pytest.mark.parametrize("host", ["site.example", "8.8.8.8", "2606:4700::1111", "localhost.example"])
def test_a_public_host_is_not_private(host):
    assert not is_private_host(host)


def test_a_shortened_link_is_told_from_others():
    assert is_shortener(URL("https://t.co/abc"))
    assert not is_shortener(URL("https://site.example/abc"))
