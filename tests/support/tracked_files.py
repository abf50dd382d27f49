"""The files that git keeps."""

import subprocess
from collections.abc import Iterator

from tests.support.documents import is_own
from tests.support.project import ROOT


def tracked_texts(*, own: bool) -> Iterator[tuple[str, str]]:
    """Yield name and text of each tracked file: those of the system at the root, or all others.

    Files that are not text are left out.
    """
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    for name in filter(None, listed.stdout.split("\0")):
        if is_own(ROOT / name) is own and (ROOT / name).is_file():
            content = (ROOT / name).read_bytes()
            if b"\0" not in content:
                yield name, content.decode()
