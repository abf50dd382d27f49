"""Files that a command writes: none of them is one that it reads, or writes twice."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from tocsin.cli.terminal import about, refuse


def keep_what_is_read(written: Mapping[str, Path | None], read: Iterable[Path | None]) -> None:
    """Print what would be overwritten, and exit; a slip of the hand must not cost a template.

    Args:
        written: The file of each option that writes one; None where the option is not given.
        read: The files that are read. Folders are passed over.
    """
    given = {option: path for option, path in written.items() if path is not None}
    taken = {each.resolve(): "is read" for each in read if each is not None and each.is_file()}
    problems = []
    for option, path in given.items():
        place = path.resolve()
        if place in taken:
            what = f"it would overwrite what {taken[place]}"
            problems.append(about(f"{option} {path}", "option/conflict", what, "name another file"))
        elif not place.is_char_device():
            taken[place] = f"{option} writes"
    if problems:
        raise refuse(problems)
