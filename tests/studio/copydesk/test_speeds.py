import pytest

from studio.copydesk.speeds import check_speeds
from tests.studio.copydesk.proofs import told

_PROBE = "It flew at about 22,500 kilometres per hour and sank by 6 metres per second. It was 40 metres long."


@pytest.mark.parametrize(
    "free",
    ["時速2万2500キロで飛んだの", "秒速約6メートルで", "長さは40メートル", "時速40メートルじゃないよ", "時速99キロ"],
)
def test_a_speed_told_as_the_source_tells_it_airs(free: str):
    findings = [*check_speeds(told(_PROBE, free))]

    assert findings == []


@pytest.mark.parametrize("free", ["秒速2万2500キロで飛んだの", "時速6メートルで"])
def test_a_speed_of_another_time_is_turned_down(free: str):
    findings = [*check_speeds(told(_PROBE, free))]

    assert [finding.check for finding in findings] == ["units"]
