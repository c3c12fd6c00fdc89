import pytest

from newsroom.sounds import hear_katakana, hear_latin, match_sounds


@pytest.mark.parametrize(
    ("katakana", "latin"),
    [
        ("セレブラス", "cerebras"),
        ("ディープシーク", "deepseek"),
        ("アンソロピック", "anthropic"),
        ("アルトマン", "altman"),
        ("クラウドストライク", "crowdstrike"),
        ("チャンドラヤーン", "chandrayaan"),
        ("スターシップ", "starship"),
        ("パープレキシティ", "perplexity"),
        ("ホップフィールド", "hopfield"),
        ("スノーフレイク", "snowflake"),
    ],
)
def test_both_spellings_of_a_name_sound_alike(katakana: str, latin: str) -> None:
    assert hear_katakana(katakana) == hear_latin(latin)


def test_a_spelling_is_found_among_the_words_at_hand() -> None:
    assert match_sounds(["セレブラス", "cerebras", "nvidia", "半導体"]) == {"セレブラス": "cerebras"}


def test_the_spelling_of_like_length_wins() -> None:
    assert match_sounds(["スターシップ", "starship", "stateship" * 2])["スターシップ"] == "starship"


@pytest.mark.parametrize(
    "terms",
    [
        ["クッキー", "cook"],  # too few sounds to tell names apart
        ["アルトマン", "retman"],  # one begins with a vowel, the other does not
        ["スレッズ@2", "threads"],
        ["セレブラス"],
    ],
)
def test_no_spelling_is_guessed(terms: list[str]) -> None:
    assert not match_sounds(terms)
