import pytest

from radio.writing import Severity
from studio.copydesk.dictionary import count_ordinary, find_kanji_names, is_name
from studio.copydesk.evidence import weigh_evidence
from studio.copydesk.names import check_names, unknown_names
from studio.copydesk.pairing import check_pairs
from studio.copydesk.records import check_maker, check_records
from studio.copydesk.roles import check_roles
from studio.copydesk.spelling import name_key
from tests.studio.copydesk.proofs import TSUMUGI, told

JAPANESE_TAIL = "この文はにほんごの記事であることをしめすためにある。" * 4


def unknown(text: str, free: str) -> set[str]:
    return {finding.message.split("」")[0].removeprefix("「") for finding in check_names(told(text, free))}


@pytest.mark.parametrize(
    ("text", "free"),
    [
        ("OpenAI released GPT-5", "オープンエーアイのGPT-5"),
        ("NVIDIA sells chips", "エヌビディアのチップ"),
        ("Cerebras is fast", "セレブラスははやい"),
        ("DeepSeek is cheap", "ディープシークは安い"),
        ("Anthropic wrote", "アンソロピックが書いた"),
        ("Blackwell chips", "ブラックウェル"),
        ("Git was written", "ギットが書かれた"),
        ("Bluetooth Low Energy", "ローエナジーっていう仲間"),
        ("the iPhone", "アイフォーンにも"),
        ("VOCALOID2 by Yamaha", "ボーカロイド2はヤマハの"),
        ("Llama 4 Maverick", "ラーマ 4 マバリク"),
        ("セレブラスが発表した" + JAPANESE_TAIL, "Cerebrasの発表"),
        ("GPT by OpenAI", "ジーピーティーのこと"),
        ("in the United States and USA", "アメリカの会社"),
        ("Dutch engineers", "オランダの人"),
        ("Jupiter and Saturn", "木星と土星"),
        ("a telescope", "スマートフォンのアプリみたい"),
        ("a telescope", "ワクワクするしキラキラしてる"),
        ("a telescope", "ドーンって音がした、ポカンとしちゃった"),
        ("a telescope", "ずんだもん先輩もびっくり、埼玉の高校で"),
        ("a telescope", "GPUとCPUとAPIとSNSのはなし"),
        ("a telescope", "データセンターのエンジニアさんが作った"),
        ("a telescope", "ググるより速くシャットアウトできる"),
        ("8 GPUs", "GPU8台で"),
        ("Wi-Fi routers", "Wi-Fiのルーター"),
        ("fine-tuning models", "Fine-Tuningのこと"),
        ("日本の会社" + JAPANESE_TAIL, "日本の会社"),
        ("東京大学の研究" + JAPANESE_TAIL, "東京大学の人たち"),
        ("海外の研究" + JAPANESE_TAIL, "海外の大学の研究"),
        ("Built at a university in Tokyo", "東京工業大学の人"),
        ("Deep Mind and Alpha Fold", "アルファフォールドとディープマインド"),
        ("Mega Solar in Chiba", "メガソーラーモデル"),
        ("a NASA probe", "アメリカのNASAにもわけたの"),
        ("Amy Coney Barrett joined", "エイミー・コニー・バレットさん"),
        ("Anna Ford", "アンナ・フォードさん"),
        ("a telescope", "あーしは、川越のいもの話ならいくらでも"),
        ("a telescope", "あーし、大阪まで歩いたことある"),
        ("a telescope", "琵琶湖くらいの水、名古屋レベルの暑さ"),
        ("a telescope", "東京ドームで百個ぶん"),
        ("a telescope", "コマをたおしちゃうの。ドンガラガッシャーン!"),
        ("Scottish engineers", "スコットランドの人"),
        ("a telescope", "「華氏」っていうのは、アメリカとかで使う目もりね"),
        ("a telescope", "竜宮城っぽい。大中小の三つ"),
        ("a telescope", "みんなでヨーイドン、バッチバチの勝負"),
    ],
)
def test_a_name_of_the_source_is_known_in_any_script(text: str, free: str):
    assert unknown(text, free) == set()


@pytest.mark.parametrize(
    ("text", "free", "name"),
    [
        ("OpenAI released GPT-4", "GPT-5が出た", "GPT-5"),
        ("OpenAI released it", "Anthropicが出した", "Anthropic"),
        ("OpenAI released it", "グーグルが出した", "グーグル"),
        ("OpenAI released it", "マイクロソフトが出した", "マイクロソフト"),
        ("OpenAI released it", "メタが出した", "メタ"),
        ("OpenAI released it", "スペースエックスが出した", "スペースエックス"),
        ("OpenAI released it", "ギガブレイン社が出した", "ギガブレイン"),
        ("OpenAI released it", "クオンタムリンクが買収した", "クオンタムリンク"),
        ("OpenAI released it", "ニューロパッドっていうソフト", "ニューロパッド"),
        ("OpenAI released it", "ホーキングさんが言った", "ホーキング"),
        ("OpenAI released it", "ドイツの会社", "ドイツ"),
        ("OpenAI released it", "田中博士の研究", "田中"),
        ("OpenAI released it", "京都の会社", "京都"),
        ("車の記事。" + JAPANESE_TAIL, "さくら工業大学の研究", "工業大学"),
        ("Ericsson and Harald", "ゾルタクスゼイアンの話", "ゾルタクスゼイアン"),
        ("Ericsson and Harald", "アイウエオ" * 9 + "の話", "アイウエオ" * 9),
    ],
)
def test_a_name_that_nobody_gave_is_caught(text: str, free: str, name: str):
    assert name in unknown(text, free)


def test_the_names_of_a_claim_are_looked_up_in_the_article():
    evidence = weigh_evidence("OpenAI released GPT-4 with an API.")

    assert unknown_names("OpenAIがGPT-4のAPIを公開、Discordでも", evidence, TSUMUGI) == ()
    assert unknown_names("AnthropicがGPT-5を公開", evidence) == ("Anthropic", "GPT-5")


def test_the_dictionary_tells_words_from_names():
    assert count_ordinary("タピオカ") == 1
    assert count_ordinary("ブレインパッド") == 2
    assert count_ordinary("セレブラス") == 0
    assert count_ordinary("グーグル") == 0
    assert is_name("グーグル")
    assert not is_name("ブレインパッド")


def test_kanji_names_are_found_line_by_line_in_long_texts():
    text = "一行目。\n富士通の話。\n" + "あ" * 60_000

    assert list(find_kanji_names(text)) == [("富士通", 5)]


def test_one_name_has_one_key_in_both_scripts():
    assert name_key("Cerebras") == name_key("セレブラス")
    assert name_key("OpenAI") == name_key("オープンエーアイ")
    assert name_key("MIT") == "mit"
    assert name_key("ジーピーティー") == "gpt"
    assert name_key("R2") == "r2"


SWAP = (
    "セレブラスは1秒に2522トークンを生成した。エヌビディアは1秒に1038トークンにとどまった。"
    "セレブラスがメモリーを減らし、エヌビディアは電力を増やした。" + JAPANESE_TAIL
)


@pytest.mark.parametrize(
    "free",
    [
        "エヌビディアがメモリーを減らして、セレブラスは電力を増やしたんだって",
        "1秒に2522トークンにとどまったのに、こっちは1038トークンを生成したの",
    ],
)
def test_names_and_numbers_that_changed_places_are_noticed(free: str):
    assert [finding.check for finding in check_pairs(told(SWAP, free))] == ["pairs"]


@pytest.mark.parametrize(
    "free",
    [
        "セレブラスがメモリーを減らして、エヌビディアは電力を増やしたんだって",
        "1秒に2522トークンを生成したんだって。こっちは1038トークンにとどまったの",
        "セレブラスとエヌビディアの話",
        "速さは2522トークン。すごくない？" + "ね" * 320 + "で、1038トークンの方はね",
    ],
)
def test_names_and_numbers_in_their_places_are_left_alone(free: str):
    assert list(check_pairs(told(SWAP, free))) == []


@pytest.mark.parametrize(
    ("text", "free"),
    [
        ("It was suggested by Linus Torvalds of Intel. Ericsson began it.", "エリクソンのトーバルズさんが言った"),
        ("Intel's Torvalds had the idea. Ericsson began it.", "エリクソンのトーバルズさんが言った"),
        ("グーグルがエヌビディアを買収した。" + JAPANESE_TAIL, "エヌビディアがグーグルを買収したんだって"),
    ],
)
def test_people_and_deeds_in_the_wrong_place_are_noticed(text: str, free: str):
    assert [finding.check for finding in check_roles(told(text, free))] == ["roles"]


@pytest.mark.parametrize(
    ("text", "free"),
    [
        ("It was suggested by Linus Torvalds of Intel. Ericsson began it.", "インテルのトーバルズさんが言った"),
        ("Torvalds, then at Intel, met Ericsson there.", "エリクソンのトーバルズさん"),
        ("グーグルがエヌビディアを買収した。" + JAPANESE_TAIL, "グーグルがエヌビディアを買収したんだって"),
        ("グーグルがエヌビディアに勝った。" + JAPANESE_TAIL, "エヌビディアがグーグルに負けたんだって"),
        ("グーグルがエヌビディアを買収した。" + JAPANESE_TAIL, "グーグルの話。エヌビディアを買収"),
        ("グーグルがエヌビディアを買収した。" + JAPANESE_TAIL, "グーグルがグーグルを直す"),
        ("グーグルとエヌビディア。" + JAPANESE_TAIL, "グーグル、エヌビディア"),
        ("名前のない記事", "グーグルの話"),
    ],
)
def test_people_and_deeds_in_their_place_are_left_alone(text: str, free: str):
    assert list(check_roles(told(text, free))) == []


@pytest.mark.parametrize(
    ("text", "free", "caught"),
    [
        ("It was the first in the world.", "世界初なんだって", False),
        ("The first pictures were blurred.", "世界初なんだって", True),
        ("It is the fastest chip.", "世界最速なんだって", False),
        ("It is a chip.", "世界でいちばん速いんだって", True),
        ("It is a chip.", "世界一かも", True),
        ("首位に立った", "世界一になった", False),
    ],
)
def test_a_record_is_the_sources(text: str, free: str, caught: bool):
    assert bool(list(check_records(told(text, free)))) is caught


@pytest.mark.parametrize(
    ("maker", "free", "warned"),
    [
        (None, "速いんだって", False),
        ("DeepMind", "ディープマインドの発表では、速いんだって", False),
        ("DeepMind", "DeepMindによると、速いんだって", False),
        ("DeepMind", "ディープマインドのAIが速いの", True),
        ("DeepMind", "発表では、速いんだって", True),
    ],
)
def test_a_makers_own_claims_are_marked(maker: str | None, free: str, warned: bool):
    assert bool(list(check_maker(told("DeepMind", free, maker=maker)))) is warned


def test_a_word_that_no_dictionary_has_is_doubted_where_nothing_names_it():
    severity = {
        free: [finding.severity for finding in check_names(told("a telescope", free))]
        for free in (
            "どこかでブミテンがなくなるの",
            "あーし「ブミテン」ほしいの",
            "イギリスの会社",
            "「ブミテン」がなくなるの",
            "ブミテンさんのこと",
            "ジル・ブミテンが来たの",
        )
    }

    assert severity == {
        "どこかでブミテンがなくなるの": [Severity.DOUBT],
        "あーし「ブミテン」ほしいの": [Severity.DOUBT],
        "イギリスの会社": [Severity.DOUBT],
        "「ブミテン」がなくなるの": [Severity.GATE],
        "ブミテンさんのこと": [Severity.GATE],
        "ジル・ブミテンが来たの": [Severity.GATE],
    }
