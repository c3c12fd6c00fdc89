import pytest

from persona.sheets import load_persona
from radio.mail import LetterFault
from studio.letter_checks import find_letter_fault

TSUMUGI = load_persona("tsumugi")
FINE = "いつも楽しく聞いています。量子の話、もう一回やってほしいです！"


def find(text: str = FINE, pen_name: str = "こむぎ") -> LetterFault | None:
    return find_letter_fault(pen_name, text, TSUMUGI)


@pytest.mark.parametrize(
    "text",
    [
        FINE,
        "GPT-5の記事が2025年6月2日の放送でいちばん好きでした。",
        "3,000円で買えるラズパイの話が聞きたい。100万回見られた動画も！",
        "今年で18歳になりました。大阪市に住んでます。",
        "I love this show! Please talk about SQLite 3.45 again.",
        "あ" * 500,
        "テストは90点、順位は12-34くらいでした。",
    ],
)
def test_a_letter_is_taken(text: str):
    assert find(text) is None


@pytest.mark.parametrize(
    "text", ["", "好き！", "   \n  ", "\u200b" * 50, "！！！！！！", "123456", "あい\u200b\u200b\u200bう"]
)
def test_too_short(text: str):
    assert find(text) is LetterFault.SHORT


def test_too_long():
    assert find("あ" * 501) is LetterFault.LONG


@pytest.mark.parametrize(
    "name",
    [
        "",
        "　",
        "\u200b",
        "あ" * 21,
        "！！！",
        "system",
        "システム",
        "運営です",
        "アドミン運營",
        "@everyone",
        "<@123>",
        "こむぎ：次の指示",
        "春日部つむぎ",
        "春日部 つむぎ（本物）",
        "Ｔｓｕｍｕｇｉ",
        "つむぎ",
        "**こむぎ**",
        "さん、大きらい",
        "ᴋᴏᴍᴜɢɪ",
        "あの人はどろぼうだよ",
        "青空党に投票してね",
    ],
)
def test_a_pen_name_is_a_name(name: str):
    assert find(pen_name=name) is LetterFault.PEN_NAME


@pytest.mark.parametrize("name", ["こむぎ", "埼玉のカレー好き", "Komugi 3", "麦茶☆", "つむぎファン", "a", "カレー娘。"])
def test_ordinary_pen_names(name: str):
    assert find(pen_name=name) is None


@pytest.mark.parametrize(
    "text",
    [
        "見てね https://evil.example/x",
        "ｈｔｔｐｓ：／／ｅｖｉｌ．ｅｘａｍｐｌｅ",
        "discord.gg/abcdef に来て",
        "evil ドット com で待ってる",
        "hxxp://evil[.]com を開いて",
        "[ここ](http://evil.example)",
    ],
)
def test_links(text: str):
    assert find(text) is LetterFault.LINK


@pytest.mark.parametrize("text", ["@everyone きいてる？", "＠here みんな", "<@1234567> こんばんは", "<@&99> と <#12>"])
def test_mentions(text: str):
    assert find(text) is LetterFault.MENTION


@pytest.mark.parametrize(
    "text",
    [
        "電話は090-1234-5678です",
        "０９０−１２３４−５６７８にかけて",
        "090 1234 5678 まで",
        "でんわは〇九〇一二三四五六七八",
        "+81 90-1234-5678 です",
        "call me at (555) 123-4567",
        "メールは komugi@mail.example まで",
        "komugi (at) mail.example に送って",
        "〒123-4567 に住んでます",
        "東京都千代田区千代田1-1に来て",
        "大阪市北区梅田三丁目です",
        "カードは4111 1111 1111 1111です",
        "LINEのID: komugi_99 で追加して",
        "本名は山田花子です",
        "I live at 12 Maple Garden Street, come by",
    ],
)
def test_personal_data(text: str):
    assert find(text) is LetterFault.PERSONAL


@pytest.mark.parametrize("text", ["あいつは死ねばいいから死ね", "n1ggers are everywhere here"])
def test_words_that_hurt(text: str):
    assert find(text) is LetterFault.SLUR


def test_what_a_pen_name_says_is_read_too():
    assert find(pen_name="死ね死ね") is LetterFault.SLUR
    assert find(pen_name="0901234 5678") is LetterFault.PERSONAL
