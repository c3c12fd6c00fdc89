import pytest

from studio.sounds import fold_kana, spell_kana, spell_plainly, spell_romaji


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ダッコー！", "たつこ"),
        ("ばんぐみ", "はんくみ"),
        ("ﾊﾞﾝｸﾞﾐ", "ばんぐみ"),
        ("きょう", "きよう"),
        ("は゛か", "ばか"),
    ],
)
def test_kana_of_every_size_and_kind_sound_alike(one: str, other: str):
    assert spell_plainly(fold_kana(one)) == spell_plainly(fold_kana(other))


@pytest.mark.parametrize(
    ("kana", "romaji"),
    [
        ("ちゃんとしゃべって", "chanto shabette"),
        ("ちゃんとしゃべって", "tyanto syabette"),
        ("つづきをよもう", "tsudzuki wo yomou"),
        ("わたしはじゅうどうぶ", "watashi wa juudoubu"),
        ("ふじさんへ", "fujisan he"),
    ],
)
def test_romaji_of_every_system_is_what_the_kana_say(kana: str, romaji: str):
    spelled = spell_romaji(romaji)

    assert spelled.replace("ts", "t") == spell_kana(kana).replace("ts", "t")


def test_kanji_stay_and_kana_break_romaji():
    assert spell_kana("番組は") == "番組wa"
    assert spell_romaji("ne ねえ ko") == "ne\nko"
