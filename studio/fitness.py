"""What the host says to nobody, whoever wishes for it: words that hurt, what is not hers, personal data. Pure."""

from radio.writing import Finding
from studio.copydesk.galley import gate
from studio.hurtful_words import find_hurtful
from studio.personal_data import find_personal
from studio.unseemly_words import find_unseemly


def check_fitness(copy: str) -> tuple[Finding, ...]:
    """What is unfit in an answer to listeners, a reply or what is said of a letter."""
    findings: list[Finding] = []
    if find_hurtful(copy) or find_unseemly(copy):
        findings.append(gate("hurtful", "人を傷つける言葉か、番組で話さないことが入っています。消してください。"))
    if find_personal(copy):
        findings.append(gate("personal data", "連絡先や住所のようなものが入っています。消してください。"))
    return tuple(findings)
