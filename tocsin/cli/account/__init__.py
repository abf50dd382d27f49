"""What the command line asks of an account: it needs boto3, which only some commands do."""

from tocsin.cli.account.ask import ask
from tocsin.cli.account.on_call_stage import OnCallStage, asking, paged_persons, reach
from tocsin.cli.account.report import preflight_data, print_preflight

__all__ = [
    "OnCallStage",
    "ask",
    "asking",
    "paged_persons",
    "preflight_data",
    "print_preflight",
    "reach",
]
