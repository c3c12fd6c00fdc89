import json
import logging
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from archive.storage import Storage
from radio.errors import StorageError
from radio.show import EpisodeKind
from tests.archive.builders import MONDAY, NOW, WEEK, air, edition, finish, open_draft, rundown, segment, story
from tests.archive.processes import read_lines, start_process


async def test_a_new_draft_is_empty_and_bears_the_first_number(storage: Storage):
    draft = await open_draft(storage)

    assert (draft.episode_number, draft.started_at, draft.rundown, draft.segments) == (1, NOW, None, ())


async def test_an_unfinished_draft_goes_on_where_it_stopped(storage: Storage):
    draft = await open_draft(storage)
    planned = await storage.save_rundown(draft.episode_id, rundown(draft))
    await storage.save_segment(draft.episode_id, segment("closing"))
    await storage.save_segment(draft.episode_id, segment("story-1"))

    resumed = await open_draft(storage, now=NOW + timedelta(hours=5))

    assert resumed.episode_id == draft.episode_id
    assert resumed.rundown == planned == rundown(draft)
    assert [each.part for each in resumed.segments] == ["story-1", "closing"]


async def test_facts_without_copy_are_kept_but_never_take_the_place_of_copy(storage: Storage):
    draft = await open_draft(storage)
    await storage.save_rundown(draft.episode_id, rundown(draft))
    written, facts = segment("story-1"), segment("story-1", copy="")

    await storage.save_segment(draft.episode_id, facts)
    before = await open_draft(storage)
    await storage.save_segment(draft.episode_id, written)
    await storage.save_segment(draft.episode_id, facts)

    assert before.segments == (facts,)
    assert (await open_draft(storage)).segments == (written,)


async def test_a_draft_that_is_too_old_is_begun_anew(storage: Storage):
    draft = await open_draft(storage)
    await storage.save_rundown(draft.episode_id, rundown(draft))

    anew = await open_draft(storage, now=NOW + timedelta(hours=6))

    assert (anew.episode_id != draft.episode_id, anew.rundown) == (True, None)


@pytest.mark.parametrize("kind", list(EpisodeKind))
async def test_a_draft_of_other_feeds_is_not_taken_up(storage: Storage, kind: EpisodeKind):
    draft = await open_draft(storage, kind=kind)
    await storage.save_rundown(draft.episode_id, rundown(draft))

    other = await open_draft(storage, kind=kind, fingerprint="feeds-2")

    assert (other.episode_id != draft.episode_id, other.rundown) == (True, None)
    assert other.episode_number == 1


@pytest.mark.parametrize("wanted", [edition(story_count=3), edition(host="other"), edition(MONDAY + WEEK)])
async def test_each_edition_has_its_own_draft(storage: Storage, wanted):
    draft = await open_draft(storage)

    assert (await open_draft(storage, wanted)).episode_id != draft.episode_id


async def test_rehearsal_and_broadcast_do_not_share_a_draft(storage: Storage):
    rehearsal = await open_draft(storage)

    broadcast = await open_draft(storage, kind=EpisodeKind.BROADCAST)

    assert broadcast.episode_id != rehearsal.episode_id


async def test_rehearsals_take_no_number(storage: Storage):
    await air(storage)
    for _ in range(3):
        await finish(storage, edition(MONDAY + WEEK))

    rehearsal = await open_draft(storage, edition(MONDAY + WEEK))
    broadcast = await open_draft(storage, edition(MONDAY + WEEK), kind=EpisodeKind.BROADCAST)

    assert (rehearsal.episode_number, broadcast.episode_number) == (2, 2)


async def test_a_resumed_rehearsal_keeps_its_number(storage: Storage):
    before = await open_draft(storage, edition(MONDAY + WEEK))
    await air(storage)

    assert (await open_draft(storage, edition(MONDAY + WEEK))).episode_number == before.episode_number


async def test_each_hosts_days_on_the_air_are_counted(storage: Storage):
    wanted = [
        edition(story_count=3),
        edition(story_count=4),
        edition(MONDAY + timedelta(days=3), host="shirube"),
        edition(MONDAY + WEEK),
        edition(MONDAY + WEEK + timedelta(days=3), host="shirube"),
    ]

    drafts = [await open_draft(storage, each, kind=EpisodeKind.BROADCAST) for each in wanted]
    rehearsal = await open_draft(storage, edition(MONDAY + 2 * WEEK))

    assert [each.episode_number for each in drafts] == [1, 1, 1, 2, 2]
    assert rehearsal.episode_number == 3


async def test_a_finished_broadcast_is_given_back_and_not_made_again(storage: Storage):
    made = await finish(storage, kind=EpisodeKind.BROADCAST)

    again = await open_draft(storage, kind=EpisodeKind.BROADCAST, fingerprint="feeds-2", now=NOW + WEEK)

    assert (again.episode_id, len(again.segments)) == (made.episode_id, 3)


async def test_a_finished_rehearsal_is_made_again(storage: Storage):
    made = await finish(storage)

    again = await open_draft(storage)

    assert (again.episode_id != made.episode_id, again.segments) == (True, ())


async def test_the_first_rundown_counts_where_two_plan_at_once(storage: Storage):
    draft = await open_draft(storage)
    first = await storage.save_rundown(draft.episode_id, rundown(draft))

    second = await storage.save_rundown(draft.episode_id, rundown(draft, None, story("https://site.example/z")))

    assert second == first


async def test_the_last_segment_of_a_part_counts(storage: Storage):
    draft = await open_draft(storage)
    await storage.save_rundown(draft.episode_id, rundown(draft))
    await storage.save_segment(draft.episode_id, segment(copy="一度目"))

    await storage.save_segment(draft.episode_id, segment(copy="二度目"))

    assert [each.copy for each in (await open_draft(storage)).segments] == ["二度目"]


async def test_a_segment_that_comes_after_the_end_changes_nothing(storage: Storage):
    made = await finish(storage, kind=EpisodeKind.BROADCAST)

    await storage.save_segment(made.episode_id, segment(copy="遅すぎた"))

    script = (await storage.load_episode(made.episode_id)).script
    assert "遅すぎた" not in {each.copy for each in script.segments}


async def test_a_segment_of_a_draft_that_was_begun_anew_is_refused(storage: Storage):
    draft = await open_draft(storage)
    await open_draft(storage, now=NOW + WEEK)

    with pytest.raises(StorageError, match=f"episode {draft.episode_id} is not in the archive"):
        await storage.save_segment(draft.episode_id, segment())
    with pytest.raises(StorageError, match=f"episode {draft.episode_id} is not in the archive"):
        await storage.save_rundown(draft.episode_id, rundown(draft))


async def test_a_model_that_sends_half_a_character_does_not_stop_the_show(storage: Storage):
    draft = await open_draft(storage)
    await storage.save_rundown(draft.episode_id, rundown(draft))

    await storage.save_segment(draft.episode_id, segment(copy="マジ\ud83d"))

    assert (await open_draft(storage)).segments[0].copy == "マジ\ufffd"


async def spoil(storage: Storage, episode_id: int) -> None:
    spoilt = json.dumps({"edition": "of another version"})
    await storage._ask(lambda db: db.conn.execute("UPDATE episodes SET rundown = ? WHERE id = ?", (spoilt, episode_id)))


async def test_a_draft_of_another_version_is_begun_anew(storage: Storage, caplog: pytest.LogCaptureFixture):
    draft = await open_draft(storage)
    await storage.save_rundown(draft.episode_id, rundown(draft))
    await spoil(storage, draft.episode_id)

    with caplog.at_level(logging.WARNING):
        anew = await open_draft(storage)

    assert anew.rundown is None
    assert f"draft begun anew episode={draft.episode_id}" in caplog.text


async def test_a_finished_broadcast_of_another_version_is_never_made_again(storage: Storage):
    made = await finish(storage, kind=EpisodeKind.BROADCAST)
    await spoil(storage, made.episode_id)

    with pytest.raises(StorageError, match="a saved rundown cannot be read by this version"):
        await open_draft(storage, kind=EpisodeKind.BROADCAST)


async def test_a_draft_that_was_saved_before_a_new_field_is_still_read(storage: Storage):
    draft = await open_draft(storage)
    planned = rundown(draft)
    await storage.save_rundown(draft.episode_id, planned)
    await storage._ask(
        lambda db: db.conn.execute("UPDATE episodes SET rundown = replace(rundown, '\"watch_words\":[],', '')")
    )

    resumed = await open_draft(storage)

    assert resumed.rundown == replace(planned, edition=edition(watch_words=()))


OPEN = """
import asyncio, sys
from archive.storage import Storage
from radio.show import EpisodeKind
from tests.archive.builders import open_draft

async def main():
    async with Storage.open(sys.argv[1]) as storage:
        draft = await open_draft(storage, kind=EpisodeKind(sys.argv[2]))
        print(draft.episode_id, draft.episode_number)

asyncio.run(main())
"""


@pytest.mark.parametrize("kind", list(EpisodeKind))
def test_two_processes_that_open_at_once_get_the_same_draft(tmp_path: Path, kind: EpisodeKind):
    processes = [start_process(OPEN, str(tmp_path / "radio.db"), kind) for _ in range(3)]

    assert read_lines(processes) == ["1 1"] * 3
