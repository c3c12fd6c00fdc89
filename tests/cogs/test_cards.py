import itertools

import discord
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cogs.cards import MESSAGE_LIMIT, guard_text, make_card, make_messages, read_view
from radio.transmission import Link, Post
from tests.loopback.discord.component_rules import check_components

LINK = Link(label="example.com で読む", url="https://example.com/a")


def post(**given: object) -> Post:
    return Post(
        **{
            "part": "story-1",
            "title": "新しいモデルの話",
            "text": "タイトルは「新しいモデルの話」だって。\nすごいっしょ！",
            "note": "example.com ・ 2026年11月20日",
            "links": (LINK,),
            "colour": 0xFF9914,
        }
        | given
    )


def texts(shown: Post) -> list[str]:
    return [item.content for item in make_card(shown).walk_children() if isinstance(item, discord.ui.TextDisplay)]


def buttons(shown: Post) -> list[str | None]:
    return [item.url for item in make_card(shown).walk_children() if isinstance(item, discord.ui.Button)]


def faults(shown: Post) -> list[object]:
    return list(check_components(make_card(shown).to_components(), layout=True, files=set()))


def test_a_card_has_a_heading_the_copy_a_small_line_and_a_button_in_the_hosts_colour():
    card = make_card(post())

    (container,) = card.children
    assert isinstance(container, discord.ui.Container)
    assert container.accent_colour == discord.Colour(0xFF9914)
    assert texts(post()) == [
        "## 新しいモデルの話",
        "タイトルは「新しいモデルの話」だって。\nすごいっしょ！",
        "-# example.com ・ 2026年11月20日",
    ]
    assert buttons(post()) == ["https://example.com/a"]


def test_several_links_are_a_list_of_titles():
    links = (Link(label="1. 話 [前編]", url="https://a.example/x(1)"), Link(label="2. 次", url="https://b.example/"))

    shown = texts(post(links=links))

    assert shown[2] == "[1. 話 ［前編］](https://a.example/x%281%29)\n[2. 次](https://b.example/)"
    assert buttons(post(links=links)) == []


def test_an_address_too_long_for_a_button_is_a_line():
    address = "https://a.example/" + "x" * 600

    assert buttons(post(links=(Link(label="読む", url=address),))) == []
    assert texts(post(links=(Link(label="読む", url=address),)))[2] == f"[読む]({address})"


def test_an_address_without_room_is_left_out_and_its_title_stays():
    links = tuple(Link(label=f"{number} つ目", url="https://a.example/" + "x" * 1500) for number in range(1, 4))

    shown = texts(post(text="あ" * 1900, links=links))

    assert shown[2].splitlines()[1:] == ["2 つ目", "3 つ目"]
    assert sum(map(len, shown)) <= 4000


def test_an_address_in_japanese_becomes_ascii():
    (address,) = buttons(post(links=(Link(label="読む", url="https://日本語.example/量子 の話"),)))

    assert address is not None
    assert address.isascii()
    assert " " not in address


@pytest.mark.parametrize(
    "attack",
    [
        "@everyone",
        "@here",
        "<@123456789012345678>",
        "<@&123456789012345678>",
        "<#123456789012345678>",
        "[クリック](https://evil.example)",
        "https://evil.example/",
        "||かくれた||",
        "```\n囲み\n```",
        "# 見出し",
        "> 引用",
        "-# 小さい",
        "**太字\nつづき**",
        "<t:1:R>",
        "discord.gg/evil",
        "discord://-/channels/1",
        "<mailto:boss@evil.example>",
        "<boss@evil.example>",
        "<+819012345678>",
    ],
)
def test_nothing_in_a_text_acts_in_discord(attack: str):
    guarded = guard_text(attack)

    for sign in (
        "@everyone",
        "@here",
        "<@",
        "<#",
        "](",
        "https://",
        "<t:",
        "discord.gg/",
        "discord://",
        "<mailto",
        "<boss",
        "<+",
    ):
        assert sign not in guarded
    assert not guarded.startswith(("# ", "> ", "-# "))
    assert all(guarded[index - 1] == "\\" for index, sign in enumerate(guarded) if sign in "*`|")


def test_a_numbered_line_is_not_counted_anew():
    assert guard_text("1. はじめ\n3. おわり") == "1\\. はじめ\n3\\. おわり"


def test_plain_japanese_stays_as_it_is():
    assert guard_text("え、マジ？「GPT-5」は3.5倍も速いんだって！ snake_case もC++も") == (
        "え、マジ？「GPT-5」は3.5倍も速いんだって！ snake_case もC++も"
    )


def test_a_short_post_is_one_plain_message_with_its_link_unfolded():
    assert make_messages(post()) == (
        "## 新しいモデルの話\nタイトルは「新しいモデルの話」だって。\nすごいっしょ！\n"
        "-# example.com ・ 2026年11月20日\nexample.com で読む <https://example.com/a>",
    )


def test_a_long_post_is_cut_after_a_sentence():
    sentence = "あーしはこれ、けっこう大事な話だと思うんだよね。"

    pieces = make_messages(post(text=sentence * 100))

    assert len(pieces) == 2
    assert pieces[0].endswith("。")
    assert all(len(piece) <= MESSAGE_LIMIT for piece in pieces)
    assert "".join(pieces).count(sentence) == 100


def test_a_post_without_note_and_links_has_no_line_under_the_copy():
    card = make_card(post(note="", links=()))

    assert not any(isinstance(item, discord.ui.Separator) for item in card.walk_children())
    assert not faults(post(note="", links=()))


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=60) | st.sampled_from(
    ["```", "**", "@everyone", "# ", "1. ", "。" * 40, "||", "https://x.example", "\\", "あ" * 1900]
)
POSTS = st.builds(
    post,
    title=TEXTS.map(lambda title: title[:250]),
    text=st.lists(TEXTS, max_size=4).map("\n".join).map(lambda text: text[:1900]),
    note=TEXTS.map(lambda note: note[:200]),
    links=st.lists(
        st.builds(
            Link,
            label=TEXTS.map(lambda label: label[:80]),
            url=st.sampled_from(
                ["https://a.example/", "https://日本.example/あ い", "https://a.example/" + "y" * 2000]
            ),
        ),
        max_size=6,
    ).map(tuple),
)


@given(POSTS)
def test_whatever_is_in_a_post_discord_takes_its_card(shown: Post):
    if any(map(str.strip, texts(shown))):
        assert not faults(shown)


@given(POSTS)
def test_whatever_is_in_a_post_its_plain_messages_fit(shown: Post):
    pieces = make_messages(shown)

    assert all(0 < len(piece.strip()) <= len(piece) <= MESSAGE_LIMIT for piece in pieces)


def test_cards_that_differ_read_differently():
    shown = [post(), post(title="別の話"), post(text="別の言葉"), post(note="別の日")]

    assert all(read_view(make_card(a)) != read_view(make_card(b)) for a, b in itertools.combinations(shown, 2))
