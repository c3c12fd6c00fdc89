import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.words import CONCEPTS, KNOWN_NAMES, is_figure, is_japanese, name_word, read_terms, read_title_terms


def terms(text: str) -> set[str]:
    return set(read_terms(text).shares)


@pytest.mark.parametrize(
    ("english", "japanese"),
    [
        ("OpenAI launches GPT-5", "オープンAI、GPT-5を公開"),
        ("NVIDIA", "エヌビディア"),
        ("Google lays off 12,000 employees", "グーグル、従業員1万2000人を解雇"),
        ("$40 billion", "400億ドル"),
        ("1.5 million", "１５０万"),
        ("400K tokens", "40万トークン"),
        ("400K tokens", "400Kトークン"),
        ("water on Europa", "エウロパの水"),
        ("Switch 2", "スイッチ2"),
        ("servers", "サーバー"),
        ("U.S. chips", "アメリカの半導体"),
        ("machine learning", "機械学習"),
        ("zero-day", "ゼロデイ"),
    ],
)
def test_both_languages_give_the_same_terms(english: str, japanese: str) -> None:
    assert terms(english) == terms(japanese)


@pytest.mark.parametrize(
    ("text", "stem", "version"),
    [
        ("GPT-5.5", "gpt", "5.5"),
        ("GPT5", "gpt", "5"),
        ("GPT-4o mini", "gpt", "4o-mini"),
        ("GPT-4o miniを公開", "gpt", "4o-mini"),
        ("iPhone 17", "iphone", "17"),
        ("iPhone17発表", "iphone", "17"),
        ("Python 3.0", "python", "3"),
        ("ラズパイ5が登場", "raspberrypi", "5"),
        ("はやぶさ2の軌道", "hayabusa", "2"),
        ("DeepSeek-R1", "r", "1"),
    ],
)
def test_a_version_belongs_to_its_name(text: str, stem: str, version: str) -> None:
    found = read_terms(text)

    assert found.versions[stem] == {version}
    assert f"{stem}@{version.partition('-')[0]}" in found.shares


@pytest.mark.parametrize("text", ["データ5件", "Meta 8,000 people", "スイッチ2台", "of 5", "Docker 2025"])
def test_a_count_or_a_year_is_no_version(text: str) -> None:
    assert not read_terms(text).versions


def test_a_vulnerability_is_known_by_its_number() -> None:
    assert "cve-2024-3094" in terms("XZ Utilsに脆弱性（CVE-2024-3094）")


def test_a_telling_figure_weighs_more_than_a_round_one() -> None:
    shares = read_terms("8,712 of 10,000 and 40").shares

    assert shares["#8712"] > shares["#10000"] > shares["#40"]


@pytest.mark.parametrize(
    "text", ["", "は を が", "the of and to", "2026", "7", "1" * 40, "!!!", "ほんとにそうなんです"]
)
def test_what_says_nothing_gives_no_terms(text: str) -> None:
    assert not terms(text)


def test_letters_and_digits_stay_together() -> None:
    assert {"24h2", "3d", "log@4j", "c++", "c#", "next.js"} <= terms("24H2 3D Log4j C++ C# Next.js")


def test_a_long_compound_is_read_in_pairs_and_as_a_whole() -> None:
    shares = read_terms("名古屋港湾").shares

    assert {"名古", "古屋", "名古屋港湾"} <= shares.keys()
    assert all(share < 1 for share in shares.values())


def test_a_known_word_is_found_within_a_compound() -> None:
    assert {"layoff", "大規模"} == terms("大規模人員削減")


def test_a_run_of_kanji_without_end_is_cut() -> None:
    assert len(terms("漢字" * 5_000)) < 20


def test_the_name_of_the_site_counts_little() -> None:
    shares = read_title_terms("Rustで書くコンパイラの最適化入門 | ゼントロファブの技術").shares

    assert shares["rust"] == 1
    assert shares["ゼントロファブ"] < 0.3


def test_a_title_that_is_mostly_behind_the_bar_is_read_whole() -> None:
    assert read_title_terms("速報 | Rustで書くコンパイラ").shares["rust"] == 1


def test_figures_and_japanese_words_are_told_apart() -> None:
    assert is_figure("#12000")
    assert not is_figure("gpt@5")
    assert is_japanese("水蒸気")
    assert not is_japanese("water")


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("libraries", "library"),
        ("crashes", "crash"),
        ("streaming", "streaming"),
        ("launched", "release"),
        ("boeing", "boeing"),
        ("the", ""),
        ("being", ""),
        ("bus", "bus"),
    ],
)
def test_english_endings_are_cut_alike(word: str, name: str) -> None:
    assert name_word(word) == name


def test_no_word_of_the_tables_is_also_a_stop_word() -> None:
    assert all(name_word(name) for name in KNOWN_NAMES | CONCEPTS)


@given(
    st.text(max_size=300) | st.text("アイウスリーズカガンタ米国月水漢字はaiusgptv0123456789.-,'’ 年万億%", max_size=60)
)
def test_any_text_gives_terms_of_sound_shares(text: str) -> None:
    found = read_title_terms(text)

    assert all(0 < share <= 1 for share in found.shares.values())
    assert all(found.shares)
