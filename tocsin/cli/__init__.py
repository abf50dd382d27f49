"""The `tocsin` command."""

from tocsin.cli.entry import main

__all__ = [
    "main",
]
