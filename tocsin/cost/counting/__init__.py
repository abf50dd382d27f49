"""Counts what an assembly has of everything that AWS charges for; one kind a file."""

from collections.abc import Callable, Iterator

from tocsin.assembly import Assembly
from tocsin.cost.counted import Counted, Uncounted
from tocsin.cost.counting.alarms import alarms
from tocsin.cost.counting.backups import backups
from tocsin.cost.counting.custom_metrics import custom_metrics
from tocsin.cost.counting.dashboards import dashboards
from tocsin.cost.counting.functions import functions
from tocsin.cost.counting.kept import kept
from tocsin.cost.counting.log_groups import log_groups
from tocsin.cost.counting.notifications import notifications
from tocsin.cost.counting.streams import streams
from tocsin.cost.usage import Usage

Counting = Callable[[Assembly, Usage], Iterator[Counted | Uncounted]]

COUNTINGS: tuple[Counting, ...] = (
    alarms,
    custom_metrics,
    dashboards,
    kept,
    functions,
    log_groups,
    streams,
    notifications,
    backups,
)

__all__ = ["COUNTINGS", "Counting"]
