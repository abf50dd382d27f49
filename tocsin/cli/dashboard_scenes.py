"""The data of a preview: drills that are run, or a recording that is replayed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tocsin.backtest import back_test
from tocsin.cli.assembly import Given, read_assembly, read_settings
from tocsin.cli.drill_run import Chosen
from tocsin.cli.guesses import print_guesses
from tocsin.cli.input import read_data, read_drill_choice
from tocsin.cli.left_out import print_left_out
from tocsin.cli.terminal import about, counted, errors, refuse, remark
from tocsin.diagnostics import InvalidValueError
from tocsin.drills import run_drills
from tocsin.preview import Dashboard, Scene, drill_scene, recorded_scene
from tocsin.simulation import AlarmSet


def drill_scenes(chosen: Chosen, dashboards: Sequence[Dashboard]) -> tuple[Scene, ...]:
    """Run drills, and return what *dashboards* show of each that feeds metrics.

    Raises:
        typer.Exit: Something cannot be read, or no drill feeds metrics.
    """
    alarms, escalation, _ = chosen.read()
    choice = read_drill_choice(chosen.drills, alarms, escalation, chosen.selection)
    drills = [each for each in choice.drills if each.data.metrics]
    if not drills:
        what = "none of the drills feeds a metric"
        raise refuse([about("--drill", "option/no-data", what, "name one with values")])
    if rest := len(choice.drills) - len(drills):
        remark(f"left out: {counted(rest, 'drill')} without metric data")
    return tuple(drill_scene(each, dashboards) for each in run_drills(drills, alarms))


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """Which recorded data are shown, and replayed through which alarms.

    Attributes:
        data: A file or a folder.
        queries: The MetricDataQueries of data that have none beside them.
        ignore_bad: Whether bad points are left out.
        resolved: What texts in dimension values stand for in the data.
        start: In seconds since 1970; None for the beginning of the recording.
        end: None for its end.
        assembly: The alarms.
        given: What is said about their deployment.
        settings: What each topic stands for.
    """

    data: Path
    queries: Path | None
    ignore_bad: bool
    resolved: Mapping[str, str]
    start: float | None
    end: float | None
    assembly: Path
    given: Given
    settings: Path | None

    def scene(self, dashboards: Sequence[Dashboard]) -> Scene:
        """Replay the data, and return what *dashboards* show of them.

        Raises:
            typer.Exit: Something cannot be read, or nothing was recorded at that time.
        """
        settings = read_settings(self.settings)
        recorded = read_data(self.data, self.queries, ignore_bad=self.ignore_bad)
        assembly = read_assembly(self.assembly, self.given)
        alarms = AlarmSet.of(assembly, settings.severity_rules, settings.declared_readers)
        print_guesses(errors(), alarms)
        print_left_out(errors(), assembly.left_out)
        try:
            test = back_test(
                alarms, recorded, start=self.start, end=self.end, resolved=self.resolved
            )
        except InvalidValueError as error:
            problem = about("--start, --end", "option/not-recorded", error.what, error.fix)
            raise refuse([problem]) from error
        return recorded_scene(self.data.name, test, recorded, self.resolved, dashboards)
