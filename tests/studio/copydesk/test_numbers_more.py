import pytest

from studio.copydesk.evidence import weigh_evidence
from studio.copydesk.numbers import check_numbers, is_free, stands_in
from studio.copydesk.qualifying import check_qualifiers, claims_too_much
from studio.copydesk.quantities import find_quantities
from tests.studio.copydesk.proofs import told


def faults(text: str, free: str) -> list[str]:
    found = told(text, free)
    return [finding.check for check in (check_numbers, check_qualifiers) for finding in check(found)]


def only(text: str):
    (number,) = find_quantities(text)
    return number


@pytest.mark.parametrize(
    ("text", "free"),
    [
        ("30 engineers", "30人で作った"),
        ("30 engineers", "30のチーム"),
        ("A table of 30 rows", "30個あるの"),
        ("スコアは30だ。12ドルで買える。", "30ドルで買える"),
        ("スコアは30だ。", "30点なの"),
        ("令和8年に始まる", "2026年に始まるの"),
        ("2026年に始まる", "令和8年に始まるの"),
        ("in 1998", "98年に"),
        ("in 2007", "2007年の7年に"),
        ("hundreds of servers", "数千台"),
        ("4,500 servers", "数千台"),
        ("In 2019 researchers found it", "2019年に見つかったの"),
        ("Unicode 6.0", "Unicode 6.0が出た"),
        ("Ruby 3.0が出て、翌年の3.1で変わった。", "Ruby 3.1が出た"),
        ("2021年に始まり、2023年に終わった。", "2021年からで、その二年後に終わったの"),
        ("30人以上が来た。", "30人を超える人が来たの。30って！"),
        ("It could read 30 pages at once", "30ページまで読めるの"),
        ("10の25乗回を超えるもの", "10の25乗って、10を25回かけた数なの。それを超えるとね"),
        ("It writes 2,147,483,647 as about 2.1 billion", "2147483647なの"),
        ("約30人まで入れる", "約30人までなの"),
        ("the routers allow at most 200; 200 entries came", "最大200件のルーター"),
        ("the novelists Kovac and Obi and Lund", "コヴァチさん、オビさん、ルンドさんの三人"),
        ("At 09:17 UTC it began", "九時十七分に始まったの"),
        ("on average seven years early", "平均で7年早く"),
        ("A scan takes less than a minute", "一分もかからないの"),
        ("patients aged 40 and over", "40歳以上の人"),
        ("90.8 percent against 91.8 percent", "90.8%で、91.8%より下なの"),
        ("目標は0.1グラム以上だった。", "目標は0.1グラムだったの"),
        ("目標は0.1グラム以上だった。", "0.1グラムさえあればよかったのに"),
        ("目標は0.1グラム以上だった。", "0.1グラムを、大きく上回ったの"),
        ("2021年に科した7億ユーロを上回る額", "アマゾンの7億ユーロが最高だったの"),
        ("2021年に科した7億ユーロを上回る額", "7億ユーロを超えたの"),
        ("more than 90 percent of the time", "時間の90%よりたくさん"),
        ("stolen within six hours", "6時間のあいだにぬすまれたの"),
        ("stolen within six hours", "6時間以内にぬすまれたの"),
        ("had stopped at about 8,000", "約8,000までだったの"),
        ("6台を切り離している", "6台を切りはなしたの"),
        ("sizes: 8, 70 and 405 billion parameters", "80億と700億と4050億のパラメーター"),
        ("at 1:18 p.m.", "午後1時18分に"),
        ("version 5.2.1 came out", "5.2.1が出たの"),
        ("They dive to 600 metres", "もぐるのは600メートルまでなの"),
        ("前の記録を25%上回った。", "25%アップだよ"),
        ("It would need 10 septillion years", "10の25乗年かかるの"),
        ("It took 30 million GPU hours", "3,000万時間かかったの"),
        ("In a survey of 89 pupils, 64 said yes", "89人のうち64人がね"),
        ("in about one of 50 moves", "だいたい五十手に一回なの"),
        ("置きまちがいは職員の7冊より少ない。", "人だと七冊だって"),
        ("a telescope", "百円玉を入れたら、三日坊主どころか半日坊主"),
        ("ミリ秒の話", "「ミリ秒」は千分の一秒のことね"),
        ("founded by Anna Ford, Bo Lind, Ida Roe", "アンナさんと、ボーさん。\nそしてローさん。この三人がね"),
        ("Pythonの新しい版「3.14」が出た", "Python 3.14が出たの"),
        ("it won three times in a row", "三年連続で勝ったの"),
        ("It reached 30 tonnes", "30トンまでのばしたの"),
        ("学校の機械は4台", "あーし、ここまで3回読んだ"),
        ("学校の機械は約4回動いた", "あーし、4回読んだ"),
        ("the Unicode standard, version 6.0", "Unicode 6.0が出た"),
        ("half the cost", "コストが半分になった"),
        ("比は16:9:4だ", "16:9:4だよ"),
        ("約30人が来た。30人は多い。", "30人"),
        ("30人以上が来た。", "30人を超える人が来たの。30人だよ"),
        ("30人以内で", "約30人で"),
        ("30人以内で", "30人までで"),
        ("the maximum is 30", "最大30人"),
        ("about 2026", "2026年に"),
        ("about 10 o'clock", "10時に"),
        ("約3月", "3月に"),
        ("バージョン約3.2", "バージョン3.2"),
    ],
)
def test_a_number_said_otherwise_airs(text: str, free: str):
    assert faults(text, free) == []


@pytest.mark.parametrize(
    ("text", "free", "found"),
    [
        ("30 engineers", "31人で作った", ["numbers"]),
        ("30 engineers", "30ドルで", ["units"]),
        ("スコアは30だ。", "30ドルで買える", ["units"]),
        ("令和7年に始まる", "2024年に始まるの", ["numbers"]),
        ("2026年に始まる", "平成8年に始まるの", ["numbers"]),
        ("in 1998", "88年に", ["numbers"]),
        ("20 servers", "数万台", ["numbers"]),
        ("It began in 2019年 with 20 servers", "数千台", ["numbers"]),
        ("2,019 researchers found it", "2019年に見つかったの", ["units"]),
        ("A team of 2019 researchers found it", "2019年に見つかったの", ["units"]),
        ("Unicode 6.0", "Unicode 6.1が出た", ["numbers"]),
        ("Unicode 16.0 and a 6.01 score", "Unicode 6.0が出た", ["numbers"]),
        ("the cost", "コストが半分になった", ["numbers"]),
        ("It took 2 days", "一日でできた", ["numbers"]),
        ("比は16:9:4だ", "16:9:5だよ", ["numbers", "numbers"]),
        ("30人以上が来た。", "30人が来たの", ["qualifiers"]),
        ("30人が来た。5台あった。", "5台で、30人より多い", ["qualifiers"]),
        ("30人が来た。20人が帰った。", "20人が、30人以上いたの", ["qualifiers"]),
        ("30人以上が来た。", "30人までなの", ["qualifiers"]),
        ("30人が来た。", "30人以上なの", ["qualifiers"]),
        ("the novelists Kovac and Obi", "コヴァチさん、オビさんの三人", ["numbers"]),
        ("the novelists Kovac and Obi", "コヴァチさん、オビさんの2キロ", ["numbers"]),
        ("最大で30人", "約30人までなの", ["qualifiers"]),
        ("30人以上が来た。", "30人って、聞いたよ", ["qualifiers"]),
        ("30人以上が来た。", "30人。それを超えるの", ["qualifiers"]),
        ("最大で約30人", "最大で30人なの", ["qualifiers"]),
        ("1,000 tokens", "千文字なの", ["units"]),
        ("2,147,483,647 seconds", "2147483467秒なの", ["numbers"]),
        ("It took 30 million GPU hours and 5 days", "3,000万日かかったの", ["units"]),
        ("versions 5.2.1 and 4 came out", "5.2.4が出たの", ["numbers"]),
        ("It is 0.125 mm wide", "太さは0.128ミリで、髪の毛くらいかな", ["numbers"]),
        ("In a survey of 89 pupils, 64 said yes", "82人のうち64人がね", ["numbers"]),
        ("7ポイント以上も上で、3倍だった。", "7倍以上も上なの", ["units"]),
        ("30人が来た。", "30人くらいなの", []),
        ("実効性能で最大100倍を目標に掲げた。", "100倍をめざしたの", ["qualifiers"]),
        ("30人が来た。集まった30人を超える", "30人未満なの", ["qualifiers"]),
        ("founded by Anna Ford, Bo Lind", "アンナさん。この三人がね", ["numbers"]),
    ],
)
def test_a_number_that_says_something_else_is_turned_down(text: str, free: str, found: list[str]):
    assert faults(text, free) == found


@pytest.mark.parametrize(
    "words",
    [
        "1人で", "1秒に", "1時間あたり", "2人で", "半分は", "何百も", "2番目", "GPT-5", "3つのポイント", "この3つ",
        "大事なのは三つ",
    ],
)  # fmt: skip
def test_ways_of_speaking_are_free(words: str):
    assert all(is_free(number, words) for number in find_quantities(words))


@pytest.mark.parametrize(
    "words",
    ["1時間で", "1歳の", "1秒になる", "2個ある", "半分以下に", "半分になる", "数百の", "GPT 5", "3つ入り", "3個の理由"],
)
def test_amounts_are_not_free(words: str):
    assert not any(is_free(number, words) for number in find_quantities(words))


@pytest.mark.parametrize(
    ("told_so", "said", "too_much"),
    [
        ("約30%", "30%", True),
        ("約30%", "約30%", False),
        ("約30%", "30%くらい", False),
        ("30%", "約30%", True),
        ("30%", "30%", False),
        ("30%", "40%", False),
        ("約30%。30%は多い。", "30%", False),
        ("最大の値は30%", "最大30%", False),
        ("最大の値は30%", "30%", False),
        ("約2026年", "2026年", False),
        ("more than 30%", "30%未満", True),
        ("90.8% against 91.8%", "91.8%より下", True),
    ],
)
def test_a_claim_is_held_to_what_qualifies_its_quote(told_so: str, said: str, too_much: bool):
    assert claims_too_much(only(said), said, weigh_evidence(told_so)) is too_much


def test_a_number_of_the_fact_sheet_is_proven_without_its_qualifier():
    evidence = weigh_evidence("数のない記事", "30人以上が来た")

    assert stands_in(only("30人"), "30人", evidence)
    assert stands_in(only("数十人"), "数十人", evidence)
    assert not stands_in(only("31人"), "31人", evidence)
    assert not claims_too_much(only("30人"), "30人", evidence)
