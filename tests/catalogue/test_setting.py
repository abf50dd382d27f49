"""Settings: how they are written, and what templates say of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.catalogue.setting import Setting, SettingShare, parse_setting
from tocsin.diagnostics import InvalidValueError

TIMEOUT = parse_setting(
    "timeout",
    {
        "means": "the function's timeout",
        "kind": "duration",
        "unit": "milliseconds",
        "example": "30s",
        "cloudformation": {"property": "Timeout", "unit": "seconds", "default": 3},
    },
)
STORAGE = parse_setting(
    "storage",
    {
        "means": "the size of the disk",
        "kind": "size",
        "unit": "bytes",
        "example": "20 GiB",
        "cloudformation": {"property": "AllocatedStorage", "unit": "gibibytes"},
    },
)
CONNECTIONS = parse_setting(
    "connections",
    {"means": "how many may connect", "kind": "number", "unit": "connections", "example": 500},
)


LIMITED = parse_setting(
    "retention",
    {
        "means": "how long it keeps a message",
        "kind": "duration",
        "unit": "seconds",
        "example": "4d",
        "at_most": "14d",
    },
)
NODES = parse_setting(
    "nodes",
    {
        "means": "the number of nodes",
        "kind": "number",
        "unit": "nodes",
        "example": 3,
        "at_most": 40,
        "whole": True,
    },
)


@pytest.mark.parametrize(
    ("setting", "written", "value"),
    [
        (TIMEOUT, "30s", 30_000),
        (TIMEOUT, "500ms", 500),
        (TIMEOUT, "1.5 m", 90_000),
        (TIMEOUT, "2h", 7_200_000),
        (STORAGE, "20 GiB", 20 * 2**30),
        (STORAGE, "512MB", 512_000_000),
        (CONNECTIONS, 500, 500),
        (CONNECTIONS, 0.5, 0.5),
        (LIMITED, "336h", 1_209_600),
        (NODES, 40.0, 40),
    ],
)
def test_a_setting_is_in_the_unit_of_its_metric(
    setting: Setting, written: object, value: float
) -> None:
    """What a person writes becomes a number that a threshold can be a share of."""
    assert setting.value_of(written) == value


@pytest.mark.parametrize(
    ("setting", "written", "what", "fix"),
    [
        (LIMITED, "9999d", "'9999d' is more than AWS allows for retention", "write at most 14d"),
        (LIMITED, "337h", "'337h' is more than AWS allows for retention", "write at most 14d"),
        (NODES, 41, "41 is more than AWS allows for nodes", "write at most 40"),
        (NODES, 1.5, "1.5 is not the number of nodes", "write a whole number above 0, as 3"),
    ],
)
def test_what_aws_would_not_allow_is_refused(
    setting: Setting, written: object, what: str, fix: str
) -> None:
    """A limit counts in whichever unit the value is written, and things have no parts."""
    with pytest.raises(InvalidValueError) as error:
        setting.value_of(written)

    assert error.value.what.startswith(what)
    assert error.value.fix == fix


@pytest.mark.parametrize(
    ("setting", "written", "fix"),
    [
        (TIMEOUT, "30", "30s"),
        (TIMEOUT, 30, "30s"),
        (TIMEOUT, "30 sec", "30s"),
        (TIMEOUT, "0s", "30s"),
        (TIMEOUT, "-1s", "30s"),
        (TIMEOUT, "30s\n", "30s"),
        (TIMEOUT, "ssm:/shop/timeout", "30s"),
        (STORAGE, "20 gb", "GB"),
        (STORAGE, True, "GB"),
        (CONNECTIONS, "500", "a number"),
        (CONNECTIONS, 0, "a number"),
        (CONNECTIONS, True, "a number"),
        (CONNECTIONS, float("inf"), "a number"),
    ],
)
def test_what_is_not_a_setting_is_refused(setting: Setting, written: object, fix: str) -> None:
    """The message says what is meant, shows what stands there and how to write it."""
    with pytest.raises(InvalidValueError) as error:
        setting.value_of(written)

    assert setting.means in error.value.what
    assert fix in error.value.fix


@pytest.mark.parametrize(
    ("setting", "found", "text"),
    [
        (TIMEOUT, 30, "30s"),
        (TIMEOUT, "900", "15m"),
        (TIMEOUT, 90, "90s"),
        (TIMEOUT, None, "3s"),
        (TIMEOUT, {"Ref": "Timeout"}, None),
        (TIMEOUT, "${Timeout}", None),
        (TIMEOUT, 0, None),
        (STORAGE, "20", "20 GiB"),
        (STORAGE, 2048, "2 TiB"),
        (STORAGE, None, None),
        (CONNECTIONS, 500, None),
    ],
)
def test_a_template_says_a_setting(setting: Setting, found: object, text: str | None) -> None:
    """A property is written as a person would; what only a deployment knows is left out."""
    assert setting.text_of(found) == text
    assert text is None or setting.value_of(text) > 0


def test_a_share_is_exact() -> None:
    """A tenth of three is not 0.30000000000000004."""
    assert SettingShare(share=0.1, of="n").given({"n": 3}) == 0.3


@given(st.integers(1, 10**7))
def test_what_a_template_says_is_read_back(found: int) -> None:
    """Whichever unit it is written in, it is the same length of time, and the same size."""
    for setting, size in ((TIMEOUT, 1_000), (STORAGE, 2**30)):
        text = setting.text_of(found)

        assert text is not None
        assert setting.value_of(text) == found * size
