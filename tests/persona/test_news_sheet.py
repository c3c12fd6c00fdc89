from pathlib import Path

import pytest

from persona.sheets import HOSTS, load_persona
from radio.errors import ConfigError

SHEET = (HOSTS / "tsumugi.toml").read_text(encoding="utf-8")


def faults_of(folder: Path, old: str, new: str) -> str:
    assert old in SHEET
    (folder / "tsumugi.toml").write_text(SHEET.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ConfigError) as wrong:
        load_persona("tsumugi", folder)
    return str(wrong.value)


def test_the_news_lines_are_read(tmp_path: Path):
    (tmp_path / "tsumugi.toml").write_text(SHEET, encoding="utf-8")

    news = load_persona("tsumugi", tmp_path).news

    assert "記事読んでるとこ" in news.progress[0]
    assert len(news.now) == 3


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("{when}にまた来て！", "また来て！", "news.busy lacks {when}"),
        ("いまアツいのは、この{count}つ", "いまアツいのは、この{cuont}つ", "did you mean {count}?"),
        ("quiet = ", "quite = ", "unknown key 'news.quite', did you mean 'quiet'?"),
        ('pay_wall = "', 'pay_wall = ["', "news.pay_wall must be a text in quotes"),
        ("「{words}」の記事、今週の中からは", "今週の中からは", "news.nothing lacks {words}"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, old: str, new: str, fault: str):
    if new.endswith('["'):
        line = next(line for line in SHEET.splitlines() if line.startswith("pay_wall"))
        old, new = line, f"pay_wall = [{line.partition('= ')[2]}]"

    assert fault in faults_of(tmp_path, old, new)
