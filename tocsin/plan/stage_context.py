"""What all makers of specs need: the viewpoint, one of its stages, and a place for problems."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from tocsin.catalogue import ResourceType, load_resource_type, resource_types
from tocsin.diagnostics import (
    KeyPath,
    Location,
    Problem,
    ProblemCollector,
    ProblemSeverity,
    did_you_mean,
    quoted,
)
from tocsin.plan.specs import StoredValue, stored_paths
from tocsin.viewpoint import (
    UNNAMED,
    RegionalIdentifier,
    Stage,
    Viewpoint,
    is_certain,
    may_be_changed,
)

_PLACEHOLDER = re.compile(r"\{([A-Za-z_]*)\}")
_STORED = "ssm:"
_PATH = re.compile(r"(/[A-Za-z0-9_.-]+)+")
"""https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-su-create.html"""


@dataclass(frozen=True, slots=True, kw_only=True)
class StageContext:
    """One stage of a viewpoint, while its plan is made.

    Attributes:
        whole: The whole viewpoint.
        stage_name: The stage's name.
        stage: The stage.
        other_region: The Region for which something is made, if it is not the stage's home.
        left_out: Parts of the viewpoint that are wrong, and stand here as something harmless.
        own_types: Resource types beside those of the catalogue, by name.
        collector: What is found to be wrong; makers add to it and go on.
        viewpoint: What holds in the stage: the viewpoint with the stage's changes.
    """

    whole: Viewpoint
    stage_name: str
    stage: Stage
    other_region: str | None = None
    left_out: frozenset[KeyPath] = frozenset()
    own_types: Mapping[str, ResourceType] = field(default_factory=dict)
    collector: ProblemCollector = field(default_factory=ProblemCollector)
    viewpoint: Viewpoint = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Look up what holds in the stage once; makers ask for it a thousand times."""
        object.__setattr__(self, "viewpoint", self.whole.of_stage(self.stage_name))

    def resource_type(self, name: str) -> ResourceType | None:
        """Return the resource type called *name*, of the catalogue or of the viewpoint's own."""
        if name in self.own_types:
            return self.own_types[name]
        return load_resource_type(name) if name in resource_types() else None

    def located(self, key_path: KeyPath) -> KeyPath:
        """Return where that is written which stands at *key_path* in what holds in the stage."""
        return self.whole.located(self.stage_name, key_path)

    @property
    def region(self) -> str:
        """The Region for which something is made: `{region}` stands for it."""
        return self.other_region or self.stage.home

    def at(self, region: str) -> "StageContext":
        """Return the same stage in *region*, with the same place for problems."""
        return replace(self, other_region=None if region == self.stage.home else region)

    @property
    def at_home(self) -> "StageContext":
        """The same stage in its home."""
        return self.at(self.stage.home)

    def in_each(self, *narrowed: tuple[str, ...] | None) -> Iterator["StageContext"]:
        """Yield the stage in each of its active Regions that all of *narrowed* have, if any."""
        for region in self.stage.active_regions:
            if all(regions is None or region in regions for regions in narrowed):
                yield self.at(region)

    @property
    def suffix(self) -> tuple[str, ...]:
        """What a name gets for being in the Region: nothing in the stage's home."""
        return () if self.other_region is None else (self.other_region,)

    def report(
        self,
        kind: str,
        key_path: KeyPath,
        what: str,
        fix: str,
        *,
        why: str = "",
        severity: ProblemSeverity = "error",
        rests_on: Iterable[KeyPath] = (),
    ) -> None:
        """Add a problem, unless it may only be there because something is left out.

        Args:
            kind: Its name, without the room: `unknown-alarm`.
            key_path: Where it stands.
            what: What is wrong.
            fix: What to change.
            why: Why it matters, where that does not follow.
            severity: A `warning` or a `note` is told, and the plan is built all the same.
            rests_on: Other parts without which it would not be there.
        """
        where = Location(source=UNNAMED, key_path=key_path)
        problem = Problem(
            kind=f"plan/{kind}", where=where, what=what, fix=fix, why=why, severity=severity
        )
        self.relay(problem, key_path, rests_on=rests_on)

    def relay(
        self, problem: Problem, key_path: KeyPath, *, rests_on: Iterable[KeyPath] = ()
    ) -> None:
        """Add a problem that another room has found, as `report` does, at *key_path*."""
        written, others = self.located(key_path), tuple(rests_on)
        if may_be_changed(self.stage_name, (key_path, *others), self.left_out):
            return
        if is_certain(written, others, self.left_out):
            where = Location(source=UNNAMED, key_path=written)
            self.collector.extend([replace(problem, where=where)])

    def report_unknown(
        self,
        kind: str,
        key_path: KeyPath,
        thing: str,
        name: str,
        known: Iterable[str],
        *,
        rests_on: Iterable[KeyPath] = (),
    ) -> None:
        """Add the problem `plan/kind`: *name* is not one of the *known* names of such things."""
        what = f"there is no {thing} {quoted(name)}"
        self.report(kind, key_path, what, did_you_mean(name, known), rests_on=rests_on)

    def fill(self, key_path: KeyPath, text: str) -> str:
        """Return *text* with the stage's values in place of `{stage}` and the like."""
        values = self._values
        for name in dict.fromkeys(_PLACEHOLDER.findall(text)):
            if name not in values:
                allowed = ", ".join(f"{{{value}}}" for value in values)
                self.report(
                    "unknown-placeholder",
                    key_path,
                    f"{{{name}}} stands for nothing",
                    f"use one of {allowed}",
                )
        return self.fill_known(text)

    def fill_known(self, text: str) -> str:
        """Return *text* with the stage's values; what else stands in braces is not ours."""
        return _PLACEHOLDER.sub(lambda match: self._values.get(match[1], match[0]), text)

    @property
    def stage_path(self) -> KeyPath:
        """Where the stage stands."""
        return ("stages", self.stage_name)

    def of_same_account(self) -> Iterator["StageContext"]:
        """Yield the other stages of the account, each with a place for problems of its own."""
        for name, stage in self.viewpoint.stages.items():
            if name != self.stage_name and stage.account == self.stage.account:
                yield StageContext(whole=self.whole, stage_name=name, stage=stage)

    def changed(self, *keys: str) -> tuple[KeyPath, ...]:
        """Return where the stage would change what stands below *keys* of the viewpoint."""
        return tuple((*self.stage_path, key) for key in keys)

    def of_same_region(self) -> Iterator["StageContext"]:
        """Yield the other stages of the account that are active in the Region, in the Region."""
        for other in self.of_same_account():
            if self.region in other.stage.active_regions:
                yield other.at(self.region)

    def in_order(self, other: "StageContext") -> tuple["StageContext", "StageContext"]:
        """Return both stages in the order of the viewpoint.

        What is wrong between two stages is found in the plan of each; said in one order, it is
        reported once.
        """
        names = list(self.viewpoint.stages)
        first, second = sorted((self, other), key=lambda each: names.index(each.stage_name))
        return first, second

    @property
    def _values(self) -> Mapping[str, str]:
        return {
            "system": self.viewpoint.system,
            "stage": self.stage_name,
            "region": self.region,
            "account": self.stage.account,
        }

    def identify(
        self, key_path: KeyPath, identifier: RegionalIdentifier, *, in_regions: bool = True
    ) -> str:
        """Return *identifier* as it stands in a spec of the Region.

        `ssm:/path` becomes the stored value of that path; a path that is not one is reported, and
        so is an identifier that says nothing for the Region.

        Args:
            key_path: Where it stands.
            identifier: As the viewpoint has it.
            in_regions: Whether what it identifies can be left out in a Region: what AWS has once
                for all Regions cannot.
        """
        text = identifier if isinstance(identifier, str) else identifier.get(self.region)
        if text is None:
            self.report(
                "missing-identifier",
                key_path,
                f"it is not said for the Region {self.region}",
                f"add {self.region} to it, or leave what it names out there by regions"
                if in_regions
                else "write it once, without Regions: AWS has it once for all of them",
                rests_on=[self.stage_path],
            )
            return ""
        key_path = self.said_at(key_path, identifier)
        filled = self.fill(key_path, text)
        if filled.startswith(_STORED):
            filled = str(StoredValue(filled.removeprefix(_STORED)))
        for path in stored_paths([filled]):
            self._check_path(key_path, path)
        return filled

    def said_at(self, key_path: KeyPath, identifier: RegionalIdentifier | None) -> KeyPath:
        """Return where *identifier*, which stands at *key_path*, is said for the Region."""
        return (*key_path, self.region) if isinstance(identifier, dict) else key_path

    def _check_path(self, key_path: KeyPath, path: str) -> None:
        """Report what is not the path of a parameter, and versions, which are never read anew."""
        if _PATH.fullmatch(path):
            return
        name, colon, version = path.partition(":")
        if colon and version.isdecimal() and _PATH.fullmatch(name):
            self.report(
                "parameter-version",
                key_path,
                f"{quoted(_STORED + path)} names a version, and what is deployed may be newer",
                f"write {_STORED}{name}; each deployment reads its newest value",
            )
            return
        self.report(
            "wrong-parameter-path",
            key_path,
            f"{quoted(path)} is not the path of a parameter of Systems Manager",
            "write ssm: and names of letters, digits, _, . and - after slashes: ssm:/shop/orders",
        )


def is_dynamic(identifier: str) -> bool:
    """Tell whether an identifier is known only when it is deployed."""
    return "{{resolve:" in identifier


def is_filled(identifier: str) -> bool:
    """Tell whether no placeholder is left in an identifier that is known already."""
    return is_dynamic(identifier) or _PLACEHOLDER.search(identifier) is None
