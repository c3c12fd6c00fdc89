from radio.show import Fact, FactSheet
from studio.copydesk.leftovers import check_hidden, check_leftovers
from tests.studio.copydesk.proofs import galley

CLAIM = "試した人はsystem promptという言葉を入れた"
NEWS = FactSheet(facts=(Fact(claim=CLAIM, quote="system prompt"),))


def test_a_proven_fact_about_prompts_may_name_them_in_brackets():
    assert not list(check_leftovers(galley("「system prompt」っていう言葉の話だよ。", sheet=NEWS)))


def test_the_same_words_without_a_fact_are_left_over():
    assert list(check_leftovers(galley("「system prompt」っていう言葉の話だよ。")))


def test_a_hole_of_empty_lines_is_turned_down():
    assert list(check_hidden(galley("一行目だよ。\n\n\n二行目だよ。")))
    assert not list(check_hidden(galley("一行目だよ。\n二行目だよ。")))
