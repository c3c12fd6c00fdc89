import pytest

from newsroom.languages import detect_language
from radio.news import Language

JA, EN, OTHER = Language.JAPANESE, Language.ENGLISH, Language.OTHER


@pytest.mark.parametrize(
    ("text", "feed_language", "language"),
    [
        ("OpenAI、GPT-5を発表", EN, JA),
        ("Apple、M5 Ultra搭載Mac Studioを発表", EN, JA),
        ("AWS Lambda アップデート", EN, JA),
        ("ﾊﾝｶｸ ﾃｽﾄ", EN, JA),
        ("Google DeepMind: AlphaFold 3の全て", EN, JA),
        ("The art of ラーメン in New York and beyond", EN, EN),
        ("The history of the word です and what it says of us", JA, JA),
        ("How to read 東京 on the maps of the world", JA, EN),
        ("量子計算機", JA, JA),
        ("量子計算機", EN, OTHER),
        ("人工智能发展报告", JA, OTHER),
        ("人工智慧正在改變世界的運作方式並且影響到每一個人的日常生活工作學習娛樂健康", JA, OTHER),
        ("Qwen3 Technical Report", JA, EN),
        ("Claude Code v2", EN, EN),
        ("Qwen3 Technical Report", OTHER, OTHER),
        ("The report of the year", OTHER, EN),
        ("Show HN: Das Keyboard", EN, EN),
        ("La La Land AI", EN, EN),
        ("Comment j'ai construit un LLM pour les développeurs", EN, OTHER),
        ("Wie man eine KI baut und trainiert", EN, OTHER),
        ("Cómo construir una red neuronal para principiantes", EN, OTHER),
        ("Новая модель от OpenAI", EN, OTHER),
        ("새로운 모델 공개", JA, OTHER),
        ("2026 🎉", JA, JA),
        ("", EN, EN),
    ],
)
def test_a_text_is_in_the_language_of_its_words(text, feed_language, language):
    assert detect_language(text, feed_language) is language
