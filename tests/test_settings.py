import re
from pathlib import Path

import pytest

from radio.errors import ConfigError
from radio.mail import HELP_LINES
from settings import AirSettings, Settings, load_settings

ROOT = Path(__file__).resolve().parents[1]
NAMES = {name.upper() for name in Settings.model_fields}


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def env_file(tmp_path: Path) -> Path:
    return tmp_path / ".env"


def test_every_setting_is_named_in_the_example_file():
    example = (ROOT / ".env.example").read_text("utf-8")

    assert set(re.findall(r"^([A-Z_]+)=", example, re.MULTILINE)) == NAMES


def test_every_setting_is_named_in_the_owners_table():
    rows = re.findall(r"^\| (`[A-Z_`, ]+`) \|", (ROOT / "docs" / "operating.md").read_text("utf-8"), re.MULTILINE)

    assert {name for row in rows for name in re.findall(r"[A-Z_]+", row)} == NAMES


def test_the_example_file_as_it_stands_sets_the_defaults():
    copied = load_settings(ROOT / ".env.example")

    assert copied == load_settings(None)
    assert copied.mail_help_lines == HELP_LINES
    assert not copied.has_model


def test_all_faults_are_told_at_once_each_with_its_remedy(env_file: Path):
    env_file.write_text("OPENAI_TIMEOUT=soon\nHEALTH_PORT=0\nFETCH_ALLOW=nowhere\nLOG_LEVEL=loud\n", "utf-8")

    with pytest.raises(ConfigError) as caught:
        load_settings(env_file, AirSettings)

    named = [fault.partition(":")[0] for fault in caught.value.faults]
    assert sorted(named) == ["DISCORD_TOKEN", "FETCH_ALLOW", "HEALTH_PORT", "LOG_LEVEL", "OPENAI_TIMEOUT"]
    assert all("; set " in fault for fault in caught.value.faults)


def test_help_lines_may_have_several_lines_and_a_level_small_letters(env_file: Path):
    env_file.write_text("MAIL_HELP_LINES=こころの電話 000\\nまちの相談室 111\nLOG_LEVEL=debug\n", "utf-8")

    settings = load_settings(env_file)

    assert settings.mail_help_lines.splitlines() == ["こころの電話 000", "まちの相談室 111"]
    assert settings.log_level == "DEBUG"


def test_the_environment_wins_over_the_file(env_file: Path, monkeypatch: pytest.MonkeyPatch):
    env_file.write_text("OPENAI_MODEL=from-the-file\n", "utf-8")
    monkeypatch.setenv("OPENAI_MODEL", "from-the-environment")

    settings = load_settings(env_file)

    assert settings.openai_model == "from-the-environment"


def test_a_file_that_is_no_utf8_is_named(env_file: Path):
    env_file.write_bytes("CONTACT=つむぎ".encode("shift_jis"))

    with pytest.raises(ConfigError) as caught:
        load_settings(env_file)

    assert "not UTF-8" in caught.value.faults[0]
