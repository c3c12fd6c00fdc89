import os
import subprocess
import sys
from pathlib import Path

import pytest

from archive.lock import hand_over, hold_lock
from radio.errors import StorageError

HOLDER = """
import sys
from pathlib import Path
from archive.lock import hand_over, hold_lock
with hold_lock(Path(sys.argv[1])) as alone:
    print(alone, flush=True)
    sys.stdin.read()
"""
ROOT = Path(__file__).parents[2]


def test_the_first_holds_the_lock_and_the_second_is_told(tmp_path: Path):
    with hold_lock(tmp_path / "radio.db") as first, hold_lock(tmp_path / "radio.db") as second:
        assert (first, second) == (True, False)

    with hold_lock(tmp_path / "radio.db") as third:
        assert third


def test_two_names_of_one_file_meet_at_one_lock(tmp_path: Path):
    (tmp_path / "radio.db").touch()
    (tmp_path / "link.db").symlink_to("radio.db")

    with hold_lock(tmp_path / "radio.db"), hold_lock(tmp_path / "link.db") as second:
        assert not second


def test_a_holder_that_is_killed_lets_go(tmp_path: Path):
    database = tmp_path / "new folder" / "radio.db"
    command = [sys.executable, "-c", HOLDER, str(database)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == "True\n"
        with hold_lock(database) as alone:
            assert not alone

        holder.kill()
        holder.wait()

        with hold_lock(database) as alone:
            assert alone


def test_a_lock_that_cannot_be_made_is_a_storage_error(tmp_path: Path):
    (tmp_path / "radio.db.lock").mkdir()

    with pytest.raises(StorageError, match=r"radio\.db\.lock: Is a directory"), hold_lock(tmp_path / "radio.db"):
        pass


@pytest.mark.parametrize(("who", "expected"), [(0, [("radio.db", os.getuid())]), (1000, [])])
def test_what_root_makes_is_given_to_the_owner_of_the_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, who: int, expected: list[tuple[str, int]]
):
    given: list[tuple[str, int]] = []
    monkeypatch.setattr(os, "geteuid", lambda: who)
    monkeypatch.setattr(os, "chown", lambda path, owner, group: given.append((path.name, owner)))

    hand_over(tmp_path / "radio.db")

    assert given == expected
