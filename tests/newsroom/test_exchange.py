import asyncio

import pytest
from yarl import URL

from newsroom.exchange import (
    Answer,
    Budget,
    explain_status,
    make_conditions,
    next_hop,
    split_content_type,
    told_of_start,
)
from radio.errors import FetchError

PAGE = URL("https://site.example/a/b?c=d")


def moved(location: str | None, status: int = 302) -> Answer:
    return Answer(url=PAGE, status=status, headers={} if location is None else {"location": location})


@pytest.mark.parametrize(
    ("location", "target"),
    [
        ("/x", "https://site.example/x"),
        ("x?y=z", "https://site.example/a/x?y=z"),
        ("//other.example/x#y", "https://other.example/x"),
        (" HTTP://Other.Example/x ", "http://other.example/x"),
        ("/\udc8bL%20 ", "https://site.example/%8BL%20"),
        ("/記事", "https://site.example/%E8%A8%98%E4%BA%8B"),
    ],
)
def test_a_redirect_is_resolved_against_where_it_was_said(location: str, target: str) -> None:
    assert str(next_hop(moved(location, 301))) == target


@pytest.mark.parametrize("location", [None, "", "http://[::1", "file:///etc/passwd", "http://u:p@site.example/"])
def test_a_redirect_that_leads_nowhere_is_a_fault(location: str | None) -> None:
    with pytest.raises(FetchError):
        next_hop(moved(location))


@pytest.mark.parametrize(
    ("header", "parts"),
    [
        ("", (None, None)),
        ("text/html", ("text/html", None)),
        ('Text/HTML;charset="Shift_JIS"', ("text/html", "shift_jis")),
        ("text/html; x=y; Charset = EUC-JP ", ("text/html", "euc-jp")),
        ("; charset=", (None, None)),
    ],
)
def test_a_content_type_is_taken_apart(header: str, parts: tuple[str | None, str | None]) -> None:
    assert split_content_type(header) == parts


def test_only_validators_a_server_can_have_meant_are_sent() -> None:
    assert make_conditions('"1"', "yesterday") == {"If-None-Match": '"1"', "If-Modified-Since": "yesterday"}
    assert make_conditions("a\r\nb", "x" * 2000) == {}
    assert make_conditions(None, "") == {}


def test_a_status_tells_the_wait_that_was_asked_for() -> None:
    fault = explain_status(Answer(url=PAGE, status=429, headers={}), 30.0)

    assert "wait 30 s" in fault.reason
    assert fault.retry_after_s == 30.0


def test_a_fault_on_the_way_is_told_of_the_start() -> None:
    fault = FetchError("https://other.example/", "gone", permanent=True, status=410, retry_after_s=1.0, offline=True)

    told = told_of_start(fault, "https://site.example", URL("https://site.example/"))

    assert told.url == "https://site.example"
    assert told.reason == "gone (on the way, at https://other.example/)"
    assert (told.permanent, told.offline, told.status, told.retry_after_s) == (True, True, 410, 1.0)


@pytest.mark.parametrize("url", ["https://site.example", "https://site.example/", "https://site.example/robots.txt"])
def test_a_fault_at_the_start_needs_no_such_word(url: str) -> None:
    told = told_of_start(FetchError(url, "gone"), "https://site.example", URL("https://site.example/"))

    assert told.reason == "gone"


async def test_a_budget_is_spent_once_over_all_hops() -> None:
    budget = Budget(0.05)

    with pytest.raises(TimeoutError):
        async with budget.spend(0.04):
            await asyncio.Event().wait()
    with pytest.raises(TimeoutError):
        async with budget.spend():
            await asyncio.Event().wait()
    with pytest.raises(TimeoutError):
        async with budget.spend():
            await asyncio.sleep(0)
