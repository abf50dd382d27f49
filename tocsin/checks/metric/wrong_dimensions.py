"""A metric of AWS with dimensions that it is never published with."""

from collections.abc import Iterator

from tocsin.catalogue import NamespaceFacts
from tocsin.checks.check import Check, Verdict
from tocsin.checks.dimension_sets import dimensions_text, sets_text
from tocsin.checks.metric.read_metric import ReadMetric, read_metrics
from tocsin.checks.subject import Subject
from tocsin.diagnostics import KeyPath, Problem, nearest, quoted

_ID = "metric/wrong-dimensions"
_WHY = (
    "CloudWatch matches the whole set of names: with one more, one less or another, it is another "
    "metric"
)

Sets = frozenset[frozenset[str]]


def _find(subject: Subject) -> Iterator[Verdict]:
    for each in subject.memo(read_metrics):
        names = each.reading.dimension_names
        if names and each.known is not None and each.known.dimensions != "open":
            yield from _of(each, names, each.known)


def _of(each: ReadMetric, names: frozenset[str], known: NamespaceFacts) -> Iterator[Problem]:
    sets = each.facts.dimension_sets if each.facts else frozenset()
    if names in sets:
        return
    invented = sorted(names - known.dimension_names)
    if invented:
        yield _invented(each, invented[0], known, sets)
    elif known.dimensions == "sets" and sets:
        what = f"{each.namespace} does not publish {each.name} {dimensions_text(names)}"
        yield _problem(each, ("Dimensions",), what, _fix(each, sets))


def _invented(each: ReadMetric, invented: str, known: NamespaceFacts, sets: Sets) -> Problem:
    what = f"{each.namespace} has no dimension {quoted(invented)}"
    alike = next((one for one in known.dimension_names if _folded(one) == _folded(invented)), None)
    hint = f"write {alike}" if alike else nearest(invented, sorted(known.dimension_names))
    place = (*each.dimension_path(invented), "Name")
    return _problem(each, place, what, "; ".join(filter(None, (hint, _fix(each, sets)))))


def _fix(each: ReadMetric, sets: Sets) -> str:
    """Say which sets there are, and first what the nearest lacks or has not."""
    names = each.reading.dimension_names or frozenset()
    if not sets:
        return f"use the dimensions that {each.namespace} publishes its metrics with"
    there_are = f"{each.name} is published {sets_text(sets)}"
    near = min(sets, key=lambda one: (len(one ^ names), len(one), *sorted(one)))
    if not near & names:
        return there_are
    changes = [
        *(f"add {name}" for name in sorted(near - names)),
        *(f"remove {name}" for name in sorted(names - near)),
    ]
    return f"{' and '.join(changes)}: {there_are}"


def _problem(each: ReadMetric, path: KeyPath, what: str, fix: str) -> Problem:
    return Problem(
        kind=_ID, where=each.metric_location(*path), what=what, fix=fix, why=f"{_WHY}; {each.fate}"
    )


def _folded(name: str) -> str:
    return "".join(character for character in name.lower() if character.isalnum())


CHECK = Check(
    id=_ID,
    title="Each metric of AWS is read with a set of dimensions that it is published with.",
    severity="error",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_concepts.html",
    ),
)
