"""A kind of AWS resource that can be watched: what names it, and what it publishes."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from tocsin.catalogue.diagnosis import DiagnosisStep
from tocsin.catalogue.metric import Metric
from tocsin.catalogue.recommended_alarm import MetricQuery, RecommendedAlarm
from tocsin.catalogue.setting import Setting
from tocsin.catalogue.template_form import TemplateForm
from tocsin.timing import Delay, latest


@dataclass(frozen=True, slots=True, kw_only=True)
class Identifier:
    """One name that a resource is known by, and the CloudWatch dimension that carries it.

    Attributes:
        name: The key that a viewpoint uses, such as `load_balancer`.
        dimension: The dimension's exact name, blanks and case included, such as `LoadBalancer`.
        means: What to write there, for error messages and documents.
        pattern: A regular expression that the whole value matches.
        example: A value that matches the pattern.
        required: Whether a resource of the type cannot be named without it.
        constant: The one value the dimension has. A viewpoint never gives it. None otherwise.
    """

    name: str
    dimension: str
    means: str
    pattern: str
    example: str
    required: bool
    constant: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OptIn:
    """A setting of the resource without which some of its metrics do not exist.

    Attributes:
        name: The name that metrics and viewpoints use, such as `container_insights`.
        means: What to switch on.
        source: URL of the documentation that says how.
    """

    name: str
    means: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceType:
    """Everything the catalogue knows of one kind of resource.

    Attributes:
        name: The name that a viewpoint gives as `type`.
        title: The name that people use.
        namespace: The CloudWatch namespace of most of its metrics.
        cloudformation: How templates have resources of it, by their CloudFormation types.
        is_proposed: Whether a viewpoint that is made from templates has resources of it.
        region: The only region that has its metrics, or None when it is the resource's own.
        identifiers: What names a resource of the type, by name; nothing where there is one in
            each account and Region.
        settings: What a resource may say of itself because thresholds follow from it, by name.
        opt_ins: Settings without which some metrics do not exist, by name.
        metrics: What AWS publishes, by metric name.
        diagnosis: What to look at first, whichever alarm fires.
        alarms: The recommended alarms, by id.
        source: URL of the documentation of its metrics.
    """

    name: str
    title: str
    namespace: str
    cloudformation: Mapping[str, TemplateForm]
    is_proposed: bool
    region: str | None
    identifiers: Mapping[str, Identifier]
    settings: Mapping[str, Setting]
    opt_ins: Mapping[str, OptIn]
    metrics: Mapping[str, Metric]
    diagnosis: tuple[DiagnosisStep, ...]
    alarms: Mapping[str, RecommendedAlarm]
    source: str

    @property
    def noun(self) -> str:
        """What one of them is, in a word or two: `queue`, `load balancer`; of some types empty."""
        words = re.sub(r" \(.*\)| on .*| in .*| of .*", "", self.title).split()
        last = words[-1]
        if last == "Balancer":
            return "load balancer"
        return last if last.islower() else ""

    @property
    def required_identifiers(self) -> tuple[str, ...]:
        """The names of the identifiers that every resource of the type gives."""
        return tuple(name for name, each in self.identifiers.items() if each.required)

    @property
    def optional_identifiers(self) -> tuple[str, ...]:
        """The names of the identifiers that a resource may give to get more alarms."""
        return tuple(
            name
            for name, each in self.identifiers.items()
            if not each.required and each.constant is None
        )

    def has_fact(self, name: str) -> bool:
        """Tell whether a viewpoint may say *name* of a resource: an identifier, or a setting."""
        identifier = self.identifiers.get(name)
        return name in self.settings or (identifier is not None and identifier.constant is None)

    def alarms_for(
        self,
        identifiers: Collection[str],
        *,
        opted_in: Collection[str] = (),
        settings: Collection[str] = (),
    ) -> tuple[RecommendedAlarm, ...]:
        """The recommended alarms of a resource that gives these identifiers.

        An alarm is left out when it needs an identifier that is not given, reads a metric that
        exists only after an opt-in that is not named, compares with a setting that nobody says, or
        tells what the alarms of an opt-in that is named tell better.

        Args:
            identifiers: Names of the identifiers given.
            opted_in: Names of the opt-ins that are switched on.
            settings: Names of the settings given.
        """
        return tuple(
            alarm
            for alarm in self.alarms.values()
            if self._given(alarm.identifiers, identifiers)
            and self.opt_ins_of(alarm).issubset(opted_in)
            and (alarm.setting is None or alarm.setting in settings)
            and (alarm.unless is None or alarm.unless not in opted_in)
        )

    def opt_ins_of(self, alarm: RecommendedAlarm) -> frozenset[str]:
        """The names of the opt-ins without which the alarm would have nothing to read."""
        opt_ins = (self.metrics[query.metric].opt_in for query in alarm.queries)
        return frozenset(name for name in opt_ins if name is not None)

    def dimensions_of(self, query: MetricQuery, identifiers: Mapping[str, str]) -> dict[str, str]:
        """CloudWatch's dimensions of a query: names and values, sorted by name.

        Args:
            query: A query of one of the type's alarms.
            identifiers: The resource's identifiers, by name; constant ones are added.

        Raises:
            KeyError: The query needs an identifier that is not given; `alarms_for` leaves such
                alarms out.
        """
        needed = (self.identifiers[name] for name in query.dimensions)
        pairs = {
            each.dimension: identifiers[each.name] if each.constant is None else each.constant
            for each in needed
        }
        return dict(sorted(pairs.items()))

    def delay_of(self, alarm: RecommendedAlarm) -> Delay:
        """How late what the alarm reads is: the latest of its metrics counts."""
        return latest(self.metrics[query.metric].delay for query in alarm.queries)

    def interval_of(self, alarm: RecommendedAlarm) -> int | None:
        """Seconds between two datapoints of the slowest metric; None when one has no interval."""
        intervals = [self.metrics[query.metric].interval for query in alarm.queries]
        return None if None in intervals else max(filter(None, intervals))

    def _given(self, needed: Collection[str], given: Collection[str]) -> bool:
        return all(name in given or self.identifiers[name].constant is not None for name in needed)
