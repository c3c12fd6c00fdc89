import pytest

from studio.copydesk.repetition import EPISODES, check_loops, check_overlap
from tests.studio.copydesk.proofs import CLEAN, JAPANESE_CLEAN, galley

OTHER = JAPANESE_CLEAN


def overlaps(free: str, *recent: str) -> int:
    return len(list(check_overlap(galley(free, recent=recent))))


def loops(free: str) -> list[str]:
    return [finding.excerpt for finding in check_loops(galley(free))]


@pytest.mark.parametrize(
    "earlier",
    [
        CLEAN,
        CLEAN.replace("。", "！"),
        CLEAN.replace("望遠鏡", "探査機"),
        CLEAN[: len(CLEAN) // 2] + OTHER[: len(OTHER) // 2],
        CLEAN + OTHER + "".join(chr(0x4E00 + 7 * place % 9000) for place in range(9_000)),
    ],
    ids=["the same", "other signs", "other noun", "half of it", "within a long episode"],
)
def test_copy_that_an_earlier_episode_had_is_turned_down(earlier: str):
    assert overlaps(CLEAN, earlier) == 1


def test_copy_of_its_own_airs():
    assert overlaps(CLEAN, OTHER, "", "短い") == 0
    assert overlaps(CLEAN) == 0


def test_one_finding_is_enough_for_many_episodes():
    assert overlaps(CLEAN, OTHER, CLEAN, CLEAN) == 1


def test_episodes_long_past_are_forgotten():
    assert overlaps(CLEAN, *[OTHER] * (EPISODES - 1), CLEAN) == 1
    assert overlaps(CLEAN, *[OTHER] * EPISODES, CLEAN) == 0


def test_a_few_words_may_come_again():
    assert overlaps("今週も元気にいくよ！", "今週も元気にいくよ！") == 0


def test_the_same_quotation_may_be_read_in_two_weeks():
    quotation = "「" + "角度ひとつで人の動きが変わるのを現場で見た" * 4 + "」"

    assert overlaps(CLEAN + quotation, OTHER + quotation) == 0


@pytest.mark.parametrize(
    "free",
    [
        "マジですごい話だよ。" * 3,
        "マジですごい話だよ。べつの文もあるよ。マジですごい話だよ！それから。マジですごい話だよ？",
        "マジですごい話だよ\nマジで、すごい話だよ\nマジですごい話だよ。",
    ],
    ids=["in a row", "apart", "by lines"],
)
def test_a_sentence_told_three_times_is_turned_down(free: str):
    assert loops(free) == ["マジですごい話だよ"]


@pytest.mark.parametrize("free", ["マジですごい話だよ。" * 2, "え、マジ？" * 5, CLEAN, OTHER])
def test_a_word_of_surprise_may_come_again(free: str):
    assert loops(free) == []


def test_a_word_that_never_ends_is_turned_down():
    assert loops("すご" * 20 + "いんだって！")
    assert loops("ワクワクするし、キラキラしてるし、どんどん進むよ！") == []
