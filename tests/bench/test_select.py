"""The bench's own ground: its week is what it says, and grouping keeps its promise on the labelled headlines."""

import pytest

from bench.select import F1_LIMIT, make_week, measure_grouping, read_headlines
from newsroom.likeness import Likeness
from newsroom.stories import group_stories
from radio.news import Article, Language


@pytest.mark.parametrize("split", ["tuning", "held-out"])
def test_labelled_headlines_are_grouped_well_and_never_wrongly(split: str) -> None:
    labelled = read_headlines(split)

    precision, _, f1 = measure_grouping(labelled, group_stories(list(labelled)))

    assert precision == 1
    assert f1 >= F1_LIMIT


def test_there_are_headlines_enough_in_both_languages() -> None:
    labelled = {**read_headlines("tuning"), **read_headlines("held-out")}

    assert len(labelled) >= 60
    assert {article.language for article in labelled} == {Language.JAPANESE, Language.ENGLISH}


def test_headlines_are_still_grouped_well_among_a_thousand_others() -> None:
    labelled = read_headlines("tuning")

    precision, _, f1 = measure_grouping(labelled, group_stories([*labelled, *make_week(1_000)]))

    assert precision >= 0.95
    assert f1 >= F1_LIMIT


def test_a_week_is_the_same_every_time() -> None:
    assert make_week(300) == make_week(300)
    assert len({article.url for article in make_week(300)}) == 300


def test_grouping_compares_few_of_all_pairs(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[Article] = []
    match = Likeness.match

    def count(likeness: Likeness, one: Article, other: Article) -> object:
        compared.append(one)
        return match(likeness, one, other)

    monkeypatch.setattr(Likeness, "match", count)

    group_stories(make_week(1_000))

    assert 0 < len(compared) < 1_000 * 999 / 2 / 20
