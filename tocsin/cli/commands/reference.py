"""`tocsin reference`."""

import sys

from tocsin.viewpoint import reference_page


def run() -> None:
    """Print every key of a viewpoint as Markdown."""
    sys.stdout.write(reference_page())
