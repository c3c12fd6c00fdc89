import pytest

from radio.show import Fact, FactSheet
from studio.copydesk.pairing import check_pairs, check_places, find_names
from tests.factories import article
from tests.studio.copydesk.proofs import galley, told

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
        ("社長は小池淳義氏、会長は東哲郎氏が務める。", "社長は東哲郎さん、会長は小池淳義さんなの"),
        (
            "CEOとして全体を率いるのはジル・カーダック氏である。装置の設計を受け持つのはマルク・デュボワ氏である。",
            "CEOとして全体を率いるのはマルク・デュボワさん。装置の設計を受け持つのはジル・カーダックさん。",
        ),
        ("6コアのCPUで4つのラクターをならべた。", "コアが4つあるCPUで、ラクターを6個ならべたの"),
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
        ("2010年に省エネ版が加わり、2023年に台数が増えた。", "2023年に省エネ版が加わって、2010年に台数が増えた"),
        ("", "セレブラスがメモリーを減らした"),
    ],
)
def test_two_in_their_places_are_left_alone(text: str, free: str):
    assert swapped(text, free) == []


NETWORK = (
    "研究員のマリア・コバチは世界の海底地震計を十八回も修理した。船を出したのはオーシャンラボで、"
    "レッドハットは記録の保管を受け持った。"
)


@pytest.mark.parametrize(
    "free",
    [
        "世界の海底地震計を十八回も修理したオーシャンラボが、すごいの",
        "世界の海底地震計を十八回も修理したレッドハットが、すごいの",
    ],
)
def test_a_name_in_anothers_clause_is_noticed(free: str):
    findings = [*check_places(told(NETWORK, free))]

    assert [finding.check for finding in findings] == ["places"]


@pytest.mark.parametrize(
    ("title", "free"),
    [
        ("題", "世界の海底地震計を十八回も修理したマリア・コバチさんが、すごいの"),
        ("題", "世界の海底地震計を十八回も修理したグーグルが、すごいの"),
        ("題", "船を出したのはオーシャンラボ。記録の保管はレッドハット"),
        ("オーシャンラボの話", "世界の海底地震計を十八回も修理したオーシャンラボが、すごいの"),
        ("マリア・コバチの話", "世界の海底地震計を十八回も修理したオーシャンラボが、すごいの"),
    ],
)
def test_a_name_in_its_place_or_in_the_title_is_left_alone(title: str, free: str):
    source = article(title=title, text=NETWORK)

    findings = [*check_places(galley(free, source, FactSheet(facts=())))]

    assert findings == []


def test_a_name_is_known_by_ear():
    claims = FactSheet(
        facts=(Fact(claim="Didymosは大きくて自分で光り、Dimorphosは小さくてまわりを回る", quote="大きくて自分で光る"),)
    )

    findings = [
        *check_pairs(galley("ディモルフォスは大きくて自分で光って、ディディモスは小さくてまわりを回るの", sheet=claims))
    ]

    assert [finding.check for finding in findings] == ["pairs"]


def test_a_name_in_two_words_is_known_in_one():
    claims = FactSheet(
        facts=(Fact(claim="Red Hatは記録の保管を受け持ち、Zen Motoは船を出した", quote="記録の保管を受け持った"),)
    )

    findings = [*check_pairs(galley("ゼンモトは記録の保管を受け持って、レッドハットは船を出した", sheet=claims))]

    assert [finding.check for finding in findings] == ["pairs"]


def test_two_far_apart_did_not_change_places():
    wrong = "エヌビディアがメモリーを減らして、{}セレブラスは電力を増やしたんだって"

    assert swapped(CHIPS, wrong.format("")) == ["pairs"]
    assert swapped(CHIPS, wrong.format("うん、" * 120)) == []


def test_two_names_of_two_sentences_and_two_numbers_of_other_sizes_did_not_change_places():
    apart = "エヌビディアがメモリーを減らしたの。セレブラスは電力を増やしたんだって"
    sizes = "11,500行を書いた。4つの会社がならべた。"

    assert swapped(CHIPS, apart) == []
    assert swapped(sizes, "4つを書いて、11,500行をならべたの。会社がね") == []


def test_names_in_a_row_keep_one_company():
    source = article(title="題", text="青葉社が船を作る。グーグル、オラクル、スナップが支援を表明した。")

    findings = [*check_places(galley("グーグルやオラクルが支援を表明したの", source, FactSheet(facts=())))]

    assert findings == []


@pytest.mark.parametrize(
    ("text", "kanji", "words"),
    [
        ("OpenAIとグーグルの話", False, ["OpenAI", "グーグル"]),
        ("コンピューターとメモリーの話", False, []),
        ("富士通とセレブラスの話", True, ["富士通", "セレブラス"]),
        ("富士通とセレブラスの話", False, ["セレブラス"]),
        ("ジム・カーダックとグレース・ホッパーさん", False, ["ジム・カーダック", "グレース・ホッパー"]),
        ("ふつうの話", True, []),
        ("東さんと東哲郎さんと名古屋", True, ["東哲郎", "名古屋"]),
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
