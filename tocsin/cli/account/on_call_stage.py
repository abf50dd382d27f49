"""The stage whose incidents a person looks after: where they are, and who asks."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from tocsin.aws import (
    NO_TABLE,
    AwsFailure,
    AwsSession,
    Caller,
    Changed,
    StageIncidents,
    caller_of,
)
from tocsin.cli.aws_failure import ended
from tocsin.cli.terminal import about, errors, refuse, remark
from tocsin.cli.viewpoint_file import of_stage, read_viewpoint
from tocsin.diagnostics import did_you_mean, quoted
from tocsin.incidents import Incident, Step, table_name
from tocsin.on_call import Severity, leads_to
from tocsin.viewpoint import Viewpoint, escalation_of, rotations_of


@dataclass(frozen=True, slots=True, kw_only=True)
class OnCallStage:
    """A stage, and its incidents in one of its Regions.

    Attributes:
        viewpoint: The viewpoint, as it holds in the stage.
        name: The stage's name.
        region: The Region that is asked.
        other_regions: Those in which the stage may have incidents, too.
        session: How AWS is reached.
        incidents: The incidents.
        caller: Whose credentials these are.
        now: When the command began.
    """

    viewpoint: Viewpoint
    name: str
    region: str
    other_regions: tuple[str, ...]
    session: AwsSession
    incidents: StageIncidents
    caller: Caller
    now: datetime

    def everywhere(self) -> Iterator["OnCallStage"]:
        """Yield the stage in each Region that has incidents, the one that is asked first.

        Another Region that cannot be asked is named, and left out.
        """
        yield self
        for region in self.other_regions:
            incidents = replace(self.incidents, region=region)
            try:
                incidents.overrides("")
            except AwsFailure as failure:
                # Whatever is wrong in another Region, what is known here is shown.
                for each in failure.problems:
                    if each.kind != NO_TABLE:
                        remark(f"{region} is left out: {each.what}", style="yellow")
                continue
            yield replace(self, region=region, incidents=incidents, other_regions=())

    def located(self, written: str) -> tuple["OnCallStage", Incident]:
        """Return an incident by its id, or by the end of the id of one that is not over.

        Returns:
            The stage in the Region of the incident, and the incident.

        Raises:
            typer.Exit: There is none, or several end so, or AWS failed.
        """
        with asking():
            if found := self.incidents.load(written):
                return self, found
            places = list(self.everywhere())
            for place in places[1:]:
                if found := place.incidents.load(written):
                    return place, found
            unfinished = [(place, each) for place in places for each in place.unfinished()]
        alike = [each for each in unfinished if written and each[1].id.endswith(written)]
        if len(alike) == 1:
            return alike[0]
        ids = [each.id for _, each in alike or unfinished]
        what = f"several incidents end in {quoted(written)}" if alike else self._none(written)
        fix = did_you_mean(written, ids) if ids else "nothing is open: see tocsin incidents list"
        raise refuse([about("INCIDENT", "incidents/unknown-incident", what, fix)])

    def unfinished(self) -> Iterator[Incident]:
        """Yield the incidents that are not over, those that nobody looks after first.

        Raises:
            AwsFailure: AWS failed.
        """
        yield from self.incidents.of("open")
        yield from self.incidents.of("acknowledged")

    def change(self, incident: Incident, change: Callable[[Incident], Step]) -> Changed:
        """Change an incident, and carry out what that asks for.

        Raises:
            typer.Exit: AWS failed.
        """
        with asking():
            made = self.incidents.change(incident, change)
            self.incidents.carry_out(made.after, made.step.commands)
        return made

    def _none(self, written: str) -> str:
        return f"there is no incident {quoted(written)} in {self.incidents.table}, {self.region}"


@contextmanager
def asking() -> Iterator[None]:
    """End the command with what failed, where AWS fails inside."""
    try:
        yield
    except AwsFailure as failure:
        raise ended(failure) from failure


def reach(
    file: Path,
    *,
    stage: str | None,
    region: str | None,
    profile: str | None,
    endpoint_url: str | None,
) -> OnCallStage:
    """Return a stage of the viewpoint in a file, once the credentials are those of its account.

    Args:
        file: The viewpoint.
        stage: The stage; None for the only one in which persons are paged.
        region: The only one of its Regions to look in; None for all, its home first.
        profile: A profile of the AWS configuration; None for the usual credentials.
        endpoint_url: Another address than that of AWS.

    Raises:
        typer.Exit: There is no such stage or Region, or AWS failed.
    """
    viewpoint = read_viewpoint(file)
    name = stage or _paging_stage(file, viewpoint)
    held = of_stage(file, viewpoint, name)
    chosen = _region(viewpoint, name, region)
    session = AwsSession(
        profile=profile, region=chosen, endpoint_url=endpoint_url, on_retry=errors().print
    )
    with asking():
        caller = caller_of(session, chosen)
    _check_account(viewpoint, name, caller)
    table = table_name(viewpoint.system, name)
    return OnCallStage(
        viewpoint=held,
        name=name,
        region=chosen,
        other_regions=() if region else _regions(viewpoint, name)[1:],
        session=session,
        incidents=StageIncidents(session=session, region=chosen, table=table),
        caller=caller,
        now=now(),
    )


def now() -> datetime:
    """Return the time."""
    return datetime.now(UTC)


def paged_persons(viewpoint: Viewpoint, stage: str) -> dict[Severity, tuple[str, ...]]:
    """Return the persons whom the policy of each severity of a stage pages, at any time."""
    escalation, rotations = escalation_of(viewpoint, stage), rotations_of(viewpoint)
    contacts = viewpoint.of_stage(stage).contacts
    found: dict[Severity, tuple[str, ...]] = {}
    for severity, tiers in escalation.policies.items():
        names = (
            name
            for tier in tiers
            if tier.kind == "page" or (tier.kind == "notify" and tier.after)
            for recipient in tier.recipients
            for name in leads_to(recipient, rotations)
            if name in contacts and (contacts[name].email or contacts[name].sms)
        )
        found[severity] = tuple(dict.fromkeys(names))
    return found


def rotation_pages(viewpoint: Viewpoint, stage: str, rotation: str) -> Iterator[Severity]:
    """Yield the severities whose policy names a rotation, itself or by another one."""
    escalation, rotations = escalation_of(viewpoint, stage), rotations_of(viewpoint)
    for severity, tiers in escalation.policies.items():
        recipients = (recipient for tier in tiers for recipient in tier.recipients)
        if any(rotation in leads_to(each, rotations) for each in recipients):
            yield severity


def _paging_stage(file: Path, viewpoint: Viewpoint) -> str:
    """Return the only stage that keeps incidents of which persons are paged."""
    names = list(viewpoint.stages)
    paging = names if len(names) == 1 else [each for each in names if _pages(viewpoint, each)]
    if len(paging) == 1:
        return paging[0]
    if paging:
        what = "several stages keep incidents, and page persons"
        fix = f"choose one with --stage: {', '.join(paging)}"
    else:
        what = "no stage keeps incidents, of which persons are paged one after the other"
        fix = (
            "write `incidents: on` in the viewpoint or in a stage, and deploy it; or choose a "
            f"stage that was deployed so with --stage: {', '.join(names)}"
        )
    raise refuse([about(file, "option/no-stage", what, fix)])


def _pages(viewpoint: Viewpoint, stage: str) -> bool:
    is_kept = viewpoint.of_stage(stage).kept_incidents is not None
    return is_kept and any(paged_persons(viewpoint, stage).values())


def _region(viewpoint: Viewpoint, stage: str, region: str | None) -> str:
    regions = _regions(viewpoint, stage)
    if region is None or region in regions:
        return region or regions[0]
    what = f"{quoted(region)} is not a Region of {stage}"
    raise refuse([about("--region", "option/unknown-region", what, did_you_mean(region, regions))])


def _regions(viewpoint: Viewpoint, stage: str) -> tuple[str, ...]:
    """Return the Regions in which a stage can have alarms, its home first."""
    described = viewpoint.stages[stage]
    home = described.home
    # CloudFront's alarms are in us-east-1, wherever the stage is.
    others = (described.copied_to, _home_of_the_world(home))
    return tuple(dict.fromkeys(filter(None, (*described.active_regions, *others))))


def _home_of_the_world(region: str) -> str | None:
    """Return the Region of what AWS has once for the world; None in partitions without it."""
    return None if region.startswith(("cn-", "us-gov-")) else "us-east-1"


def _check_account(viewpoint: Viewpoint, stage: str, caller: Caller) -> None:
    account = viewpoint.stages[stage].account
    if caller.account != account:
        what = f"the credentials are those of account {caller.account}, and {stage} is in {account}"
        fix = "choose others with --profile or AWS_PROFILE, or another --stage"
        raise refuse([about("AWS", "incidents/wrong-account", what, fix)])
