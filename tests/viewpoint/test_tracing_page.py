"""The page about traces: the alarms that it shows can be used as they stand."""

import re

from tests.support.project import ROOT
from tests.support.viewpoints import SMALL, planned, problems_of

PAGE = (ROOT / "docs" / "tracing.md").read_text()


def test_the_example_of_alarms_on_traces_is_valid() -> None:
    """Somebody who copies it has a filter that was tried, and alarms on it."""
    (example,) = re.findall(r"```yaml\n(services:\n  checkout:.*?)```", PAGE, re.DOTALL)
    text = SMALL[: SMALL.index("services:\n")] + example

    assert problems_of(text) == ()
    names = {alarm.id for alarm in planned(text).alarms}
    assert {
        "checkout-traces-fail-warning",
        "checkout-requests-fault-rate",
        "checkout-requests-slow",
    } <= names
