from dataclasses import replace
from io import StringIO

from rich.console import Console

from radio.show import EpisodeKind
from radio.writing import Finding
from terminal.cards import show_rundown
from terminal.report import describe_production
from tests.archive.mail_builders import add_letter
from tests.studio.newsday import EDITION, FEEDS, TSUMUGI, open_day


async def test_findings_on_the_whole_script_stand_beside_those_of_its_parts():
    async with open_day() as producer:
        made = await producer.produce(EDITION, TSUMUGI, FEEDS, kind=EpisodeKind.REHEARSAL)
    in_part, in_whole = Finding(check="names", message="だれ？"), Finding(check="counts", message="数がちがう")
    first, *others = made.script.segments
    script = replace(made.script, segments=(replace(first, findings=(in_part,)), *others))

    report = describe_production(replace(made, script=script, findings=(in_whole,)), seconds=1.0)

    assert [(row["part"], row["check"]) for row in report["findings"]] == [("opening", "names"), ("script", "counts")]


async def test_a_listeners_request_stands_among_the_reasons_of_a_rehearsal():
    async with open_day() as producer:
        await add_letter(producer.storage, "SQLiteの話が聞きたい")
        made = await producer.produce(EDITION, TSUMUGI, FEEDS, kind=EpisodeKind.REHEARSAL)

    rows = {row["site"]: row["score_parts"] for row in describe_production(made, seconds=1.0)["rundown"]}
    shown = StringIO()
    console = Console(file=shown, width=200)
    show_rundown(console, made.script.rundown)

    assert rows["sqlite-en.example"]["request"] == {
        "value": 0.5,
        "weight": 0.05,
        "detail": "おたよりのリクエスト（SQLite）",
    }
    assert [site for site, parts in rows.items() if "request" in parts] == ["sqlite-en.example"]
    assert "おたよりのリクエスト（SQLite）" in shown.getvalue()
