import pytest

from studio.personal_data import find_personal


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("電話は〇九〇の一二三四の五六七八だよ！", "電話は〇九〇"),
        ("ゼロキュウゼロ、いちにさんよん、ごろくななはち", "ぜろきゅうぜろいちにさんよんごろくななはち"),
        ("five five five one two three four five six seven", "fivefivefiveonetwothreefourfivesixseven"),
        ("01234 567 890", "01234 567 890"),
        ("東京都千代田区千代田1-1だよ", "東京都千代田区千代田1-1"),
    ],
)
def test_what_is_somebodys_alone_is_found_and_named(text: str, found: str):
    assert find_personal(text) == found


@pytest.mark.parametrize(
    "text",
    ["", "3.14159265358979", "10000000000円", "2147483647", "1732700000000", "横浜市で3-1で勝った", "いち、に、さん！"],
)
def test_other_numbers_are_nobodys(text: str):
    assert find_personal(text) == ""
