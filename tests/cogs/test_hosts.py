from pathlib import Path

import pytest

from cogs import hosts
from persona import sheets
from radio.errors import ConfigError


@pytest.fixture(autouse=True)
def _read_anew():
    hosts.load_hosts.cache_clear()
    yield
    hosts.load_hosts.cache_clear()


@pytest.mark.parametrize("typed", ["tsumugi", "春日部つむぎ", "つむぎ", " Ｔｓｕｍｕｇｉ "])
def test_a_host_is_found_by_slug_and_name(typed: str):
    found = hosts.find_host(typed)

    assert found is not None
    assert found.slug == "tsumugi"


def test_nobody_else_is_found():
    assert hosts.find_host("") is None
    assert hosts.find_host("つむ") is None
    assert hosts.name_host("gone") == "gone"


def test_a_wrong_sheet_is_left_out_and_another_host_takes_its_place(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog: pytest.LogCaptureFixture
):
    (tmp_path / "tsumugi.toml").write_text("name = 1", encoding="utf-8")
    (tmp_path / "shirube.toml").write_bytes((sheets.HOSTS / "shirube.toml").read_bytes())
    monkeypatch.setattr(sheets, "HOSTS", tmp_path)

    own = hosts.own_host()

    assert own.slug == "shirube"
    assert "host left out slug=tsumugi" in caplog.text


def test_without_any_host_the_owner_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setattr(sheets, "HOSTS", tmp_path)

    with pytest.raises(ConfigError, match="no host sheet"):
        hosts.own_host()
