"""The built script and style of the page: `make preview-bundle` makes them from preview/."""

import gzip
from functools import cache
from importlib.resources import files

_FOLDER = "bundle"


@cache
def script() -> str:
    """Return the script of the page; no end tag of a script is in it."""
    return gzip.decompress(_read("page.js.gz")).decode()


@cache
def style() -> str:
    """Return the style sheet of the page."""
    return _read("page.css").decode()


def _read(name: str) -> bytes:
    return files(__package__).joinpath(_FOLDER, name).read_bytes()
