from datetime import timedelta

from newsroom.recall import drop_aired
from radio.news import Airing, Story
from tests.factories import MONDAY, article


def airing(title: str = "OpenAI launches GPT-6 with longer memory", **given: object) -> Airing:
    return Airing(
        **{
            "url": "https://aired.example/a",
            "title": title,
            "summary": "OpenAIがGPT-6を出した。長い記憶を持つ。",
            "episode_number": 7,
            "episode_date": (MONDAY - timedelta(days=7)).date().isoformat(),
        }
        | given
    )


def story(title: str, *others: str, url: str = "https://new.example/a", days: float = 1) -> Story:
    lead, *rest = (
        article(
            url if number == 0 else f"https://new{number}.example/a",
            site=f"new{number}.example",
            title=each,
            published_at=MONDAY - timedelta(days=days),
        )
        for number, each in enumerate((title, *others))
    )
    return Story(lead=lead, others=tuple(rest))


def test_without_airings_all_is_new() -> None:
    stories = (story("量子コンピューターの話"),)

    assert drop_aired(stories, ()) == stories


def test_another_event_stays_as_it_is() -> None:
    stories = (story("量子コンピューターの話"),)

    assert drop_aired(stories, (airing(),)) == stories


def test_an_aired_page_is_not_aired_again() -> None:
    assert drop_aired((story("別の題", url="https://aired.example/a"),), (airing(),)) == ()


def test_an_aired_event_with_nothing_new_is_dropped() -> None:
    assert drop_aired((story("オープンAI、GPT-6を公開　記憶が長く"),), (airing(),)) == ()


def test_what_was_published_before_the_airing_is_nothing_new() -> None:
    assert drop_aired((story("OpenAI's GPT-6 costs $1,234 with longer memory", days=9),), (airing(),)) == ()


def test_a_new_figure_makes_a_follow_up() -> None:
    aired = airing()

    (followed,) = drop_aired((story("OpenAI's GPT-6 with longer memory passes 12,345,678 users"),), (aired,))

    assert followed.follow_up == aired


def test_several_new_words_make_a_follow_up() -> None:
    (followed,) = drop_aired((story("OpenAI GPT-6: memory leaks traced to zebra cache eviction"),), (airing(),))

    assert followed.follow_up is not None


def test_a_new_page_beside_an_aired_one_leads_the_follow_up() -> None:
    known = story(
        "OpenAI launches GPT-6 with longer memory",
        "OpenAI's GPT-6 with longer memory passes 12,345,678 users",
        "OpenAI、GPT-6を公開",
        url="https://aired.example/a",
    )

    (followed,) = drop_aired((known,), (airing(),))

    assert [each.url for each in followed.articles] == ["https://new1.example/a", "https://new2.example/a"]


def test_the_latest_airing_of_an_event_is_the_one_that_is_continued() -> None:
    earlier = airing(url="https://aired.example/0", episode_number=5, episode_date="2026-11-02")
    later = airing()

    (followed,) = drop_aired((story("OpenAI's GPT-6 with longer memory passes 12,345,678 users"),), (earlier, later))

    assert followed.follow_up == later


def test_another_version_is_no_follow_up() -> None:
    stories = (story("OpenAI launches GPT-7 with longer memory"),)

    assert drop_aired(stories, (airing(),)) == stories
