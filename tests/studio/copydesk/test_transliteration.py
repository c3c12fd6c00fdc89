import pytest

from studio.copydesk.transliteration import is_same_by_ear


@pytest.mark.parametrize(
    ("kana", "latin"),
    [
        ("ワシントン", "Washington"),
        ("エディンバラ", "Edinburgh"),
        ("オーウェン", "Owen"),
        ("レイキャビク", "Reykjavik"),
        ("シカゴ", "Chicago"),
        ("ベンチャーズ", "Ventures"),
        ("ウェリントン", "Wellington"),
        ("ヴォルコンスキー", "Volkonsky"),
        ("イェーナ", "Jena"),
        ("ミュラー", "Müller"),
        ("キム", "Kim"),
        ("ヴィシニェフスカ", "Wiśniewska"),
        ("ノルトリヒト", "Nordlicht"),
        ("グーテンベルク", "Gutenberg"),
    ],
)
def test_a_name_is_heard_in_katakana(kana: str, latin: str):
    heard = is_same_by_ear(kana, latin)

    assert heard


@pytest.mark.parametrize(
    ("kana", "latin"),
    [
        ("ワシントン", "Wellington"),
        ("バベル", "Duolingo"),
        ("ブラックベリー", "Shopify"),
        ("サミット", "Frontier"),
        ("アイ", "Al"),
        ("リサ", "Louisiana"),
        ("パウロ", "Peter"),
        ("キエフ", "Kim"),
    ],
)
def test_another_name_is_not_heard(kana: str, latin: str):
    heard = is_same_by_ear(kana, latin)

    assert not heard
