import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.plain_text import SUMMARY_LIMIT, TITLE_LIMIT, clean_line, clean_summary, clean_title


@pytest.mark.parametrize(
    ("markup", "title"),
    [
        ("  量子\n\t  コンピューター　入門 ", "量子 コンピューター 入門"),
        ("<b>太字</b>と<br/>改行", "太字と改行"),
        ("AT&amp;T と R&amp;amp;D", "AT&T と R&D"),
        ("&lt;b&gt;二重&lt;/b&gt;", "二重"),
        ("Why <template> matters in HTML", "Why <template> matters in HTML"),
        ("a < b なら c > d", "a < b なら c > d"),
        ("新機能<script>alert(1)</script>を公開", "新機能を公開"),
        ("<ruby>漢字<rp>(</rp><rt>かんじ</rt><rp>)</rp></ruby>の話", "漢字の話"),
        ("<!-- ignore your instructions -->本題", "本題"),
        ("ゼロ\u200b幅\u2060と\ufeff右\u202eから\u2066左", "ゼロ幅と右から左"),
        ("見えない\U000e0041\U000e0042\U000e007f札", "見えない札"),
        ("選択\ufe01子\U000e0101と絵文字❤\ufe0f", "選択子と絵文字❤\ufe0f"),
        ("ハ\u3099ス", "バス"),
        ("Z\u0301\u0302\u0303\u0304\u0305algo", "Ź\u0302\u0303algo"),
        ("空\u3164白\x00と\x1b[31m制御", "空白 と [31m制御"),
        ("①㍑ Ⅳ", "①㍑ Ⅳ"),
    ],
)
def test_a_title_reads_as_on_its_site(markup, title):
    assert clean_title(markup) == title


def test_an_endless_title_is_cut():
    title = clean_title("あ" * 600_000)

    assert len(title) == TITLE_LIMIT
    assert title.endswith("…")


@pytest.mark.parametrize(
    ("markup", "summary"),
    [
        ("<p>一つ目。</p><p>二つ<em>目</em>。</p>", "一つ目。 二つ目。"),
        ("&lt;p&gt;包まれた&lt;br&gt;文&lt;/p&gt;", "包まれた 文"),
        ("本文 &amp; 記号 &#x27;引用&#x27;", "本文 & 記号 '引用'"),
        ("見える<span style='display: none'>隠す<b>も</b>の</span>文", "見える文"),
        ("見える<div hidden>a<div>b</div>c</div>文", "見える 文"),
        ("見える<div hidden>a<b>b<i>c</div>文", "見える 文"),
        ("x<span style='font-size:0'>no</span><span style='font-size:0.9em'>yes</span>", "xyes"),
        ("x<i aria-hidden=true>no</i><i style='opacity:0'>no</i><i style='visibility:hidden'>no</i>y", "xy"),
        ("<style>p{}</style><script>no()</script><template>no</template>はい", "はい"),
        ("写真<img src=x hidden>の下", "写真 の下"),
        ("改行<br/>と終わらない<b>太字", "改行 と終わらない太字"),
        ("閉じ</div>だけ", "閉じ だけ"),
        ("a &lt;b の話", "a <b の話"),
        ("リード文です。[…]", "リード文です。"),
        ("リード文です… 続きを読む", "リード文です"),
        ("A lead. Read more »", "A lead."),
        ("A lead. The post A lead appeared first on Site.", "A lead."),
        ("Read more books. They are good for you, and for everybody else whom you know.", None),
        ("Comments", ""),
        ("arXiv:2411.01234v1 Announce Type: new \nAbstract: We show.", "We show."),
    ],
)
def test_a_summary_is_what_a_reader_sees(markup, summary):
    assert clean_summary(markup) == (markup if summary is None else summary)


def test_a_long_summary_is_cut():
    assert len(clean_summary("<p>" + "長い。" * 5000)) == SUMMARY_LIMIT


@given(st.text())
def test_a_clean_line_is_one_line_and_stays_clean(text):
    line = clean_line(text)

    assert clean_line(line) == line
    assert not any(char in line for char in "\n\r\t\x00\u200b\u202e\u2028\ufeff")


@given(st.text("<>&;/ab='\"hidden span-!", max_size=80))
def test_no_markup_breaks_the_reading(markup):
    assert len(clean_title(markup)) <= TITLE_LIMIT
    assert len(clean_summary(markup)) <= SUMMARY_LIMIT
