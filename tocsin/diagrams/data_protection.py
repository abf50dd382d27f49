"""How data of a stage are protected: backups, their copies, and what the system has beside them."""

from collections.abc import Collection, Iterator

from tocsin.diagrams.flowchart import Flowchart
from tocsin.plan import (
    BackupPlanSpec,
    BackupRuleSpec,
    CopySpec,
    Plan,
    RegionalBackupSpec,
    RestoreTestsSpec,
)
from tocsin.recovery import (
    MECHANISMS,
    DeclaredStore,
    Mechanism,
    Objective,
    length_text,
    read_recovery_document,
)

_LOST = {
    "corruption": "data are spoiled",
    "zone": "a zone is lost",
    "region": "the Region is lost",
    "account": "the account is lost",
}


def data_protection(plan: Plan) -> str:
    """Return a page of Markdown with a chart for each Region of a stage that has data."""
    title = f"# How data of {plan.system} {plan.stage} are protected"
    about = (
        "From `tocsin diagram backup`; do not edit. What is dotted the system has itself: it is "
        "declared, and its lag is watched where that can be."
    )
    backup = plan.backup
    regions = backup.regions if backup is not None else ()
    copied = backup.recovery_restore_tests if backup is not None else None
    drawn = (_section(each, copied) for each in regions)
    sections = "\n\n".join(drawn) or "Nothing is protected."
    return f"{title}\n\n{about}\n\n{sections}\n"


def _section(spec: RegionalBackupSpec, copied: RestoreTestsSpec | None) -> str:
    chart = Flowchart()
    for declared in read_recovery_document(spec.recovery):
        data = _data(chart, declared)
        for plan in spec.plans:
            if declared.arn in plan.arns:
                _backups(chart, data, plan)
        for mechanism in declared.store.mechanisms:
            _mechanism(chart, data, mechanism)
    for plan in spec.plans:
        for selected in plan.tagged:
            tags = (f"{key} = {value}" for key, value in selected.tags)
            _backups(chart, chart.node(selected.id, *tags), plan)
    here = {store.expectation.arn for store in spec.stores}
    for tests in (spec.restore_tests, copied):
        if tests is not None:
            _restored(chart, tests, here)
    return f"## {spec.vault.region}\n\n```mermaid\n{chart}\n```"


def _data(chart: Flowchart, declared: DeclaredStore) -> str:
    store = declared.store
    return chart.node(
        f"{store.name} ({store.type})" if store.type else store.name,
        *map(_claim, store.objectives),
    )


def _claim(objective: Objective) -> str:
    lengths = (("RPO", objective.rpo), ("RTO", objective.rto))
    claims = [f"{name} {length_text(length)}" for name, length in lengths if length is not None]
    return f"if {_LOST[objective.scenario]}: {', '.join(claims)}"


def _backups(chart: Flowchart, data: str, plan: BackupPlanSpec) -> None:
    for rule in plan.rules:
        vault = chart.node(f"vault {rule.vault}", shape="topic")
        chart.arrow(data, vault, _when(rule))
        for copy in _copies(rule):
            place = f"in {copy.region}" + (f", account {copy.account}" if copy.account else "")
            there = chart.node(f"vault {copy.vault}", place, shape="topic")
            chart.arrow(vault, there, f"copy of {rule.name}, kept {copy.retention_days} days")


def _restored(chart: Flowchart, tests: RestoreTestsSpec, here: Collection[str]) -> None:
    """Draw what is restored of the data of a Region, and from which vaults."""
    place = (f"in {tests.region}",) if tests.of_copies else ()
    for test in tests.tests:
        stores = [each for each in test.stores if each.expectation.arn in here]
        if not stores:
            continue
        names = ", ".join(each.expectation.name for each in stores)
        end = chart.node(f"restore test {test.name}", "restored, looked at, deleted", shape="end")
        for vault in test.vaults:
            chart.arrow(
                chart.node(f"vault {vault}", *place, shape="topic"),
                end,
                f"{test.schedule} {test.time_zone}: {names}",
            )


def _when(rule: BackupRuleSpec) -> str:
    kind = "any point in time" if rule.continuous else "snapshots"
    return f"{rule.name}: {rule.schedule} {rule.time_zone}, {kind}, {rule.retention_days} days"


def _copies(rule: BackupRuleSpec) -> Iterator[CopySpec]:
    if rule.copy is not None:
        yield rule.copy
    yield from rule.other_copies


def _mechanism(chart: Flowchart, data: str, mechanism: Mechanism) -> None:
    name = mechanism.kind.replace("_", " ")
    if mechanism.region is None or not MECHANISMS[mechanism.kind].is_elsewhere:
        chart.arrow(data, chart.node(name, shape="end"), dotted=True)
        return
    account = f", account {mechanism.account}" if mechanism.account else ""
    there = chart.node(name, f"in {mechanism.region}{account}", shape="end")
    watched = mechanism.watched_at
    text = f"alarm when {length_text(watched)} behind" if watched is not None else "not watched"
    chart.arrow(data, there, text, dotted=True)
