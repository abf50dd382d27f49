"""The `tocsin` command."""

from tocsin.cli.command import main

__all__ = [
    "main",
]
