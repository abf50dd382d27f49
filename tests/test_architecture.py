import sys
from pathlib import Path

import pytest

from tests.support.imports import imported_modules, used_names
from tests.support.project import ROOT

LONGEST_FILE = 300

MAY_IMPORT = {
    "tocsin/diagnostics": (),
    "tocsin/on_call": (),
    "tocsin/incidents": ("tocsin.on_call",),
    "tocsin/aftermath": ("tocsin.incidents", "tocsin.on_call"),
    "tocsin/timing": (),
    "tocsin/catalogue": ("tocsin.timing",),
    "tocsin/events": (),
    "tocsin/logs": (),
    "tocsin/sampling": (),
    "tocsin/schedules": (),
    "tocsin/parsing": (),
    "tocsin/policies": (),
    "tocsin/metric_math": ("tocsin.parsing",),
    "tocsin/algebra": ("tocsin.metric_math",),
    "tocsin/alarms": ("tocsin.algebra", "tocsin.metric_math", "tocsin.timing"),
    "tocsin/evaluation": (
        "tocsin.alarms",
        "tocsin.metric_math",
        "tocsin.parsing",
        "tocsin.schedules",
        "tocsin.timing",
    ),
    "tocsin/assembly": ("tocsin.diagnostics",),
    # What people on call do to incidents: the table and who stands in for whom.
    "tocsin/aws": ("tocsin.incidents",),
    # Chance alone: without a viewpoint, an alarm of AWS or anything that would be drawn at random.
    "tocsin/traffic": (),
    "tocsin/viewpoint": (
        "tocsin.on_call",
        # What a value of DynamoDB is, whoever reads a canary knows.
        "tocsin.restoration",
        "tocsin.schedules",
        "tocsin.traffic",
    ),
    # What AWS refuses is a problem of the viewpoint; numpy, which evaluates alarms, is not needed.
    "tocsin/plan": (
        "tocsin.alarms",
        "tocsin.catalogue",
        "tocsin.events",
        "tocsin.logs",
        "tocsin.on_call",
        # What AWS Backup can do with a type of data store.
        "tocsin.recovery",
        # What the function of restore tests measures, and what its rule tells it to expect.
        "tocsin.restoration",
        "tocsin.sampling",
        "tocsin.timing",
        "tocsin.traffic",
        "tocsin.viewpoint",
    ),
    # What is expected of restored data; it ships with the function that looks at it.
    "tocsin/restoration": (),
    # Grafana's HTTP API; it ships with the function that publishes dashboards.
    "tocsin/publishing": (),
    # What validation and the proof of templates share: pure arithmetic.
    "tocsin/recovery": (
        "tocsin.assembly",
        # Whether two patterns meet.
        "tocsin.sampling",
        "tocsin.schedules",
    ),
    "tocsin/grafana": ("tocsin.catalogue", "tocsin.metric_math", "tocsin.plan"),
    "tocsin/dashboard_bodies": (),
    "tocsin/cloudwatch_dashboards": ("tocsin.dashboard_bodies", "tocsin.plan"),
    # What is provisioned has the folder and the data sources of what is published.
    "tocsin/provisioning": ("tocsin.publishing",),
    # The APIs of GitHub and GitLab: texts go out, whatever they are about.
    "tocsin/comments": (),
    # It reads dashboards as files: whoever made them, and without the extra that makes ours.
    "tocsin/preview": (
        "tocsin.alarms",
        "tocsin.backtest",
        "tocsin.drills",
        "tocsin.evaluation",
        "tocsin.metric_math",
        "tocsin.recorded",
        "tocsin.simulation",
    ),
    # Which backups there are of data, and how often schedules run.
    "tocsin/cost": ("tocsin.assembly", "tocsin.recovery", "tocsin.schedules"),
    "tocsin/escalation": (
        "tocsin.assembly",
        "tocsin.on_call",
        # Whether the clock of a digest runs when business days begin.
        "tocsin.schedules",
    ),
    "tocsin/delivery": (
        "tocsin.assembly",
        # People behind a machine are told by turns.
        "tocsin.escalation",
        # An event source mapping filters as EventBridge does.
        "tocsin.events",
        "tocsin.on_call",
        "tocsin.policies",
    ),
    "tocsin/simulation": (
        # What AWS refuses is no part of a simulation.
        "tocsin.alarms",
        "tocsin.assembly",
        "tocsin.delivery",
        "tocsin.escalation",
        "tocsin.evaluation",
        "tocsin.events",
        # What an incident is, a drill and the functions decide by one idea.
        "tocsin.incidents",
        "tocsin.on_call",
        "tocsin.policies",
        "tocsin.timing",
    ),
    "tocsin/recorded": ("tocsin.evaluation", "tocsin.simulation"),
    # Elements of HTML, and how pages look, whatever they are about.
    "tocsin/pages": (),
    "tocsin/backtest": (
        # How late the data of a metric typically are.
        "tocsin.catalogue",
        "tocsin.evaluation",
        "tocsin.on_call",
        "tocsin.pages",
        "tocsin.recorded",
        "tocsin.simulation",
    ),
    "tocsin/drills": (
        "tocsin.assembly",
        # Drills on events name samples of the catalogue.
        "tocsin.catalogue",
        "tocsin.delivery",
        "tocsin.evaluation",
        "tocsin.metric_math",
        "tocsin.on_call",
        "tocsin.simulation",
    ),
    "tocsin/rehearsal": (
        "tocsin.catalogue",
        "tocsin.drills",
        "tocsin.evaluation",
        "tocsin.simulation",
    ),
    "tocsin/diagrams": ("tocsin.on_call", "tocsin.plan", "tocsin.recovery"),
    "tocsin/runbooks": ("tocsin.catalogue", "tocsin.plan", "tocsin.recovery", "tocsin.viewpoint"),
    "tocsin/checks": (
        "tocsin.alarms",
        "tocsin.algebra",
        "tocsin.assembly",
        "tocsin.catalogue",
        "tocsin.dashboard_bodies",
        "tocsin.delivery",
        "tocsin.escalation",
        "tocsin.evaluation",
        "tocsin.events",
        "tocsin.inventory",
        "tocsin.logs",
        "tocsin.metric_math",
        "tocsin.on_call",
        "tocsin.recovery",
        "tocsin.sampling",
        "tocsin.schedules",
        "tocsin.simulation",
        "tocsin.timing",
    ),
    "tocsin/inventory": ("tocsin.assembly", "tocsin.catalogue"),
    "tocsin/starter": (
        "tocsin.assembly",
        "tocsin.inventory",
        "tocsin.plan",
        "tocsin.viewpoint",
    ),
    "tocsin/triage": (
        "tocsin.assembly",
        "tocsin.catalogue",
        "tocsin.checks",
        "tocsin.inventory",
        "tocsin.simulation",
    ),
    "tocsin/transition": ("tocsin.assembly",),
    # Two assemblies meet here: whatever judges one of them, judges both.
    "tocsin/review": (
        "tocsin.alarms",
        "tocsin.assembly",
        "tocsin.backtest",
        "tocsin.checks",
        "tocsin.cost",
        "tocsin.delivery",
        "tocsin.drills",
        "tocsin.escalation",
        "tocsin.evaluation",
        "tocsin.on_call",
        "tocsin.recorded",
        "tocsin.recovery",
        "tocsin.simulation",
        "tocsin.timing",
        "tocsin.transition",
        # What somebody has waived is not new.
        "tocsin.triage",
    ),
    "tocsin/preflight": (
        "tocsin.assembly",
        "tocsin.aws",
        "tocsin.plan",
        "tocsin.recovery",
        "tocsin.transition",
    ),
    "tocsin/cli": ("tocsin",),
    "tocsin/__main__.py": ("tocsin.cli",),
    # `tocsin` knows no CDK; this knows no more of `tocsin` than what `tocsin check` reads.
    "tocsin_cdk": ("tocsin.assembly", "tocsin.checks", "tocsin.triage", "tocsin.version"),
    # What invokes the function of restore tests, function and drill know as well; what whoever
    # publishes dashboards has to be allowed, the room that does it knows.
    "constructs": ("tocsin.plan", "tocsin.publishing", "tocsin.restoration"),
    # Dashboards that are published are rendered at synth.
    "stacks": (
        "constructs",
        "tocsin.cloudwatch_dashboards",
        "tocsin.grafana",
        "tocsin.plan",
    ),
    "app.py": ("stacks", "tocsin.plan", "tocsin.viewpoint", "tocsin_cdk"),
    "functions": (
        "tocsin.incidents",
        "tocsin.on_call",
        "tocsin.publishing",
        "tocsin.restoration",
    ),
    # A drill reads incidents and their policies as they are deployed.
    "local": (
        "tocsin.evaluation",
        "tocsin.incidents",
        "tocsin.logs",
        "tocsin.on_call",
        "tocsin.restoration",
    ),
    # What it measures, and the document of data stores, which is written as stacks write it.
    "benchmarks": ("tocsin.evaluation", "tocsin.incidents", "tocsin.on_call", "tocsin.recovery"),
}
"""What each place may import of ours, besides itself and what all may import."""

ALL_MAY_IMPORT = "tocsin.diagnostics"
STANDARD_LIBRARY_ALONE = (
    "tocsin/on_call",
    "tocsin/incidents",
    "tocsin/publishing",
    "tocsin/restoration",
)
"""Places that import nothing that does not ship with a function, as these do."""

OURS = (
    "tocsin",
    "tocsin_cdk",
    "constructs",
    "stacks",
    "functions",
    "local",
    "tests",
    "benchmarks",
    "app",
)
IMPURE_PLACES = ("tocsin/cli", "tocsin/aws")
AWS_USERS = (*IMPURE_PLACES, "tocsin/preflight")

FORBIDDEN_MODULES = ("aws_cdk", "constructs", "boto3", "botocore", "random", "secrets", "socket")
FORBIDDEN_NAMES = (
    "os.environ",
    "os.getenv",
    "time.time",
    "time.time_ns",
    "time.monotonic",
    "time.perf_counter",
    "time.sleep",
    "datetime.datetime.now",
    "datetime.datetime.today",
    "datetime.datetime.utcnow",
    "datetime.date.today",
    "uuid.uuid1",
    "uuid.uuid4",
)

ALLOWED_IN_FUNCTIONS = (
    "boto3",
    "botocore",
    "tocsin.incidents",
    "tocsin.on_call",
    "tocsin.publishing",
    "tocsin.restoration",
    "functions",
)

LONG_FILES: dict[str, str] = {}
"""Files that may be longer than the rest, each with the reason why it is not split."""


def _files(place: str) -> list[Path]:
    path = ROOT / place
    return [path] if path.is_file() else sorted(path.rglob("*.py"))


def _allowed(place: str) -> tuple[str, ...]:
    if place in STANDARD_LIBRARY_ALONE:
        return MAY_IMPORT[place]
    return (*MAY_IMPORT[place], ALL_MAY_IMPORT)


def _within(name: str, packages: tuple[str, ...]) -> bool:
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def _relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("place", MAY_IMPORT)
def test_place_imports_only_what_the_table_allows(place: str) -> None:
    """Each place imports, of ours, itself and what stands beside it in the table."""
    allowed = (*_allowed(place), place.removesuffix(".py").replace("/", "."))

    wrong = [
        f"{_relative(path)} imports {module}"
        for path in _files(place)
        for module in sorted(imported_modules(path.read_text()))
        if module != "tocsin" and _within(module, OURS) and not _within(module, allowed)
    ]

    assert wrong == []


@pytest.mark.parametrize("place", MAY_IMPORT)
def test_the_table_allows_nothing_that_is_not_needed(place: str) -> None:
    """What stands beside a place in the table is imported there, so that the table is a map."""
    imported = {module for path in _files(place) for module in imported_modules(path.read_text())}

    unused = [
        name for name in MAY_IMPORT[place] if not any(_within(each, (name,)) for each in imported)
    ]

    assert unused == []


def test_every_package_is_in_the_table() -> None:
    """A package of the prover without a row in the table does not exist."""
    packages = {path.parent.name for path in ROOT.glob("tocsin/*/__init__.py")}

    assert packages <= {place.removeprefix("tocsin/") for place in MAY_IMPORT}


def test_every_row_of_the_table_exists() -> None:
    """A row stands for a place that exists."""
    assert [place for place in MAY_IMPORT if not (ROOT / place).exists()] == []


def test_aws_is_used_by_few() -> None:
    """Only the command line talks to AWS, and what it asks there before a deployment."""
    users = [
        _relative(path)
        for path in _files("tocsin")
        if any(_within(name, ("tocsin.aws",)) for name in imported_modules(path.read_text()))
    ]

    assert [user for user in users if not user.startswith(AWS_USERS)] == []


def test_core_is_pure() -> None:
    """The core knows neither CDK nor AWS, neither environment nor clock."""
    core = [path for path in _files("tocsin") if not _relative(path).startswith(IMPURE_PLACES)]
    wrong = {_relative(path): found for path in core if (found := _impurities(path.read_text()))}

    assert core
    assert wrong == {}


def _impurities(source: str) -> list[str]:
    modules = [name for name in imported_modules(source) if _within(name, FORBIDDEN_MODULES)]
    names = [name for name in used_names(source) if _within(name, FORBIDDEN_NAMES)]
    return sorted({*modules, *names})


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("import os\nos.environ['A']", "os.environ"),
        ("from os import getenv\ngetenv('A')", "os.getenv"),
        ("import datetime\ndatetime.datetime.now()", "datetime.datetime.now"),
        ("from datetime import datetime as d\nd.now()", "datetime.datetime.now"),
        ("def f():\n    import time as clock\n    clock.time()", "time.time"),
    ],
)
def test_disguised_use_is_seen(source: str, name: str) -> None:
    """An alias or a late import does not hide where a name comes from."""
    assert name in used_names(source)


@pytest.mark.parametrize(
    ("source", "module"),
    [
        ("import tocsin.plan.specs.names as n", "tocsin.plan.specs.names"),
        ("from tocsin import plan", "tocsin.plan"),
        ("if True:\n    from boto3 import client", "boto3"),
    ],
)
def test_disguised_import_is_seen(source: str, module: str) -> None:
    """Each way to write an import counts."""
    assert module in imported_modules(source)


def test_functions_need_nothing_that_lambda_lacks() -> None:
    """A function imports the standard library, boto3 and what is shipped beside it."""
    wrong = [
        f"{_relative(path)} imports {module}"
        for path in _files("functions")
        for module in sorted(imported_modules(path.read_text()))
        if module.partition(".")[0] not in sys.stdlib_module_names
        and not _within(module, ALLOWED_IN_FUNCTIONS)
        and not (path.parent / f"{module}.py").exists()
    ]

    assert wrong == []


def test_constructs_is_a_namespace() -> None:
    """The folder `constructs` merges with the package of that name, so it has no `__init__.py`."""
    assert not (ROOT / "constructs" / "__init__.py").exists()


def test_files_are_short() -> None:
    """A file of more than 300 lines is listed with the reason why it is not split."""
    places = {place.partition("/")[0] for place in MAY_IMPORT}
    lengths = {
        _relative(path): len(path.read_text().splitlines())
        for place in sorted(places)
        for path in _files(place)
    }

    too_long = {path for path, length in lengths.items() if length > LONGEST_FILE}

    assert too_long == set(LONG_FILES)
    assert all(LONG_FILES.values())
