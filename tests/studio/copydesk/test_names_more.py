import pytest

from studio.copydesk.evidence import weigh_evidence
from studio.copydesk.names import check_names, count_parts, unknown_names
from tests.studio.copydesk.proofs import SHIRUBE, TSUMUGI, told

ENGLISH = "OpenAI released a chip."
JAPANESE = "OpenAIがあたらしいチップをだした。しくみはとてもふしぎで、だれもがおどろいたという。" * 2


def unknown(text: str, free: str, **given: object) -> list[str]:
    return [finding.message.split("」")[0].removeprefix("「") for finding in check_names(told(text, free, **given))]


@pytest.mark.parametrize(
    ("text", "free", "name"),
    [
        (ENGLISH, "アンソロピックが出したんだって", "アンソロピック"),
        (ENGLISH, "ユナイテッド航空が出したんだって", "ユナイテッド"),
        ("Hanna Wojcik spoke", "ハンナ・ザルツブルガさんの話", "ザルツブルガ"),
        (ENGLISH, "「ブラックベリー」で作られたの", "ブラックベリー"),
        (ENGLISH, "パシャリがね", "パシャリ"),
        (JAPANESE, "石橋さんが言ったの", "石橋"),
        (JAPANESE, "デジタル監視庁が見てる", "デジタル監視庁"),
        (ENGLISH, "AnthropicのH200が速いの", "Anthropic"),
        (ENGLISH, "H200っていうチップ", "H200"),
        (ENGLISH, "GPU8台とX9の話", "X9"),
        (ENGLISH, "メタがね", "メタ"),
        (ENGLISH, "ギガブレイン社が出した", "ギガブレイン"),
        (ENGLISH, "ディープブルー社の話", "ディープブルー"),
        (ENGLISH, "ブルーライトっていう会社が出した", "ブルーライト"),
        (ENGLISH, "クオンタムリンクが買収したの", "クオンタムリンク"),
        (ENGLISH, "フランスの会社なんだって", "フランス"),
        (ENGLISH, "筑波の研究所なの", "筑波"),
        (JAPANESE, "さくら情報大学の人が", "情報大学"),
        (JAPANESE, "メディカル研究所の人が", "メディカル研究所"),
    ],
)
def test_a_name_that_nobody_gave_is_turned_down(text: str, free: str, name: str):
    assert name in unknown(text, free)


@pytest.mark.parametrize(
    ("text", "free"),
    [
        (ENGLISH, "オープンエーアイのチップだよ"),
        ("A team of Tsinghua University", "清華大学のチーム"),
        ("George Kurtz spoke of macOS", "ジョージ・カーツさんがマックの話をしたの"),
        ("Hanna Wojcik spoke", "ハンナ・ボイチックさんの話"),
        (ENGLISH, "あーし、ドジラバは最後まで残る方だよ"),
        (ENGLISH, "さかさまの写真をパシャリ。まるでザルツブルガか！なかなかのモルバレナなの"),
        ("OpenSSF and XRISM and Eos", "オープンSSFとクリズムとイオスの話"),
        (JAPANESE, "石橋は、たたいてわたるよ。エコバッグも持った"),
        ("The University of Washington and Owen Reed of Reykjavik", "ワシントン大学とレイキャビクのオーウェンさん"),
        ("The Nigerian astronomer paid the National Science Foundation", "ナイジェリアの人と、アメリカ国立科学財団"),
        ("A Vietnamese team", "ベトナムのチーム"),
        ("The choir of レイクサイド", "Lakesideの合唱"),
        (ENGLISH, "AIのAPIとGPU8台の話、URLはないよ"),
        (ENGLISH, "アプリがパソコンで動くの"),
        (ENGLISH, "ノリがいいし、キャラもいい"),
        (ENGLISH, "エンジニアさんが作ったんだって"),
        (ENGLISH, "スタートアップが開発したらしい"),
        (ENGLISH, "AIチャットボットが出した答え"),
        (ENGLISH, "ググるよりバズる、ディスるしない"),
        (ENGLISH, "ピロリンって鳴るし、ズドドドってなる"),
        (ENGLISH, "オープンチップがどう動くか"),
        (ENGLISH, "リーダビリティーとデジタイゼーションの話"),
        (ENGLISH, "みらい情報大学の人が"),
        ("a French firm in Tsukuba", "フランスの筑波の会社"),
        ("仏のあたらしいしくみ", "フランスの会社"),
        ("Quantum sensors", "クオンタムセンサーが発見した"),
        ("Cerebras and Harald", "セレブラスハラルドの話"),
        ("Cerebras chips", "セレブラスモデルの話"),
        (JAPANESE, "海外の大学と有名大学の話"),
        (JAPANESE + "さくら情報大学", "情報大学の人が"),
        ("", "ずんだもん先輩と春日部のあーし"),
    ],
)
def test_names_of_the_source_and_plain_words_air(text: str, free: str):
    assert unknown(text, free) == []


def test_a_name_is_reported_once_however_often_it_is_said():
    assert unknown(ENGLISH, "Anthropicがね、Anthropicでね、Anthropicなの") == ["Anthropic"]


def test_each_host_may_name_their_own_world_only():
    evidence = weigh_evidence("a chip")

    assert unknown_names("Discordで話す", evidence) == ("Discord",)
    assert unknown_names("Discordで話す", evidence, TSUMUGI) == ()
    assert unknown_names("AnthropicがDiscordで", evidence, SHIRUBE) == ("Anthropic",)


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("パソコン", 1),
        ("キラキラ", 1),
        ("ドーン", 1),
        ("ピカッ", 1),
        ("アアアアン", 1),
        ("フニャメント", 1),
        ("グーグル", 0),
        ("セレブラス", 0),
        ("ゾルタクスゼイアン", 0),
        ("データセンター", 2),
        ("スマホゲーム", 2),
        ("スマホゲームアプリ", 3),
    ],
)
def test_a_katakana_word_is_counted_in_ordinary_words(word: str, parts: int):
    assert count_parts(word) == parts
