"""The door to the web, tried on a small web of our own."""

import asyncio
import itertools
import resource
import socket
import time
import zlib
from collections.abc import AsyncIterator
from datetime import timedelta
from email.utils import format_datetime
from typing import Any

import aiohttp
import brotli
import pytest
from aiohttp import http_exceptions
from aiohttp.client_reqrep import ConnectionKey
from yarl import URL

from newsroom import fetcher as door
from newsroom.fetcher import HttpFetcher, explain_fault
from radio.errors import FetchError
from tests.factories import MONDAY
from tests.fakes import FakeClock
from tests.loopback.web import FAULTS, Request, WebServer

AGENT = "PurePureRadio/0.1 (+https://radio.example/bot)"


def fetcher_for(*servers: WebServer, **given: Any) -> HttpFetcher:
    allow = frozenset(pair for server in servers for pair in server.allow)
    return HttpFetcher(**{"user_agent": AGENT, "allow": allow, "allowed_pace_s": 0, "total_s": 5.0} | given)


@pytest.fixture
async def server() -> AsyncIterator[WebServer]:
    async with WebServer() as running:
        yield running


async def fault_of(fetcher: HttpFetcher, url: str, **given: str) -> FetchError:
    with pytest.raises(FetchError) as caught:
        await fetcher.fetch(url, **given)
    assert caught.value.url == url
    return caught.value


async def test_a_page_comes_with_what_its_server_says_of_it(server: WebServer) -> None:
    server.page(
        "/a", body="<p>やあ</p>", content_type="Text/HTML; Charset=UTF-8", etag='W/"1"', last_modified="yesterday"
    )

    async with fetcher_for(server) as fetcher:
        answer = await fetcher.fetch(server.url("/a#part"))

    assert answer.body == "<p>やあ</p>".encode()
    assert (answer.content_type, answer.charset) == ("text/html", "utf-8")
    assert (answer.etag, answer.last_modified) == ('W/"1"', "yesterday")
    assert answer.url == server.url("/a")
    assert not answer.not_modified


async def test_the_bot_names_itself_and_sends_no_cookies_back(server: WebServer) -> None:
    server.page("/a", headers={"Set-Cookie": "id=1"})

    async with fetcher_for(server) as fetcher:
        await fetcher.fetch(server.url("/a"))
        await fetcher.fetch(server.url("/a"))

    last = server.asked("/a")[-1]
    assert last.headers["user-agent"] == AGENT
    assert "cookie" not in last.headers


async def test_a_contact_with_strange_signs_does_not_stop_the_bot(server: WebServer) -> None:
    server.page("/a")

    async with fetcher_for(server, user_agent="Bot/1\r\nX-Evil: 1 (+連絡先 https://radio.example\x00)") as fetcher:
        await fetcher.fetch(server.url("/a"))

    assert server.asked("/a")[0].headers["user-agent"].startswith("Bot/1 X-Evil: 1 (+ https://radio.example")


async def test_a_page_we_hold_is_not_sent_again(server: WebServer) -> None:
    server.page("/a", body="text", etag='"1"')

    async with fetcher_for(server) as fetcher:
        answer = await fetcher.fetch(server.url("/a"), etag='"1"', last_modified="yesterday")

    assert answer.not_modified
    assert answer.body == b""
    assert server.asked("/a")[0].headers["if-modified-since"] == "yesterday"


async def test_validators_travel_along_redirects(server: WebServer) -> None:
    server.redirect("/old", "/new", status=301)
    server.page("/new", body="text", etag='"1"')

    async with fetcher_for(server) as fetcher:
        answer = await fetcher.fetch(server.url("/old"), etag='"1"')

    assert answer.not_modified
    assert answer.url == server.url("/new")


async def test_a_304_nobody_asked_for_is_a_fault(server: WebServer) -> None:
    server.page("/a", status=304)

    async with fetcher_for(server) as fetcher:
        fault = await fault_of(fetcher, server.url("/a"))

    assert fault.status == 304


async def test_a_validator_that_would_break_the_request_is_left_out(server: WebServer) -> None:
    server.page("/a", body="text")

    async with fetcher_for(server) as fetcher:
        await fetcher.fetch(server.url("/a"), etag='"1"\r\nX-Evil: 1', last_modified="昨日")

    assert "if-none-match" not in server.asked("/a")[0].headers
    assert "if-modified-since" not in server.asked("/a")[0].headers


@pytest.mark.parametrize(
    ("status", "permanent"),
    [
        (204, False),
        (400, True),
        (401, True),
        (403, True),
        (404, True),
        (410, True),
        (451, True),
        (418, True),
        (408, False),
        (425, False),
        (429, False),
        (500, False),
        (503, False),
        (599, False),
    ],
)
async def test_a_status_is_told_as_passing_or_permanent(server: WebServer, status: int, permanent: bool) -> None:
    server.page("/a", status=status)

    async with fetcher_for(server) as fetcher:
        fault = await fault_of(fetcher, server.url("/a"))

    assert (fault.status, fault.permanent, fault.offline) == (status, permanent, False)
    assert str(status) in fault.reason


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("2", 2.0),
        ("999999999999", 86400.0),
        (format_datetime(MONDAY + timedelta(minutes=5), usegmt=True), 300.0),
        (format_datetime(MONDAY - timedelta(minutes=5), usegmt=True), 0.0),
        ("soon", None),
    ],
)
async def test_retry_after_is_passed_on(server: WebServer, header: str, seconds: float | None) -> None:
    server.page("/a", status=503, headers={"Retry-After": header})

    async with fetcher_for(server, clock=FakeClock(MONDAY)) as fetcher:
        fault = await fault_of(fetcher, server.url("/a"))

    assert fault.retry_after_s == seconds


# Time, size and broken answers


@pytest.mark.parametrize("name", ["hang", "drip"])
async def test_an_answer_that_does_not_end_in_time_is_given_up(server: WebServer, name: str) -> None:
    server.fault("/a", name)

    async with fetcher_for(server, total_s=0.4) as fetcher:
        fault = await asyncio.wait_for(fault_of(fetcher, server.url("/a")), 3)

    assert "within 0.4 s" in fault.reason
    assert (fault.permanent, fault.offline) == (False, False)
    assert len(server.asked("/a")) == 1


@pytest.mark.parametrize("name", ["bomb", "endless"])
async def test_a_body_too_large_is_refused_before_it_costs_anything(server: WebServer, name: str) -> None:
    server.fault("/a", name)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    async with fetcher_for(server) as fetcher:
        fault = await fault_of(fetcher, server.url("/a"))

    assert fault.permanent
    assert "2,000,000 bytes" in fault.reason
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 60_000


def zipped(data: bytes, encoding: str) -> bytes:
    if encoding == "br":
        return brotli.compress(data)
    if encoding == "zstd":
        zstd = pytest.importorskip("backports.zstd")
        return zstd.compress(data)
    packer = zlib.compressobj(wbits=31 if encoding == "gzip" else 15)
    return packer.compress(data) + packer.flush()


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "zstd"])
async def test_packed_answers_are_unpacked_and_counted_unpacked(server: WebServer, encoding: str) -> None:
    server.page("/small", body=zipped("つむぎ".encode() * 100, encoding), headers={"Content-Encoding": encoding})
    server.page("/large", body=zipped(b"\0" * 30_000_000, encoding), headers={"Content-Encoding": encoding})

    async with fetcher_for(server) as fetcher:
        answer = await fetcher.fetch(server.url("/small"))
        fault = await fault_of(fetcher, server.url("/large"))

    assert answer.body == "つむぎ".encode() * 100
    assert "larger than" in fault.reason


@pytest.mark.parametrize("encoding", ["gzip", "br", "deflate"])
async def test_an_answer_that_cannot_be_unpacked_is_a_fault(server: WebServer, encoding: str) -> None:
    server.page("/a", body=b"not packed at all, is it", headers={"Content-Encoding": encoding})

    async with fetcher_for(server) as fetcher:
        fault = await fault_of(fetcher, server.url("/a"))

    assert "unpacked" in fault.reason


async def test_an_answer_packed_in_a_way_we_do_not_know_is_a_fault(server: WebServer) -> None:
    server.page("/a", body=b"text", headers={"Content-Encoding": "gzip, br"})

    async with fetcher_for(server) as fetcher:
        fault = await fault_of(fetcher, server.url("/a"))

    assert "'gzip, br'" in fault.reason


async def test_a_body_of_just_the_size_is_taken(server: WebServer) -> None:
    server.page("/a", body=b"x" * 1000)

    async with fetcher_for(server, max_bytes=1000) as fetcher:
        answer = await fetcher.fetch(server.url("/a"))

    assert len(answer.body) == 1000


async def test_a_truncated_body_is_a_passing_fault(server: WebServer) -> None:
    server.fault("/a", "truncated")

    async with fetcher_for(server) as fetcher:
        fault = await fault_of(fetcher, server.url("/a"))

    assert "broke off" in fault.reason
    assert not fault.permanent


async def test_what_is_not_http_is_a_fault(server: WebServer) -> None:
    server.fault("/a", "nonsense")

    async with fetcher_for(server) as fetcher:
        fault = await fault_of(fetcher, server.url("/a"))

    assert "not proper HTTP" in fault.reason


async def test_a_broken_connection_is_tried_once_more(server: WebServer) -> None:
    server.fault("/a", "reset")

    async with fetcher_for(server) as fetcher:
        fault = await fault_of(fetcher, server.url("/a"))

    assert len(server.asked("/a")) <= 4  # the library itself asks twice on a connection it has used before
    assert "connection broke" in fault.reason
    assert (fault.permanent, fault.offline) == (False, False)


async def test_a_connection_that_broke_once_is_no_fault(server: WebServer) -> None:
    async def moody(request: Request, writer: asyncio.StreamWriter) -> None:
        if len(server.asked("/a")) <= 2:
            writer.transport.abort()
            raise ConnectionResetError
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")

    server._routes[None, "/a"] = moody

    async with fetcher_for(server) as fetcher:
        answer = await fetcher.fetch(server.url("/a"))

    assert answer.body == b"ok"


# Where it goes


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:{port}/a",
        "http://127.1:{port}/a",
        "http://2130706433:{port}/a",
        "http://0x7f.1:{port}/a",
        "http://[::ffff:127.0.0.1]:{port}/a",
        "http://localhost:{port}/a",
        "http://[::1]:{port}/a",
        "http://0.0.0.0:{port}/a",
    ],
)
async def test_this_machine_is_refused_in_every_spelling(server: WebServer, url: str) -> None:
    server.page("/a")

    async with fetcher_for() as fetcher:
        await fault_of(fetcher, url.format(port=server.port))

    assert server.requests == []


async def test_a_refused_address_says_how_to_allow_it(server: WebServer) -> None:
    async with fetcher_for() as fetcher:
        fault = await fault_of(fetcher, server.url("/a"))

    assert f"add 127.0.0.1:{server.port} to FETCH_ALLOW" in fault.reason
    assert fault.permanent
    assert not fault.offline


async def test_another_port_of_an_allowed_host_is_refused(server: WebServer) -> None:
    server.page("/a")

    async with fetcher_for(allow=frozenset({("127.0.0.1", server.port + 1)})) as fetcher:
        await fault_of(fetcher, server.url("/a"))

    assert server.requests == []


async def test_an_allowed_name_may_lie_on_a_private_address(server: WebServer) -> None:
    server.page("/a", body="ok")

    async with fetcher_for(allow=frozenset({("localhost", server.port)})) as fetcher:
        answer = await fetcher.fetch(f"http://LOCALHOST:{server.port}/a")
        fault = await fault_of(fetcher, server.url("/a"))

    assert answer.body == b"ok"
    assert fault.permanent


async def test_a_public_name_that_resolves_inward_is_refused(
    server: WebServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.page("/a")
    asked: list[str] = []

    async def resolve(_: object, host: str, port: int = 0, family: int = 0) -> list[dict[str, Any]]:
        asked.append(host)
        entry = {"hostname": host, "port": port, "family": socket.AF_INET, "proto": 0, "flags": 0}
        return [entry | {"host": "127.0.0.1"}, entry | {"host": "10.0.0.1"}]

    monkeypatch.setattr(aiohttp.resolver.DefaultResolver, "resolve", resolve)

    async with fetcher_for() as fetcher:
        fault = await fault_of(fetcher, f"http://news.example:{server.port}/a")

    assert "news.example" in asked
    assert "not a public address" in fault.reason
    assert server.requests == []


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_redirects_are_followed_and_guarded_at_every_hop(server: WebServer, status: int) -> None:
    async with WebServer() as inner:
        inner.page("/secret", body="secret")
        server.redirect("/ok", "../b?x=1", status=status)
        server.page("/b?x=1", body="b")
        server.redirect("/inward", inner.url("/secret"), status=status)

        async with fetcher_for(server) as fetcher:
            answer = await fetcher.fetch(server.url("/ok"))
            fault = await fault_of(fetcher, server.url("/inward"))

        assert answer.body == b"b"
        assert fault.permanent
        assert f"on the way, at {inner.url('/secret')}" in fault.reason
        assert inner.requests == []


@pytest.mark.parametrize(
    "target",
    [
        "file:///etc/passwd",
        "ftp://site.example/a",
        "gopher://127.0.0.1/",
        "javascript:1",
        "data:text/html,x",
        "http://user:secret@site.example/",
        "http://",
        "http://[::1/",
        "http://site.example:99999/",
    ],
)
async def test_a_redirect_to_no_public_page_ends_there(server: WebServer, target: str) -> None:
    server.redirect("/a", target)

    async with fetcher_for(server) as fetcher:
        await fault_of(fetcher, server.url("/a"))

    assert [request.path for request in server.requests if request.path != "/robots.txt"] == ["/a"]


async def test_a_redirect_without_a_target_is_a_fault(server: WebServer) -> None:
    server.page("/a", status=302)

    async with fetcher_for(server) as fetcher:
        fault = await fault_of(fetcher, server.url("/a"))

    assert "without saying where" in fault.reason


async def test_redirects_end_in_a_circle_and_after_five(server: WebServer) -> None:
    server.fault("/circle", "loop")
    for n in range(8):
        server.redirect(f"/{n}", f"/{n + 1}")
    server.page("/8", body="far")

    async with fetcher_for(server) as fetcher:
        circle = await fault_of(fetcher, server.url("/circle"))
        long = await fault_of(fetcher, server.url("/0"))
        near = await fetcher.fetch(server.url("/3"))

    assert "in a circle" in circle.reason
    assert len(server.asked("/circle")) == 1
    assert "more than 5 times" in long.reason
    assert near.body == b"far"


@pytest.mark.parametrize(
    "url",
    [
        "",
        "nonsense",
        "/a",
        "file:///etc/passwd",
        "http://",
        "http://u:p@site.example/",
        "http://a b/",
        "http://x:0/",
        "http://[::1",
        "http://site.example:99999/",
        "mailto:x@site.example",
        "http://site.example/" + "a" * 5000,
    ],
)
async def test_an_address_that_is_none_is_refused_at_once(url: str) -> None:
    async with fetcher_for() as fetcher:
        fault = await fault_of(fetcher, url)

    assert fault.permanent


async def test_the_environment_names_no_proxy_to_us(server: WebServer, monkeypatch: pytest.MonkeyPatch) -> None:
    server.page("/a", body="direct")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1/")

    async with fetcher_for(server) as fetcher:
        answer = await fetcher.fetch(server.url("/a"))

    assert answer.body == b"direct"


async def test_a_host_that_refuses_connections_is_offline() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]

        async with fetcher_for(allow=frozenset({("127.0.0.1", port)})) as fetcher:
            fault = await fault_of(fetcher, f"http://127.0.0.1:{port}/a")

    assert fault.offline
    assert not fault.permanent
    assert "refused" in fault.reason.lower() or "Connect call failed" in fault.reason


async def test_a_name_that_is_not_known_is_offline(monkeypatch: pytest.MonkeyPatch) -> None:
    async def resolve(*_: object, **__: object) -> list[dict[str, Any]]:
        raise OSError(None, "Domain name not found")

    monkeypatch.setattr(aiohttp.resolver.DefaultResolver, "resolve", resolve)

    async with fetcher_for() as fetcher:
        fault = await fault_of(fetcher, "http://nowhere.example/")

    assert fault.offline
    assert "name is not known" in fault.reason


async def test_a_name_server_that_does_not_answer_is_offline(monkeypatch: pytest.MonkeyPatch) -> None:
    async def resolve(*_: object, **__: object) -> list[dict[str, Any]]:
        await asyncio.Event().wait()
        return []

    monkeypatch.setattr(aiohttp.resolver.DefaultResolver, "resolve", resolve)

    async with fetcher_for(total_s=0.3) as fetcher:
        fault = await asyncio.wait_for(fault_of(fetcher, "http://nowhere.example/"), 3)

    assert fault.offline
    assert "came about in time" in fault.reason


# Manners


async def test_robots_txt_is_asked_once_and_honoured(server: WebServer) -> None:
    server.page("/robots.txt", body="\ufeffUser-agent: PurePureRadio\nDisallow: /private\n\nUser-agent: *\nDisallow: /")
    server.page("/open", body="ok")
    server.page("/private/a", body="secret")

    async with fetcher_for(server) as fetcher:
        answer = await fetcher.fetch(server.url("/open"))
        fault = await fault_of(fetcher, server.url("/private/a"))

    assert answer.body == b"ok"
    assert fault.permanent
    assert "robots.txt" in fault.reason
    assert [r.path for r in server.requests] == ["/robots.txt", "/open"]


async def test_robots_txt_holds_on_every_hop(server: WebServer) -> None:
    async with WebServer(("127.0.0.2",)) as other:
        other.page("/robots.txt", body="User-agent: *\nDisallow: /")
        other.page("/b", body="secret")
        server.redirect("/a", other.url("/b"))

        async with fetcher_for(server, other) as fetcher:
            fault = await fault_of(fetcher, server.url("/a"))

        assert "robots.txt" in fault.reason
        assert not other.asked("/b")


@pytest.mark.parametrize("status", [401, 403, 404, 410])
async def test_a_site_without_robots_txt_allows_everything(server: WebServer, status: int) -> None:
    server.page("/robots.txt", status=status)
    server.page("/a", body="ok")

    async with fetcher_for(server) as fetcher:
        answer = await fetcher.fetch(server.url("/a"))

    assert answer.body == b"ok"


@pytest.mark.parametrize("status", [429, 500, 503])
async def test_a_site_that_cannot_say_its_rules_is_left_alone_for_a_while(server: WebServer, status: int) -> None:
    now = [0.0]
    server.page("/robots.txt", status=status)
    server.page("/a", body="ok")

    async with fetcher_for(server, monotonic=lambda: now[0]) as fetcher:
        fault = await fault_of(fetcher, server.url("/a"))
        await fault_of(fetcher, server.url("/a"))
        server.page("/robots.txt", status=404)
        now[0] = 61.0
        answer = await fetcher.fetch(server.url("/a"))

    assert (fault.status, fault.permanent) == (status, False)
    assert "robots.txt" in fault.reason
    assert len(server.asked("/robots.txt")) == 2
    assert answer.body == b"ok"


async def test_robots_txt_that_hangs_leaves_nothing_asked_and_nothing_waited_twice(server: WebServer) -> None:
    server.fault("/robots.txt", "hang")
    server.page("/a", body="ok")

    async with fetcher_for(server, total_s=0.4) as fetcher:
        began = time.monotonic()
        fault = await fault_of(fetcher, server.url("/a"))
        second = await fault_of(fetcher, server.url("/b"))

    assert "robots.txt did not come within 0.2 s" in fault.reason
    assert second.reason.startswith("the site's robots.txt did not come")
    assert time.monotonic() - began < 2
    assert not server.asked("/a")


@pytest.mark.parametrize("target", ["/robots.txt", "file:///etc/passwd", "/rules", ""])
async def test_robots_txt_that_leads_nowhere_allows_everything(server: WebServer, target: str) -> None:
    server.redirect("/robots.txt", target)
    server.page("/a", body="ok")

    async with fetcher_for(server) as fetcher:
        answer = await fetcher.fetch(server.url("/a"))

    assert answer.body == b"ok"


async def test_robots_txt_is_followed_to_where_it_moved(server: WebServer) -> None:
    server.redirect("/robots.txt", "/rules")
    server.page("/rules", body="User-agent: *\nDisallow: /a")
    server.page("/a", body="ok")

    async with fetcher_for(server) as fetcher:
        fault = await fault_of(fetcher, server.url("/a"))

    assert "asks not to read" in fault.reason


async def test_an_endless_robots_txt_counts_as_far_as_it_was_read(server: WebServer) -> None:
    server.page("/robots.txt", body="User-agent: *\nDisallow: /a\n" + "# \n" * 2_000_000)
    server.page("/a", body="ok")

    async with fetcher_for(server) as fetcher:
        fault = await fault_of(fetcher, server.url("/a"))

    assert "asks not to read" in fault.reason


async def test_one_host_is_asked_in_order_with_the_pace_between(server: WebServer) -> None:
    for name in "abc":
        server.page(f"/{name}", body=name)

    async with fetcher_for(server, allowed_pace_s=0.15) as fetcher:
        await asyncio.gather(*(fetcher.fetch(server.url(f"/{name}")) for name in "abc"))

    asked = [r for r in server.requests if r.path != "/robots.txt"]
    assert [r.path for r in asked] == ["/a", "/b", "/c"]
    assert all(later.at - earlier.at >= 0.15 for earlier, later in itertools.pairwise(asked))


async def test_the_pace_costs_nothing_of_the_time_for_an_answer(server: WebServer) -> None:
    server.page("/a", body="a")

    async with fetcher_for(server, allowed_pace_s=0.5, total_s=0.4) as fetcher:
        answers = await asyncio.gather(*(fetcher.fetch(server.url("/a")) for _ in range(3)))

    assert [answer.body for answer in answers] == [b"a"] * 3


async def test_two_hosts_do_not_wait_for_each_other() -> None:
    async with WebServer(("127.0.0.2", "127.0.0.3")) as servers:
        servers.page("/a", body="a")

        async with fetcher_for(servers, allowed_pace_s=60) as fetcher:
            answers = await asyncio.wait_for(
                asyncio.gather(*(fetcher.fetch(servers.url("/a", host=host)) for host in servers.hosts)), 5
            )

    assert len(answers) == 2


@pytest.mark.parametrize(("wish", "wait"), [("12", 12.0), ("2", 5.0), ("3600", 30.0), ("soon", 5.0)])
async def test_a_site_may_ask_for_a_slower_pace(server: WebServer, wish: str, wait: float) -> None:
    slept: list[float] = []
    now = [1000.0]

    async def sleep(seconds: float) -> None:
        slept.append(seconds)
        now[0] += seconds

    server.page("/robots.txt", body=f"User-agent: *\nCrawl-delay: {wish}\nDisallow: /x")
    server.page("/a", body="a")

    async with fetcher_for(server, allowed_pace_s=5.0, monotonic=lambda: now[0], sleep=sleep) as fetcher:
        await fetcher.fetch(server.url("/a"))
        await fetcher.fetch(server.url("/a"))

    assert slept == [pytest.approx(wait, abs=0.05)]


async def test_at_most_thirty_two_are_asked_at_once() -> None:
    hosts = tuple(f"127.0.1.{n}" for n in range(1, 61))
    running = [0, 0]

    async def busy(request: Request, writer: asyncio.StreamWriter) -> None:
        running[0] += 1
        running[1] = max(running)
        await asyncio.sleep(0.05)
        running[0] -= 1
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")

    async with WebServer(hosts) as servers:
        servers._routes[None, "/a"] = busy

        async with fetcher_for(servers) as fetcher:
            await asyncio.gather(*(fetcher.fetch(servers.url("/a", host=host)) for host in hosts))

    assert running[1] == 32


async def test_a_cancelled_fetch_leaves_the_others_their_turn(server: WebServer) -> None:
    server.fault("/hang", "hang")
    server.page("/a", body="a")

    async with fetcher_for(server) as fetcher:
        stuck = [asyncio.create_task(fetcher.fetch(server.url("/hang"))) for _ in range(20)]
        await asyncio.sleep(0.1)
        for task in stuck:
            task.cancel()
        await asyncio.gather(*stuck, return_exceptions=True)
        answer = await fetcher.fetch(server.url("/a"))

    assert answer.body == b"a"


async def test_every_fault_of_the_web_comes_out_as_one_of_ours(server: WebServer) -> None:
    for name in FAULTS:
        server.fault(f"/{name}", name)

    async with fetcher_for(server, total_s=1.0) as fetcher:
        results = await asyncio.gather(
            *(fetcher.fetch(server.url(f"/{name}")) for name in FAULTS), return_exceptions=True
        )

    good = [name for name, result in zip(FAULTS, results, strict=True) if not isinstance(result, FetchError)]
    assert good == ["empty"]


async def test_a_closed_fetcher_opens_again_when_asked(server: WebServer) -> None:
    server.page("/a", body="a")
    fetcher = fetcher_for(server)

    await fetcher.fetch(server.url("/a"))
    await fetcher.close()
    await fetcher.fetch(server.url("/a"))
    await fetcher.close()
    await fetcher.close()

    assert len(server.asked("/a")) == 2


# The door's own promise: nothing foreign passes


def classes_below(parent: type[Exception]) -> set[type[Exception]]:
    below = {parent}
    for child in parent.__subclasses__():
        below |= classes_below(child)
    return {kind for kind in below if kind.__module__.startswith("aiohttp.")}


# A socket or proxy we never use: their parents' words are good enough.
UNUSED = {"WSServerHandshakeError", "ClientHttpProxyError", "ClientProxyConnectionError", "UnixClientConnectorError"}
UNUSED |= {"ContentTypeError", "UploadAbortedError", "ClientError"}


@pytest.mark.parametrize(
    "kind", sorted(classes_below(aiohttp.ClientError) | classes_below(http_exceptions.HttpProcessingError), key=str)
)
def test_every_fault_the_library_knows_has_words_of_its_own(kind: type[Exception]) -> None:
    general = [known for known, *_ in door._FAULTS if issubclass(kind, known)]

    assert issubclass(kind, door._FOREIGN)
    assert general[0] is not aiohttp.ClientError or kind.__name__ in UNUSED


def test_a_certificate_that_is_not_accepted_names_the_remedy() -> None:
    key = ConnectionKey("site.example", 443, True, True, None, None, None)
    error = aiohttp.ClientConnectorCertificateError(key, Exception("self-signed"))  # type: ignore[arg-type] – as raised

    fault = explain_fault(URL("https://site.example/"), error, 10)

    assert "ca-certificates" in fault.reason
    assert not fault.offline
