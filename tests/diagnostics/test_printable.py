import json

import pytest

from tocsin.diagnostics import printable, printable_json, printable_line

ACTING = "\x1b[31m", "a\rb", "\u202eabc", "\u2066a\u2069", "a\u200bb", "\x9b31m", "\u2028", "\ud800"


@pytest.mark.parametrize("text", ACTING)
def test_what_acts_on_a_terminal_is_replaced(text: str) -> None:
    """Colours, carriage returns, directions and what nobody sees become a sign that all see."""
    shown = printable(text)

    assert shown.isprintable()
    assert len(shown) == len(text)


@pytest.mark.parametrize("text", ["plain", "naïve café 注文 😀 ½", "two\nlines\tand a tab", ""])
def test_what_people_write_stays(text: str) -> None:
    """Letters of all languages, lines and tabs are as they were."""
    assert printable(text) == text


@pytest.mark.parametrize("text", [*ACTING, "naïve\nlines", "\U000e0041", 'quoted "x"'])
def test_json_means_the_same(text: str) -> None:
    """A program reads from the escaped text what it would have read from the other one."""
    written = json.dumps({"x": text}, indent=2, ensure_ascii=False)

    assert json.loads(printable_json(written)) == {"x": text}
    assert all(part.isprintable() for part in printable_json(written).splitlines())


@pytest.mark.parametrize("text", [*ACTING, "a\nb", "a\tb", "\ufffe", "\U0001ffff", "\ufdd0"])
def test_a_line_stays_one_line(text: str) -> None:
    """What ends a line in it cannot pass for a line of ours; what XML cannot have is gone."""
    shown = printable_line(text)

    assert shown.isprintable()
    assert len(shown) == len(text)


@pytest.mark.parametrize("text", ["plain", "naïve café 注文 😀 ½", "a\u00a0b\u3000c", "\ue000"])
def test_blanks_and_what_has_no_meaning_stay(text: str) -> None:
    """They act on nothing."""
    assert printable_line(text) == printable(text) == text
