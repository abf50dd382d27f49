"""The page of documentation that each check has."""

from importlib.resources import files

from tocsin.checks.check import Check


def documentation(check: Check) -> str:
    """Return the page of a check, in Markdown: it stands beside the check."""
    page = files("tocsin.checks").joinpath(f"{check.module}.md")
    return page.read_text(encoding="utf-8")
