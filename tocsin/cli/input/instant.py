"""Times given on the command line."""

from tocsin.cli.terminal import refuse
from tocsin.recorded import InstantError, parse_instant


def instant(option: str, written: str | None) -> float | None:
    """Return seconds since 1970, or print what is wrong and exit; a time without zone is UTC."""
    if written is None:
        return None
    try:
        return parse_instant(written)[0]
    except InstantError as error:
        raise refuse([f"{option} {written}: {error}"]) from error
