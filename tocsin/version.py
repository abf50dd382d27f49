"""The version of the package, which is built with this line."""

__version__ = "0.2.0.dev0"

__all__ = [
    "__version__",
]
