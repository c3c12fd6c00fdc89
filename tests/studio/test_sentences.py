import time

import pytest

from studio.sentences import is_whole, split_sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("一つ目だ。二つ目だ！？三つ目？", ["一つ目だ。", "二つ目だ！？", "三つ目？"]),
        ("「すごい！」と言った。次だ。", ["「すごい！」と言った。", "次だ。"]),
        ("彼は「もう終わり。」と答えた。", ["彼は「もう終わり。」と答えた。"]),
        ("続く（注：補足。）。次。", ["続く（注：補足。）。", "次。"]),
        ("彼は言った。」続き。", ["彼は言った。」", "続き。"]),
        ("見出し\n\n本文だ。", ["見出し", "本文だ。"]),
        (
            "Yahoo!ニュースが1.5倍になった。Yahoo! JAPANは変えた。",
            ["Yahoo!ニュースが1.5倍になった。", "Yahoo! JAPANは変えた。"],
        ),
        ("It is fast. Is it? Yes! Good.", ["It is fast.", "Is it?", "Yes!", "Good."]),
        (
            "The U.S. team took 1.5 ms. Dr. Smith et al. agreed.",
            ["The U.S. team took 1.5 ms.", "Dr. Smith et al. agreed."],
        ),
        (
            "J. Smith left (see Fig. 2). So did I. Then e.g. Node.js ran.",
            ["J. Smith left (see Fig. 2).", "So did I.", "Then e.g. Node.js ran."],
        ),
        ('She said "It works." Then “Great.” Done.', ['She said "It works."', "Then “Great.”", "Done."]),
        (
            "The answer is no. It orbits the sun. It grew in the U.S.",
            ["The answer is no.", "It orbits the sun.", "It grew in the U.S."],
        ),
        ("Wait... What?! end", ["Wait...", "What?! end"]),
        ("cost of 3. 4 is more", ["cost of 3.", "4 is more"]),
        ("閉じない「かぎ括弧。続く。\n次の行。", ["閉じない「かぎ括弧。続く。", "次の行。"]),
        ("  ", []),
    ],
)
def test_a_text_falls_into_its_sentences(text: str, sentences: list[str]):
    assert list(split_sentences(text)) == sentences


@pytest.mark.parametrize("piece", ["終わった。", "本当？」", "It works.", 'He said "no."', "終わり（たぶん）。"])
def test_a_sentence_with_its_end_mark_is_whole(piece: str):
    assert is_whole(piece)


@pytest.mark.parametrize("piece", ["見出し", "切れた文は…", "cut off...", "続く‥", "Heading:", "」", ""])
def test_a_heading_or_a_cut_text_is_not_whole(piece: str):
    assert not is_whole(piece)


def test_a_long_line_of_full_stops_takes_no_long_time():
    started = time.process_time()

    split_sentences("a. B" * 5_000)

    assert time.process_time() - started < 2
