"""Commands of runbooks find the functions of restore tests."""

import re
from pathlib import Path

PAGES = Path(__file__).parents[2] / "runbooks" / "backup-vault"
NAMES = ("shop-prod-restore-validator", "shop-prod-backup-RestoreTestsRecordFuncti-0A1B2C3D4E5F")
"""As AWS has them: the first is given, the second is made from its id in the template."""


def test_each_filter_finds_a_function() -> None:
    """JMESPath tells capitals from small letters."""
    asked = {
        part
        for page in PAGES.glob("*.md")
        for part in re.findall(r"contains\(FunctionName, '([^']+)'\)", page.read_text("utf-8"))
    }

    assert {"restore-validator", "RestoreTestsRecord"} <= asked
    assert {part for part in asked if not any(part in name for name in NAMES)} == {"AgeCheck"}
