import json

from newsroom.parcels import pack_articles, pack_feed, unpack_articles, unpack_feed
from radio.news import FeedFormat, FeedRole, Language
from tests.factories import MONDAY, article, feed, sighting


def test_a_feed_comes_back_as_it_went():
    sent = feed(
        format=FeedFormat.HACKER_NEWS_ALGOLIA,
        role=FeedRole.LIGHT,
        language=Language.ENGLISH,
        stands_in_for="https://a/",
    )

    assert unpack_feed(json.loads(json.dumps(pack_feed(sent)))) == sent


def test_articles_come_back_as_they_went():
    source = feed()
    sent = (
        article(summary="要約", sightings=(sighting(source.url, first_popularity=3, popularity=3),)),
        article("https://site.example/b", sightings=(sighting(source.url),)),
    )

    assert unpack_articles(json.loads(json.dumps(pack_articles(sent))), source, MONDAY) == sent
