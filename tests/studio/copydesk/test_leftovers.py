from persona.prompts import system_prompt
from radio.show import Fact, FactSheet
from studio.copydesk.leftovers import check_echo, check_hidden, check_language, check_leftovers
from tests.studio.copydesk.proofs import TSUMUGI, galley

CLAIM = "試した人はsystem promptという言葉を入れた"
NEWS = FactSheet(facts=(Fact(claim=CLAIM, quote="system prompt"),))


def test_a_proven_fact_about_prompts_may_name_them_in_brackets():
    assert not list(check_leftovers(galley("「system prompt」っていう言葉の話だよ。", sheet=NEWS)))


def test_the_same_words_without_a_fact_are_left_over():
    assert list(check_leftovers(galley("「system prompt」っていう言葉の話だよ。")))


def test_a_sentence_in_chinese_is_turned_down():
    findings = [*check_language(galley("三倍速いんだって。但是并不是所有程序都能快三倍。"))]

    assert [finding.check for finding in findings] == ["language"]


def test_the_instructions_are_not_read_out():
    order = system_prompt(TSUMUGI).splitlines()[-1]

    findings = [*check_echo(galley(f"えっとね、{order}"))]

    assert [finding.check for finding in findings] == ["echo"]


def test_the_hosts_own_sample_lines_may_be_spoken():
    sample = max(TSUMUGI.samples, key=len)

    assert not list(check_echo(galley(sample)))


def test_offers_and_excuses_are_left_over():
    assert list(check_leftovers(galley("ニュースレターに今すぐ登録してね！")))
    assert list(check_leftovers(galley("最新の情報にアクセスできないの。")))


def test_an_amount_that_is_not_passed_is_no_talk_of_the_task():
    assert not list(check_leftovers(galley("お値段は一万五千円以下にしたいんだって。")))
    assert list(check_leftovers(galley("うん。以下に書きなおしたよ。")))


def test_a_hole_of_empty_lines_is_turned_down():
    assert list(check_hidden(galley("一行目だよ。\n\n\n二行目だよ。")))
    assert not list(check_hidden(galley("一行目だよ。\n二行目だよ。")))
