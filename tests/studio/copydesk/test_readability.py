import pytest

from radio.writing import Severity
from studio.copydesk.readability import (
    LONGEST_PARAGRAPH,
    LONGEST_SENTENCE,
    PART_LIMIT,
    SHORTEST_STORY,
    check_kanji,
    check_length,
    check_own_kanji,
    check_paragraphs,
    check_sentences,
    check_substance,
    check_terms,
)
from tests.studio.copydesk.proofs import CLEAN, JAPANESE_CLEAN, SHIRUBE, TSUMUGI, galley

HARD = "大規模言語模型推論処理最適化技術開発計画を発表した企業が、次世代半導体製造工程の消費電力削減手法を公開。" * 2
SOFT = (
    "あのね、これってすごくおもしろいはなしなんだよ。みんなもきっとびっくりするとおもうから、さいごまでよんでみてね。"
    * 2
)


def kinds(check, free: str, **given) -> list[str]:
    return [finding.check for finding in check(galley(free, **given))]


@pytest.mark.parametrize(
    "check", [check_kanji, check_length, check_paragraphs, check_sentences, check_substance, check_terms]
)
@pytest.mark.parametrize("free", [CLEAN, JAPANESE_CLEAN], ids=["english", "japanese"])
def test_clean_copy_is_readable(check, free: str):
    assert kinds(check, free) == []


@pytest.mark.parametrize("length", [LONGEST_SENTENCE + 1, 200])
def test_a_sentence_longer_than_a_breath_is_cut(length: int):
    (finding,) = check_sentences(galley("みじかいよ。" + "あ" * (length - 1) + "。"))

    assert finding.check == "sentence length"
    assert f"{length}字" in finding.message


@pytest.mark.parametrize(
    "free",
    [
        "あ" * (LONGEST_SENTENCE - 1) + "。",
        "あ" * 80 + "！" + "い" * 80 + "？",
        "あ" * 80 + "\n" + "い" * 80,
        "記事には「" + "長い引用" * 30 + "」ってあるよ。",
    ],
    ids=["just one breath", "two sentences", "two lines", "quotation"],
)
def test_what_takes_no_longer_breath_stays(free: str):
    assert kinds(check_sentences, free) == []


def test_a_wall_of_text_is_broken_up():
    (finding,) = check_paragraphs(galley("短い段落。\n" + "短い文だよ。" * 42))

    assert finding.check == "paragraph length"
    assert "252字" in finding.message
    assert finding.excerpt.startswith("短い文だよ。")


def test_short_paragraphs_may_be_many():
    assert kinds(check_paragraphs, ("あ" * LONGEST_PARAGRAPH + "\n") * 4) == []


@pytest.mark.parametrize(("free", "word"), [(HARD, "多すぎ"), (SOFT, "少なすぎ")], ids=["hard", "soft"])
@pytest.mark.parametrize("check", [check_kanji, check_own_kanji])
def test_copy_of_too_many_or_too_few_kanji_is_turned_down(check, free: str, word: str):
    (finding,) = check(galley(free))

    assert finding.check == "kanji"
    assert word in finding.message


@pytest.mark.parametrize("free", ["", "東京都", HARD[:40], SOFT[:40]])
def test_a_few_words_tell_no_share(free: str):
    assert kinds(check_kanji, free) == []


def test_a_quotation_in_another_language_counts_for_nothing():
    assert kinds(check_kanji, CLEAN + "「" + "研究開発費用対効果" * 15 + "」") == []
    assert kinds(check_kanji, CLEAN + "「" + "研究開発費用対効果の" * 15 + "」") == ["kanji"]


def test_numbers_and_institutions_are_no_choice_of_the_writer():
    named = "国立情報学研究所と気象庁気象研究所が、二千二十五年に、三百六十五日で、四千五百万回もためしたの。" * 4

    assert kinds(check_kanji, named) == []


def test_the_hosts_own_kanji_are_counted_without_quotations():
    free = CLEAN + "「" + "研究開発費用対効果の" * 15 + "」"

    assert kinds(check_own_kanji, free) == []


@pytest.mark.parametrize("persona", [TSUMUGI, SHIRUBE], ids=["tsumugi", "shirube"])
def test_a_story_that_leaves_no_room_for_its_frames_is_turned_down(persona):
    assert kinds(check_length, "あ" * PART_LIMIT, persona=persona) == ["length"]
    assert kinds(check_length, "あ" * (PART_LIMIT - 200), persona=persona) == []


@pytest.mark.parametrize("free", ["", "   \n", "あ" * (SHORTEST_STORY - 1), " " * 200 + "あーし、読んだよ！"])
def test_a_story_that_tells_nothing_is_turned_down(free: str):
    assert kinds(check_substance, free) == ["length"]


def test_a_short_story_that_tells_something_airs():
    assert kinds(check_substance, "あ" * SHORTEST_STORY) == []


def test_more_new_terms_than_a_listener_can_hold_are_noted():
    free = "".join(f"「{term}」っていうのは、こういうこと。" for term in ("補正", "焦点", "収差", "研磨", "軌道"))

    (finding,) = check_terms(galley(free))

    assert finding.severity is Severity.WARNING
    assert "5個" in finding.message


@pytest.mark.parametrize(
    "free",
    [
        "「補正」っていうのは、直すこと。" * 6,
        "「補正」と「焦点」と「収差」と「研磨」と「軌道」が出てくるよ。",
        "".join(f"「{term}ということをどうしても言いたい長い言葉の引用」って言葉。" for term in "一二三四五"),
    ],
    ids=["the same term", "named only", "no terms"],
)
def test_what_is_no_new_term_is_not_counted(free: str):
    assert kinds(check_terms, free) == []
