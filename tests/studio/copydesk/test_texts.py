from studio.copydesk.names import count_parts
from studio.copydesk.spelling import LONGEST_NAME, knows_katakana, read_lexicon
from studio.copydesk.texts import Sentence, find_quotations


def test_a_sentence_ends_where_its_text_does():
    assert Sentence(start=3, text="鏡だよ。", own="鏡だよ。").end == 7


def test_latin_quotation_marks_count_unless_they_stand_inside_brackets():
    found = find_quotations('He said "hello there" and 「that was "good night" then」')

    assert [each.words for each in found] == ["hello there", 'that was "good night" then']


def test_a_bracket_within_brackets_ends_no_quotation():
    quotations = find_quotations("「外は『中』だよ」って」")

    assert [quotation.words for quotation in quotations] == ["外は『中』だよ"]


def test_a_run_of_katakana_too_long_for_a_name_is_not_looked_up():
    endless = "ア" * (LONGEST_NAME + 1)

    assert count_parts(endless) == 0
    assert not knows_katakana(endless, read_lexicon(endless, ""))
