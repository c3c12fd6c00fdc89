"""Letters from the form to the mailbag."""

import pytest

from archive.storage import Storage
from cogs.mail_wording import WRITE
from radio.errors import StorageError
from radio.mail import LetterState, MailMode, MailWishes
from tests.cogs.mail_bot import LISTENER, MANAGER_NAME, Mail, open_mail
from tests.cogs.on_air import eventually
from tests.loopback.discord import MANAGER

TEXT = "つむぎちゃん、いつも楽しく聞いてます。春日部のおすすめカレー屋さんを教えて！"


async def read_letters(mail: Mail, listener: str = LISTENER) -> list[dict]:
    kept = await mail.storage.show_listener(mail.server.user(listener).id)
    return kept["letters"]


async def test_a_letter_is_written_in_the_form_and_kept():
    async with open_mail() as mail:
        sent = await mail.write_letter(TEXT)

        assert sent.is_ephemeral
        (letter,) = await mail.storage.letters_to_choose(5, mail.clock.now())
        assert (letter.pen_name, letter.text, letter.may_air) == ("カレー大王", TEXT, True)
        assert letter.server_id == mail.channel.guild_id
        assert not letter.may_remember


@pytest.mark.parametrize(("locale", "title"), [("ja", "つむぎへのおたより"), ("en-US", "A letter to the show")])
async def test_the_form_speaks_the_listeners_language_and_asks_for_consent_anew(locale: str, title: str):
    async with open_mail() as mail:
        opened = await mail.use("letter", locale=locale)

        assert opened.modal
        assert opened.modal["title"] == title
        fields = {row["component"]["custom_id"]: row["component"] for row in opened.modal["components"]}
        assert list(fields) == ["pen_name", "text", "may_air", "may_remember"]
        assert not any(option.get("default") for option in fields["may_air"]["options"])
        assert (fields["text"]["min_length"], fields["text"]["max_length"]) == (5, 500)


async def test_without_a_yes_a_letter_is_not_for_the_air():
    async with open_mail() as mail:
        await mail.write_letter(TEXT, may_air="no", may_remember="yes")

        assert await mail.storage.letters_to_choose(5, mail.clock.now()) == ()
        (letter,) = await read_letters(mail)
        assert letter["state"] == LetterState.PRIVATE.value


async def test_a_letter_that_cannot_be_taken_is_handed_back_to_be_mended():
    async with open_mail() as mail:
        sent = await mail.write_letter("見てね https://evil.example/x @everyone")

        assert sent.is_ephemeral
        assert "evil" in sent.text
        assert "@everyone" not in sent.text
        assert await read_letters(mail) == []


async def test_a_form_opened_before_a_restart_is_taken_after_it():
    async with open_mail() as mail:
        opened = await mail.use("letter")
        mail.client._connection._view_store._modals.clear()  # what a new process knows of old forms

        sent = await mail.server.submit_modal(opened, {"pen_name": "カレー大王", "text": TEXT, "may_air": "yes"})

        assert sent.is_ephemeral
        assert len(await read_letters(mail)) == 1


async def test_a_failing_archive_is_told_and_nothing_is_lost_silently(monkeypatch: pytest.MonkeyPatch):
    async def fail(*_: object) -> None:
        raise StorageError("disk full")

    async with open_mail() as mail:
        monkeypatch.setattr(Storage, "add_letter", fail)

        sent = await mail.write_letter(TEXT)

        assert "id=" in sent.text
        assert sent.is_ephemeral


async def test_a_letter_in_direct_messages_belongs_to_no_server():
    async with open_mail() as mail:
        place = mail.direct()
        opened = await mail.server.invoke_command(None, place.id, LISTENER, "letter", {})

        await mail.server.submit_modal(opened, {"pen_name": "カレー大王", "text": TEXT, "may_air": "yes"})

        (letter,) = await mail.storage.letters_to_choose(5, mail.clock.now())
        assert letter.server_id is None


async def test_the_button_that_setup_offers_opens_the_form_for_everyone():
    async with open_mail() as mail:
        setup = await mail.use("station setup", by=MANAGER_NAME, permissions=MANAGER)
        await mail.server.press_button(
            setup.messages[0], "「おたよりを送る」ボタンを置く", MANAGER_NAME, permissions=MANAGER
        )
        await eventually(lambda: len(mail.replies()) == 1)
        (invitation,) = mail.replies()

        opened = await mail.server.press_button(invitation, WRITE.ja, LISTENER)

        assert opened.modal
        sent = await mail.server.submit_modal(opened, {"pen_name": "ゆ", "text": TEXT, "may_air": "yes"})
        assert sent.is_ephemeral
        assert len(await read_letters(mail)) == 1


async def test_a_reviewed_servers_letter_waits_for_a_manager():
    async with open_mail() as mail:
        await mail.storage.set_mail_wishes(MailWishes(server_id=mail.channel.guild_id or 0, mode=MailMode.REVIEW))

        await mail.write_letter(TEXT)

        (letter,) = await mail.storage.waiting_letters(mail.channel.guild_id or 0)
        assert letter.state is LetterState.WAITING
