import pytest

from studio.copydesk.pairing import check_pairs, find_names
from tests.studio.copydesk.proofs import told

CHIPS = (
    "セレブラスは1秒に2522トークンを生成した。エヌビディアは1秒に1038トークンにとどまった。"
    "セレブラスがメモリーを減らし、エヌビディアは電力を増やした。"
)
TRAINS = "のぞみは東京と新大阪を147分で結ぶ。ひかりは途中の駅に停まり、同じ区間に177分かかる。"
ENGLISH_CHIPS = "Cerebras generated 2,522 tokens per second. Nvidia reached 1,038 tokens per second."


def swapped(text: str, free: str) -> list[str]:
    return [finding.check for finding in check_pairs(told(text, free))]


@pytest.mark.parametrize(
    ("text", "free"),
    [
        (CHIPS, "エヌビディアがメモリーを減らして、セレブラスは電力を増やしたんだって"),
        (CHIPS, "NVIDIAがメモリーを減らして、Cerebrasは電力を増やしたんだって"),
        (CHIPS, "1秒に2522トークンにとどまったのに、こっちは1038トークンを生成したの"),
        (TRAINS, "途中の駅に停まり、同じ区間に147分かかるのがこれ。新大阪を177分で結ぶのがあれ"),
    ],
)
def test_two_that_changed_places_are_noticed(text: str, free: str):
    assert swapped(text, free) == ["pairs"]


@pytest.mark.parametrize(
    ("text", "free"),
    [
        (CHIPS, "セレブラスがメモリーを減らして、エヌビディアは電力を増やしたんだって"),
        (CHIPS, "エヌビディアは電力を増やした。で、セレブラスがメモリーを減らしたの"),
        (CHIPS, "1秒に2522トークンを生成したんだって。こっちは1038トークンにとどまったの"),
        (CHIPS, "エヌビディアとセレブラスの話だよ"),
        (CHIPS, "セレブラスがメモリーを減らしたの。セレブラスがね"),
        (CHIPS, "グーグルがメモリーを減らして、アップルは電力を増やしたんだって"),
        (CHIPS, "2522トークンにとどまったのが2社、とは書いてない"),
        (TRAINS, "東京と新大阪を147分で結ぶのがこれ。同じ区間に177分かかるのがあれ"),
        (ENGLISH_CHIPS, "エヌビディアは2522トークン、セレブラスは1038トークン"),
        ("", "セレブラスがメモリーを減らした"),
    ],
)
def test_two_in_their_places_are_left_alone(text: str, free: str):
    assert swapped(text, free) == []


def test_two_far_apart_did_not_change_places():
    wrong = "エヌビディアがメモリーを減らして、{}セレブラスは電力を増やしたんだって"

    assert swapped(CHIPS, wrong.format("")) == ["pairs"]
    assert swapped(CHIPS, wrong.format("うん、" * 120)) == []


@pytest.mark.parametrize(
    ("text", "kanji", "words"),
    [
        ("OpenAIとグーグルの話", False, ["OpenAI", "グーグル"]),
        ("コンピューターとメモリーの話", False, []),
        ("富士通とセレブラスの話", True, ["富士通", "セレブラス"]),
        ("富士通とセレブラスの話", False, ["セレブラス"]),
        ("ジム・カーダックとグレース・ホッパーさん", False, ["カーダック", "グレース・ホッパー"]),
        ("ふつうの話", True, []),
    ],
)
def test_names_are_found_in_the_order_they_stand(text: str, kanji: bool, words: list[str]):
    assert [mark.words for mark in find_names(text, kanji=kanji)] == words


def test_a_name_keeps_the_company_of_its_clause_and_of_its_sentence():
    (mark,) = find_names("きのうは雨、セレブラスも勝った。つぎの話")

    clause, sentence = mark.company
    assert ">が" in clause
    assert "勝っ" in clause
    assert "雨" not in "".join(clause)
    assert "つぎ" not in "".join(sentence)


def test_kanji_names_are_looked_for_in_the_first_pages_only():
    assert find_names("あ" * 7_000 + "富士通", kanji=True) == []
