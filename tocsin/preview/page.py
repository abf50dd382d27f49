"""One page that shows dashboards, and needs nothing else: no network, no other file."""

import base64
import hashlib
import json
import re
from collections.abc import Sequence
from html import escape
from importlib.resources import files
from typing import Any

import numpy as np

from tocsin.diagnostics import printable
from tocsin.preview import bundle
from tocsin.preview.alarm_spans import AlarmSpan
from tocsin.preview.dashboard import Dashboard
from tocsin.preview.panel_data import PanelData, Series
from tocsin.preview.scene import Scene

_PLACE = re.compile(r"\{(\w+)\}")
_ENDS_A_SCRIPT = {ord(letter): f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"}


def preview_page(
    dashboards: Sequence[Dashboard], scenes: Sequence[Scene], *, source: str, nothing: str
) -> str:
    """Return the page as HTML.

    Args:
        dashboards: What is shown; at least one.
        scenes: The data, of which the viewer chooses; at least one.
        source: What the data are, as `Drills of drills/checkout.yaml`.
        nothing: What a panel says that has no data, as `no data in this drill`.
    """
    document = {
        "source": source,
        "nothing": nothing,
        "dashboards": [each.shown for each in dashboards],
        "scenes": [_scene(each) for each in scenes],
    }
    title = dashboards[0].title if len(dashboards) == 1 else "Dashboards"
    parts = {
        "title": escape(f"{printable(title)} (preview)"),
        "style": bundle.style(),
        "script": bundle.script(),
        "script_hash": _hash_source(bundle.script()),
        "data": _in_script(document),
    }
    page = files(__package__).joinpath("page.html").read_text(encoding="utf-8")
    # All at once, because what is filled in may have braces too.
    return _PLACE.sub(lambda match: parts[match[1]], page)


def _in_script(document: Any) -> str:  # noqa: ANN401 - any JSON
    """Return JSON that stands in a script element, and nothing in it can end that."""
    return json.dumps(_printable(document), ensure_ascii=False).translate(_ENDS_A_SCRIPT)


def _printable(value: Any) -> Any:  # noqa: ANN401 - any JSON
    """Return JSON without characters that would act, such as those that turn the reading order."""
    match value:
        case str():
            return printable(value)
        case dict():
            return {printable(str(key)): _printable(each) for key, each in value.items()}
        case list() | tuple():
            return [_printable(each) for each in value]
        case _:
            return value


def _hash_source(script: str) -> str:
    """Return by which hash the policy of the page lets *script* run, and no other."""
    digest = hashlib.sha256(script.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"


def _scene(scene: Scene) -> dict[str, Any]:
    return {
        "name": scene.name,
        "from": _milliseconds(scene.start),
        "to": _milliseconds(scene.end),
        "data": {
            uid: {number: _panel(data) for number, data in panels.items()}
            for uid, panels in scene.data.items()
        },
        "alarms": {uid: [_span(each) for each in spans] for uid, spans in scene.alarms.items()},
    }


def _panel(data: PanelData) -> dict[str, Any]:
    return {"series": [_series(each) for each in data.series], "notes": list(data.notes)}


def _series(series: Series) -> dict[str, Any]:
    return {
        "refId": series.ref_id,
        "name": series.name,
        "start": _milliseconds(series.start),
        "step": series.period * 1000,
        "values": [None if np.isnan(value) else value for value in series.values.tolist()],
    }


def _span(span: AlarmSpan) -> dict[str, Any]:
    ends = None if span.ends is None else _milliseconds(span.ends)
    return {"alarm": span.alarm, "begins": _milliseconds(span.begins), "ends": ends}


def _milliseconds(seconds: float) -> int:
    return round(seconds * 1000)
