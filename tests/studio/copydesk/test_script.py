from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from persona.character import Persona
from persona.frames import closing, introduce_story, mailbag, opening
from radio.news import FeedRole, RankedStory, Score, Story
from radio.show import Edition, Script, Segment
from studio.copydesk.readability import PART_LIMIT
from studio.copydesk.script import check_script, edit_distance, is_same_title
from studio.rundown import plan_rundown
from tests.factories import article
from tests.studio.copydesk.proofs import SHIRUBE, TSUMUGI

MONDAY = date(2026, 11, 23)
TITLES = ("改札の通信が速い理由", "望遠鏡のめがね", "GPSと相対性理論")
TOPICS = ("改札の速さ", "望遠鏡の直し方", "時計がずれるわけ")


def ranked(title: str, **given: str) -> RankedStory:
    score = Score(total=0.5, freshness=1, parts=())
    return RankedStory(story=Story(lead=article(title=title, **given)), score=score, role=FeedRole.AI)


def finish_script(persona: Persona = TSUMUGI, titles: Sequence[str] = TITLES, **given: str) -> Script:
    """A script as the scriptwriter hands it in."""
    edition = Edition(air_date=MONDAY, host=persona.slug, story_count=len(titles))
    rundown = plan_rundown(edition, 7, tuple(ranked(title, **given) for title in titles))
    told = f"くわしい話を、{persona.first_person}といっしょに見てみよう。"
    stories = [
        Segment(
            part=f"story-{number}",
            copy=introduce_story(persona, number=number, last=number == len(titles), title=title) + f"\n{told}",
            free=told,
        )
        for number, title in enumerate(titles, 1)
    ]
    first = Segment(part="opening", copy=opening(persona, air_date=MONDAY, story_count=len(titles)))
    last = Segment(part="closing", copy=closing(persona, topics=TOPICS[: len(titles)]))
    return Script(rundown=rundown, segments=(first, *stories, last))


def mend(script: Script, part: str, old: str, new: str) -> Script:
    """The script after one change to one part."""
    (changed,) = (segment for segment in script.segments if segment.part == part)
    assert old in changed.copy, "the change has to change something"
    other = replace(changed, copy=changed.copy.replace(old, new))
    return replace(script, segments=tuple(other if each is changed else each for each in script.segments))


def checks(script: Script, persona: Persona = TSUMUGI) -> list[tuple[str, str]]:
    return [(finding.check, finding.excerpt) for finding in check_script(script, persona)]


@pytest.mark.parametrize("persona", [TSUMUGI, SHIRUBE], ids=["tsumugi", "shirube"])
@pytest.mark.parametrize("count", [1, 2, 3])
def test_a_script_of_the_hosts_own_frames_airs(persona: Persona, count: int):
    assert checks(finish_script(persona, TITLES[:count]), persona) == []


@pytest.mark.parametrize(
    ("part", "old", "new", "found"),
    [
        ("opening", "ぜんぶで3つ", "ぜんぶで4つ", ("counts", "opening: 4")),
        ("opening", "11月23日月曜日！", "11月24日月曜日！", ("date", "opening: 2026年11月24日月曜日")),
        ("opening", "11月23日月曜日！", "11月23日火曜日！", ("date", "opening: 火曜日")),
        ("opening", "月曜日はあーし", "金曜はあーし", ("date", "opening: 金曜")),
        ("opening", "イェーイ！", "", ("frames", "opening")),
        ("opening", "あーし", "つむぎ", ("presence", "opening")),
        ("closing", "ぜんぶで3つ", "ぜんぶで2つ", ("counts", "closing: 2")),
        ("closing", "望遠鏡の直し方の話とか、", "", ("counts", "closing: 2")),
        ("closing", "望遠鏡の直し方の話とか、", "望遠鏡の話とか、鏡の話とか、", ("counts", "closing: 4")),
        ("closing", "バイバーイ！", "", ("frames", "closing")),
        ("closing", "あーし", "つむぎ", ("presence", "closing")),
        ("story-2", TITLES[1], "望遠鏡のメガネ屋さん", ("title", "story-2: 望遠鏡のメガネ屋さん")),
        ("story-2", "タイトルは", "題名は", ("title", "story-2")),
        ("story-3", "あーし", "みんな", ("presence", "story-3")),
        ("story-1", "見てみよう", "見るのだ", ("endings", "story-1: くわしい話を、あーしといっしょに見るのだ。")),
        ("story-1", "あーし", "あーしと私", ("first person", "story-1: わしい話を、あーしと私といっしょに見てみよ")),
        ("story-1", "見てみよう", "@everyone見て", ("mentions", "story-1: 、あーしといっしょに@everyone見て")),
    ],
)
def test_what_differs_from_the_rundown_is_named_with_its_part(part: str, old: str, new: str, found: tuple[str, str]):
    assert found in checks(mend(finish_script(), part, old, new))


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("opening", "みんな元気〜？月曜日は", "みんな元気〜？月曜は"),
        ("opening", "そろそろあったかい飲みものの出番だよね〜！", "日曜に出た記事もあるよ！"),
        ("closing", "時計がずれるわけ", "エンディングの曲"),
        ("story-1", "くわしい話を", "タイトルだけじゃわかんない話を"),
    ],
)
def test_free_words_between_the_frames_stay_free(part: str, old: str, new: str):
    assert checks(mend(finish_script(), part, old, new)) == []


def test_what_a_title_says_is_not_the_hosts_own_word():
    titles = ("Cal.com goes closed source", "私たちが@everyoneを使わない理由", "x.ai の話")

    assert checks(finish_script(titles=titles)) == []


def test_a_headline_in_the_recap_is_not_the_hosts_own_word():
    script = finish_script(titles=TITLES[:1])
    named = replace(script.segments[-1], copy=closing(TSUMUGI, topics=("「Cal.com goes closed source」",)))

    assert checks(replace(script, segments=(*script.segments[:-1], named))) == []


def test_an_address_in_any_part_is_found():
    assert [
        check for check, _ in checks(mend(finish_script(), "closing", "バイバーイ！", "バイバーイ！evil.comも！"))
    ] == [
        "frames",
        "links",
    ]


def test_a_part_that_is_missing_is_named_once():
    script = finish_script(titles=TITLES[:1])
    without_frames = replace(script, segments=script.segments[1:2])

    assert checks(without_frames) == [("parts", "story-1 / opening story-1 closing")]


def test_parts_in_another_order_are_noticed():
    script = finish_script(titles=TITLES[:1])

    assert checks(replace(script, segments=script.segments[::-1])) == [
        ("parts", "closing story-1 opening / opening story-1 closing")
    ]


@pytest.mark.parametrize("given", [{"site": ""}, {"link": "javascript:alert(1)"}, {"link": ""}])
def test_a_story_without_a_source_to_read_on_is_turned_down(given: dict[str, str]):
    assert checks(finish_script(titles=TITLES[:1], **given)) == [("source", "story-1")]


def test_standby_copy_need_not_say_i():
    script = mend(finish_script(), "story-1", "あーし", "みんな")
    standby = tuple(replace(segment, standby=segment.part == "story-1") for segment in script.segments)

    assert checks(replace(script, segments=standby)) == []


def test_a_part_that_fits_no_post_is_turned_down():
    script = mend(finish_script(), "story-1", "くわしい話を", "くわしい話だよ。\n" * 220)

    assert ("length", "story-1") in checks(script)
    assert len(next(each.copy for each in script.segments if each.part == "story-1")) > PART_LIMIT


def test_a_pen_name_is_the_listeners_own_word():
    letters = [("私はロボなのだ", "あーし、うれしい！")]
    script = finish_script(titles=TITLES[:1])
    corner = Segment(part="mailbag", copy=mailbag(TSUMUGI, letters), free="あーし、うれしい！")
    with_mail = replace(script, segments=(*script.segments, corner))
    answered_badly = replace(with_mail, segments=(*script.segments, replace(corner, free="私もうれしい！")))

    assert {check for check, _ in checks(with_mail)} == {"parts"}
    assert ("first person", "mailbag: 私もうれしい!") in checks(answered_badly)


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("GPSと相対性理論", "GPSと相対性理論"),
        ("ＧＰＳと　相対性理論", "GPSと 相対性理論"),
        ("A＊B", "A*B"),
        ("OpenAIが新しいモデルを公開、価格は半分に", "OpenAIが新しいモデルを公開,価格は半分に"),
    ],
)
def test_a_title_made_harmless_is_the_same_title(said: str, title: str):
    assert is_same_title(said, title)


@pytest.mark.parametrize(
    ("said", "title"),
    [("GPSと相対論", "GPSと相対性理論"), ("GPT-4の話", "GPT-5の話"), ("", "題"), ("題だよ", "題")],
)
def test_a_title_put_in_other_words_is_another_title(said: str, title: str):
    assert not is_same_title(said, title)


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [
        ("", "", 0),
        ("", "あいう", 3),
        ("あいう", "", 3),
        ("かいさつ", "かんさつ", 1),
        ("kitten", "sitting", 3),
        ("ab", "ba", 2),
    ],
)
def test_the_distance_counts_the_letters_to_change(one: str, other: str, distance: int):
    assert edit_distance(one, other) == edit_distance(other, one) == distance


def test_a_title_line_may_end_with_the_title():
    bare = replace(TSUMUGI, frames=replace(TSUMUGI.frames, title="次の題は、{title}"))
    script = finish_script(bare)

    assert checks(script, bare) == []
    assert checks(mend(script, "story-2", TITLES[1], "べつの題"), bare) == [("title", "story-2: べつの題")]


def test_a_frame_may_say_the_count_twice_and_has_to_say_the_same():
    frames = replace(TSUMUGI.frames, closing="{count}つの記事、あーしと読んだね。\n{recap}\n{count}つとも、またね！")
    twice = replace(TSUMUGI, frames=frames)
    script = finish_script(twice)

    assert checks(script, twice) == []
    assert checks(mend(script, "closing", "3つとも", "2つとも"), twice) == [("frames", "closing")]


def test_a_frame_need_not_say_count_or_date():
    frames = replace(TSUMUGI.frames, opening="あーしだよ！", closing="あーしでした！{recap}またね！")
    quiet = replace(TSUMUGI, frames=frames)

    assert checks(finish_script(quiet), quiet) == []


def test_a_recap_whose_frames_are_bare_topics_cannot_be_counted():
    frames = replace(TSUMUGI.frames, recap_item="{topic}", recap_noun="{topic}", recap_light="{topic}", recap_only="")
    bare = replace(TSUMUGI, frames=frames)

    assert checks(finish_script(bare), bare) == [("counts", "closing: 0")]


def test_one_story_is_recalled_in_the_line_for_one_alone():
    script = finish_script(titles=TITLES[:1])

    assert checks(mend(script, "closing", "の話、どうだった？", "、"), TSUMUGI) == [("counts", "closing: 0")]
