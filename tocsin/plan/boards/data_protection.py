"""The dashboard of backups: what is promised of data, and whether it is kept."""

from collections.abc import Iterator
from datetime import timedelta

from tocsin.catalogue import load_resource_type
from tocsin.diagnostics import format_duration
from tocsin.plan.boards.board_parts import Board, alarm_prefixes, board_spec
from tocsin.plan.boards.changes import firing_list
from tocsin.plan.boards.operations import thing_rows
from tocsin.plan.boards.sources import Sources
from tocsin.plan.specs import (
    BACKUP_SERVICE,
    BackupSpec,
    DashboardSpec,
    MetricSpec,
    PanelSpec,
    RowSpec,
    SeriesSpec,
    TextPanelSpec,
)
from tocsin.recovery import SCENARIOS

_JOBS = {
    "Backup jobs": (
        "NumberOfBackupJobsCreated",
        "NumberOfBackupJobsCompleted",
        "NumberOfBackupJobsFailed",
    ),
    "Copy jobs": ("NumberOfCopyJobsCompleted", "NumberOfCopyJobsFailed"),
    "Restore jobs": ("NumberOfRestoreJobsCompleted", "NumberOfRestoreJobsFailed"),
}
_HOUR = 3_600


def data_protection_board(sources: Sources) -> DashboardSpec | None:
    """Return the dashboard of backups, lags and restores; None where nothing is protected."""
    backup = sources.backup
    alarms = [each for each in sources.alarms if each.service == BACKUP_SERVICE]
    if backup is None and not alarms:
        return None
    context = sources.context
    prefixes = alarm_prefixes(context, [BACKUP_SERVICE])
    jobs = tuple(_jobs(sources, backup)) if backup is not None else ()
    return board_spec(
        sources,
        Board(
            name="data protection",
            kind="data-protection",
            means="Whether data can be brought back: as new as is promised, and in time.",
            services=tuple(dict.fromkeys((each.service, each.owner) for each in alarms)),
            rows=(
                RowSpec(title="What is promised", panels=(_promises(sources),)),
                RowSpec(
                    title="Alarms that are on",
                    panels=tuple(firing_list(sources, prefixes, whose="backups")),
                ),
                *thing_rows(sources, alarms),
                RowSpec(title="Jobs", panels=jobs),
            ),
            alarm_prefixes=prefixes,
            refresh_seconds=300,
            range_seconds=7 * 24 * _HOUR,
        ),
    )


def _promises(sources: Sources) -> TextPanelSpec:
    """Return a table of what is protected, and of how much may be lost and how long it may take."""
    protection = sources.context.viewpoint.data_protection
    objectives = [
        f"| {scenario} | {_time(each.rpo)} | {_time(each.rto)} |"
        for scenario in SCENARIOS
        if (each := protection.objectives.of(scenario)) is not None
    ]
    protected = [
        f"| {name} | {each.resource or ('by tags' if each.tags else 'by its name')} "
        f"| {_time(each.retention)} | {', '.join(each.schedules) or 'none'} |"
        for name, each in protection.protected.items()
    ]
    parts = []
    if objectives:
        head = ["| When this is lost | at most lost (RPO) | back within (RTO) |", "|---|---|---|"]
        parts.append("\n".join([*head, *objectives]))
    parts.append(
        "\n".join(["| Protected | What | Kept | Backed up |", "|---|---|---|---|", *protected])
    )
    parts.append("`tocsin recovery` says for each loss whether this is met, and how.")
    return TextPanelSpec(title="Objectives of data protection", text="\n\n".join(parts))


def _time(duration: timedelta | None) -> str:
    return "not said" if duration is None else format_duration(duration)


def _jobs(sources: Sources, backup: BackupSpec) -> Iterator[PanelSpec]:
    """Yield the jobs of each vault, by what they do."""
    metrics = load_resource_type("backup_vault").metrics
    for vault in dict.fromkeys((each.name, each.region) for each in backup.vaults):
        for title, names in _JOBS.items():
            yield PanelSpec(
                title=f"{title}: {vault[0]} ({vault[1]})",
                means="Of each job in the hour in which it ended, or was made.",
                series=tuple(
                    _count(vault, name, metrics[name].words, sources.context.stage.home)
                    for name in names
                ),
                alarms=(),
            )


def _count(vault: tuple[str, str], name: str, words: str, home: str) -> SeriesSpec:
    return SeriesSpec(
        label=f"{words[:1].upper()}{words[1:]}",
        expression=None,
        metrics=(
            MetricSpec(
                id="value",
                namespace="AWS/Backup",
                name=name,
                dimensions=(("BackupVaultName", vault[0]),),
                statistic="Sum",
                unit="Count",
            ),
        ),
        period=_HOUR,
        unit="count",
        region=None if vault[1] == home else vault[1],
    )
