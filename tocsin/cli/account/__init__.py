"""What the command line asks of an account: it needs boto3, which only some commands do."""

from tocsin.cli.account.ask import ask
from tocsin.cli.account.on_call_stage import OnCallStage, asking, paged_persons, reach
from tocsin.cli.account.page_test import PageTest
from tocsin.cli.account.person_test import PersonTest
from tocsin.cli.account.report import preflight_data, print_preflight
from tocsin.cli.account.standing_in import (
    checked_person,
    checked_rotation,
    stand_in,
    stored_overrides,
)

__all__ = [
    "OnCallStage",
    "PageTest",
    "PersonTest",
    "ask",
    "asking",
    "checked_person",
    "checked_rotation",
    "paged_persons",
    "preflight_data",
    "print_preflight",
    "reach",
    "stand_in",
    "stored_overrides",
]
