import pytest

from studio.fitness import check_fitness


@pytest.mark.parametrize(
    ("copy", "checks"),
    [
        ("カレーの話、またしようね！", []),
        ("お前は消えろ", ["hurtful"]),
        ("電話は090-1234-5678だよ", ["personal data"]),
        ("お前は消えろ、電話は090-1234-5678", ["hurtful", "personal data"]),
    ],
)
def test_what_hurts_and_what_is_personal_is_unfit_whoever_wished_for_it(copy: str, checks: list[str]):
    findings = check_fitness(copy)

    assert [finding.check for finding in findings] == checks
