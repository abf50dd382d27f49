from dataclasses import replace

from local.mailbox import Letter, first_of_each, read_letters

MAIL = Letter(
    at=1.0,
    publication="1",
    topic="arn:aws:sns:us-east-1:000000000000:shop-local-contact-ana",
    kind="mail",
    to="ana@example.com",
    subject="CRITICAL checkout",
    text="Nobody can buy.\nRead the log.",
)
TEXT = replace(MAIL, kind="text", to="+15550100101", text="CRITICAL checkout: Nobody can buy.")


def test_what_the_emulator_keeps_is_read() -> None:
    """A text is what goes by SMS, and all else is a mail."""
    kept = {
        "at": 1.0,
        "id": "1",
        "topic": MAIL.topic,
        "protocol": "email-json",
        "to": MAIL.to,
        "subject": MAIL.subject,
        "text": MAIL.text,
    }
    assert read_letters([kept]) == [MAIL]
    assert read_letters([{**kept, "protocol": "sms"}])[0].kind == "text"


def test_who_gets_both_is_told_once() -> None:
    """The mail stands for the text of the same publication, in whatever order they were sent."""
    other = replace(TEXT, publication="2")
    assert first_of_each([MAIL, TEXT, other]) == [MAIL, other]
    assert first_of_each([TEXT, MAIL]) == [MAIL]


def test_nothing_in_a_letter_controls_the_terminal() -> None:
    """Subject and text come from a viewpoint that may hold anything."""
    odd = replace(MAIL, subject="a\x1b[2Jb\nc", text="d\x1b[2Je\nf")
    assert odd.headline == "a�[2Jb�c"
    assert odd.body == "d�[2Je\nf"
