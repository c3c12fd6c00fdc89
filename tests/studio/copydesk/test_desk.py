import pytest

from radio.show import FactSheet
from studio.copydesk import check_line
from studio.standby import write_standby
from tests.studio.copydesk.proofs import (
    CLEAN,
    ENGLISH,
    JAPANESE,
    JAPANESE_CLEAN,
    SHIRUBE,
    TSUMUGI,
    gates,
    judge,
    turned_down,
)


@pytest.mark.parametrize(
    ("free", "source"), [(CLEAN, ENGLISH), (JAPANESE_CLEAN, JAPANESE)], ids=["english", "japanese"]
)
def test_clean_copy_airs(free: str, source):
    assert gates(judge(free, source)) == set()


@pytest.mark.parametrize(
    ("old", "new", "check"),
    [
        ("2.2マイクロ", "2.7マイクロ", "numbers"),
        ("2.2マイクロメートル", "２・２ミリメートル", "numbers"),
        ("2.2マイクロメートル", "2.2センチ", "units"),
        ("170万回以上", "170億回以上", "numbers"),
        ("170万回以上", "170万回", "qualifiers"),
        ("170万回以上", "170万回以下", "qualifiers"),
        ("2.2マイクロ", "約2.2マイクロ", "qualifiers"),
        ("1990年4月", "1991年4月", "numbers"),
        ("NASA", "JAXA", "names"),
        ("コスター", "アンドロメダ", "names"),
        ("最初の写真は", "「あの鏡はゴミだ」って研究者が言ってて、最初の写真は", "quotations"),
        ("あーし", "わたし", "first person"),
        ("あーし、", "", "presence"),
        ("話だよ！", "話です！", "politeness"),
        ("話だよ！", "話なのだ！", "endings"),
        ("話だよ！", "話だよ！くわしくはhttps://evil.example/で！", "links"),
        ("話だよ！", "話だよ！@everyone聞いて！", "mentions"),
        ("話だよ！", "**話だよ！**", "markup"),
        ("宇宙に", "- 宇宙に", "lists"),
        ("宇宙に", "つむぎ：宇宙に", "labels"),
        ("話だよ！", "話だよ！[ここに感想]", "leftovers"),
        ("宇宙に", "宇\u200b宙に", "hidden signs"),
        ("そのあとは", "世界初なんだって！そのあとは", "records"),
    ],
)
def test_a_planted_fault_is_caught_by_its_check(old: str, new: str, check: str):
    assert check in turned_down(old, new)


def test_every_message_tells_the_writer_in_japanese_what_to_mend():
    findings = judge("**ダメ**です。")

    assert findings
    assert all("。" in finding.message for finding in findings)


def test_a_finding_shows_a_short_piece_of_the_copy():
    findings = judge(CLEAN.replace("2.2マイクロ", "9.9マイクロ"))

    assert [finding.excerpt for finding in findings if finding.check == "numbers"] == [
        "鏡のふちが9.9マイクロメートルだけ平らすぎて、最初"
    ]


@pytest.mark.parametrize("persona", [TSUMUGI, SHIRUBE], ids=["tsumugi", "shirube"])
@pytest.mark.parametrize("source", [ENGLISH, JAPANESE], ids=["english", "japanese"])
@pytest.mark.parametrize("number", range(1, 7))
def test_standby_copy_passes_the_same_desk(persona, source, number: int):
    free = write_standby(persona, source, number=number)

    assert gates(judge(free, source, FactSheet(facts=()), persona=persona, standby=True)) == set()


def test_standby_copy_that_bends_a_quotation_is_turned_down():
    free = write_standby(TSUMUGI, JAPANESE, number=1).replace("0.2秒", "0.3秒")

    assert "quotations" in gates(judge(free, JAPANESE, FactSheet(facts=()), standby=True))


def test_standby_copy_is_looked_at_for_the_hosts_own_voice():
    free = write_standby(TSUMUGI, JAPANESE, number=1) + "\n私はそう思います。"

    assert gates(judge(free, JAPANESE, FactSheet(facts=()), standby=True)) >= {"first person", "politeness"}


@pytest.mark.parametrize(
    "line", ["駅の改札のはやさ", "ハッブルの視力の直し方", "今週もはじまったね〜！", "Hubble Space Telescope"]
)
def test_a_clean_line_passes(line: str):
    assert gates(check_line(line, persona=TSUMUGI, limit=40, sources=[ENGLISH, JAPANESE])) == set()


@pytest.mark.parametrize(
    ("line", "check"),
    [
        ("  ", "length"),
        ("とても長い" * 9, "length"),
        ("一行目だよ\n二行目だよ", "lines"),
        ("99秒で終わる話", "numbers"),
        ("ギガブレイン社の新製品", "names"),
        ("今週もはじまりました！", "politeness"),
        ("**今週も**いくよ", "markup"),
        ("The weekly show starts with great news!", "language"),
        ("evil.comを見てね", "links"),
    ],
)
def test_a_line_with_a_fault_is_turned_down(line: str, check: str):
    assert check in gates(check_line(line, persona=TSUMUGI, limit=40, sources=[ENGLISH, JAPANESE]))


def test_a_line_without_sources_may_name_nothing():
    assert "names" in gates(check_line("セレブラスがすごいよ！", persona=TSUMUGI, limit=40, sources=[]))


def test_fifty_thousand_characters_are_turned_down_at_once():
    assert "length" in gates(judge("ねえ聞いて！" * 8_400))
