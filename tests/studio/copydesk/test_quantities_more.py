import pytest

from studio.copydesk.qualifiers import Qualifier
from studio.copydesk.quantities import find_quantities
from studio.copydesk.quantity import Kind
from studio.copydesk.texts import fold_copy


def found(text: str) -> list[tuple[str, Kind, tuple[tuple[str, float], ...]]]:
    return [
        (each.words, each.kind, tuple((dimension, round(value, 6)) for dimension, value in each.readings))
        for each in find_quantities(fold_copy(text))
    ]


@pytest.mark.parametrize(
    ("text", "words", "meaning"),
    [
        ("3分の2が賛成", "3分の2", ("ratio", 0.666667)),
        ("三分の一", "三分の一", ("ratio", 0.333333)),
        ("八割六分四厘まで", "八割六分四厘", ("ratio", 0.864)),
        ("およそ3割2分、", "3割2分", ("ratio", 0.32)),
        ("ゼロが25個ならぶ", "ゼロが25個", ("", 1e25)),
        ("10を25回かけた数", "10を25回", ("", 1e25)),
        ("四人にひとりが", "四人にひとり", ("ratio", 0.25)),
        ("百台あったら、四台くらい", "百台あったら、四台", ("ratio", 0.04)),
        ("32 petaflops", "32 petaflops", ("flops", 32e15)),
        ("18エクサフロップス", "18エクサフロップス", ("flops", 18e18)),
        ("千文字", "千文字", ("letter", 1000)),
        ("当時21歳", "21歳", ("age", 21)),
        ("By 09:28 customers saw it", "28", ("clock", 28)),
        ("at 03:14:07 UTC", "03", ("clock", 3)),
        ("午後3時半から", "3時半", ("clock", 15)),
        ("at 3 p.m. sharp", "3 p.m.", ("clock", 15)),
        ("九時二十八分", "二十八分", ("clock", 28)),
        ("10の25乗回の計算", "10の25乗回", ("count", 1e25)),
        ("more than 10^25 operations", "10^25 operations", ("thing", 1e25)),
        ("10²⁵を超す", "10^25", ("", 1e25)),
        ("10人中9人が", "10人中9人", ("ratio", 0.9)),
        ("10人中9人が", "10人中9人", ("thing", 9)),
        ("5個のうち2個", "5個のうち2個", ("ratio", 0.4)),
        ("1時間半かかる", "1時間半", ("second", 5_400)),
        ("3時14分に", "14分", ("clock", 14)),
        ("14分に", "14分", ("second", 840)),
        ("半日で", "半日", ("second", 43_200)),
        ("半年で", "半年", ("second", 15_778_800)),
        ("コストが半減", "半減", ("ratio", 0.5)),
        ("売上が倍増", "倍増", ("times", 2)),
        ("倍以上の速さ", "倍", ("times", 2)),
        ("US$1.2bn", "1.2bn", ("dollar", 1.2e9)),
        ("¥500", "500", ("yen", 500)),
        ("$5m", "5m", ("dollar", 5e6)),
        ("5m tall", "5m", ("metre", 5)),
        ("70B parameters", "70B parameters", ("thing", 70e9)),
        ("1.5 Million users", "1.5 Million users", ("person", 1.5e6)),
        ("½の", "1/2", ("ratio", 0.5)),
        ("二百五十を", "二百五十", ("", 250)),
        ("3年前", "3年", ("year", 3)),
    ],
)
def test_a_number_is_found_with_its_unit(text: str, words: str, meaning: tuple[str, float]):
    assert any(each == words and meaning in readings for each, _, readings in found(text))


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("3つ目の話", Kind.ORDINAL, "3つ目"),
        ("第4世代", Kind.ORDINAL, "4世代"),
        ("2番目", Kind.ORDINAL, "2番目"),
        ("5ページ目", Kind.ORDINAL, "5ページ目"),
        ("Llama 4が", Kind.VERSION, "4"),
        ("バージョン3.2が", Kind.VERSION, "3.2"),
        ("数百人", Kind.VAGUE, "数百"),
        ("数億の", Kind.VAGUE, "数億"),
        ("何千もの", Kind.VAGUE, "何千"),
        ("2522を", Kind.MEASURE, "2522"),
    ],
)
def test_what_a_number_does_is_told(text: str, kind: Kind, words: str):
    assert (words, kind) in {(each, own) for each, own, _ in found(text)}


@pytest.mark.parametrize(
    "text",
    ["三毛猫と八百屋と四国", "一緒に一番", "万が一", "五月雨と七夕", "0分の1", "倍率と二倍角", "万のつく字、億や兆も"],
)
def test_a_word_that_begins_like_a_number_is_no_measure(text: str):
    assert all(kind is not Kind.MEASURE or "ratio" not in dict(readings) for _, kind, readings in found(text))


def test_more_than_all_is_no_share_but_two_numbers():
    assert [words for words, _, _ in found("2社に10社が")] == ["2社", "10社"]
    assert [words for words, _, _ in found("二に八人")] == ["八人"]


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("10〜20%", ("ratio", 0.1)),
        ("10から20%", ("ratio", 0.1)),
        ("1.5 to 2 million users", ("person", 1.5e6)),
        ("10 to 20 km", ("metre", 10_000)),
        ("3か5個", ("thing", 3)),
        ("3〜5", ("", 3)),
        ("0〜20%", ("ratio", 0)),
    ],
)
def test_the_first_of_a_range_has_the_unit_of_the_second(text: str, meaning: tuple[str, float]):
    assert meaning in found(text)[0][2]


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("10%〜20個", (("ratio", 0.1),)),
        ("2番目から5個", (("", 2),)),
        ("10、20%", (("", 10),)),
        ("10〜0%", (("", 10),)),
    ],
)
def test_a_number_that_opens_no_range_stays_as_it_is(text: str, readings: tuple[tuple[str, float], ...]):
    assert found(text)[0][2] == readings


def test_what_limits_the_first_of_two_limits_the_other():
    first, other = find_quantities("最大3500万ユーロか、売り上げの7%の高いほう")

    assert first.qualifiers == other.qualifiers == {Qualifier.MOST}


def test_what_is_so_many_in_all_may_be_called_the_most():
    first, other = find_quantities("Up to 32 of these, 256 chips in all, can be joined. Some 32 of these, 9 in all.")[
        :2
    ]

    assert first.qualifiers == {Qualifier.MOST}
    assert other.qualifiers == {Qualifier.LIMIT}


def test_what_one_number_grew_to_does_not_qualify_what_it_was():
    first, other = find_quantities("60件から200件以上")

    assert first.qualifiers == frozenset()
    assert other.qualifiers == {Qualifier.MORE}


def test_what_qualifies_one_end_of_a_range_qualifies_both():
    low, high = find_quantities("約10〜20%以上")

    assert low.qualifiers == high.qualifiers == {"about", "more"}
