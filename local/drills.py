"""The drills of what is deployed: an alarm that nobody answers soon, and many that soon are OK."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from local import report
from local.burst_drill import BurstDrill, run_burst_drill
from local.drillable_alarm import DrillableAlarm, choose, choose_of_another_service
from local.endpoint import Endpoint
from local.escalation import a_person_answers, nobody_answers, the_last_answers
from local.failure import LocalError
from local.fire_drill import FireDrill, run_fire_drill
from local.live_policy import LivePolicy, live_policy
from local.paths import VIEWPOINT
from local.progress import Progress

_NO_BURST = (
    "Many alarms at once were left out: no other service has alarms that page people and that can "
    "be drilled now; a few minutes after a drill, its alarms can be drilled again."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Drill:
    """What to drill.

    Attributes:
        alarm: Name of the alarm; None chooses one, and drills alarms of another service as well.
        viewpoint: The viewpoint that is deployed; None if nobody knows, so that nobody can answer.
    """

    alarm: str | None = None
    viewpoint: Path | None = VIEWPOINT


def run_drills(console: Console, endpoint: Endpoint, drill: Drill) -> Callable[[], None]:
    """Run the drills, and return what prints them.

    Raises:
        LocalError: No alarm can be drilled, or something does not happen in time.
    """
    fire, chosen, pages_people = _fire(console, endpoint, drill)
    burst = None if drill.alarm else _burst(console, endpoint, chosen)

    def show() -> None:
        report.print_fire_drill(console, fire)
        if burst:
            report.print_burst_drill(console, burst)
        elif pages_people and not drill.alarm:
            console.print(_NO_BURST, style="dim", width=report.MAX_WIDTH)

    return show


def watch_drill(console: Console, endpoint: Endpoint, drill: Drill) -> None:
    """Let an alarm fire, print whom it pages as it happens, and let a person answer.

    Raises:
        LocalError: No alarm that can be drilled pages people, or nothing happens in time.
    """
    chosen = choose(endpoint, drill.alarm, console.print)
    live = _policy(endpoint, chosen)
    if live is None:
        what = f"nobody is paged one after the other about {chosen.alarm['AlarmName']}"
        fix = "deploy a stage with incidents: on, whose critical policy pages persons"
        raise LocalError(what, fix=fix)
    began = time.monotonic()

    def show(what: str) -> None:
        console.print(f"{time.monotonic() - began:6.1f}  {what}", soft_wrap=True)

    run_fire_drill(endpoint, chosen, live=live, meanwhile=a_person_answers, on_event=show)


def _fire(
    console: Console, endpoint: Endpoint, drill: Drill
) -> tuple[FireDrill, DrillableAlarm, bool]:
    """Run the first drill; return also its alarm, and whether a machine pages people about it."""
    meanwhile = the_last_answers(drill.viewpoint) if drill.viewpoint else nobody_answers
    with Progress(console).step("Fire drill") as latest:
        chosen = choose(endpoint, drill.alarm, latest)
        live = _policy(endpoint, chosen)
        fire = run_fire_drill(endpoint, chosen, live=live, meanwhile=meanwhile, on_event=latest)
    return fire, chosen, live is not None


def _burst(console: Console, endpoint: Endpoint, besides: DrillableAlarm) -> BurstDrill | None:
    """Drill alarms of another service than one; None if there are none that page people."""
    alarms = choose_of_another_service(endpoint, besides)
    live = _policy(endpoint, alarms[0]) if alarms else None
    if live is None:
        return None
    with Progress(console).step("Many alarms at once") as latest:
        return run_burst_drill(live, alarms, on_event=latest)


def _policy(endpoint: Endpoint, chosen: DrillableAlarm) -> LivePolicy | None:
    return live_policy(endpoint, chosen.region, chosen.topics)
