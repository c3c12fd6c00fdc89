import pytest

from studio.copydesk.qualifiers import Qualifier, read_qualifiers

ABOUT, MORE, LESS, MOST = Qualifier.ABOUT, Qualifier.MORE, Qualifier.LESS, Qualifier.MOST
LOOSE, LIMIT = Qualifier.LOOSE, Qualifier.LIMIT


def qualifiers(text: str) -> set[Qualifier]:
    """What qualifies the number between the brackets."""
    start, end = text.index("["), text.index("]") - 1
    return set(read_qualifiers(text.replace("[", "").replace("]", ""), start, end))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("約[30人]が参加", {ABOUT}),
        ("ざっと[100個]くらい", {ABOUT, LOOSE}),
        ("〜[20人]", {ABOUT}),
        ("少なくとも[3日]かかる", {MORE}),
        ("[30人]以上", {MORE}),
        ("[2522トークン]を超えた", {MORE}),
        ("[30台]超の", {MORE}),
        ("[30人]余りが", {MORE}),
        ("[30人]強。", {MORE}),
        ("[5]+", {MORE}),
        ("[240億キロ]よりもっと遠い", {Qualifier.PASSED}),
        ("[30人]弱、", {LESS}),
        ("[百万]弱だった", {LESS}),
        ("[6週間]もかからずに", {LESS}),
        ("[90点]あたりで", {LOOSE}),
        ("[4倍]まで増やせる", {MOST}),
        ("[50億台]を上まわった", {MORE}),
        ("[240億キロ]をさらにこえた", {MORE}),
        ("[10倍]か、それよりもっと上", {MORE}),
        ("[900キロ]にとどかない", {LESS}),
        ("多いときで[千六百回]", {MOST}),
        ("[六割]方は", {ABOUT}),
        ("[三十年]先まで", set()),
        ("[120度]まで熱くして", set()),
        ("[千回に一回]もまちがえない", {LESS}),
        ("[三年]のうちに", {LESS}),
        ("すくなくとも[17人]が", {MORE}),
        ("[十回に一回]もなかった", {LESS}),
        ("いちばん暑いときで[41度]", {MOST}),
        ("9歳から[84歳]まで", set()),
        ("平均[7年]前", {LIMIT}),
        ("最大約[71億円]", {MOST, ABOUT}),
        ("多くてもその[2割]", {MOST}),
        ("[1%]にもならない", {LESS}),
        ("[30人]未満", {LESS}),
        ("[5秒]を切る", {LESS}),
        ("[30人]を超えない", {LESS}),
        ("[30人]より少ない", {Qualifier.UNDERCUT}),
        ("[40人]近くが", {ABOUT, LESS}),
        ("最大で[40人]", {MOST}),
        ("せいぜい[40人]", {MOST}),
        ("[40人]まで入れる", {MOST}),
        ("[40人]が上限", {MOST}),
        ("[20キロ]ごとくらい", {LOOSE}),
        ("[30人]前後", {LOOSE}),
        ("上限は[40人]", {LIMIT}),
        ("最大の値は[7]", {LIMIT}),
    ],
)
def test_japanese_qualifiers_beside_a_number_are_read(text: str, expected: set[Qualifier]):
    assert qualifiers(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("About [30] people", {ABOUT}),
        ("some [$30]", {ABOUT}),
        ("[30] or so", {ABOUT}),
        ("nearly [40] people", {ABOUT, LESS}),
        ("<[5 ms]", {LESS}),
        ("within [3 days]", {LIMIT}),
        ("fewer than [30]", {LESS}),
        ("up to [40]", {MOST}),
        ("[30] or less", {LESS, MOST}),
        ("more than [2 million]", {MORE}),
        ("no more than [40]", {MOST}),
        ("not more than [40]", {MOST, LIMIT}),
        ("no fewer than [40]", {MORE}),
        ("fewer than [40]", {LESS}),
        ("at least another [3 days]", {MORE}),
        ("[30] or more", {MORE}),
        ("[30] people or more", set()),
        ("The largest value it holds is [7]", {LIMIT}),
        ("It can't count past [7]", {LIMIT}),
    ],
)
def test_english_qualifiers_beside_a_number_are_read(text: str, expected: set[Qualifier]):
    assert qualifiers(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "[1時間]勉強した",
        "[3階]超高層ビル",
        "[30人]の強い味方",
        "[30人]余裕で入る",
        "[2050年]までに",
        "[10時]までに",
        "[3日]後",
        "10〜[20人]",
        "契約[5社]で",
        "電力を節約[40%]",
        "He roundabout [30]",
        "over the years, [30] of them",
        "[30] more than once",
    ],
)
def test_what_only_looks_like_a_qualifier_is_none(text: str):
    assert qualifiers(text) == set()


def test_a_qualifier_far_away_belongs_to_another_number():
    assert qualifiers("約束の日はまだ先のことで、" * 6 + "[30人]が来た" + "のだった" * 20 + "以上") == set()


@pytest.mark.parametrize("text", ["最大[2050年]まで", "最高でも[7日]まで"])
def test_a_day_to_come_keeps_what_stands_before_it(text: str):
    assert qualifiers(text) == {MOST}


def test_a_limit_that_is_not_passed_is_no_more():
    assert qualifiers("never more than [7]") == {LIMIT}
    assert qualifiers("more than [7]") == {MORE}
