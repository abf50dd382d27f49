"""The commands, one a file; each is imported when it is used."""

from tocsin.cli.commands.backtest import backtest
from tocsin.cli.commands.catalogue import catalogue
from tocsin.cli.commands.dashboards import dashboards
from tocsin.cli.commands.plan import plan
from tocsin.cli.commands.record import record
from tocsin.cli.commands.reference import reference
from tocsin.cli.commands.schema import schema
from tocsin.cli.commands.test import drill
from tocsin.cli.commands.validate import validate

__all__ = [
    "backtest",
    "catalogue",
    "dashboards",
    "drill",
    "plan",
    "record",
    "reference",
    "schema",
    "validate",
]
