import pytest

from studio.hurtful_words import find_hurtful


@pytest.mark.parametrize(
    "text",
    [
        "死ね",
        "お前なんか死ねよ",
        "しね！",
        "ころ…殺すぞ",
        "キチガイ",
        "き・ち・が・い",
        "ｶﾞｲｼﾞ",
        "土人",
        "ゴミ人間",
        "nigger",
        "n i g g e r s",
        "n1gg3r",
        "fаggоt",
        "f@ggot",
        "you retard",
        "réTARDed",
        "kys",
        "kill yourself",
        "you cunts",
    ],
)
def test_words_that_hurt_are_found(text: str):
    assert find_hurtful(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "こんばんは！カレーが好きです",
        "必死ねばり強い",
        "死ねない理由がある",
        "メモリを殺すのではなく解放する",
        "先に子プロセスを殺すと安全です",
        "害児童書",
        "スパイスは大事",
        "かたわらに置く",
        "土人形を作った",
        "ちょっと待って",
        "ナイジェリアのNigerian musicが好き",
        "Snigger",
        "retardant material",
        "Scunthorpe",
        "a spicy dish",
        "raccoon",
        "足すだけ",
        "駅までの道も迷うしね！",
        "楽しいしね！",
        "レンジでチン。これだけ！",
    ],
)
def test_ordinary_words_are_not(text: str):
    assert not find_hurtful(text), find_hurtful(text)
