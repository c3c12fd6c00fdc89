import pytest

from studio.copydesk.voice import check_emoji, check_first_person, check_manner, check_politeness
from tests.studio.copydesk.proofs import galley


def manners(free: str) -> set[str]:
    return {finding.check for finding in check_manner(galley(free))}


def test_copy_without_the_hosts_manner_is_noted():
    assert "manner" in manners("鏡がある。光が来る。星が出る。夜が来た。朝が近い。空は青い。")


def test_sentences_that_all_end_alike_are_noted():
    assert "same endings" in manners("鏡だよ。光だよ。星だよ。夜だよ。朝だよ。空だよ。")


def test_a_varied_manner_is_fine():
    assert manners("鏡だよ！光じゃん？星っしょ！夜なんだって！朝だよね。空、マジ？") == set()


def test_few_sentences_are_not_judged():
    assert manners("鏡がある。光が来る。") == set()


def test_the_hosts_own_house_and_words_that_hold_a_first_person_are_none():
    assert not list(check_first_person(galley("うちの犬も、うちのクラスも、年末の習わしらしい。")))
    assert list(check_first_person(galley("うちはね、うちの考えだと")))


def test_words_that_hold_a_first_person_are_none():
    assert not list(check_first_person(galley("まさかの共だおれ！うちのじいちゃんも立ちなおれないって。")))


@pytest.mark.parametrize(
    "free",
    [
        "空から来たのはなんでしょう？",
        "ここで問題です！",
        "正解は、3グラムでした〜！",
        "よろしくお願いします！",
        "図面をくださいって言ったの。",
        "まちがってますって、言いにくいよね。",
        "研究員がいます、って言ったらどうする？",
        "はい、あーしです！",
    ],
)
def test_a_quiz_and_set_phrases_are_no_politeness(free: str):
    findings = list(check_politeness(galley(free)))

    assert findings == []


def test_a_row_of_emoji_is_turned_down_and_one_is_colour():
    assert list(check_emoji(galley("すごいよ！" + "🎉" * 7)))
    assert not list(check_emoji(galley("すごいよ！🎉")))
