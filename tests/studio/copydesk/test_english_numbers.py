import pytest

from studio.copydesk.english_numbers import find_english_numbers
from studio.copydesk.quantity import Kind

YEAR = 365.25 * 86_400


def meanings(text: str) -> dict[tuple[str, float], Kind]:
    return {
        (dimension, round(value, 6)): each.kind
        for each in find_english_numbers(text)
        for dimension, value in each.readings
    }


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("It took ten years.", ("second", 10 * YEAR)),
        ("A week later they opened it", ("second", 604_800)),
        ("half a cent", ("dollar", 0.005)),
        ("half a second longer", ("second", 0.5)),
        ("in less than a minute", ("second", 60)),
        ("a year ago", ("second", YEAR)),
        ("two dozen eggs", ("thing", 24)),
        ("Half a million users signed up", ("person", 500_000)),
        ("twelve", ("", 12)),
        ("two-thirds of it", ("ratio", 0.666667)),
        ("a quarter of them", ("ratio", 0.25)),
        ("3 fifths", ("ratio", 0.6)),
        ("one in three adults", ("ratio", 0.333333)),
        ("one in every five", ("ratio", 0.2)),
        ("it failed in 4 of 10 attempts", ("ratio", 0.4)),
        ("one phone in twelve", ("ratio", 0.083333)),
        ("every row twice", ("count", 2)),
        ("9 out of 10 doctors", ("ratio", 0.9)),
        ("1 in 1,000 chips", ("ratio", 0.001)),
        ("3/4 of the disk", ("ratio", 0.75)),
        ("sales halved", ("ratio", 0.5)),
        ("twice as fast", ("times", 2)),
        ("doubling every year", ("times", 2)),
        ("revenue tripled", ("times", 3)),
        ("a fourfold rise", ("times", 4)),
        ("quadrupled", ("times", 4)),
        ("rose tenfold", ("times", 10)),
        ("in June", ("month", 6)),
        ("since Sept", ("month", 9)),
        ("on DECEMBER 3", ("month", 12)),
    ],
)
def test_numbers_in_words_are_taken_for_what_they_mean(text: str, meaning: tuple[str, float]):
    assert meanings(text).get(meaning) is Kind.MEASURE


@pytest.mark.parametrize(
    ("text", "meaning", "kind"),
    [
        ("the third try", ("", 3), Kind.ORDINAL),
        ("its 21st birthday", ("", 21), Kind.ORDINAL),
        ("First of all", ("", 1), Kind.ORDINAL),
        ("hundreds of servers", ("", 100), Kind.VAGUE),
        ("dozens of cities", ("", 10), Kind.VAGUE),
        ("Millions watched", ("", 10**6), Kind.VAGUE),
    ],
)
def test_ranks_and_rough_sizes_are_told_apart(text: str, meaning: tuple[str, float], kind: Kind):
    assert meanings(text)[meaning] is kind


@pytest.mark.parametrize(
    "text",
    [
        "step by step",
        "the seventeenth floor of the someone tower",
        "2026/11/25",
        "the mayor marched on",
        "a thirdhand account",
        "shares in the company",
        "often, wonder, weight",
    ],
)
def test_what_only_looks_like_a_number_is_none(text: str):
    assert meanings(text) == {}


@pytest.mark.parametrize("text", ["five in two", "zero in ten", "one in many", "seven-quarters", "5/4"])
def test_a_share_is_a_part_of_its_whole(text: str):
    assert not {dimension for dimension, _ in meanings(text)} & {"ratio"}
