from datetime import UTC, datetime

import pytest

from newsroom.addresses import check_url
from newsroom.desk import Desk
from newsroom.exchange import told_of_start
from newsroom.fetcher import HttpFetcher
from newsroom.visit import NamedPage, find_links, name_page
from radio.errors import FetchError, PageError, PageRefusedError
from radio.news import UNDATED, Language, Refusal
from radio.ports import Response
from tests.fakes import FakeClock, FakeFetcher, InlineWorker

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
URL = "https://site.example/story"
JAPANESE = "小さな計算機でも大きな言語モデルが動くようになった。鍵は量子化という工夫である。"
ENGLISH = "A small computer can now run a large language model, thanks to quantisation of its weights. "
FRENCH = (
    "Un petit ordinateur peut maintenant faire tourner un grand modèle de langage avec la quantification des poids. "
)


def html(title: str, text: str, head: str = "", lang: str = "ja") -> bytes:
    paragraphs = "".join(f"<p>{text} ({number})</p>" for number in range(8))
    body = f"<body><article>{paragraphs}</article></body>"
    return f"<html lang='{lang}'><head><title>{title}</title>{head}</head>{body}</html>".encode()


class Ledger:
    async def feed_states(self):
        return {}

    async def file_feed(self, state: object, articles: object, /) -> None:
        raise AssertionError("a visit files nothing")


def open_desk(answer: Response | bytes | Exception, url: str = URL, worker: object = None) -> tuple[Desk, FakeFetcher]:
    if isinstance(answer, bytes):
        answer = Response(url=url, body=answer, content_type="text/html", charset="utf-8")
    fetcher = FakeFetcher({url: answer})
    return Desk(fetcher, worker or InlineWorker(), Ledger(), FakeClock(NOW)), fetcher  # type: ignore[arg-type] – stand-ins


async def refusal_of(answer: Response | bytes | Exception, worker: object = None) -> Refusal:
    desk, _ = open_desk(answer, worker=worker)
    with pytest.raises(PageRefusedError) as refused:
        await desk.visit(name_page(URL))
    return refused.value.refusal


@pytest.mark.parametrize(
    "given",
    [
        "https://www.site.example/story?utm_source=x",
        "  <https://site.example/story>  ",
        "これ読んで！ https://site.example/story 、どう思う？",
        "(https://site.example/story)",
        "https://site.example/story.",
        "ｈｔｔｐｓ：／／site.example/story",
    ],
)
def test_the_first_link_names_the_page(given: str):
    assert name_page(given).url == URL


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ("", Refusal.NO_LINK),
        ("😀😀", Refusal.NO_LINK),
        ("量子コンピューター", Refusal.NO_LINK),
        ("ftp://site.example/a", Refusal.NO_LINK),
        ("javascript:alert(1)", Refusal.NO_LINK),
        ("https://", Refusal.NO_LINK),
        ("https://site.example:99999/", Refusal.NO_LINK),
        ("あ" * 6_000, Refusal.TOO_LONG),
        ("https://site.example/" + "a" * 6_000, Refusal.TOO_LONG),
        ("https://me:secret@site.example/", Refusal.CREDENTIALS),
        ("https://me@site.example/", Refusal.CREDENTIALS),
        ("http://site.example:22/", Refusal.NOT_ARTICLE),
        ("https://www.youtube.com/watch?v=abcdefghijk", Refusal.NOT_ARTICLE),
        ("https://youtu.be/abcdefghijk", Refusal.NOT_ARTICLE),
    ],
)
def test_what_names_no_page_is_refused(given: str, refusal: Refusal):
    with pytest.raises(PageRefusedError) as refused:
        name_page(given)

    assert refused.value.refusal is refusal


def test_another_port_of_the_web_is_fine():
    assert name_page("http://site.example:8080/a").link == "http://site.example:8080/a"


def test_the_links_of_a_message_are_found_in_order():
    text = "A https://a.example/x_(y) B （https://b.example/） https://a.example/x_(y)) https://..."

    assert find_links(text) == ("https://a.example/x_(y)", "https://b.example/")


async def test_a_page_becomes_an_article_with_its_text():
    head = "<meta property='article:published_time' content='2026-11-20T09:00:00+09:00'>"
    desk, fetcher = open_desk(html("言語モデルの工夫", JAPANESE, head))

    article = await desk.visit(name_page("https://www.site.example/story#part"))

    assert article.url == URL
    assert article.title == "言語モデルの工夫"
    assert article.site == "site.example"
    assert article.language is Language.JAPANESE
    assert article.published_at.date().isoformat() == "2026-11-20"
    assert JAPANESE in (article.text or "")
    assert article.sightings == ()
    assert len(fetcher.requests) == 1


async def test_a_page_without_title_or_date_gets_neither_invented():
    desk, _ = open_desk(html("", ENGLISH, lang="en"))

    article = await desk.visit(name_page(URL))

    assert article.title
    assert article.language is Language.ENGLISH
    assert article.published_at == UNDATED


@pytest.fixture(autouse=True)
def _open_any_host(monkeypatch: pytest.MonkeyPatch) -> None:
    """The fake fetcher knows addresses only as they are named; www. and the fragment are the named link's."""
    original = FakeFetcher.fetch

    async def fetch(self: FakeFetcher, url: str, **validators: str | None) -> Response:
        return await original(self, url.replace("www.", "").partition("#")[0], **validators)

    monkeypatch.setattr(FakeFetcher, "fetch", fetch)


@pytest.mark.parametrize("refusal", [Refusal.PRIVATE, Refusal.ROBOTS, Refusal.TOO_LARGE, Refusal.CREDENTIALS])
async def test_a_refusal_of_the_fetcher_is_passed_on(refusal: Refusal):
    assert await refusal_of(FetchError(URL, "no", permanent=True, refusal=refusal)) is refusal


@pytest.mark.parametrize(
    ("status", "refusal"),
    [(401, Refusal.PAY_WALL), (402, Refusal.PAY_WALL), (404, Refusal.UNREACHABLE), (None, Refusal.UNREACHABLE)],
)
async def test_a_status_is_a_wall_or_out_of_reach(status: int | None, refusal: Refusal):
    assert await refusal_of(FetchError(URL, "no", status=status)) is refusal


@pytest.mark.parametrize(
    ("page", "refusal"),
    [
        (Response(url=URL, body=b"%PDF-1.7", content_type="application/pdf"), Refusal.NOT_ARTICLE),
        (Response(url=URL, body=b"\x00\x00", content_type="video/mp4"), Refusal.NOT_ARTICLE),
        (b"", Refusal.NOT_ARTICLE),
        (html("題", "短い。")[:300], Refusal.THIN),
        (
            html("言語モデル", JAPANESE + "この記事は会員限定です。続きを読むには会員登録してください。"),
            Refusal.PAY_WALL,
        ),
        (html("404 Not Found", JAPANESE), Refusal.NOT_ARTICLE),
        (html("La quantification des modèles", FRENCH, lang="fr"), Refusal.LANGUAGE),
    ],
)
async def test_what_cannot_be_explained_is_refused_by_its_kind(page: Response | bytes, refusal: Refusal):
    assert await refusal_of(page) is refusal


async def test_a_page_that_kills_its_reader_is_no_article():
    class Victim:
        async def run(self, task: str, payload: object) -> object:
            raise PageError("was too much for the reading process")

    assert await refusal_of(html("題", JAPANESE), worker=Victim()) is Refusal.NOT_ARTICLE


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://169.254.169.254/latest",
        "http://[::1]:8080/",
        "http://10.1/",
        "http://2130706433/",
        "http://localhost/",
    ],
)
async def test_the_real_fetcher_refuses_private_addresses_by_their_kind(url: str):
    async with HttpFetcher(user_agent="Test/1") as fetcher:
        desk = Desk(fetcher, InlineWorker(), Ledger(), FakeClock(NOW))

        with pytest.raises(PageRefusedError) as refused:
            await desk.visit(NamedPage(link=url, url=url))

    assert refused.value.refusal is Refusal.PRIVATE


def test_a_refusal_on_the_way_is_told_of_the_start():
    hop = FetchError("http://10.0.0.1/", "not a public address", permanent=True, refusal=Refusal.PRIVATE)

    told = told_of_start(hop, URL, check_url(URL))

    assert told.refusal is Refusal.PRIVATE
    assert told.url == URL


def test_an_address_with_a_password_is_refused_as_such():
    with pytest.raises(FetchError) as refused:
        check_url("https://me:secret@site.example/")

    assert refused.value.refusal is Refusal.CREDENTIALS
