import re
from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from persona.character import Persona
from persona.frames import (
    apology,
    closing,
    date_words,
    introduce_story,
    opening,
    show_credits,
    slot_words,
    standby_line,
    take_turn,
)
from persona.sheets import list_hosts, load_persona

MONDAY = date(2025, 6, 2)
TSUMUGI = load_persona("tsumugi")
HOSTS = [load_persona(slug) for slug in list_hosts()]
each_host = pytest.mark.parametrize("persona", HOSTS, ids=lambda persona: persona.slug)


@pytest.mark.parametrize(
    ("at", "zone", "words"),
    [
        (time(8), "Asia/Tokyo", "毎週月曜日の8時（日本時間）"),
        (time(20, 30), "Europe/Paris", "毎週月曜日の20時30分（Europe/Paris時間）"),
    ],
)
def test_an_air_slot_is_said_in_words(at: time, zone: str, words: str):
    said = slot_words(0, at, zone)

    assert said == words


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (MONDAY, "2025年6月2日月曜日"),
        (date(2028, 2, 29), "2028年2月29日火曜日"),
        (date(2026, 11, 22), "2026年11月22日日曜日"),
    ],
)
def test_a_date_is_said_with_its_real_weekday(day: date, words: str):
    assert date_words(day) == words


def test_the_opening_is_the_programme_s_own_with_its_two_free_lines():
    text = opening(TSUMUGI, air_date=MONDAY, story_count=4, day_line="今週もはじまったね〜！", teaser="聞いてってね！")

    assert text.split("\n") == [
        "マジカルラブリー☆つむぎのピュアピュアAI放送局！イェーイ！みんな元気〜？月曜日はあーし、春日部つむぎがお届けするよ！",
        "今日は2025年6月2日月曜日！今週もはじまったね〜！",
        "この番組では、今ネットとかでトレンドになってるアツい記事を、あーしがピックアップして紹介しちゃうよ！",
        "さて！今日あーしが気になった記事は、ぜんぶで4つ！聞いてってね！",
        "まずは1つ目の記事！",
    ]


def test_an_opening_on_another_weekday_names_that_day():
    text = opening(TSUMUGI, air_date=MONDAY + timedelta(days=3), story_count=4)

    assert "木曜日はあーし" in text
    assert "月曜日" not in text


def test_a_show_with_a_single_story_counts_no_further():
    text = opening(TSUMUGI, air_date=MONDAY, story_count=1)

    assert "ぜんぶで1つ！" in text
    assert "1つ目" not in text
    assert "どれも" not in text


def test_without_free_lines_the_sheet_gives_a_line_for_the_month():
    texts = {opening(TSUMUGI, air_date=date(2026, month, 2), story_count=3) for month in range(1, 13)}

    assert all(any(line in text for line in TSUMUGI.frames.seasons) for text in texts)
    assert len(texts) == 12


def test_without_seasons_the_plain_line_on_the_day_is_said():
    plain = replace(TSUMUGI, frames=replace(TSUMUGI.frames, seasons=(), first_only="", teaser_only=""))

    text = opening(plain, air_date=MONDAY, story_count=1)

    assert plain.frames.day_line in text
    assert plain.frames.teaser in text
    assert text.endswith(plain.frames.first)


@pytest.mark.parametrize("count", range(1, 7))
@each_host
def test_every_show_counts_its_stories_and_calls_only_the_last_one_last(persona: Persona, count: int):
    first = opening(persona, air_date=MONDAY, story_count=count)
    stories = [
        introduce_story(persona, number=number, last=number == count, title=f"題{number}")
        for number in range(1, count + 1)
    ]
    last = closing(persona, topics=[f"話題{number}号" for number in range(1, count + 1)])

    assert f"ぜんぶで{count}つ" in first
    assert f"ぜんぶで{count}つ" in last
    assert [persona.frames.last in story for story in stories] == [
        number == count > 1 for number in range(1, count + 1)
    ]
    assert all(f"{number}つ目" in story for number, story in enumerate(stories, 1) if 1 < number < count)
    assert stories[0] == persona.frames.title.format(title="題1")
    assert len({re.sub(r"\d", "", story) for story in stories[1:]}) == count - 1
    assert all(f"話題{number}号" in last for number in range(1, count + 1))
    assert not re.search(r"[{}]|、、|。。|！。|、！", first + last + "".join(stories))
    assert persona.first_person in first
    assert persona.first_person in last
    assert all(len(part) < 500 for part in (first, *stories, last))


def test_the_seed_s_transitions_come_in_their_order():
    said = [
        introduce_story(TSUMUGI, number=number, last=number == 4, title="題").split("\n")[0] for number in (2, 3, 4)
    ]

    assert said == ["さて、2つ目の記事！", "続いて3つ目の記事！", "さーて、最後の記事！"]


def test_a_title_keeps_its_quotes_and_loses_its_power():
    text = introduce_story(TSUMUGI, number=1, last=False, title="朗読劇「大冒険」\n@everyone **開催**")

    assert text == "タイトルは「朗読劇「大冒険」 ＠everyone ＊＊開催＊＊」だって。"


def test_braces_in_a_title_are_only_braces():
    assert "「{count} と {0.x} と {」" in introduce_story(TSUMUGI, number=1, last=False, title="{count} と {0.x} と {")


def test_a_follow_up_says_what_it_follows():
    text = introduce_story(TSUMUGI, number=2, last=False, title="新型の続報", earlier="「新型」が出た")

    assert text.split("\n") == [
        "さて、2つ目の記事！",
        "タイトルは「新型の続報」だって。",
        "これ、前に紹介した「『新型』が出た」の続きの話だよ！",
    ]


def test_the_recap_fits_its_words_to_how_a_topic_ends():
    text = closing(TSUMUGI, topics=["AIがめっちゃ速い", "量子コンピューターの話", "なんで安いの？", "朗読劇"])

    assert (
        "AIがめっちゃ速いって話とか、量子コンピューターの話とか、\nなんで安いの？って話とか、あと朗読劇の話とか！"
        in text
    )


def test_a_last_topic_that_is_no_noun_is_still_japanese():
    assert "カレーの話とか、待つと速くなるって話とか、最後まで" in closing(TSUMUGI, topics=["カレー", "待つと速くなる"])


def test_a_single_topic_gets_a_line_of_its_own():
    assert "カレーの話、どうだった？" in closing(TSUMUGI, topics=["カレー"])


def test_a_host_with_one_recap_line_says_it_of_every_story():
    plain = replace(TSUMUGI, frames=replace(TSUMUGI.frames, recap_only="", recap_noun=""))

    assert "カレー、" not in closing(plain, topics=["カレー"])
    assert "あとカレーの話とか！" in closing(plain, topics=["カレー"])
    assert "宇宙って話とか、あとカレーの話とか！" in closing(plain, topics=["宇宙", "カレー"])


@pytest.mark.parametrize("empty", ["", " 、。", "の話", "\u200b"])
def test_a_topic_that_says_nothing_is_named_by_its_number(empty: str):
    assert "2つ目の記事の話とか" in closing(TSUMUGI, topics=["宇宙", empty, "カレー"])


def test_a_topic_cannot_break_out_of_its_line():
    text = closing(TSUMUGI, topics=["悪い\n\n@everyone https://bad.example", "カレー"])

    assert "悪い ＠everyone https：//bad.example" in text


@given(day_line=st.text(max_size=300), teaser=st.text(max_size=300))
def test_no_free_line_adds_a_line_to_the_opening(day_line: str, teaser: str):
    text = opening(TSUMUGI, air_date=MONDAY, story_count=4, day_line=day_line, teaser=teaser)

    assert len(text.splitlines()) == 5
    assert len(text) < 500


@each_host
def test_the_credits_say_unofficial_and_written_by_an_ai(persona: Persona):
    assert "非公式・AI生成" in show_credits(persona)
    assert persona.credit in show_credits(persona)


def test_apologies_and_standby_lines_take_turns():
    apologies = [apology(TSUMUGI, number) for number in range(len(TSUMUGI.apologies) + 1)]
    lines = [standby_line(TSUMUGI, number) for number in range(6)]

    assert apologies[0] == apologies[-1]
    assert len(set(apologies)) == len(TSUMUGI.apologies)
    assert len(set(lines)) == 6
    assert lines[0] == TSUMUGI.frames.standby


def test_nobody_has_a_turn_in_an_empty_list():
    assert take_turn((), 3) == ""
