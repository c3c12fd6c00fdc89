import pytest

from radio.show import Fact, FactSheet
from radio.writing import Severity
from studio.copydesk.facts import prove_facts
from tests.factories import article
from tests.studio.copydesk.proofs import ENGLISH, JAPANESE, SHEET

CHIP = article(
    title="Cerebras runs Llama 4",
    text=(
        "Cerebras says its chip generates 2,522 tokens per second on Llama 4. "
        "The price is about $1.50, or some 12.5 watts of power for up to 40 users. "
        "電力は約30％減り、最大で64人が同時に使える。"
    ),
)
PROVEN = FactSheet(facts=(SHEET.facts[0], SHEET.facts[1], SHEET.facts[3]))


def fault(claim: str, quote: str) -> set[str]:
    _, findings = prove_facts(FactSheet(facts=(Fact(claim=claim, quote=quote),)), CHIP)
    return {finding.check for finding in findings}


def test_proven_facts_stay_as_they_are():
    kept, findings = prove_facts(PROVEN, ENGLISH)

    assert kept == PROVEN
    assert findings == ()


@pytest.mark.parametrize(
    "quote",
    [
        "its chip generates 2,522 tokens per second",
        "ITS CHIP  generates\n2,522 tokens per second…",
        "「its chip generates 2,522 tokens per second」",
        "電力は約30%減り、",
        "電力は 約３０％ 減り",
    ],
)
def test_a_quote_may_differ_in_case_width_and_white_space(quote: str):
    assert "fact quote" not in fault("速いチップ", quote)


@pytest.mark.parametrize(
    "quote",
    [
        "its chip produces 2,522 tokens per second",
        "its chip",
        "電力は約",
        "its chip generates ... tokens per second",
        "its chip generates […] tokens per second",
        "電力は約30％減り(中略)使える",
        "hip generates 2,522 tokens per second",
        "its chip generates 2,522 tokens per secon",
        "522 tokens per second on Llama 4",
        "The price is about $1",
        "or some 12.5 watts of power for up to 4",
        "5 watts of power for up to 40 users",
        "50, or some 12.5 watts of power",
        "",
        "。。。",
    ],
)
def test_a_quote_that_is_cut_changed_or_too_short_proves_nothing(quote: str):
    assert fault("速いチップ", quote) == {"fact quote"}


def test_a_quote_that_stands_cut_first_and_whole_later_is_found():
    source = article(text="Rewriting is hard work today. Then writing is hard work today.")
    sheet = FactSheet(facts=(Fact(claim="書くのはたいへん", quote="writing is hard work today"),))

    assert prove_facts(sheet, source) == (sheet, ())


def test_a_quote_may_be_the_whole_article():
    source = article(title="", text="Writing is hard work")
    sheet = FactSheet(facts=(Fact(claim="書くのはたいへん", quote="Writing is hard work"),))

    assert prove_facts(sheet, source) == (sheet, ())


@pytest.mark.parametrize(
    ("claim", "check"),
    [
        ("1秒に2522トークンを作る", None),
        ("1秒に2500トークンを作る", "fact number"),
        ("1秒に2522ドル", "fact number"),
        ("1秒に約2522トークンを作る", "fact number"),
        ("1秒に2522トークン以上", "fact number"),
        ("OpenAIのチップは1秒に2522トークンを作る", "fact name"),
        ("CerebrasのチップがLlama 4で動く", None),
        ("CerebrasのチップがLlama4で動く", None),
        ("  ", "fact claim"),
        ("これがひとつ目の話、ポイントは1つ", None),
    ],
)
def test_a_claim_says_no_more_than_its_quote(claim: str, check: str | None):
    found = fault(claim, "Cerebras says its chip generates 2,522 tokens per second on Llama 4")

    assert found == ({check} if check else set())


@pytest.mark.parametrize(
    ("claim", "check"),
    [
        ("電力が約3割減る", None),
        ("電力が3割ほど減る", None),
        ("電力が30％減る", "fact number"),
        ("最大で64人が使える", None),
        ("64人が使える", "fact number"),
        ("約64人が使える", "fact number"),
    ],
)
def test_a_claim_keeps_what_qualifies_its_number(claim: str, check: str | None):
    found = fault(claim, "電力は約30％減り、最大で64人が同時に使える")

    assert found == ({check} if check else set())


@pytest.mark.parametrize(
    ("claim", "check"),
    [("2001年11月に始まった", None), ("2002年に始まった", "fact number"), ("バージョン2001が出た", None)],
)
def test_a_date_needs_no_qualifier(claim: str, check: str | None):
    sheet = FactSheet(facts=(Fact(claim=claim, quote="「Suica」は、2001年11月にJR東日本が始めた"),))

    _, findings = prove_facts(sheet, JAPANESE)

    assert {finding.check for finding in findings} == ({check} if check else set())


def test_a_fact_given_twice_is_kept_once():
    fact = SHEET.facts[0]

    kept, findings = prove_facts(FactSheet(facts=(fact, fact)), ENGLISH)

    assert kept.facts == (fact,)
    assert findings == ()


def test_caveat_and_number_are_proven_like_facts():
    good = Fact(claim="もう修理できない", quote="the telescope cannot be repaired any more")
    bad = Fact(claim="もうすぐ直る", quote="the telescope will be repaired very soon")

    kept, findings = prove_facts(FactSheet(facts=(), caveat=good, number=bad), ENGLISH)

    assert (kept.caveat, kept.number) == (good, None)
    assert [(finding.check, finding.severity) for finding in findings] == [("fact quote", Severity.GATE)]


@pytest.mark.parametrize(
    ("maker", "kept"),
    [("Ball Aerospace", "Ball Aerospace"), ("ball  aerospace", "ball  aerospace"), ("SpaceX", None), (None, None)],
)
def test_a_maker_has_to_be_named_by_the_article(maker: str | None, kept: str | None):
    proven, findings = prove_facts(FactSheet(facts=(), maker=maker), ENGLISH)

    assert proven.maker == kept
    assert [finding.check for finding in findings] == (["fact maker"] if maker and not kept else [])
