import time

import pytest
from yarl import URL

from newsroom.exchange import Answer, Budget
from newsroom.robots import MAX_CRAWL_DELAY_S, MAX_KEPT, MAX_ROBOTS_BYTES, RobotsKeeper, parse_robots
from radio.errors import FetchError

AGENT = "PurePureRadio/0.1 (+https://radio.example/bot)"
PAGE = "https://site.example/news/1"


def rules(text: str | bytes, agent: str = AGENT) -> bool:
    return parse_robots(text.encode() if isinstance(text, str) else text, agent).allows(PAGE)


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        ("", True),
        ("User-agent: *\nDisallow:", True),
        ("User-agent: *\nDisallow: /", False),
        ("\ufeffUser-agent: *\r\nDisallow: /news", False),
        ("USER-AGENT : purepureradio\ndisallow: /news", False),
        ("User-agent: PurePureRadio/2.0\nDisallow: /", False),
        ("User-agent: *\nDisallow: /\n\nUser-agent: PurePureRadio\nAllow: /", True),
        ("User-agent: Pure\nDisallow: /", True),
        ("User-agent: OtherBot\nDisallow: /", True),
        ("User-agent: OtherBot\nUser-agent: PurePureRadio\n# a word\nDisallow: /", False),
        ("User-agent: PurePureRadio\nSitemap: https://site.example/map\nUser-agent: OtherBot\nDisallow: /", False),
        ("User-agent: *\nDisallow: /a\nUser-agent: OtherBot\nDisallow: /", True),
        ("User-agent: *\nDisallow: /news\nAllow: /news/1", True),
        ("User-agent: *\nDisallow: /*/1$", False),
        ("<html><body>Not here</body></html>", True),
        ("Disallow: /", True),
    ],
)
def test_robots_txt_is_read_as_its_site_means_it(text: str, allowed: bool) -> None:
    assert rules(text) is allowed


def test_bytes_that_are_no_text_do_no_harm() -> None:
    assert rules(b"\xff\xfe\x00User-agent: *\n\xff\nDisallow: /x\xff")


def test_a_nameless_agent_goes_by_the_rules_for_all() -> None:
    assert not rules("User-agent: *\nDisallow: /", agent="(+https://radio.example)")


@pytest.mark.parametrize(("wish", "delay"), [("1.5", 1.5), ("-4", 0), ("nan", 0), ("9999", MAX_CRAWL_DELAY_S)])
def test_the_crawl_delay_is_bounded(wish: str, delay: float) -> None:
    read = parse_robots(f"User-agent: *\nCrawl-delay: {wish}\nDisallow: /x".encode(), AGENT)

    assert read.crawl_delay_s == delay


@pytest.mark.parametrize(
    "line",
    [
        "User-agent: bot{n}\n",
        "User-agent: PurePureRadio\nDisallow: /{n}*a*b*c*d*e*f$\n",
        "Allow: /{n}\n",
        "User-agent: *\n",
    ],
)
def test_a_hostile_robots_txt_costs_no_time(line: str) -> None:
    half = "".join(line.replace("{n}", str(n)) for n in range(MAX_ROBOTS_BYTES // len(line) // 2))
    text = half + "Disallow: /x\n" * (MAX_ROBOTS_BYTES // 26)

    began = time.process_time()
    parse_robots(text.encode(), AGENT).allows(PAGE + "?" + "abcdef" * 100)

    assert time.process_time() - began < 3


def test_no_rules_at_all_ask_for_no_delay() -> None:
    assert parse_robots(b"", AGENT).crawl_delay_s == 0


class Web:
    """Answers every address from a table; counts."""

    def __init__(self, **answers: Answer | FetchError) -> None:
        self.answers = answers
        self.asked: list[str] = []

    async def get(self, url: URL) -> Answer:
        self.asked.append(str(url))
        found = self.answers.get(url.host or "", Answer(url=url, status=404, headers={}))
        if isinstance(found, FetchError):
            raise found
        return found


def keeper(web: Web, now: list[float]) -> RobotsKeeper:
    return RobotsKeeper(user_agent=AGENT, get=web.get, monotonic=lambda: now[0])


async def test_rules_are_kept_for_a_day() -> None:
    now = [0.0]
    web = Web()
    robots = keeper(web, now)

    for now[0] in (0.0, 86399.0, 86401.0):
        await robots.rules_for(URL(PAGE), Budget(10))

    assert web.asked == ["https://site.example/robots.txt"] * 2


async def test_a_permanent_fault_is_left_to_the_request_itself() -> None:
    web = Web(**{"site.example": FetchError("https://site.example/robots.txt", "refused", permanent=True)})

    rules = await keeper(web, [0.0]).rules_for(URL(PAGE), Budget(10))

    assert rules.allows(PAGE)


async def test_a_host_that_is_not_there_is_told_as_it_is() -> None:
    fault = FetchError("https://site.example/robots.txt", "no connection", offline=True)
    web = Web(**{"site.example": fault})

    with pytest.raises(FetchError) as caught:
        await keeper(web, [0.0]).rules_for(URL(PAGE), Budget(10))

    assert caught.value is fault


async def test_memory_is_bounded_over_many_origins() -> None:
    web = Web()
    robots = keeper(web, [0.0])

    for n in range(MAX_KEPT + 5):
        await robots.rules_for(URL(f"https://s{n}.example/"), Budget(10))

    assert len(robots._kept) == len(robots._locks) == MAX_KEPT
