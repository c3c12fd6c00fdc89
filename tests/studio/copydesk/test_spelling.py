import pytest

from studio.copydesk.spelling import is_known_name, knows_katakana, knows_latin, name_key, read_lexicon, respell


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Cerebras sells chips", "セレブラス"),
        ("OpenAI", "オープンエーアイ"),
        ("NVIDIA", "エヌビディア"),
        ("a GPU", "ジーピーユー"),
        ("Alpha Fold", "アルファフォールド"),
        ("Git", "ギット"),
        ("Gemini", "ジェミニ"),
        ("Kubernetes", "クバネティス"),
        ("AMD", "エーエムディー"),
        ("ChatGPT", "ジーピーティー"),
        ("ヴァイオリンのはなし", "バイオリン"),
        ("コンピュータのはなし", "コンピューター"),
        ("ナノの話", "ナノ"),
    ],
)
def test_a_katakana_word_of_the_source_is_known(text: str, word: str):
    assert knows_katakana(word, read_lexicon(text))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Cerebras sells chips", "グーグル"),
        ("Cerebras sells chips", "セブン"),
        ("ナノの話", "ナゴ"),
        ("アナノの話", "ナノ"),
        ("a CPU", "ジーピーユー"),
        ("OpenAI", "アンソロピック"),
        ("only plain words here", "アオイ"),
        ("", "セレブラス"),
    ],
)
def test_a_katakana_word_that_the_source_lacks_is_not_known(text: str, word: str):
    assert not knows_katakana(word, read_lexicon(text))


def test_a_word_known_by_ear_needs_as_many_consonants_as_asked():
    lexicon = read_lexicon("Meta Pico")

    assert knows_katakana("ピコー", lexicon, fewest=2)
    assert not knows_katakana("ピコー", lexicon, fewest=3)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("OpenAI released it", "openai"),
        ("two GPUs", "GPU"),
        ("a GPU", "GPUs"),
        ("GPT-5", "GPT5"),
        ("Deep Mind", "DeepMind"),
        ("Wi-Fi", "WiFi"),
        ("a small language model that is fine-tuned, tuning it fine", "Fine-Tuning"),
        ("グーグルが発表した", "Google"),
        ("セレブラスが発表した", "Cerebras"),
        ("llama2 was released", "Llama"),
        ("C++ and C#", "C++"),
    ],
)
def test_a_latin_word_of_the_source_is_known(text: str, word: str):
    assert knows_latin(word, read_lexicon(text))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("OpenAI released GPT-4", "GPT-5"),
        ("OpenAI released it", "Anthropic"),
        ("The language is fine", "Fine-Tuning"),
        ("ラーマ2が出た", "Llama3"),
        ("セレブラスが発表した", "Oracle"),
        ("ナノの話", "É2"),
        ("ナノの話", "Aoi"),
        ("セレブラスが発表した", "Société"),
    ],
)
def test_a_latin_word_that_the_source_lacks_is_not_known(text: str, word: str):
    assert not knows_latin(word, read_lexicon(text))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Cerebras", "セレブラス"),
        ("OpenAI", "オープンエーアイ"),
        ("Google", "グーグル"),
        ("GPT", "ジーピーティー"),
        ("Ericsson", "エリクソン"),
        ("ヴァイオリン", "バイオリン"),
    ],
)
def test_one_name_has_one_key_in_both_scripts(one: str, other: str):
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(("one", "other"), [("Google", "グーテン"), ("MIT", "Mate"), ("R2", "R3"), ("Io", "Eau")])
def test_different_names_have_different_keys(one: str, other: str):
    assert name_key(one) != name_key(other)


@pytest.mark.parametrize(
    ("word", "plain"),
    [
        ("ヴェネツィア", "ベネツィア"),
        ("ウィキ", "ウイキ"),
        ("チーム", "チーム"),
        ("サーバー", "サーバ"),
        ("サー", "サー"),
        ("ティーム", "チーム"),
        ("デュアル", "ジュアル"),
    ],
)
def test_spellings_that_writers_differ_in_become_one(word: str, plain: str):
    assert respell(word) == plain


@pytest.mark.parametrize(
    ("word", "known"),
    [("マイクロソフト", True), ("メタ", True), ("Google", True), ("スイッチ", False), ("パソコン", False)],
)
def test_names_of_the_trade_are_told_from_ordinary_words(word: str, known: bool):
    assert is_known_name(word) is known
