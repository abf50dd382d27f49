"""The key of one run of the embedded AWS: what it answers to, and nobody else knows."""

import secrets
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class RunKey:
    """An access key and its secret, as AWS's clients sign with.

    Attributes:
        access_key: Looks like one of AWS, as some clients want it. The emulator would take one of
            12 digits for an account.
        secret: Never shown, except by `python -m local env`.
    """

    access_key: str
    secret: str = field(repr=False)


def new_run_key() -> RunKey:
    """A key that nobody can guess."""
    return RunKey(
        access_key=f"TOCSIN{secrets.token_hex(10).upper()}", secret=secrets.token_urlsafe(30)
    )
