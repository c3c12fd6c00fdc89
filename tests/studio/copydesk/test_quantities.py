import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.copydesk.numerals import read_english, read_numeral
from studio.copydesk.qualifiers import Qualifier
from studio.copydesk.quantities import find_quantities
from studio.copydesk.quantity import Kind
from studio.copydesk.texts import fold_copy

YEAR = 365.25 * 86_400


def readings(text: str) -> list[tuple[tuple[str, float], ...]]:
    return [
        tuple((name, pytest.approx(value)) for name, value in each.readings)
        for each in find_quantities(fold_copy(text))
    ]


def first(text: str, kind: Kind = Kind.MEASURE) -> float:
    return next(each.value for each in find_quantities(fold_copy(text)) if each.kind is kind)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("1,500", 1500),
        ("二千五百", 2500),
        ("1億2000万", 120_000_000),
        ("一・五", 1.5),
        ("百", 100),
        ("二〇二五", 2025),
        ("3万5千", 35_000),
        ("1.5億", 150_000_000),
        ("十二万", 120_000),
        ("41京5530兆", 41.553e16),
        ("万", None),
        ("3.5.1", None),
    ],
)
def test_a_japanese_numeral_is_read(words: str, value: float | None):
    assert read_numeral(words) == value


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("twenty-five", 25),
        ("two hundred thousand", 200_000),
        ("half a million", 500_000),
        ("a dozen", 12),
        ("one hundred and twenty", 120),
        ("seventeen", 17),
        ("two million five hundred thousand", 2_500_000),
    ],
)
def test_an_english_numeral_is_read(words: str, value: float):
    assert read_english(words) == value


@given(st.text(max_size=60))
def test_no_text_breaks_the_search_for_numbers(text: str):
    for number in find_quantities(fold_copy(text)):
        assert number.start < number.end


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("１５０万人", 1.5e6),
        ("1.5 million users", 1.5e6),
        ("$1.2bn in sales", 1.2e9),
        ("$5m", 5e6),
        ("70B parameters", 70e9),
        ("128Kトークン", 128_000),
        ("二百五十文字", 250),
        ("6.0に722個", 6.0),
    ],
)
def test_scales_are_multiplied_in(text: str, value: float):
    assert first(text) == pytest.approx(value) or first(text, Kind.VERSION) == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("30%", ("ratio", 0.3)),
        ("３割", ("ratio", 0.3)),
        ("30 percent", ("ratio", 0.3)),
        ("4分の1", ("ratio", 0.25)),
        ("1/4の", ("ratio", 0.25)),
        ("two-thirds of", ("ratio", 2 / 3)),
        ("one in 10,000 people", ("ratio", 0.0001)),
        ("9 out of 10", ("ratio", 0.9)),
        ("3人に1人", ("ratio", 1 / 3)),
        ("half of", ("ratio", 0.5)),
        ("a quarter", ("ratio", 0.25)),
        ("2倍", ("times", 2)),
        ("twice as fast", ("times", 2)),
        ("10x faster", ("times", 10)),
        ("倍増", ("times", 2)),
        ("100 km", ("metre", 100_000)),
        ("5キロ", ("gram", 5_000)),
        ("5キロ", ("metre", 5_000)),
        ("17ミリ", ("metre", 0.017)),
        ("38マイクロ秒", ("second", 38e-6)),
        ("200 ms", ("second", 0.2)),
        ("1年半", ("second", 1.5 * YEAR)),
        ("半年", ("second", YEAR / 2)),
        ("6か月", ("second", YEAR / 2)),
        ("24 hours", ("second", 86_400)),
        ("16GB", ("byte", 16e9)),
        ("2.4 GHz", ("hertz", 2.4e9)),
        ("30メガワット", ("watt", 30e6)),
        ("500円", ("yen", 500)),
        ("US$20", ("dollar", 20)),
        ("20 dollars", ("dollar", 20)),
        ("18歳", ("age", 18)),
        ("5 countries", ("country", 5)),
        ("3時14分", ("clock", 14)),
        ("in June", ("month", 6)),
    ],
)
def test_units_are_brought_to_their_base(text: str, reading: tuple[str, float]):
    assert any((reading[0], pytest.approx(reading[1])) in each for each in readings(text))


@pytest.mark.parametrize(
    "text",
    [
        "一緒に、一番、一度も、二度見した",
        "三日坊主だし十人十色",
        "十分おいしい",
        "四国めたん先輩と九州",
        "3Dと2択と4コマ",
        "100点とった",
        "万が一のとき",
        "五十音順",
        "高1の冬と中2の夏",
        "1年生のとき",
        "百聞は一見にしかず",
        "24時間365日",
        "何よりも",
    ],
)
def test_idioms_hold_no_number(text: str):
    assert all(each.value == 1 for each in find_quantities(fold_copy(text)))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("3番目", Kind.ORDINAL),
        ("第4世代", Kind.ORDINAL),
        ("the third time", Kind.ORDINAL),
        ("2nd", Kind.ORDINAL),
        ("Llama 4が", Kind.VERSION),
        ("バージョン3.2が", Kind.VERSION),
        ("数百の", Kind.VAGUE),
        ("hundreds of", Kind.VAGUE),
        ("数万人", Kind.VAGUE),
        ("dozens of", Kind.VAGUE),
        ("2522を", Kind.MEASURE),
    ],
)
def test_the_kind_of_a_number_is_told(text: str, kind: Kind):
    assert kind in {each.kind for each in find_quantities(text)}


def test_both_ends_of_a_range_have_its_unit_size_and_qualifier():
    low, high = find_quantities("約10〜20万人")

    assert ("person", 100_000) in low.readings
    assert ("person", 200_000) in high.readings
    assert Qualifier.ABOUT in low.qualifiers
    assert Qualifier.ABOUT in high.qualifiers


def test_the_first_of_two_millions_is_a_million_too():
    low, _ = find_quantities("1.5 to 2 million users")

    assert ("person", 1_500_000) in low.readings


def test_a_range_of_bare_numbers_stays_bare():
    low, _ = find_quantities("3から5")

    assert low.readings[0] == ("", 3)


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("約30%", "about"),
        ("およそ30個", "about"),
        ("ほぼ100人", "about"),
        ("about 30 people", "about"),
        ("roughly $30", "about"),
        ("30 or so", "about"),
        ("nearly 30", "less"),
        ("nearly 30", "about"),
        ("30人近く", "about"),
        ("30人以上", "more"),
        ("2522トークンを超え", "more"),
        ("30台超", "more"),
        ("30人強", "more"),
        ("over 30 million", "more"),
        ("more than a million", "more"),
        ("at least 3 days", "more"),
        ("240億キロよりもっと遠く", "passed"),
        ("少なくとも3日", "more"),
        ("30人弱、", "less"),
        ("30人未満", "less"),
        ("900キロバイトもない", "less"),
        ("smaller than 900 KB", "less"),
        ("3秒以内", "less"),
        ("最大30人", "most"),
        ("最大で30人", "most"),
        ("30人までなら", "most"),
        ("up to 30 people", "most"),
        ("30 or less", "most"),
        ("30人くらい", "loose"),
        ("30キロごとくらいに", "loose"),
        ("the largest value it can hold is 30", "limit"),
        ("最大の値は30", "limit"),
        ("cannot count past 30", "limit"),
    ],
)
def test_a_qualifier_is_seen(text: str, qualifier: str):
    assert any(qualifier in each.qualifiers for each in find_quantities(fold_copy(text)))


@pytest.mark.parametrize(
    "text",
    [
        "1時間勉強した",
        "2050年までに",
        "30人の強い味方",
        "3日後",
        "30トークン",
        "for 3 days",
        "30年前から",
        "20キロも走った",
        "cannot count beyond 30",
        "30人を超えない",
        "3階超高層ビル",
    ],
)
def test_what_only_looks_like_a_qualifier_is_none(text: str):
    found = {qualifier for each in find_quantities(fold_copy(text)) for qualifier in each.qualifiers}

    assert not found & {Qualifier.ABOUT, Qualifier.MORE, Qualifier.MOST}
