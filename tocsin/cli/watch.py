"""Runs something again whenever files change."""

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

POLL_SECONDS = 0.5

_READ = (".json", ".template", ".yaml", ".yml")
"""What commands read of a folder; a report written beside it changes nothing."""

Stamps = Mapping[Path, float]


def stamps(paths: Iterable[Path]) -> Stamps:
    """Return when each file below some paths was last changed."""
    return dict(_stamps(paths))


def watch(
    run: Callable[[], None], look: Callable[[], Stamps], pause: Callable[[float], None]
) -> None:
    """Run once, and again after each change, until interrupted.

    Args:
        run: What to do.
        look: Gives the times of the last changes.
        pause: Waits for some seconds.
    """
    while True:
        seen = look()
        run()
        # Whoever watches for hours keeps nothing of what was read before.
        gc.collect()
        while look() == seen:
            pause(POLL_SECONDS)


def _stamps(paths: Iterable[Path]) -> Iterator[tuple[Path, float]]:
    for path in paths:
        for file in path.rglob("*") if path.is_dir() else [path]:
            if file != path and file.suffix not in _READ:
                continue
            try:
                yield file, file.stat().st_mtime
            except OSError:
                # A file that is just being replaced shows up again at the next look.
                continue
