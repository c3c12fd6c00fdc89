from datetime import timedelta

import pytest

from newsroom.articles import articles_from_entries, find_drop_reason, merge_articles, merge_sighting
from radio.news import Entry, Language
from tests.factories import MONDAY, article, feed, sighting


def entry(url="https://www.site.example/a?utm_source=rss", **given):
    return Entry(**{"url": url, "title": "量子コンピューターの話"} | given)


def test_an_entry_becomes_an_article_with_its_sighting():
    source = feed()

    (taken,) = articles_from_entries(
        [entry(summary="要約です。", published_at=MONDAY - timedelta(days=2), popularity=37)], source, MONDAY
    )

    assert taken.url == "https://site.example/a"
    assert taken.link == "https://www.site.example/a?utm_source=rss"
    assert (taken.site, taken.language) == ("site.example", Language.JAPANESE)
    assert (taken.title, taken.summary) == ("量子コンピューターの話", "要約です。")
    assert taken.published_at == MONDAY - timedelta(days=2)
    assert taken.sightings == (sighting(source.url, first_popularity=37, popularity=37),)


def test_an_entry_without_a_date_counts_as_published_now():
    (taken,) = articles_from_entries([entry()], feed(), MONDAY)

    assert taken.published_at == MONDAY


def test_an_entry_without_a_title_is_known_by_the_beginning_of_its_summary():
    (taken,) = articles_from_entries([entry(title="", summary="短い便りです。" * 20)], feed(), MONDAY)

    assert taken.title.startswith("短い便りです。")
    assert len(taken.title) == 80


def test_an_entry_that_says_nothing_or_leads_nowhere_is_no_article():
    entries = [entry(title=""), entry("https://site.example/" + "a" * 3000)]

    assert articles_from_entries(entries, feed(), MONDAY) == ()


def test_one_article_listed_twice_is_one_article():
    entries = [
        entry("https://site.example/a", summary="短い"),
        entry("https://site.example/a/", summary="長い要約", published_at=MONDAY - timedelta(days=3)),
    ]

    (taken,) = articles_from_entries(entries, feed(), MONDAY)

    assert taken.summary == "長い要約"
    assert taken.published_at == MONDAY - timedelta(days=3)
    assert len(taken.sightings) == 1


@pytest.mark.parametrize(
    "url", ["http://192.168.0.1/admin", "http://localhost/a", "http://2130706433/", "http://[::1]/"]
)
def test_a_public_feed_has_no_business_with_private_addresses(url):
    assert articles_from_entries([entry(url)], feed(), MONDAY) == ()
    assert articles_from_entries([entry(url)], feed("not an address"), MONDAY) == ()


def test_a_private_feed_may_list_its_own_network():
    (taken,) = articles_from_entries(
        [entry("http://127.0.0.12:8765/pages/a.html")], feed("http://127.0.0.1:8765/feed"), MONDAY
    )

    assert taken.site == "127.0.0.12:8765"


def test_an_article_in_another_language_is_not_taken_in():
    entries = [entry(title="Новая модель от OpenAI"), entry(title="Une nouvelle idée pour les modèles de langue")]

    assert articles_from_entries(entries, feed(), MONDAY) == ()
    assert find_drop_reason(article(language=Language.OTHER)) == "neither Japanese nor English"


@pytest.mark.parametrize(
    ("title", "reason"),
    [
        ("PR：最新のAIを試す", "advertisement"),
        ("【PR】AI導入の決め手", "advertisement"),
        ("便利なAIの話［PR］", "advertisement"),
        ("（広告）AIの話", "advertisement"),
        ("PR | AIの話", "advertisement"),
        ("Sponsored: the future of AI", "advertisement"),
        ("AD - the future of AI", "advertisement"),
        ("【求人】機械学習エンジニア", "job advertisement"),
        ("バックエンドエンジニア募集中！", "job advertisement"),
        ("Acme (YC W24) Is Hiring a Founding Engineer", "job advertisement"),
        ("Ask HN: Who is hiring? (November 2026)", "job advertisement"),
        ("Amazonブラックフライデーセール開催中", "sale"),
        ("【セール】Kindle本まとめ", "sale"),
        ("AI入門書が50%オフ！", "sale"),
        ("人気のキーボードが半額に", "sale"),
        ("Best early Black Friday deals on laptops", "sale"),
        ("Save with these promo codes", "sale"),
    ],
)
def test_an_advertisement_is_known_by_its_title(title, reason):
    assert find_drop_reason(article(title=title)) == reason


@pytest.mark.parametrize(
    "title",
    [
        *("PRレビューをAIに任せる", "GitHubのPRテンプレート", "PR-Agent: AI code review", "PR TIMESの開発者ブログ"),
        *("広告配信システムをRustで書き直した", "求人サイトの検索をElasticsearchで速くした", "採用面接でAIを使う"),
        *("エンジニア採用を支えるデータ基盤", "アドベントカレンダー募集のお知らせ", "セールスフォースがAIを発表"),
        *("ユニバーサルセールスの分析", "AD変換の仕組み", "Active Directoryの基本（AD）", "ADHDの人のためのAI"),
        *("We need to talk about deals in AI", "Ad blocking explained", "計算時間が50%短くなる理由"),
    ],
)
def test_a_title_that_only_speaks_of_such_things_is_news(title):
    assert find_drop_reason(article(title=title)) is None


def test_two_takes_on_an_article_keep_the_best_of_both():
    known = article(text="短い", bookmarks=None, sightings=(sighting("https://a.example/"),))
    seen = article(description="説明", text=None, bookmarks=5, sightings=(sighting("https://b.example/"),))

    merged = merge_articles(known, seen)

    assert (merged.text, merged.description, merged.bookmarks) == ("短い", "説明", 5)
    assert [each.feed_url for each in merged.sightings] == ["https://a.example/", "https://b.example/"]


def test_two_sightings_keep_the_first_and_the_last_popularity():
    early = sighting(first_popularity=10, popularity=12)
    late = sighting(
        first_seen_at=MONDAY + timedelta(days=1),
        last_seen_at=MONDAY + timedelta(days=1),
        first_popularity=30,
        popularity=30,
    )

    merged = sighting(last_seen_at=MONDAY + timedelta(days=1), first_popularity=10, popularity=30)

    assert merge_sighting(early, late) == merge_sighting(late, early) == merged


def test_a_sighting_that_tells_no_popularity_takes_none_away():
    told, silent = sighting(first_popularity=10, popularity=12), sighting(last_seen_at=MONDAY + timedelta(hours=1))

    assert merge_sighting(told, silent).popularity == 12
    assert merge_sighting(silent, told).first_popularity == 10
