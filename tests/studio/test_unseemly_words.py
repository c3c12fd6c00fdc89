import pytest

from studio.unseemly_words import find_unseemly


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("今夜は は だ か で待ってる", "はだか"),
        ("ｴｯﾁなこと言っちゃう", "エッチ"),
        ("びんにガソリンを入れて、布でふたをして", "ガソリンを入れて"),
        ("あいつはブスだ", "ブス"),
        ("全財産をつぎこんで！", "全財産"),
        ("この株は来週2倍になるよ", "来週2倍に"),
        ("あの人ってマジで詐欺師だよ！", "詐欺師だ"),
        ("先生、不倫してるらしいよ！", "不倫して"),
        ("覚醒剤で捕まるらしいよ！", "覚醒剤で捕ま"),
        ("お金をくすねてるんだって！", "お金をくすね"),
        ("青空党に入れてね！", "党に入れて"),
        ("ねえ、本当は人間だよ！", "本当は人間だ"),
    ],
)
def test_what_is_not_this_programmes_is_found_also_in_pieces_and_half_width(text: str, word: str):
    assert find_unseemly(text) == word


@pytest.mark.parametrize(
    "text",
    [
        "あーし、裸眼だと黒板が見えないの！",
        "ガソリンより電気のほうが静かなんだって！",
        "速さが2倍になったって書いてあるよ！",
        "バスで読んでくれてるんだね、うれしい！",
        "株の話は、あーしにはむずかしいや！",
        "詐欺のメールを見わけるAIの話だよ！",
        "犯人はバグだったんだって！",
        "ストーカー対策のアプリなんだって！",
        "それはAIじゃなくて、ふつうのプログラムだよ！",
        "あーしはAIだよ！人間のみんなと話すのがすき！",
        "同窓会に入れてもらえたんだって！",
    ],
)
def test_ordinary_talk_passes(text: str):
    assert find_unseemly(text) == ""
