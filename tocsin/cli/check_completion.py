"""What a shell offers where a check is typed."""

import typer

from tocsin.triage import rules


def check_ids(context: typer.Context, begun: str) -> list[str]:
    """Return the checks that begin with *begun*, where pages of checks are asked for.

    Elsewhere there are none: the shell then offers files.
    """
    return _words(begun, with_families=False) if context.params.get("explain") else []


def check_words(begun: str) -> list[str]:
    """Return the checks, and the families of them, that begin with *begun*."""
    return _words(begun, with_families=True)


def _words(begun: str, *, with_families: bool) -> list[str]:
    families = dict.fromkeys(rule.family for rule in rules().values()) if with_families else ()
    return [word for word in (*families, *rules()) if word.startswith(begun)]
