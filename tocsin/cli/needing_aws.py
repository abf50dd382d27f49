"""What a command does when boto3, which is an extra, is missing."""

from collections.abc import Iterator
from contextlib import contextmanager

from tocsin.cli.installation import missing_extra
from tocsin.cli.terminal import refuse


@contextmanager
def needing_aws() -> Iterator[None]:
    """Import what needs boto3 within it; where boto3 is missing, say how it is installed here."""
    try:
        yield
    except ModuleNotFoundError as error:
        raise refuse([missing_extra(error, "aws")]) from error
