import pytest

from studio.copydesk.numbers import check_numbers
from studio.copydesk.qualifying import check_qualifiers
from tests.studio.copydesk.proofs import told


def faults(text: str, free: str) -> set[str]:
    found = told(text, free)
    return {finding.check for check in (check_numbers, check_qualifiers) for finding in check(found)}


@pytest.mark.parametrize(
    ("text", "free"),
    [
        ("1.5 million users", "150万人が使ってる"),
        ("1.5 million users", "百五十万人が使ってる"),
        ("30 percent", "3割"),
        ("a quarter of them", "4分の1"),
        ("twice as fast", "2倍はやい"),
        ("ten times", "10倍"),
        ("7 days", "一週間で"),
        ("six months", "半年"),
        ("500 milliseconds", "0.5秒"),
        ("$3 billion", "30億ドル"),
        ("100 km", "100キロ"),
        ("in 2017", "2017年に"),
        ("in the 1990s", "1990年代に"),
        ("in the 1990s", "90年代に"),
        ("in June", "6月に"),
        ("on June 2", "6月2日に"),
        ("2018年に", "平成30年に"),
        ("a BLEU score of 28.4", "BLEU 28.4だって"),
        ("a score of 28.4 BLEU", "BLEU 28.4だって"),
        ("Llama 4 is out", "Llama 4が出た"),
        ("比は1:1:3:1:1になる", "1:1:3:1:1なの"),
        ("03:14:07 UTC", "3時14分7秒"),
        ("hundreds of users", "数百人"),
        ("350 users", "数百人"),
        ("毎秒20万キロ進む", "一秒で20万キロ"),
        ("eight processors", "8台のプロセッサー"),
        ("Unicode 6.0に722個", "バージョン6.0で722個"),
        ("halved the cost", "コストが半減"),
        ("約38マイクロ秒", "38マイクロ秒くらい"),
        ("about 38 people", "約38人、その38人がね"),
        ("nearly 40 people", "40人近く"),
        ("nearly 40 people", "約40人"),
        ("up to 40 people", "最大40人"),
        ("the largest value it can hold is 40", "40まで数えられる"),
        ("the largest value it can hold is 40", "40なの"),
        ("2522トークンほど", "約2522トークン"),
        ("1年で約4万本。4万本は多い", "4万本"),
        ("since 1,500 BC", "約1500年"),
    ],
)
def test_the_same_number_in_other_words_is_proven(text: str, free: str):
    assert faults(text, free) == set()


@pytest.mark.parametrize(
    "free",
    [
        "1人でやった",
        "1つだけ",
        "1回きり",
        "2つのやり方",
        "二人で",
        "ポイントは3つ",
        "この3つ",
        "3つのポイント",
        "3つ目の話",
        "何百回も言った",
        "1秒に何回も",
        "半分くらい寝てた",
        "一日もつ",
        "きみの18歳の夏",
        "GPT-5とH100",
        "2番目に大事",
    ],
)
def test_ways_of_speaking_need_no_proof(free: str):
    assert faults("数のない記事", free) <= {"names"}


@pytest.mark.parametrize(
    ("text", "free", "check"),
    [
        ("1.5 million users", "15万人", "numbers"),
        ("1.5 million users", "1.5億人", "numbers"),
        ("30 percent", "4割", "numbers"),
        ("Llama 4 is out", "Llama 5が出た", "numbers"),
        ("バージョン3.2", "バージョン3.3が", "numbers"),
        ("in 2017", "2018年に", "numbers"),
        ("in 2017", "95年に", "numbers"),
        ("in June", "7月に", "numbers"),
        ("3 users", "数百人", "numbers"),
        ("比は1:1:3:1:1になる", "1:1:4:1:1なの", "numbers"),
        ("数のない記事", "コストが半分になった", "numbers"),
        ("3日かかる", "1日かかる", "numbers"),
        ("$3 billion", "30億円", "units"),
        ("3 seconds", "3分", "units"),
        ("30 people", "30社", "units"),
        ("30人が使う", "30台が使う", "units"),
        ("30 GB", "30 MB", "units"),
        ("2倍になる", "2%になる", "units"),
        ("about 38 people", "38人", "qualifiers"),
        ("more than 38 people", "38人", "qualifiers"),
        ("up to 38 people", "38人", "qualifiers"),
        ("38人ほど", "38人", "qualifiers"),
        ("38 people", "約38人", "qualifiers"),
        ("38 people", "38人以上", "qualifiers"),
        ("38 people", "最大38人", "qualifiers"),
        ("more than 38 people", "38人未満", "qualifiers"),
        ("about 292 billion years", "2920億年", "qualifiers"),
        ("more than twenty times, or twenty or thirty years", "20倍", "qualifiers"),
    ],
)
def test_a_number_that_says_something_else_is_caught(text: str, free: str, check: str):
    assert check in faults(text, free)
