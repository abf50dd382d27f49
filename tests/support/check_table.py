"""Writes the table of all checks in docs/checks.md, each with a link to its page.

`python -m tests.support.check_table` writes it anew.
"""

from tests.support.project import ROOT
from tocsin.triage import Rule, rules

PAGE = ROOT / "docs" / "checks.md"
_MARK = "<!-- checks -->\n"
_END = "<!-- end -->"


def with_table(page: str) -> str:
    """Return *page* with the table as it is now."""
    before, _, rest = page.partition(_MARK)
    _, _, after = rest.partition(_END)
    return f"{before}{_MARK}{_table()}{_END}{after}"


def _table() -> str:
    rows = map(_row, rules().values())
    return "\n".join(["| Check | Severity | What is right |", "|---|---|---|", *rows, ""])


def _row(rule: Rule) -> str:
    severity = f"{rule.severity}, on request" if rule.on_request else rule.severity
    return f"| [`{rule.id}`](../tocsin/{rule.file}) | {severity} | {rule.title} |"


if __name__ == "__main__":
    PAGE.write_text(with_table(PAGE.read_text()))
