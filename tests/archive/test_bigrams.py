import pytest

from archive.bigrams import LONGEST_WORD, WORDS_READ, ask_for, fold_words, pair_up


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ＧＰＵ　ｾｷｭﾘﾃｨ", "gpu セキュリティ"),
        ("  Rust\n\tと\u3000C++ ", "rust と c++"),
        ("量\u200b子\x00力学", "量子力学"),
        ("ガ", "ガ"),
        ("Straße", "strasse"),
        ("", ""),
    ],
)
def test_letters_fold_to_one_form(text: str, folded: str):
    assert fold_words(text) == folded


def test_a_word_is_kept_as_its_pairs_and_its_last_letter():
    assert pair_up("量子力 AI") == "量子 子力 力 ai i"


@pytest.mark.parametrize(
    ("words", "question"),
    [
        ("量子", '"量子"'),
        ("量", '"量" *'),
        ("セキュリティ", '"セキ キュ ュリ リテ ティ"'),
        ("AI  量子", '"ai" AND "量子"'),
        ("AI ai", '"ai"'),
        ('say"', '"sa ay y"""'),
        ("OR NOT *", '"or" AND "no ot" AND "*" *'),
    ],
)
def test_words_become_a_question(words: str, question: str):
    assert ask_for(words) == question


@pytest.mark.parametrize("words", ["", " \n", "\u200b"])
def test_no_words_ask_nothing(words: str):
    assert ask_for(words) is None


def test_a_long_question_is_cut():
    many = ask_for(" ".join(f"word{number}" for number in range(50))) or ""
    long = ask_for("あ" * 6_000) or ""

    assert many.count(" AND ") == WORDS_READ - 1
    assert long.count("ああ") == LONGEST_WORD - 1
