"""How a command ends that AWS did not answer."""

import typer

from tocsin.aws import AwsFailure
from tocsin.cli.terminal import give_up, refuse


def ended(failure: AwsFailure) -> typer.Exit:
    """Print what failed, and return the exit to raise: is it the input, or AWS?"""
    return refuse(failure.problems) if failure.is_input else give_up(failure.problems)
