import pytest

from persona import mail_lines
from persona.sheets import list_hosts, load_persona
from radio.mail import REPLY_LIMIT, Letter, LetterFault
from tests.factories import MONDAY

TSUMUGI = load_persona("tsumugi")
LONGEST_HELP = 200  # what the settings allow


def letter(**given: object) -> Letter:
    return Letter(**{"listener_id": 1, "pen_name": "こむぎ", "text": "…", "sent_at": MONDAY} | given)  # type: ignore[arg-type] – fields of Letter


def test_lines_are_taken_in_turn():
    lines = [mail_lines.standby_reply(TSUMUGI, number) for number in range(5)]

    assert lines[:4] == list(TSUMUGI.mail.standby)
    assert lines[4] == lines[0]
    assert mail_lines.deflection_line(TSUMUGI, 1) == TSUMUGI.mail.deflection[1]
    assert mail_lines.unknown_line(TSUMUGI, 1) == TSUMUGI.mail.unknown[1]
    assert mail_lines.unseen_line(TSUMUGI, 1) == TSUMUGI.mail.unseen[1]


def test_a_title_stands_harmless_in_its_line():
    line = mail_lines.known_line(TSUMUGI, "「新型」@everyone **チップ**")

    assert "『新型』＠everyone ＊＊チップ＊＊" in line


def test_enough_is_said_to_one_or_to_all():
    assert mail_lines.busy_line(TSUMUGI, whole_place=False) == TSUMUGI.mail.busy
    assert mail_lines.busy_line(TSUMUGI, whole_place=True) == TSUMUGI.mail.busy_place
    assert mail_lines.spent_line(TSUMUGI) == TSUMUGI.mail.spent


def test_a_letter_is_received_as_it_was_meant():
    assert mail_lines.receipt_line(TSUMUGI, letter()) == TSUMUGI.mail.received_private
    assert mail_lines.receipt_line(TSUMUGI, letter(may_air=True, letter_id=1)) == TSUMUGI.mail.received[1]


def test_every_fault_has_its_own_line():
    faults = [fault for fault in LetterFault if fault is not LetterFault.CARE]

    assert len({mail_lines.refusal_line(TSUMUGI, fault) for fault in faults}) == len(faults)


def test_notes_to_a_sender_name_them_harmlessly():
    hostile = letter(pen_name="@everyone")

    assert "こむぎさん" in mail_lines.chosen_note(TSUMUGI, letter())
    assert "＠everyoneさん" in mail_lines.chosen_note(TSUMUGI, hostile)
    assert "＠everyoneさん" in mail_lines.aired_note(TSUMUGI, hostile)
    assert mail_lines.invite_line(TSUMUGI) == TSUMUGI.mail.invite
    assert mail_lines.invite_line(TSUMUGI, hears_all=True) == TSUMUGI.mail.welcome


@pytest.mark.parametrize("host", list_hosts())
def test_no_line_of_any_host_is_too_long_for_a_reply(host: str):
    persona = load_persona(host)
    mail = persona.mail

    care = mail_lines.care_line(persona, "あ" * LONGEST_HELP)

    assert len(care) <= REPLY_LIMIT
    for line in (*mail.standby, *mail.unknown, *mail.deflection, *persona.apologies, mail.busy, mail.spent):
        assert len(line) <= REPLY_LIMIT
