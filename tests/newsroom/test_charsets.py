import itertools

import pytest

from newsroom.charsets import decode_text, find_xml_charset

TEXT = "<?xml version='1.0'?><rss>今日は髙さ①メートル、量子コンピューターと人工知能の話です。</rss>"
PLAIN = TEXT.replace("髙", "高").replace("①", "1")
WORDS = (None, "utf-8", "shift_jis", "euc-jp", "iso-8859-1", "us-ascii", "nonsense", "zlib")


@pytest.mark.parametrize(("declared", "charset"), list(itertools.product(WORDS, WORDS)))
@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        *(("utf-8", TEXT), ("utf-8-sig", TEXT), ("utf-16", TEXT), ("utf-16-le", TEXT), ("utf-16-be", TEXT)),
        *(("utf-32", TEXT), ("cp932", TEXT), ("euc_jp", PLAIN), ("iso2022_jp", PLAIN)),
    ],
)
def test_japanese_is_read_whatever_is_said_of_it(encoding, text, declared, charset):
    assert decode_text(text.encode(encoding), charset=charset, declared=declared) == text


def test_where_no_kana_help_the_documents_word_counts_before_the_servers():
    body = "東京大学".encode("euc_jp")

    assert decode_text(body, charset="shift_jis", declared="euc-jp") == "東京大学"
    assert decode_text(body, charset="euc-jp") == "東京大学"


@pytest.mark.parametrize("word", ["nonsense", "zlib", "\0"])
def test_a_charset_that_does_not_exist_is_no_word(word):
    assert decode_text("東京大学".encode("euc_jp"), charset="euc-jp", declared=word) == "東京大学"


def test_what_windows_writes_as_latin_is_read_as_such():
    assert decode_text("“a” – b’s €".encode("cp1252"), charset="iso-8859-1") == "“a” – b’s €"


def test_without_any_word_the_charset_is_guessed():
    text = "Le modèle a été publié à Noël, déjà très utilisé par nos élèves"

    assert decode_text(text.encode("latin-1"), charset=None) == text


def test_a_character_cut_off_at_the_end_costs_only_itself():
    assert decode_text("日本語".encode()[:-1], charset=None) == "日本"


@pytest.mark.parametrize("body", [b"", bytes(range(256)) * 9, b"\xff" * 50, b"\x1b$B\xff\xff"])
def test_no_bytes_break_the_reading(body):
    assert isinstance(decode_text(body, charset="utf-8"), str)


@pytest.mark.parametrize(
    ("body", "charset"),
    [
        (b"<?xml version='1.0' encoding='Shift_JIS'?><rss>", "Shift_JIS"),
        (b'\n<?xml version="1.0" standalone="no" encoding="EUC-JP" ?>', "EUC-JP"),
        (b"<rss>", None),
        (b"<?xml version='1.0'?>", None),
    ],
)
def test_a_document_declares_its_charset_in_its_first_line(body, charset):
    assert find_xml_charset(body) == charset
