"""Whatever else watches, tells or restores: that it comes, goes or is another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.review.comparison import About
from tocsin.review.pairs import normal
from tocsin.review.words import value_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tocsin.review.change import Change
    from tocsin.review.comparison import Comparison
    from tocsin.review.pairs import Pair

_TYPES = (
    "AWS::ApplicationSignals::ServiceLevelObjective",
    "AWS::Backup::Framework",
    "AWS::Backup::ReportPlan",
    "AWS::Backup::RestoreTestingPlan",
    "AWS::Backup::RestoreTestingSelection",
    "AWS::Budgets::Budget",
    "AWS::CE::AnomalyMonitor",
    "AWS::CE::AnomalySubscription",
    "AWS::Chatbot::MicrosoftTeamsChannelConfiguration",
    "AWS::Chatbot::SlackChannelConfiguration",
    "AWS::CloudWatch::AnomalyDetector",
    "AWS::CloudWatch::InsightRule",
    "AWS::CloudWatch::MetricStream",
    "AWS::Logs::AccountPolicy",
    "AWS::Logs::LogAnomalyDetector",
    "AWS::Logs::QueryDefinition",
    "AWS::Logs::SubscriptionFilter",
    "AWS::RUM::AppMonitor",
    "AWS::Route53::HealthCheck",
    "AWS::SSMContacts::Contact",
    "AWS::SSMContacts::Plan",
    "AWS::SSMContacts::Rotation",
    "AWS::SSMIncidents::ResponsePlan",
    "AWS::Scheduler::Schedule",
    "AWS::Synthetics::Canary",
    "AWS::XRay::TransactionSearchConfig",
)
_QUIET = frozenset({"AWS::Logs::QueryDefinition"})
"""What nobody waits for: somebody asks it."""


def other_changes(comparison: Comparison) -> Iterator[Change]:
    """Yield what of monitoring comes, goes or changes of which nothing more is known here."""
    for pair in comparison.of(*_TYPES):
        about, quiet = About.pair(pair), pair.type in _QUIET
        if pair.before is None:
            yield about.change("monitoring/added", "is new")
        elif pair.after is None:
            yield about.change("monitoring/removed", "is gone", matters=not quiet)
        else:
            yield from _changed(about, pair, matters=not quiet)


def _changed(about: About, pair: Pair, *, matters: bool) -> Iterator[Change]:
    assert pair.before is not None
    assert pair.after is not None
    old, new = pair.before.properties, pair.after.properties
    for name in dict.fromkeys((*new, *old)):
        was, now = old.get(name), new.get(name)
        if name == "Tags" or normal(was, name) == normal(now, name):
            continue
        one, other = map(value_text, (was, now))
        yield about.change(
            "monitoring/changed",
            f"has another {name}: {one} → {other}",
            before=one,
            after=other,
            matters=matters,
            at=(name,),
        )
