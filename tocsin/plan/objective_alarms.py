"""The alarms of an objective: two windows for each rate of burning, and what needs both."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from tocsin.diagnostics import KeyPath, elapsed, format_duration, number_text
from tocsin.plan.alarm_settings import AlarmSettings, assemble_alarm
from tocsin.plan.alarm_stacks import alarm_stack
from tocsin.plan.burn_windows import BURN_WINDOWS, LEAST_RATE, WHOLE, BurnWindow
from tocsin.plan.objective_series import failing_share, objective_title, stages_with
from tocsin.plan.refusals import AlarmPlaces
from tocsin.plan.specs import (
    AlarmSpec,
    CompositeSpec,
    qualified,
    runbook_path,
)
from tocsin.plan.stage_context import StageContext
from tocsin.plan.time_to_page import Freshness, freshness_of_own
from tocsin.viewpoint import Condition, Service, slug

_COUNTING = ("Sum", "SampleCount")


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectiveAlarms:
    """What is built for the objectives of a service.

    Attributes:
        alarms: One for each window; none of them tells anybody.
        composites: One for each rate of burning.
    """

    alarms: tuple[AlarmSpec, ...]
    composites: tuple[CompositeSpec, ...]


def objective_alarms(context: StageContext, name: str, service: Service) -> ObjectiveAlarms:
    """Return the alarms of all objectives of a service; report those that could never fire."""
    built = [
        pair
        for objective_name, objective in service.objectives.items()
        if objective.alarms != "off" and _counts_events(context, name, service, objective_name)
        for there in stages_with(context, service, objective)
        for pair in _Builder(there, name, service, objective_name).pairs()
    ]
    return ObjectiveAlarms(
        alarms=tuple(alarm for alarms, _ in built for alarm in alarms),
        composites=tuple(composite for _, composite in built),
    )


def _counts_events(context: StageContext, name: str, service: Service, objective: str) -> bool:
    """Report an objective whose metrics do not count; tell whether they do."""
    settings, are_counts = service.objectives[objective], True
    for key, metric in (("bad", settings.bad), ("total", settings.total)):
        read = service.metrics[metric]
        statistics = [service.metrics[each].statistic for each in read.of.values()]
        if any(each not in _COUNTING for each in statistics or [read.statistic]):
            context.report(
                "objective-of-no-count",
                ("services", name, "objectives", objective, key),
                f"the metric {metric!r} does not add up events, so that no share can be had of it",
                "name a metric with the statistic Sum, or write alarms: off at the objective",
            )
            are_counts = False
    return are_counts


_Pair = tuple[tuple[AlarmSpec, ...], CompositeSpec]


class _Builder:
    """Builds the alarms of one objective in one Region."""

    def __init__(self, context: StageContext, name: str, service: Service, objective: str) -> None:
        self._context = context
        self._service_name = name
        self._names = (name, objective)
        self._service = service
        self._name = objective
        self._objective = service.objectives[objective]
        self._path: KeyPath = ("services", name, "objectives", objective)

    def pairs(self) -> Iterator[_Pair]:
        """Yield the alarms of each rate of burning that can be told."""
        window = self._objective.window.total_seconds()
        watched = [each for each in BURN_WINDOWS if each.rate(window) >= LEAST_RATE]
        if not watched:
            self._report_too_short()
        for each in watched:
            threshold = each.threshold(window, self._objective.target)
            if threshold >= WHOLE:
                self._report_impossible(each, threshold)
                continue
            yield self._pair(each, threshold)

    def _report_too_short(self) -> None:
        window = format_duration(self._objective.window)
        self._context.report(
            "objective-too-short",
            (*self._path, "window"),
            f"in {window} no budget burns fast enough for any of its alarms, so none is built",
            "use a window of 3d or more, as 7d or 30d, or write alarms: off at the objective",
        )

    def _report_impossible(self, window: BurnWindow, threshold: float) -> None:
        target = number_text(self._objective.target)
        self._context.report(
            "burn-cannot-fire",
            (*self._path, "target"),
            f"no alarm over {window.label} is built: of an objective of {target} % its "
            f"share of the budget is burnt when {number_text(threshold)} % of events are bad",
            "leave it, if the slower rates are enough; or promise more",
            severity="note",
        )

    def _pair(self, window: BurnWindow, threshold: float) -> _Pair:
        names = (self._service_name, self._name, f"burn {window.label}")
        whole = qualified(
            self._context.viewpoint.system,
            self._context.stage_name,
            *names,
            *self._context.suffix,
        )
        identity = "-".join(map(slug, (*names, *self._context.suffix)))
        stack = alarm_stack(identity, spread_over=self._service.alarm_stacks)
        alarms = tuple(
            replace(
                self._alarm(window, threshold, seconds, least, stack), paged_by=whole, told_as=None
            )
            for seconds, least in ((window.long, self._objective.at_least), (window.short, 1))
        )
        return alarms, self._composite(window, threshold, alarms, identity, whole)

    def _alarm(
        self, window: BurnWindow, threshold: float, seconds: int, least: int, stack: int
    ) -> AlarmSpec:
        return assemble_alarm(
            self._context,
            AlarmSettings(
                severity=window.severity,
                condition=Condition(comparison="GreaterThanThreshold", threshold=threshold),
                period=seconds,
                treat_missing_data="notBreaching",
            ),
            names=(
                self._service_name,
                self._name,
                f"burn {window.label}",
                f"over {format_duration(timedelta(seconds=seconds))}",
            ),
            title=f"over {elapsed(seconds)}: {objective_title(self._name)}",
            resource=None,
            owner=self._service.owner,
            runbook=runbook_path(self._service_name, self._name),
            what_happened=self._what(window, threshold),
            why_it_matters=self._why,
            first_action=self._first_action,
            series=failing_share(
                self._context, self._names, self._service, seconds=seconds, least=least
            ),
            places=AlarmPlaces(whole=self._path),
            freshness=self._freshness,
            stack=stack,
            is_part=True,
        )

    def _composite(
        self,
        window: BurnWindow,
        threshold: float,
        alarms: tuple[AlarmSpec, ...],
        identity: str,
        name: str,
    ) -> CompositeSpec:
        first = alarms[0]
        return CompositeSpec(
            id=identity,
            name=name,
            title=f"burns over {window.label}: {objective_title(self._name)}",
            service=self._service_name,
            severity=window.severity,
            owner=first.owner,
            runbook=first.runbook,
            runbook_path=first.runbook_path,
            what_happened=self._what(window, threshold),
            why_it_matters=self._why,
            first_action=self._first_action,
            alarms=tuple(alarm.name for alarm in alarms),
            symptoms=tuple(alarm.condition for alarm in alarms),
            needs_all=True,
            respond_within=first.respond_within,
            region=first.region,
            suffix=first.suffix,
            stack=first.stack,
            dashboard=first.dashboard,
        )

    @property
    def _freshness(self) -> Freshness:
        read = [
            self._service.metrics[each] for each in (self._objective.bad, self._objective.total)
        ]
        found = [freshness_of_own(self._service, each) for each in read]
        return max(found, key=lambda each: (each.interval or 0, each.delay.worst))

    def _what(self, window: BurnWindow, threshold: float) -> str:
        whole = self._objective.window
        rate = number_text(round(window.rate(whole.total_seconds()), 2))
        share = number_text(round(100 * window.share, 1))
        return (
            f"More than {number_text(threshold)} % have failed in {window.label}, and still do: "
            f"the error budget of {format_duration(whole)} burns {rate} times as fast as it may, "
            f"and {share} % of it are gone."
        )

    @property
    def _why(self) -> str:
        target = number_text(self._objective.target)
        window = format_duration(self._objective.window)
        means = self._objective.means or f"{objective_title(self._name)}."
        return f"{means} {target} % in {window} are promised."

    @property
    def _first_action(self) -> str:
        return (
            "Open the service's dashboard: since when does the share rise, and what was changed "
            "then? Take that back first."
        )
