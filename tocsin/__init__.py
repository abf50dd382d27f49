"""Tocsin: one description of how an AWS system is operated, built and proved."""

from tocsin.version import __version__

__all__ = [
    "__version__",
]
