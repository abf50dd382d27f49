"""Lines of the log with which a metric filter is tried, before it is deployed."""

from tocsin.diagnostics import KeyPath, quoted
from tocsin.logs import Matcher, compile_filter_pattern, counted, explain
from tocsin.plan.stage_context import StageContext
from tocsin.viewpoint import MetricFilter, Sample


def check_samples(context: StageContext, key_path: KeyPath, settings: MetricFilter) -> None:
    """Report each sample of which the filter makes something else than it says.

    Args:
        context: The stage.
        key_path: Where the filter stands.
        settings: The filter, whose pattern and value are valid.
    """
    matcher = compile_filter_pattern(settings.pattern)
    for number, sample in enumerate(settings.samples):
        found = counted(matcher, sample.line, settings.value)
        if found != (sample.counts if _is_said_to_count(sample) else None):
            context.report(
                "wrong-sample",
                (*key_path, "samples", number),
                f"the line {quoted(sample.line)} {_counts(found)}, and the sample says "
                f"{_written(sample)}: {_why(settings, matcher, sample.line)}",
                "correct the pattern, or what the sample says",
                why="the metric would not say what the viewpoint says that it does",
            )
    if settings.samples and not any(_is_said_to_count(sample) for sample in settings.samples):
        context.report(
            "no-sample-matches",
            (*key_path, "samples"),
            f"of the samples of {quoted(settings.pattern)} none is counted",
            "add a line that it has to count",
            why="samples that are not counted do not show that any line ever is",
            severity="note",
        )


def _is_said_to_count(sample: Sample) -> bool:
    return sample.counts != "no"


def _counts(found: float | None) -> str:
    return "counts nothing" if found is None else f"counts {found:g}"


def _written(sample: Sample) -> str:
    return sample.counts if isinstance(sample.counts, str) else f"{sample.counts:g}"


def _why(settings: MetricFilter, matcher: Matcher, line: str) -> str:
    read = explain(settings.pattern, line)
    if matcher(line) and counted(matcher, line, settings.value) is None:
        return f"it matches ({read}), and has no number at {settings.value}"
    return read
