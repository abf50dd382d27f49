"""`tocsin oncall who`: who is on call, as `tocsin on-call` says it."""

from tocsin.cli.commands.on_call import run

__all__ = ["run"]
