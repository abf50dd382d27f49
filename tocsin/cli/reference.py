"""`tocsin reference`."""

import sys

from tocsin.viewpoint.reference_page import reference_page


def reference() -> None:
    """Print every key of a viewpoint as Markdown."""
    sys.stdout.write(reference_page())
