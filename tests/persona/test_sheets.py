import re
from pathlib import Path

import pytest

from persona.sheets import HOSTS, list_hosts, load_persona
from radio.errors import ConfigError

SHEET = (HOSTS / "tsumugi.toml").read_text("utf-8")


def write(folder: Path, sheet: str | bytes, slug: str = "tsumugi") -> Path:
    path = folder / f"{slug}.toml"
    path.write_bytes(sheet if isinstance(sheet, bytes) else sheet.encode())
    return path


def faults_of(folder: Path, sheet: str | bytes) -> list[str]:
    path = write(folder, sheet)
    with pytest.raises(ConfigError) as caught:
        load_persona("tsumugi", folder)
    assert all(fault.startswith(f"{path}:") for fault in caught.value.faults)
    return [fault.removeprefix(f"{path}:") for fault in caught.value.faults]


def line_of(sheet: str, words: str) -> int:
    return next(number for number, line in enumerate(sheet.split("\n"), 1) if words in line)


def without(key: str) -> str:
    return re.sub(rf"(?m)^{key} = .*\n", "", SHEET)


def test_the_project_carries_two_hosts_on_two_days():
    hosts = [load_persona(slug) for slug in list_hosts()]

    assert [host.slug for host in hosts] == ["shirube", "tsumugi"]
    assert len({host.weekday for host in hosts}) == 2
    assert {host.polite for host in hosts} == {True, False}


def test_tsumugi_is_who_the_show_says_she_is():
    tsumugi = load_persona("tsumugi")

    assert tsumugi.name == "春日部つむぎ"
    assert tsumugi.programme == "マジカルラブリー☆つむぎのピュアピュアAI放送局"
    assert (tsumugi.weekday, tsumugi.colour) == (0, 0xFF9914)
    assert (tsumugi.first_person, tsumugi.second_person) == ("あーし", "きみ")
    assert "VOICEVOX:春日部つむぎ" in tsumugi.credit
    assert len(tsumugi.samples) >= 24
    assert "ずんだもん先輩" in tsumugi.known_names
    assert not tsumugi.frames.opening.startswith("\n")


@pytest.mark.parametrize("slug", list_hosts())
def test_no_host_speaks_as_another(slug: str):
    host = load_persona(slug)
    said = "".join((*host.samples, *host.explanations, *host.asides, *host.apologies, *host.reading.honest))

    # うち is left out: it hides in もうちょっと and そのうち.
    assert not [word for word in host.wrong_first_persons if word != "うち" and word in said]
    assert not re.search("ですわ|のだ[。！]|なのだ", said)
    assert ("です" in said) == host.polite


def test_another_host_is_one_more_file(tmp_path: Path):
    write(tmp_path, SHEET.replace('"monday"', '"Friday"').replace("#FF9914", "#00aaff"), "another-1")

    host = load_persona("another-1", tmp_path)

    assert list_hosts(tmp_path) == ("another-1",)
    assert (host.slug, host.weekday, host.colour) == ("another-1", 4, 0x00AAFF)


def test_files_that_are_no_sheets_are_no_hosts(tmp_path: Path):
    for name in ("Upper.toml", "with space.toml", "notes.txt", ".hidden.toml", "under_score.toml"):
        (tmp_path / name).write_text("", "utf-8")

    assert list_hosts(tmp_path) == ()


@pytest.mark.parametrize(
    "slug", ["../tsumugi", "/etc/passwd", "", "TSUMUGI", "tsumugi\n", "hosts/tsumugi", "tsumugi\0"]
)
def test_a_slug_leads_nowhere_else(slug: str):
    with pytest.raises(ConfigError, match="no host is called"):
        load_persona(slug)


def test_an_unknown_host_is_answered_with_the_likely_one():
    with pytest.raises(ConfigError, match="did you mean 'tsumugi'"):
        load_persona("tumugi")


def test_an_unknown_host_is_answered_with_those_there_are(tmp_path: Path):
    with pytest.raises(ConfigError, match="there are: shirube, tsumugi"):
        load_persona("zzz")
    with pytest.raises(ConfigError, match="there are: none"):
        load_persona("zzz", tmp_path)


def test_a_sheet_with_a_mark_of_order_and_foreign_line_ends_is_read(tmp_path: Path):
    write(tmp_path, b"\xef\xbb\xbf" + SHEET.replace("\n", "\r\n").encode())

    assert load_persona("tsumugi", tmp_path) == load_persona("tsumugi")


def test_a_sheet_that_is_not_utf_8_names_the_line(tmp_path: Path):
    assert faults_of(tmp_path, b'a = "b"\nname = "' + "つむぎ".encode("shift_jis") + b'"') == [
        "2: not UTF-8; save the sheet as UTF-8"
    ]


@pytest.mark.parametrize(
    ("broken", "fault"),
    [
        (SHEET.replace('name = "春日部つむぎ"', "name = 春日部つむぎ", 1), "4: not TOML: Invalid value"),
        ('name = "つむぎ', "1: not TOML: "),
        ('name = "一"\nname = "二"', "2: not TOML: Cannot overwrite a value"),
    ],
)
def test_broken_toml_names_the_line(tmp_path: Path, broken: str, fault: str):
    assert faults_of(tmp_path, broken)[0].startswith(fault)


def test_a_sheet_that_cannot_be_read_says_why(tmp_path: Path):
    (tmp_path / "tsumugi.toml").mkdir()

    with pytest.raises(ConfigError, match="cannot be read"):
        load_persona("tsumugi", tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("first_person =", "frist_person =", "unknown key 'frist_person', did you mean 'first_person'?"),
        ('#FF9914"', 'orange"', "colour 'orange' must be written like \"#FF9914\""),
        ('#FF9914"', '#F91"', "colour '#F91' must be written like \"#FF9914\""),
        ('"monday"', '"mondy"', "weekday 'mondy' is no day; did you mean 'monday'?"),
        ('"monday"', '"げつ"', "weekday 'げつ' is no day; write one of monday, tuesday, "),
        ("polite = false", 'polite = "no"', "polite must be true or false"),
        ('second_person = "きみ"', "second_person = 2", "second_person must be a text in quotes"),
        ('second_person = "きみ"', 'second_person = " "', "second_person has an empty text"),
        (
            'foreign_endings = ["のだ",',
            'foreign_endings = [3, "のだ",',
            "foreign_endings: line 1 must be a text in quotes",
        ),
        ('foreign_endings = ["のだ",', 'foreign_endings = ["", "のだ",', "foreign_endings has an empty text"),
        (
            "ぜんぶで{count}つ！",
            "ぜんぶで{cuont}つ！",
            "frames.opening has an unknown placeholder {cuont}, did you mean {count}?",
        ),
        ("「{title}」", "「{}」", "frames.title has an unknown placeholder {}; it may hold {title}"),
        ("「{title}」", "「{title!r}」", "frames.title has an unknown placeholder {title!r}, did you mean {title}?"),
        ("「{title}」", "「{title:>99}」", "frames.title has an unknown placeholder {title:>99}"),
        ("「{title}」", "「{title」", "frames.title has a brace without its partner"),
        ("「{earlier}」", "「前」", "frames.follow_up lacks {earlier}"),
        (
            'first = "まずは',
            'first = "{number}まずは',
            "frames.first has an unknown placeholder {number}; it may hold none",
        ),
        (
            "お相手は、春日部つむぎでした！",
            "月曜日に会おうね！",
            "frames.closing names a day; only opening may, as {weekday}",
        ),
        ("{weekday}はあーし、春日部", "{weekday}は春日部", None),
        ("今日この記事は、あーしが", "今日この記事は、", "frames.standby must say 'あーし', the host's first person"),
        ("これはね、あーしの言葉", "これはね、自分の言葉", "reading.honest must say 'あーし', the host's first person"),
        ('"わたし", "私"', '"あーし", "私"', "wrong_first_persons holds 'あーし', the host's own first person"),
        (
            "書き出しはね、「{quote}」",
            "書き出しはね、{quote}",
            "reading.lead must hold {quote} within 「」: others' words are quoted",
        ),
        (
            '    "さむいから、あったかいもの用意して聞いてね〜！",\n',
            "",
            "frames.seasons has 11 lines; give one for each month, twelve",
        ),
        (
            "ここ、テストに出るよ〜。",
            "ここ、テストに\u200b出るよ〜。",
            "samples holds characters that nobody can see; write the line anew",
        ),
        (
            'short_name = "つむぎ"',
            f'short_name = "{"つ" * 1500}"',
            "short_name has a text of 1500 characters; 1400 are the most",
        ),
    ],
)
def test_a_wrong_sheet_is_refused_with_line_and_reason(tmp_path: Path, old: str, new: str, reason: str | None):
    assert old in SHEET
    sheet = SHEET.replace(old, new, 1)

    if reason is None:
        write(tmp_path, sheet)
        assert load_persona("tsumugi", tmp_path)
        return

    found = [fault for fault in faults_of(tmp_path, sheet) if reason in fault]
    assert len(found) == 1
    changed = next((line for line in new.split("\n") if line.strip()), None)
    expected = line_of(sheet, changed) if changed else line_of(sheet, "seasons = [")
    assert abs(int(found[0].partition(":")[0]) - expected) <= (1 if "opening" in reason or "closing" in reason else 0)


@pytest.mark.parametrize("key", ["name", "short_name", "colour", "weekday", "polite", "first_person", "credit"])
def test_a_missing_key_is_named(tmp_path: Path, key: str):
    assert f"1: {key} is missing" in faults_of(tmp_path, without(key))


def test_a_missing_frame_points_at_its_table(tmp_path: Path):
    sheet = without("recap_item")

    assert faults_of(tmp_path, sheet) == [f"{line_of(sheet, '[frames]')}: frames.recap_item is missing"]


def test_missing_tables_are_named(tmp_path: Path):
    assert faults_of(tmp_path, SHEET[: SHEET.index("[frames]")]) == [
        "1: the table [frames] is missing",
        "1: the table [mail] is missing",
        "1: the table [news] is missing",
        "1: the table [reading] is missing",
    ]


def test_a_table_that_is_no_table_is_named(tmp_path: Path):
    sheet = 'frames = "x"\n' + SHEET[: SHEET.index("[frames]")] + SHEET[SHEET.index("[reading]") :]

    assert faults_of(tmp_path, sheet) == ["1: frames must be a table, written [frames]"]


@pytest.mark.parametrize("key", ["samples", "apologies", "manner", "markers"])
def test_a_list_that_must_hold_something_may_not_be_empty(tmp_path: Path, key: str):
    sheet = re.sub(rf"(?ms)^{key} = \[.*?^\]", f"{key} = []", SHEET)

    assert faults_of(tmp_path, sheet) == [f"{line_of(sheet, f'{key} = []')}: {key} is empty; give at least one line"]


def test_a_list_of_names_may_be_empty(tmp_path: Path):
    write(tmp_path, re.sub(r"(?ms)^known_names = \[.*?^\]", "known_names = []", SHEET))

    assert load_persona("tsumugi", tmp_path).known_names == ()


def test_a_text_where_a_list_belongs_is_named(tmp_path: Path):
    sheet = re.sub(r"(?ms)^never = \[.*?^\]", 'never = "ですわ"', SHEET)

    assert faults_of(tmp_path, sheet) == [
        f'{line_of(sheet, "never = ")}: never must be a list of texts, written ["…", "…"]'
    ]


def test_a_line_said_twice_is_named_where_it_stands(tmp_path: Path):
    line = '    "ここ、テストに出るよ〜。出ないけど！",\n'
    sheet = SHEET.replace(line, line * 2)

    assert faults_of(tmp_path, sheet) == [
        f"{line_of(sheet, 'テストに出るよ')}: samples says the same line twice: ここ、テストに出るよ〜。出ないけど！…"
    ]


def test_all_faults_are_told_at_once_in_the_order_of_the_sheet(tmp_path: Path):
    sheet = (
        without("credit")
        .replace("#FF9914", "orange")
        .replace("second_person =", "second_parson =")
        .replace("ぜんぶで{count}つ！", "ぜんぶで{cuont}つ！")
    )

    faults = faults_of(tmp_path, sheet)

    assert [fault.partition(": ")[2].split(" ")[0] for fault in faults] == [
        "credit",
        "second_person",
        "colour",
        "unknown",
        "frames.opening",
        "frames.opening",
    ]
    lines = [int(fault.partition(":")[0]) for fault in faults]
    assert lines == sorted(lines)


def test_a_key_inside_a_long_text_is_no_key(tmp_path: Path):
    sheet = SHEET.replace('character = """\n', 'character = \'\'\'\ncolour = "x" # """\n[frames]\n', 1)
    sheet = sheet.replace('最後まで説明する。"""', "最後まで説明する。'''", 1).replace("#FF9914", "orange")
    sheet = sheet.replace('colour = "orange"\n', "").replace(
        "wrong_first_persons = [", 'colour = "orange"\nwrong_first_persons = ['
    )

    assert faults_of(tmp_path, sheet) == [
        f"{line_of(sheet, 'orange')}: colour 'orange' must be written like \"#FF9914\""
    ]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("「{title}」の話だよね！", "その話だよね！", "mail.known lacks {title}"),
        ("{lines}\nあーしにできる", "あーしにできる", "mail.care lacks {lines}"),
        ("{pen_name}さん、おたより", "{pename}さん、おたより", "did you mean {pen_name}?"),
        ("invite = ", "invites = ", "unknown key 'mail.invites', did you mean 'invite'?"),
    ],
)
def test_a_wrong_line_of_mail_is_named(tmp_path: Path, old: str, new: str, fault: str):
    assert old in SHEET

    assert any(fault in each for each in faults_of(tmp_path, SHEET.replace(old, new, 1)))
