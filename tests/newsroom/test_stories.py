from dataclasses import replace
from datetime import timedelta

import pytest

from newsroom.likeness import Likeness
from newsroom.stories import group_stories
from radio.news import Article, Language
from tests.factories import MONDAY, article, feed, sighting


def headlines(*titles: str, **given: object) -> list[Article]:
    """One article a title, each on a site of its own, an hour apart."""
    return [
        article(
            f"https://site{number}.example/a",
            site=f"site{number}.example",
            title=title,
            language=Language.JAPANESE if any("ぁ" <= letter <= "ヴ" for letter in title) else Language.ENGLISH,
            published_at=MONDAY - timedelta(hours=number),
            **given,
        )
        for number, title in enumerate(titles)
    ]


@pytest.mark.parametrize(
    "titles",
    [
        ("OpenAI launches GPT-6 with longer memory", "オープンAI、長い記憶を持つ「GPT-6」を公開"),
        ("Cerebras sets a record for inference speed", "セレブラス、推論速度で新記録"),
        ("Microsoft to lay off 10,000 workers", "マイクロソフト、1万人を解雇へ"),
        ("CVE-2031-12345: flaw in a mail server", "メールサーバーに脆弱性　CVE-2031-12345"),
        ("iPhone 18 announced with a round battery", "アップル、丸い電池の「iPhone 18」を発表"),
        ("GPT-6 beats GPT-5 in every test, OpenAI says", "オープンAIの「GPT-6」、すべての試験でGPT-5を上回る"),
    ],
)
def test_one_event_is_one_story(titles: tuple[str, ...]) -> None:
    stories = group_stories(headlines(*titles))

    assert len(stories) == 1
    assert len(stories[0].articles) == len(titles)


@pytest.mark.parametrize(
    "titles",
    [
        ("OpenAI launches GPT-5 for everyone", "OpenAI launches GPT-5.5 for everyone"),
        ("Apple announces the iPhone 17 with a new camera", "Apple announces the iPhone 18 with a new camera"),
        ("OpenAI、「GPT-4o」を公開", "OpenAI、「GPT-4o mini」を公開"),
        ("Google announces Pixel 8 with a new chip", "Google announces Gemini with a new chip"),
        ("Claude 3.5 Sonnetを公開", "Claude 3.5 Haikuを公開"),
        ("Kubernetesの費用を半分にした話", "How we cut our Kubernetes bill in half"),
        ("Rust入門　はじめてのCLI", "Rustでサーバーを書いてみた"),
        ("Alphaworks opens an AI lab in Osaka", "Betasoft opens an AI lab in Paris"),
        ("量子コンピューターの話", "カレーの話"),
        ("", ""),
    ],
)
def test_different_events_are_kept_apart(titles: tuple[str, ...]) -> None:
    stories = group_stories(headlines(*titles))

    assert len(stories) == len(titles)


def test_a_variant_that_only_one_title_names_is_the_same_thing() -> None:
    stories = group_stories(headlines("Apple unveils iPhone 18 Pro in Cupertino", "アップルが「iPhone 18」を発表"))

    assert len(stories) == 1


def test_first_lines_join_titles_that_share_too_little() -> None:
    one, other = headlines("NASA finds water above the moon Europa", "Telescope on Hawaii spots vapor far away")
    first_lines = "Water vapor was found above Europa, a moon of Jupiter, says NASA with its telescope on Hawaii."

    apart = group_stories([one, other])
    joined = group_stories([replace(each, summary=first_lines) for each in (one, other)])

    assert len(apart) == 2
    assert len(joined) == 1


def test_pages_that_were_read_join_titles_on_one_name() -> None:
    one, other = headlines("WeWork employees to leave this week", "State of New York is looking at WeWork")
    page = "WeWork withdrew its offering after its founder Adam Neumann left. SoftBank paid Neumann a lifeline."

    joined = group_stories([replace(each, text=page) for each in (one, other)])

    assert len(joined) == 1


def test_a_drift_from_event_to_event_makes_no_chain() -> None:
    chain = headlines(
        "Zentrofab opens Kelvora plant",
        "Kelvora plant opened by Zentrofab uses Mirastat robots",
        "Mirastat robots learn to juggle with Pendulon arms",
    )

    groups = [{each.title for each in story.articles} for story in group_stories(chain)]

    assert not any({chain[0].title, chain[2].title} <= group for group in groups)


def test_an_article_may_join_by_most_of_the_others() -> None:
    titles = (
        "Faulty Crowdstrick update grounds flights and knocks hospitals offline",
        "クラウドストリックの更新が原因でWindowsが停止、850万台に影響",
        "Crowdstrick update crashes 8.5 million Windows machines",
    )

    stories = group_stories(headlines(*reversed(titles)))

    assert [len(story.articles) for story in stories] == [3]


def test_a_week_apart_is_another_event() -> None:
    one, other = headlines("OpenAI launches GPT-6 with longer memory", "オープンAI、長い記憶を持つ「GPT-6」を公開")
    late = replace(other, published_at=MONDAY - timedelta(days=8))

    assert len(group_stories([one, late])) == 2


def test_a_site_tells_one_event_once() -> None:
    one, other = headlines("【前編】Zentrofabの開発の裏側", "【後編】Zentrofabの開発の裏側")
    same_site = [replace(each, site="blog.example") for each in (one, other)]

    assert len(group_stories(same_site)) == 2


def test_a_site_that_repeats_a_title_repeats_the_event() -> None:
    one, other = headlines("Zentrofab opens Kelvora plant", "Zentrofab opens Kelvora plant")
    same_site = [replace(each, site="blog.example") for each in (one, other)]

    assert len(group_stories(same_site)) == 1


def test_one_address_is_one_article() -> None:
    seen = article(summary="短い", sightings=(sighting("https://a.example/rss"),))
    again = article(summary="長い要約があとから届いた", sightings=(sighting("https://b.example/rss"),))

    (story,) = group_stories([seen, again])

    assert story.others == ()
    assert story.lead.summary == again.summary
    assert len(story.lead.sightings) == 2


def test_the_best_explained_page_leads() -> None:
    short, long, unread = headlines(*["OpenAI launches GPT-6 with longer memory"] * 3)
    read = [replace(short, text="短" * 300), replace(long, text="長" * 1_400)]

    (story,) = group_stories([*read, replace(unread, summary="要約" * 300)])

    assert [each.url for each in story.articles] == [long.url, short.url, unread.url]


def test_between_pages_that_explain_alike_the_trusted_feed_leads() -> None:
    plain, trusted = headlines(*["OpenAI launches GPT-6 with longer memory"] * 2)
    listed = [
        replace(plain, sightings=(sighting("https://plain.example/rss", popularity=900),)),
        replace(trusted, sightings=(sighting("https://trusted.example/rss"), sighting("https://gone.example/"))),
    ]
    feeds = {f"https://{name}.example/rss": feed(weight=weight) for name, weight in (("plain", 0.3), ("trusted", 0.9))}

    by_weight, by_popularity = group_stories(listed, feeds=feeds), group_stories(listed)

    assert by_weight[0].lead.url == trusted.url
    assert by_popularity[0].lead.url == plain.url


def test_the_newest_story_comes_first_whatever_the_order_of_articles() -> None:
    articles = headlines("Zentrofab opens Kelvora plant", "量子コンピューターの話", "カレーの話")

    assert group_stories(articles) == group_stories(articles[::-1])
    assert [story.lead.title for story in group_stories(articles)] == [each.title for each in articles]


def test_no_articles_are_no_stories() -> None:
    assert group_stories([]) == ()


def test_what_is_common_in_a_week_names_no_event() -> None:
    week = headlines(*[f"Kelvora tip {number}" for number in range(120)], "Zentrofab opens")
    likeness = Likeness(week)

    assert likeness.weigh("kelvora") < 0.3 < 0.9 < likeness.weigh("zentrofab")
