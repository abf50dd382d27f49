"""Several inputs that are deployed beside each other, as a shell gives the files of a pattern."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from os.path import commonpath
from pathlib import Path

from tocsin.assembly.environment import Environment
from tocsin.assembly.sources.stack_sources import stack_sources
from tocsin.assembly.sources.template_files import Sources, StackSource, stack_name
from tocsin.diagnostics import InvalidInputError, ProblemCollector

_OTHER_KIND = "template/other-kind"


def several_sources(paths: Sequence[Path], environment: Environment) -> Sources:
    """Read the templates of one input or of several; what is named twice is read once.

    Beside templates, files of another kind are passed over: `infra/*.yaml` has such files too.

    Args:
        paths: Folders and files, at least one.
        environment: Where stacks are deployed that leave it open.

    Raises:
        InvalidInputError: With everything that is wrong with any of them.
    """
    if len(paths) == 1:
        return stack_sources(paths[0], environment)
    collector, of_other_kinds = ProblemCollector(), ProblemCollector()
    read: list[Sources] = []
    passed_over: list[Path] = []
    for path in paths:
        try:
            read.append(stack_sources(path, environment))
        except InvalidInputError as error:
            is_other = path.is_file() and {each.kind for each in error.problems} == {_OTHER_KIND}
            (of_other_kinds if is_other else collector).extend(error.problems)
            passed_over += [path] * is_other
    collector.raise_if_any()
    if not read:
        of_other_kinds.raise_if_any()
    by_file = {
        (source.template.document.path.resolve(), source.id): source
        for each in reversed(read)
        for source in reversed(each.stacks)
    }
    return Sources(
        stacks=tuple(_told_apart(tuple(reversed(by_file.values())))),
        passed_over=tuple(path for each in read for path in each.passed_over) + tuple(passed_over),
    )


def _told_apart(sources: Sequence[StackSource]) -> Iterator[StackSource]:
    """Yield sources; stacks that have one name of their files get those of the folders too."""
    uses = Counter(source.name for source in sources)
    alike = [each for each in sources if each.is_named_by_file and uses[each.name] > 1]
    paths = {each.template.document.path.resolve(): each for each in alike}
    top = Path(commonpath(paths)) if len(paths) > 1 else None
    for source in sources:
        path = source.template.document.path.resolve()
        if top is not None and paths.get(path) is source:
            name = stack_name(path.relative_to(top))
            yield replace(source, name=name, id=name)
        else:
            yield source
