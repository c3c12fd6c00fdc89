from dataclasses import replace

from radio.show import EpisodeKind
from radio.writing import Finding
from terminal.report import describe_production
from tests.studio.newsday import EDITION, FEEDS, TSUMUGI, open_day


async def test_findings_on_the_whole_script_stand_beside_those_of_its_parts():
    async with open_day() as producer:
        made = await producer.produce(EDITION, TSUMUGI, FEEDS, kind=EpisodeKind.REHEARSAL)
    in_part, in_whole = Finding(check="names", message="だれ？"), Finding(check="counts", message="数がちがう")
    first, *others = made.script.segments
    script = replace(made.script, segments=(replace(first, findings=(in_part,)), *others))

    report = describe_production(replace(made, script=script, findings=(in_whole,)), seconds=1.0)

    assert [(row["part"], row["check"]) for row in report["findings"]] == [("opening", "names"), ("script", "counts")]
