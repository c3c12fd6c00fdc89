import pytest

from studio.copydesk.evidence import weigh_evidence
from studio.copydesk.periods import is_plain_one
from studio.copydesk.quantities import find_quantities


def _is_plain(told: str, said: str) -> bool:
    return is_plain_one(find_quantities(said)[0], weigh_evidence(told))


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ("a fine of 7 percent of annual turnover, for 3 years", "一年の売り上げ"),
        ("3年続いた。年間の売上高は", "一年の売り上げ"),
        ("3日で、毎日20分ずつ", "一日に20分"),
        ("It took a while", "一日じゃむり"),
    ],
)
def test_what_happens_in_each_is_said_of_one(told: str, said: str):
    plain = _is_plain(told, said)

    assert plain


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ("It took 2 days", "一日でできた"),
        ("3年間かかった", "一年でできた"),
        ("3年間かかった", "二年でできた"),
        ("3人で作った", "一人で作った"),
    ],
)
def test_a_count_of_such_periods_is_no_plain_one(told: str, said: str):
    plain = _is_plain(told, said)

    assert not plain
