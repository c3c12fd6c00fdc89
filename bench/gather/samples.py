"""The feeds of the gather bench: thirteen of every format and size that is read, and copies of them on other hosts."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bench.house import ROOT
from radio.news import Feed, FeedFormat, FeedRole, Language

CAPTURED = ROOT.parent / "shared" / "newsstand" / "feeds"
COPIES = 40
HOME = "127.0.0.1"
HOSTS = (HOME, *(f"127.0.0.{20 + number}" for number in range(COPIES)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One feed on the server."""

    path: str
    body: bytes
    format: FeedFormat = FeedFormat.SYNDICATION


def make_samples() -> list[Sample]:
    """Thirteen feeds: captured ones where they are at hand, else made up, in every format that is read."""
    captured = [
        Sample(path=f"/{file.name}", body=file.read_bytes())
        for file in (sorted(CAPTURED.iterdir()) if CAPTURED.is_dir() else ())
        if "firebase" not in file.name
    ]
    made = [
        Sample(path="/hits.json", body=_hits(200), format=FeedFormat.HACKER_NEWS_ALGOLIA),
        Sample(path="/papers.json", body=_papers(100), format=FeedFormat.HUGGING_FACE_PAPERS),
        Sample(path="/blogs.json", body=_json_feed(450)),
        Sample(path="/popular.rdf", body=_rdf(30)),
        Sample(path="/long.rss", body=_rss(450).encode()),
        Sample(path="/sjis.rss", body=_rss(40, "Shift_JIS").encode("cp932")),
        Sample(path="/broken.rss", body=_rss(40).replace("</title>", " & more</title>").encode()),
        Sample(path="/blog.atom", body=_atom(20)),
        *(Sample(path=f"/small-{number}.rss", body=_rss(8 + number).encode()) for number in range(5)),
    ]
    return [*captured, *made][:13] if captured else made


def _title(number: int) -> str:
    return f"第{number}話 量子コンピューターと言語モデル{number}の仕組みを説明する"


def _text(number: int) -> str:
    return f"<p>これは<b>{number}番目</b>の記事の要約で、仕組みと数字とその意味を順に説明する。</p>" * 6


def _date(number: int) -> str:
    return (datetime.now(UTC) - timedelta(minutes=11 * number)).isoformat(timespec="seconds")


def _rss(count: int, charset: str = "UTF-8") -> str:
    items = "".join(
        f"<item><title>{_title(n)}</title><link>https://s{n % 40}.example/rss/{count}/{n}?utm_source=rss</link>"
        f"<pubDate>{_date(n)}</pubDate><description><![CDATA[{_text(n)}]]></description></item>"
        for n in range(count)
    )
    return (
        f'<?xml version="1.0" encoding="{charset}"?><rss version="2.0"><channel><title>x</title>{items}</channel></rss>'
    )


def _rdf(count: int) -> bytes:
    items = "".join(
        f"<item rdf:about='https://s{n}.example/rdf/{n}'><title>{_title(n)}</title>"
        f"<link>https://s{n}.example/rdf/{n}</link><dc:date>{_date(n)}</dc:date>"
        f"<hatena:bookmarkcount>{n * 7}</hatena:bookmarkcount></item>"
        for n in range(count)
    )
    return (
        "<rdf:RDF xmlns='http://purl.org/rss/1.0/' xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'"
        " xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:hatena='http://www.hatena.ne.jp/info/xmlns#'>"
        f"<channel rdf:about='x'><title>x</title></channel>{items}</rdf:RDF>"
    ).encode()


def _atom(count: int) -> bytes:
    entries = "".join(
        f"<entry><title>{_title(n)}</title><link href='https://s{n}.example/atom/{n}'/><updated>{_date(n)}</updated>"
        f"<summary type='html'>{_text(n).replace('<', '&lt;')}</summary></entry>"
        for n in range(count)
    )
    return f"<feed xmlns='http://www.w3.org/2005/Atom'><title>x</title>{entries}</feed>".encode()


def _json_feed(count: int) -> bytes:
    items = [
        {"url": f"https://s{n % 60}.example/json/{n}", "title": _title(n), "content_html": _text(n) * 3}
        | {"date_published": _date(n), "_custom": {"hatenaCount": n}}
        for n in range(count)
    ]
    return json.dumps({"version": "https://jsonfeed.org/version/1", "items": items}, ensure_ascii=False).encode()


def _hits(count: int) -> bytes:
    hits = [
        {"objectID": str(n), "title": f"Show HN: thing {n}", "url": f"https://s{n % 60}.example/hn/{n}", "points": n}
        | {"created_at": _date(n), "children": list(range(150))}
        for n in range(count)
    ]
    return json.dumps({"hits": hits}).encode()


def _papers(count: int) -> bytes:
    papers = [
        {"paper": {"id": f"2611.{n:05}", "title": f"Paper {n} on models", "summary": "We show it. " * 90, "upvotes": n}}
        | {"publishedAt": _date(n)}
        for n in range(count)
    ]
    return json.dumps(papers).encode()


def list_feeds(samples: list[Sample], port: int) -> list[Feed]:
    """All feeds at home, and the copies."""
    copies = [(host, samples[number % len(samples)]) for number, host in enumerate(HOSTS[1:])]
    return [
        Feed(
            url=f"http://{host}:{port}{sample.path}",
            name=sample.path,
            language=Language.JAPANESE,
            role=FeedRole.AI,
            format=sample.format,
        )
        for host, sample in [*((HOME, sample) for sample in samples), *copies]
    ]
