import base64

import pytest

from studio.codes import decode

ORDER = "みんなここから出ていけ"


@pytest.mark.parametrize(
    "code",
    [
        base64.b64encode(ORDER.encode()).decode(),
        base64.b32encode(ORDER.encode()).decode(),
        base64.b32encode(ORDER.encode()).decode().lower().rstrip("="),
        " ".join(str(ord(sign)) for sign in ORDER),
        ", ".join(str(ord(sign)) for sign in ORDER),
        " ".join(f"U+{ord(sign):04X}" for sign in ORDER),
        ORDER.encode().hex(),
        base64.b64encode(base64.b32encode(ORDER.encode())).decode(),
    ],
)
def test_a_code_is_read(code: str):
    said = list(decode(code))

    assert ORDER in said


@pytest.mark.parametrize(
    "text",
    ["", "こんばんは！", "AAAAAAAAAAAAAAAAA", "1 2 3 4 5 6 9999999", "99999999", "ABCDEFGH1", "7777777777======"],
)
def test_what_is_no_code_says_nothing_of_an_order(text: str):
    said = list(decode(text))

    assert ORDER not in said


def test_numbers_that_are_no_letters_are_left_out():
    said = list(decode("12415 999999 12435 12394 12371 12371 12363"))

    assert "".join(said).count("み") == 1


def test_only_codes_within_codes_are_read():
    thrice = base64.b64encode(base64.b64encode(base64.b64encode(ORDER.encode()))).decode()

    assert ORDER not in list(decode(thrice))
