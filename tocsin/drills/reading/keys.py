"""What a drill file may hold: the keys of each of its mappings, as docs/drills.md explains them."""

FILE = (
    "service", "start", "interval", "delay", "options",  # for all its drills
    "drills",  # by name
    "explained",  # a list of survivors that are accepted
)  # fmt: skip

DRILL = (
    "means",  # for people
    "kind", "service", "severities",  # what every incident has to do, and every quiet time
    "event",  # what happens, in place of data
    "alarm",  # what data and expectations are about
    "evaluate",  # alarms without data too
    "start", "interval", "delay", "begins",  # times
    "acknowledged",  # when somebody answers the pages
    "new", "state",  # the alarms at the start
    "series",  # the data: a list
    "id", "values",  # or one series
    "options",  # what AWS leaves open
    "expect",  # a list
)  # fmt: skip

SERIES = (
    "alarm", "id",  # a metric that the alarm reads
    "namespace", "metric", "dimensions",  # or a metric by its name
    "unit", "interval", "delay",
    "contributor",  # which of the series that a query gives
    "values",
    "lower", "upper",  # the bounds of a band, in place of values
)  # fmt: skip

EVENT_DRILL = ("means", "kind", "event", "acknowledged", "expect")
"""What a drill on an event may have."""

EVENT = (
    "sample",  # an event of the catalogue
    "version", "id", "detail-type", "source", "account", "time", "region", "resources", "detail",
    "replay-name", "ingestion-time",
)  # fmt: skip

EVENT_SUBJECTS = ("paged", "received", "rules", "message")
EVENT_EXPECTATION = (
    *EVENT_SUBJECTS,  # one of these
    "at", "within", "from",  # when somebody is paged
)  # fmt: skip

SUBJECTS = ("state", "never", "timeline", "actions", "paged", "received")
EXPECTATION = (
    "alarm",
    *SUBJECTS,  # one of these; `state` is ALARM if there is none
    "at", "within", "from",
)  # fmt: skip

ACCEPTED_SURVIVOR = ("alarm", "mutant", "because")

RENAMED = {
    "lag": "write delay, which counts from the end of the value's minute: lag: 2m is delay: 1m",
}
"""Keys that drills of older versions have, and what to do about each."""
