import pytest

from studio.copydesk.numerals import read_english, read_numeral
from studio.copydesk.quantities import find_quantities

LONG_ROW = 5_000


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("1,500", 1_500),
        ("3.14", 3.14),
        ("3.", 3),
        ("〇", 0),
        ("二〇二六", 2026),
        ("一・五", 1.5),
        ("十", 10),
        ("二十三", 23),
        ("百五", 105),
        ("二千五百", 2_500),
        ("三千万", 30_000_000),
        ("2万5千", 25_000),
        ("1億2000万5", 120_000_005),
        ("1.5兆", 1.5e12),
        ("五京", 5e16),
    ],
)
def test_digits_and_kanji_are_worth_what_they_say(words: str, value: float):
    assert read_numeral(words) == pytest.approx(value)


@pytest.mark.parametrize("words", ["万", "億円", "京", "1.2.3", ""])
def test_what_only_looks_like_a_numeral_is_worth_nothing(words: str):
    assert read_numeral(words) is None


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("zero", 0),
        ("nineteen", 19),
        ("twenty-five", 25),
        ("Sixty Seven", 67),
        ("one hundred and five", 105),
        ("two hundred thousand", 200_000),
        ("two thousand twenty-five", 2_025),
        ("a hundred", 100),
        ("half a million", 500_000),
        ("half a dozen", 6),
        ("three dozen", 36),
        ("five bn", 5_000_000_000),
    ],
)
def test_english_number_words_are_added_up(words: str, value: float):
    assert read_english(words) == pytest.approx(value)


@pytest.mark.parametrize("row", ["1" * LONG_ROW + "x", "3." + "14" * LONG_ROW, "1,234" * LONG_ROW, "一二三" * LONG_ROW])
def test_an_endless_row_of_digits_is_one_number_found_at_once(row: str):
    assert len(find_quantities(row)) <= 1  # a search that tried every cut would not end
