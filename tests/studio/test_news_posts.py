from datetime import UTC, date, datetime

import pytest

from archive.aired import Found
from persona.sheets import list_hosts, load_persona
from radio.bulletin import SearchHit
from radio.news import FeedRole, RankedStory, Score, Story, story_key
from studio.bulletins import Brief
from studio.layout import BUTTON_LABEL
from studio.news_posts import lay_out_bulletin, lay_out_search, say_no_episode, say_nothing
from tests.factories import article
from tests.studio.newsday import TSUMUGI

NOW = datetime(2026, 11, 23, 0, 5, tzinfo=UTC)


def ranked(number: int, others: int = 0) -> RankedStory:
    lead = article(f"https://site{number}.example/a", site=f"site{number}.example", title=f"題{number}")
    more = tuple(article(f"https://more{each}.example/", site=f"more{each}.example") for each in range(others))
    return RankedStory(
        story=Story(lead=lead, others=more), score=Score(total=0.5, freshness=1, parts=()), role=FeedRole.AI
    )


def hit(number: int, title: str = "量子の話") -> SearchHit:
    return SearchHit(
        story="0123456789abcdef",
        title=title,
        site="site.example",
        link="https://site.example/a",
        episode_number=12,
        number=number,
        air_date=date(2026, 11, 23),
        host="tsumugi",
    )


def test_a_bulletin_has_a_head_and_a_post_a_story():
    answer = lay_out_bulletin(
        TSUMUGI, [ranked(1, others=2), ranked(2)], [Brief(text="一", maker="例社"), Brief(text="二")], now=NOW
    )

    head, first, second = answer.posts
    assert head.part == "bulletin"
    assert "2つ" in head.text
    assert head.story == ""
    assert head.note == "11月23日 09:05 現在 ・ 非公式・AI生成"
    assert (first.text, second.text) == ("一", "二")
    assert first.story == story_key("https://site1.example/a")
    assert first.host == "tsumugi"
    assert first.note.endswith("ほか2サイト ・ 例社の発表による")
    assert "ほか" not in second.note
    assert first.links[0].url == "https://site1.example/a"
    assert not answer.standby


def test_a_bulletin_on_a_topic_names_it():
    answer = lay_out_bulletin(TSUMUGI, [ranked(1)], [Brief(text="一")], now=NOW, words="量子")

    assert answer.posts[0].title == "量子の話題"
    assert "「量子」" in answer.posts[0].text


def test_standby_copy_is_said_to_be_read_as_it_stands():
    standby = Brief(text="一", standby=True)

    whole = lay_out_bulletin(TSUMUGI, [ranked(1)], [standby], now=NOW)
    part = lay_out_bulletin(TSUMUGI, [ranked(1), ranked(2)], [standby, Brief(text="二")], now=NOW)

    assert len(whole.posts[0].text.splitlines()) == 2
    assert len(part.posts[0].text.splitlines()) == 1
    assert whole.standby
    assert part.standby


def test_nothing_found_is_said_with_suggestions():
    answer = say_nothing(TSUMUGI, words="りょうし", nearest=["量子"])

    assert not answer.found
    assert answer.suggestions == ("量子",)
    assert "「量子」" in answer.posts[0].text
    assert not say_nothing(TSUMUGI).found
    assert not say_no_episode(TSUMUGI).found


@pytest.mark.parametrize("slug", list_hosts())
def test_a_search_is_a_list_with_a_link_each(slug: str):
    persona = load_persona(slug)

    page = lay_out_search(persona, "量子", Found(hits=(hit(1), hit(2, "「量子」 @everyone")), total=7), 1, 2)

    assert page.total == 7
    assert "第12回（2026年11月23日）の1つ目 「量子の話」" in page.post.text
    assert "「『量子』" in page.post.text
    assert "@everyone" not in page.post.text
    assert len(page.post.links) == 2
    assert page.post.note == "1/2ページ"


def test_the_links_of_a_search_tell_which_story_they_lead_to():
    found = Found(hits=(hit(1), hit(2, "「量子」\n@everyone"), hit(3, "長" * 300)), total=3)

    page = lay_out_search(TSUMUGI, "量子", found, 1, 1)

    first, second, third = (link.label for link in page.post.links)
    assert first == "第12回 量子の話"
    assert second.startswith("第12回 「量子」 ")
    assert "\n" not in second
    assert len(third) == BUTTON_LABEL
    assert third.endswith("…")


def test_a_search_without_hits_says_so():
    page = lay_out_search(TSUMUGI, "量子", Found(), 1, 1)

    assert page.post.text == TSUMUGI.news.not_aired.format(words="量子")
    assert page.post.note == ""


def test_a_search_fits_one_message():
    long = tuple(hit(number, "量" * 300) for number in range(5))

    page = lay_out_search(TSUMUGI, "量" * 100, Found(hits=long, total=5), 1, 1)

    assert len(page.post.title) + len(page.post.text) < 1_900
