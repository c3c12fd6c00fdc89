import pytest

from studio.copydesk.dates import check_dates
from tests.studio.copydesk.proofs import told

_JAPANESE = (
    "1993年2月24日に名前が決まり、1995年12月に版が出た。2024年1月20日に降り、同年4月28日に終わった。"
    "翌年3月に報告が出て、15日に会議があった。"
)
_ENGLISH = (
    "On 24 February 2024 it came out, and on March 9, 2024, a second one. In May 2023 it began. It ended on the 21st."
)


def wrong_dates(text: str, free: str) -> list[str]:
    return [finding.message.split("」")[0].removeprefix("「") for finding in check_dates(told(text, free))]


@pytest.mark.parametrize(
    ("text", "free"),
    [
        (_JAPANESE, "1993年の2月24日に決まって、1995年12月に出たの"),
        (_JAPANESE, "十二月だよ、十二月二十日"),
        (_JAPANESE, "2024年4月28日に終わって、2025年3月15日に会議"),
        (_JAPANESE, "あーしの誕生日は7月7日"),
        (_JAPANESE, "3か月、20日間、2025年"),
        (_ENGLISH, "2024年2月24日と、2024年の3月9日"),
        (_ENGLISH, "2023年5月に始まって、5月21日に終わった"),
        ("3月15日に出た。翌年4月に終わった。", "3月15日に出たの"),
    ],
)
def test_a_date_of_the_source_airs(text: str, free: str):
    wrong = wrong_dates(text, free)

    assert wrong == []


@pytest.mark.parametrize(
    ("text", "free", "date"),
    [
        (_JAPANESE, "1995年2月24日に決まったの", "1995年2月24日"),
        (_JAPANESE, "最後は四月二十日ね", "四月二十日"),
        (_JAPANESE, "2024年3月に報告が出たの", "2024年3月"),
        (_ENGLISH, "2023年2月に出たの", "2023年2月"),
        (_ENGLISH, "2023年の2月から先はね", "2023年の2月"),
        (_ENGLISH, "3月24日に出たの", "3月24日"),
    ],
)
def test_a_date_put_together_of_others_is_turned_down(text: str, free: str, date: str):
    wrong = wrong_dates(text, free)

    assert wrong == [date]
