from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from functools import cache
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.codec import decode, encode
from radio.errors import StorageError
from radio.show import Edition, Rundown, Segment
from radio.transmission import Post
from tests.archive.builders import segment

LEAVES: dict[Any, st.SearchStrategy[Any]] = {
    datetime: st.datetimes(timezones=st.just(UTC)),
    float: st.floats(allow_nan=False),
    str: st.text(max_size=8),
}
GENTLE = settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))


@cache
def whole(shape: Any) -> st.SearchStrategy[Any]:
    """Any value of a shape with every field filled in, also those that have a default."""
    if shape in LEAVES:
        return LEAVES[shape]
    if is_dataclass(shape):
        hints = get_type_hints(shape)
        return st.builds(shape, **{field.name: whole(hints[field.name]) for field in fields(shape)})
    if get_origin(shape) is UnionType:
        return st.one_of(*(whole(each) for each in get_args(shape)))
    if get_origin(shape) is tuple:
        return st.lists(whole(get_args(shape)[0]), max_size=2).map(tuple)
    return st.from_type(shape)


@GENTLE
@given(whole(Rundown))
def test_a_rundown_comes_back_as_it_was(planned: Rundown):
    assert decode(Rundown, encode(Rundown, planned)) == planned


@GENTLE
@given(whole(Segment))
def test_a_segment_comes_back_as_it_was(written: Segment):
    assert decode(Segment, encode(Segment, written)) == written


@GENTLE
@given(whole(tuple[Post, ...]))
def test_posts_come_back_as_they_were(posts: tuple[Post, ...]):
    assert decode(tuple[Post, ...], encode(tuple[Post, ...], posts)) == posts


def test_half_a_surrogate_pair_does_not_stop_the_show():
    saved = encode(Segment, segment(copy="え、マジ\ud83d？"))

    assert decode(Segment, saved).copy == "え、マジ\ufffd？"


def test_japanese_stays_readable_in_the_file():
    assert "あーし" in encode(Segment, segment(copy="あーし"))


def test_a_field_that_a_later_version_dropped_is_passed_over():
    saved = encode(Segment, segment()).replace('{"part"', '{"mood":"bright","part"', 1)

    assert decode(Segment, saved) == segment()


@pytest.mark.parametrize("text", ["", "{", "null", '{"host":"tsumugi"}', '{"air_date":"never","host":"tsumugi"}'])
def test_what_cannot_be_read_is_named(text: str):
    with pytest.raises(StorageError, match="a saved edition cannot be read by this version"):
        decode(Edition, text)
