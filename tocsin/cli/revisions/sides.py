"""Which side of a review is a path and which a revision of git, and the templates of each."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tocsin.cli.revisions.cache import Cache
from tocsin.cli.revisions.checkout import scratch
from tocsin.cli.revisions.git import GitFailure, Repository, git_failed
from tocsin.cli.revisions.synthesis import Synthesis
from tocsin.cli.terminal import about, refuse, remark
from tocsin.diagnostics import quoted

_DEFAULT_HEAD = "cdk.out"
_WORKING_TREE = "the working tree"
_SHORT = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is compared, as it was written.

    Attributes:
        base: A path, or a revision of git; `A...B` for where B parted from A, and B.
        head: Likewise; None for `cdk.out` beside a path, and for the checkout beside a revision.
        synth: The command that makes templates of a revision; None to go by `cdk.json`.
        prepare: What is run before it; None for nothing.
        context: What the app is told, as `NAME=VALUE`.
        is_cached: Whether templates of earlier runs are taken, and those of this one kept.
    """

    base: str
    head: str | None
    synth: str | None = None
    prepare: str | None = None
    context: tuple[str, ...] = ()
    is_cached: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A side of a review.

    Attributes:
        path: Where its templates are.
        called: What it is called.
        shown_as: What stands for the path before the names of its files; None for the path.
    """

    path: Path
    called: str
    shown_as: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """Both sides of a review."""

    base: Side
    head: Side

    @property
    def shown_as(self) -> dict[Path, str]:
        """What stands for the folder of a revision before the names of its files."""
        both = (self.base, self.head)
        return {each.path: each.shown_as for each in both if each.shown_as is not None}


@contextmanager
def sides(asked: Asked) -> Iterator[Sides]:
    """Give both sides; what was checked out for them is gone afterwards."""
    try:
        repository = Repository.around(Path.cwd())
    except GitFailure as failure:
        if Path(asked.base).exists() and Path(asked.head or _DEFAULT_HEAD).exists():
            # Git has no part in it.
            repository = None
        else:
            raise git_failed(failure, "git does not open the repository") from failure
    base, head = _named(asked, repository)
    if head is None:
        head = _DEFAULT_HEAD if _is_path(base, repository) else ""
    with scratch() as folder:
        opened = _Opened(asked, repository, folder)
        try:
            yield Sides(base=opened.side(base), head=opened.side(head))
        except GitFailure as failure:
            raise git_failed(failure, "git does not check a revision out") from failure


def _named(asked: Asked, repository: Repository | None) -> tuple[str, str | None]:
    """Return both sides; `A...B` and `A..B` are what git means by them, unless paths are."""
    for sign in ("...", ".."):
        one, found, other = asked.base.partition(sign)
        if found and one and asked.head is None and not Path(asked.base).exists():
            head = other or None
            return (_parted(repository, one, other) if sign == "..." else one), head
    return asked.base, asked.head


def _parted(repository: Repository | None, one: str, other: str) -> str:
    if repository is None:
        raise _unknown(one, None)
    commits = [repository.commit(each) for each in (one, other or "HEAD")]
    for name, commit in zip((one, other or "HEAD"), commits, strict=True):
        if commit is None:
            raise _unknown(name, repository)
    first, second = commits
    found = repository.common_ancestor(str(first), str(second))
    if found is None:
        what = f"{one} and {other or 'HEAD'} have no commit in common"
        raise refuse([about(one, "revision/unrelated", what, _FETCH)])
    return found


_FETCH = "fetch more of its history: git fetch --unshallow; for actions/checkout, fetch-depth: 0"


def _is_path(written: str, repository: Repository | None) -> bool:
    """Tell whether a side is a path: one that is there, or what cannot be a revision."""
    if Path(written).exists():
        return True
    return repository is None or repository.commit(written) is None


@dataclass(frozen=True, slots=True)
class _Opened:
    asked: Asked
    repository: Repository | None
    scratch: Path

    def side(self, written: str) -> Side:
        """Return a side; an empty text is the checkout."""
        repository = self.repository
        if written and Path(written).exists():
            self._tell_of_both(written)
            return Side(path=Path(written), called=written)
        if repository is None or (written and _may_be_path(written)):
            return Side(path=Path(written), called=written)
        commit = repository.commit(written or "HEAD")
        if commit is None:
            raise _unknown(written or "HEAD", repository)
        return self._synthesized(repository, written, commit)

    def _synthesized(self, repository: Repository, written: str, commit: str) -> Side:
        is_short = written and not commit.startswith(written)
        called = f"{written} ({commit[:_SHORT]})" if is_short else written[:_SHORT] or _WORKING_TREE
        synthesis = Synthesis(
            repository=repository,
            below=Path.cwd().resolve().relative_to(repository.top.resolve()),
            synth=self.asked.synth,
            prepare=self.asked.prepare,
            context=self.asked.context,
            cache=Cache.of_user() if self.asked.is_cached else Cache(None),
            scratch=self.scratch,
        )
        path = synthesis.templates(commit, called=called, with_changes=not written)
        shown = f"{written}:{_DEFAULT_HEAD}" if written else _DEFAULT_HEAD
        return Side(path=path, called=called, shown_as=shown)

    def _tell_of_both(self, written: str) -> None:
        if self.repository is not None and self.repository.commit(written) is not None:
            remark(
                f"{quoted(written)} is a path here, and a revision of git: the path is compared; "
                f"{written}^0 is the revision"
            )


def _may_be_path(written: str) -> bool:
    """Tell whether somebody meant a path that is not there: no revision ends so."""
    return written.startswith((".", "/")) or written.endswith((".json", ".yaml", ".yml", ".out"))


def _unknown(revision: str, repository: Repository | None) -> Exception:
    what = f"{quoted(revision)} is neither a path nor a revision of git here"
    fix = (
        f"name a folder of templates, or a revision; {_FETCH}"
        if repository
        else ("name a folder of templates; revisions need git, and a repository around this folder")
    )
    return refuse([about(revision, "revision/unknown", what, fix)])
