from dataclasses import replace
from datetime import timedelta

import pytest

from persona.sheets import list_hosts, load_persona
from radio.news import UNDATED, FeedRole, RankedStory, Score, ScorePart, Story, story_key
from studio.fact_file import as_brought
from studio.reasons import explain_choice
from tests.factories import MONDAY, article
from tests.studio.newsday import TSUMUGI

PARTS = (
    ScorePart(name="popularity", value=0.9, weight=0.25, detail="はてなで上位10%"),
    ScorePart(name="fit", value=0.5, weight=0.2, detail="**AIの話**: @everyone"),
    ScorePart(name="unheard", value=2.0, weight=0.1),
)
SCORE = Score(total=0.417, freshness=0.92, parts=PARTS)


def ranked(count: int = 1, **given: object) -> RankedStory:
    lead, *others = [
        article(f"https://site{number}.example/a", title="光の道", site=f"site{number}.example", **given)
        for number in range(count)
    ]
    return RankedStory(story=Story(lead=lead, others=tuple(others)), score=SCORE, role=FeedRole.AI)


def test_each_part_is_told_in_plain_words_the_heaviest_first():
    post = explain_choice(TSUMUGI, ranked())

    lines = post.text.splitlines()
    assert "「光の道」" in lines[0]
    assert lines[1] == "点数: 100点満点で42点"
    assert lines[2] == "★★★★☆ どれくらい読まれてるか（重さ25％） はてなで上位10%"
    assert lines[3].startswith("★★★★★ unheard")
    assert "★★☆☆☆ 番組の話題との近さ" in lines[4]
    assert lines[5] == "新しさ: 出てからの時間で92％に"
    assert lines[6] == "情報のもと: site0.example"
    assert post.story == story_key("https://site0.example/a")
    assert post.host == "tsumugi"


def test_what_listeners_asked_for_is_among_the_reasons():
    asked = ScorePart(name="request", value=0.75, weight=0.05, detail="おたよりのリクエスト（量子）")
    wanted = replace(ranked(), score=replace(SCORE, parts=(*PARTS, asked)))

    post = explain_choice(TSUMUGI, wanted)

    assert "★★★★☆ 聞きたい人の数（重さ5％） おたよりのリクエスト（量子）" in post.text.splitlines()


def test_what_others_wrote_does_nothing_in_discord():
    assert "@everyone" not in explain_choice(TSUMUGI, ranked()).text
    assert "**" not in explain_choice(TSUMUGI, ranked()).text


def test_the_sources_are_named_with_their_links():
    post = explain_choice(TSUMUGI, ranked(7), aired_in=12)

    assert len(post.links) == 5
    assert post.links[1].url == "https://site1.example/a"
    assert post.text.endswith("site4.example ほか2")
    assert post.note.startswith("第12回 ・ site0.example ・ 2026年11月")


@pytest.mark.parametrize("slug", list_hosts())
def test_what_a_listener_brought_has_no_score(slug: str):
    post = explain_choice(load_persona(slug), as_brought(article(title="光の道", published_at=UNDATED)))

    assert "点満点" not in post.text
    assert "「光の道」" in post.text
    assert post.note == "site.example"


def test_a_day_is_shown_as_in_tokyo():
    late = ranked(published_at=MONDAY.replace(hour=23) - timedelta(days=1))

    assert explain_choice(TSUMUGI, late).note.endswith("2026年11月23日")
