"""The page of the shop's dashboards, with the data of one drill.

`python -m tests.example.preview` takes the picture of the README anew.
"""

import contextlib
import tempfile
from pathlib import Path

from tests.own.system import VIEWPOINT_FILE
from tests.support.command_line import run
from tests.support.devtools import opened_browser
from tests.support.preview_browser import opened
from tests.support.project import ROOT
from tests.support.small_png import small_png
from tests.support.stage_assemblies import synthesize

PICTURE = ROOT / "docs" / "pictures" / "business.png"
WINDOW = (1440, 1470)


def write_page(page: Path, assembly: Path) -> None:
    """Write the page by the command that people use, in the folder in which they do."""
    with contextlib.chdir(ROOT):
        outcome = run(
            *("dashboards", "preview", "--output", page, "--assembly", assembly),
            *("--drill", "drills/checkout.yaml", "-k", "payment provider"),
            *("--viewpoint", VIEWPOINT_FILE, "--stage", "prod"),
        )
    assert outcome.exit_code == 0, outcome.errors


def take() -> None:
    """Take the picture: the dashboard of the business in the dark theme."""
    with tempfile.TemporaryDirectory() as folder, opened_browser() as browser:
        assembly, page = Path(folder, "cdk.out"), Path(folder, "page.html")
        synthesize(VIEWPOINT_FILE.read_text(encoding="utf-8"), "prod", assembly)
        write_page(page, assembly)
        browser.size(*WINDOW)
        shown = opened(browser, page, "board=shop-prod-business&theme=dark")
        PICTURE.parent.mkdir(exist_ok=True)
        PICTURE.write_bytes(small_png(shown.pixels(shown.photograph())))


if __name__ == "__main__":
    take()
