import pytest

from newsroom.pages import Page, check_page_response, find_page_fault, is_thin
from radio.errors import PageError
from radio.ports import Response

URL = "https://site.example/a"
JAPANESE = "小さな計算機でも大きな言語モデルが動くようになった。鍵は量子化という工夫である。" * 10
ENGLISH = "A small computer can now run a large language model, thanks to quantisation of weights. " * 10


def page(text: str, **given: object) -> Page:
    return Page(**{"url": URL, "title": "", "text": text} | given)  # type: ignore[arg-type] – keywords of Page


def response(body: bytes, content_type: str | None = "text/html") -> Response:
    return Response(url=URL, body=body, content_type=content_type)


@pytest.mark.parametrize("content_type", [None, "text/html", "application/xhtml+xml"])
def test_html_is_a_page(content_type: str | None) -> None:
    check_page_response(response(b"anything", content_type))

    with pytest.raises(PageError, match="empty"):
        check_page_response(response(b" ", content_type))


@pytest.mark.parametrize("content_type", ["text/plain", "application/xml", "application/octet-stream"])
def test_html_under_another_name_is_a_page(content_type: str) -> None:
    check_page_response(response(b"\n<!DOCTYPE html><html>", content_type))

    with pytest.raises(PageError, match=content_type):
        check_page_response(response(b"words", content_type))


@pytest.mark.parametrize(
    ("body", "content_type", "what"),
    [
        (b" \n", "text/html", "empty"),
        (b"%PDF-1.7 <html>", "text/html", "a PDF"),
        (b"\x89PNG\r\n", None, "an image"),
        (b"\xff\xd8\xff\xe0", "text/html", "an image"),
        (b"PK\x03\x04", "text/html", "ZIP"),
        (b"<html>", "application/pdf", "application/pdf"),
        (b"{}", "application/json", "application/json"),
        (b"<html>", "video/mp4", "video/mp4"),
    ],
)
def test_what_is_no_page_is_named(body: bytes, content_type: str | None, what: str) -> None:
    with pytest.raises(PageError, match=what):
        check_page_response(response(body, content_type))


@pytest.mark.parametrize("text", [JAPANESE, ENGLISH])
def test_an_article_has_no_fault(text: str) -> None:
    assert find_page_fault(page(text)) is None


def test_too_little_text_is_thin_by_its_script() -> None:
    assert is_thin(page(JAPANESE[:140]))
    assert not is_thin(page(JAPANESE[:200]))
    assert is_thin(page(ENGLISH[:300]))
    assert "only 140 characters" in (find_page_fault(page(JAPANESE[:140])) or "")


@pytest.mark.parametrize(
    "words",
    [
        "この記事は会員限定です",
        "この記事は会員限定です。ログインすると続きをお読みいただけます。",
        "続きを読む(有料)",
        "続きを読むには有料会員登録が必要です",
        "この続きは有料会員の方のみご覧いただけます。",
        "この記事の続きを読むには購読が必要です",
        "有料会員に登録すると全文が読めます",
        "残り 1,234文字",
        "残り１２３４文字（全文：２０００文字）",
        "無料会員登録すると続きをお読みいただけます",
        "この続きをみるには",
        "続きは例サイトでお読みいただけます",
        "本文を読むにはログインが必要です",
        "Subscribe to continue reading",
        "Sign in to read the full story",
        "This post is for paid subscribers",
        "This article is for subscribers only.",
        "Already a subscriber? Log in",
        "You’ve reached your limit of free articles",
        "Start your free trial",
    ],
)
def test_a_stub_before_a_pay_wall_is_told(words: str) -> None:
    assert "pay wall" in (find_page_fault(page(f"{JAPANESE[:300]}\n{words}")) or "")
    assert "pay wall" in (find_page_fault(page(f"{ENGLISH[:600]}\n{words}")) or "")


@pytest.mark.parametrize(
    "words",
    [
        "新しい機能は有料プランで使える。",
        "利用には会員登録が必要だが、記事の投稿は無料である。",
        "Users subscribe to the feed with one call.",
        "Members of the team read the papers.",
        "残り3文字を入力する欄がある。",
    ],
)
def test_an_article_about_paying_is_no_stub(words: str) -> None:
    assert find_page_fault(page(f"{JAPANESE * 3}{words}\n{JAPANESE * 2}")) is None


def test_a_full_article_with_a_word_of_advertising_is_no_stub() -> None:
    assert find_page_fault(page(f"{ENGLISH * 6}\nAlready a subscriber? Log in")) is None


def test_a_page_that_is_not_free_is_taken_only_whole() -> None:
    assert "not free" in (find_page_fault(page(JAPANESE[:400], free=False)) or "")
    assert find_page_fault(page(JAPANESE * 5, free=False)) is None
    assert find_page_fault(page(JAPANESE[:400], free=True)) is None


@pytest.mark.parametrize(
    "title",
    [
        "Just a moment...",
        "403 Forbidden",
        "Access Denied",
        "ページが見つかりません",
        "お探しの記事は削除されました",
        "エラー",
    ],
)
def test_a_page_that_is_a_notice_is_told_by_its_title(title: str) -> None:
    assert "no article" in (find_page_fault(page(ENGLISH, title=title)) or "")


@pytest.mark.parametrize(
    "text",
    [
        "Please enable JavaScript and cookies to continue.",
        "JavaScriptを有効にしてください。",
        "お探しのページが見つかりません。",
        "We value your privacy. Accept all cookies to go on.",
    ],
)
def test_a_wall_is_told_by_its_text(text: str) -> None:
    assert "wall or a notice" in (find_page_fault(page(text)) or "")


def test_nothing_to_read_is_told() -> None:
    assert find_page_fault(page("")) == "the page holds no readable text"


def test_a_list_of_other_articles_is_not_the_article() -> None:
    found = page(JAPANESE, title="パスワードを書いたUSBメモリを電車内で紛失 | 例サイト")

    assert "does not speak" in (find_page_fault(found) or "")


@pytest.mark.parametrize(
    "title", ["量子化で言語モデルを小さく、計算機でも", "ふしぎな話", "Quantisation 言語モデル 計算機 NVIDIA"]
)
def test_a_short_article_that_speaks_of_its_title_is_taken(title: str) -> None:
    assert find_page_fault(page(JAPANESE, title=title)) is None
