from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from persona.sheets import load_persona
from radio.news import FeedRole, RankedStory, Score, Story
from radio.show import Edition, Fact, FactSheet, Script, Segment
from studio.layout import BUTTON_LABEL, lay_out
from studio.rundown import plan_rundown
from tests.factories import article

TSUMUGI = load_persona("tsumugi")
EDITION = Edition(air_date=date(2026, 11, 23), host="tsumugi")
FACTS = FactSheet(facts=(Fact(claim="速い", quote="速い"),), maker="セレブラス")


def ranked(role: FeedRole = FeedRole.AI, sites: int = 1, **given: object) -> RankedStory:
    lead = article(published_at=datetime(2026, 11, 22, 20, 0, tzinfo=UTC), **given)
    others = tuple(replace(lead, url=f"https://other{n}.example/a", site=f"other{n}.example") for n in range(1, sites))
    return RankedStory(story=Story(lead=lead, others=others), score=Score(total=0.5, freshness=1, parts=()), role=role)


def script(*stories: RankedStory, facts: FactSheet | None = None) -> Script:
    rundown = plan_rundown(EDITION, 7, stories)
    segments = tuple(
        Segment(part=slot.part, copy=f"{slot.part}の原稿", facts=facts if slot.ranked else None)
        for slot in rundown.slots
    )
    return Script(rundown=rundown, segments=segments)


def test_every_part_is_one_post_in_order():
    posts = lay_out(script(ranked(), ranked()), TSUMUGI)

    assert [post.part for post in posts] == ["opening", "story-1", "story-2", "closing"]
    assert [post.text for post in posts] == ["openingの原稿", "story-1の原稿", "story-2の原稿", "closingの原稿"]
    assert {post.colour for post in posts} == {0xFF9914}


def test_the_opening_lists_the_rundown_as_buttons():
    long_title = "とても長い題名の記事" * 20

    opening = lay_out(script(ranked(), ranked(title=long_title)), TSUMUGI)[0]

    assert opening.title == TSUMUGI.programme
    assert opening.note == "第7回 ・ 2026年11月23日月曜日"
    assert [link.label[:3] for link in opening.links] == ["1. ", "2. "]
    assert [len(link.label) for link in opening.links][1] == BUTTON_LABEL
    assert opening.links[1].label.endswith("…")


def test_a_story_shows_title_site_date_in_japan_and_link():
    story = lay_out(script(ranked(link="https://site.example/a?b")), TSUMUGI)[1]

    assert story.title == "量子コンピューターの話"
    assert story.note == "site.example ・ 2026年11月23日"
    assert [(link.label, link.url) for link in story.links] == [("site.example で読む", "https://site.example/a?b")]


@pytest.mark.parametrize(
    ("given", "facts", "said"),
    [
        (ranked(sites=3), None, "ほか2サイト"),
        (ranked(), FACTS, "セレブラスの発表による"),
        (ranked(FeedRole.LIGHT), None, "ひと息コーナー"),
    ],
)
def test_a_story_says_what_a_listener_should_know_of_its_source(given: RankedStory, facts: FactSheet | None, said: str):
    story = lay_out(script(given, facts=facts), TSUMUGI)[1]

    assert said in story.note


def test_a_hostile_title_does_nothing_in_discord():
    post = lay_out(script(ranked(title="@everyone [押して](https://evil.example) **今すぐ**")), TSUMUGI)[1]

    assert "@everyone" not in post.title
    assert "](" not in post.title
    assert "**" not in post.title


def test_the_closing_bears_the_credits():
    closing = lay_out(script(ranked()), TSUMUGI)[-1]

    assert "非公式・AI生成" in closing.note
    assert TSUMUGI.credit in closing.note


def test_the_mailbag_is_a_post_of_its_own_without_links():
    rundown = plan_rundown(EDITION, 7, [ranked()], mailbag=True)
    segments = tuple(Segment(part=slot.part, copy=f"{slot.part}の原稿") for slot in rundown.slots)

    posts = lay_out(Script(rundown=rundown, segments=segments), TSUMUGI)

    assert [post.part for post in posts] == ["opening", "story-1", "mailbag", "closing"]
    assert (posts[2].title, posts[2].text, posts[2].links) == ("おたよりコーナー", "mailbagの原稿", ())
    assert len(posts[0].links) == 1
