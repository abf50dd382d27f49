"""`tocsin reference`."""

from tocsin.cli.terminal import put
from tocsin.viewpoint import reference_page


def run() -> None:
    """Print every key of a viewpoint as Markdown."""
    put(reference_page())
