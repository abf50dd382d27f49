"""What the variables of a dashboard stand for in a preview."""

import re
from collections.abc import Mapping, Sequence

from tocsin.preview.dashboard import Dashboard, Document

_VARIABLE = re.compile(r"\$\{(\w+)(?:[.:][^}]*)?\}|\$(\w+)|\[\[(\w+)(?::[^\]]*)?\]\]")
_PLACE = re.compile(r"(/[^ ]+)(?: in [a-z0-9-]+)?")
ALL = "$__all"


class Variables:
    """Values by the names of variables; each may have several."""

    def __init__(self, values: Mapping[str, Sequence[str]]) -> None:
        self._values = values

    @classmethod
    def of(cls, dashboard: Dashboard) -> "Variables":
        """Return what is chosen when *dashboard* opens."""
        named = (each for each in dashboard.variables if each.get("name"))
        return cls({str(each["name"]): _values(each) for each in named})

    def all_of(self, text: str) -> tuple[str, ...]:
        """Return *text* for each value of the variable that it is, or with values filled in."""
        match = _VARIABLE.fullmatch(text)
        name = _name(match) if match else None
        if name is not None and len(self._values.get(name, ())) > 1:
            return tuple(self._values[name])
        return (self.fill(text),)

    def fill(self, text: str) -> str:
        """Return *text* with the values of variables; what is no variable stays as it is."""
        return _VARIABLE.sub(self._filled, text)

    def _filled(self, match: re.Match[str]) -> str:
        values = self._values.get(_name(match))
        return match[0] if not values else values[0]


def _name(match: re.Match[str]) -> str:
    return match[1] or match[2] or match[3]


def _values(variable: Document) -> tuple[str, ...]:
    """Return the values that are chosen at first.

    A text box for a value of the Parameter Store is empty at first. It then stands for the
    reference to it, which is what the templates have in its place.
    """
    current = variable.get("current")
    chosen = current.get("value") if isinstance(current, Mapping) else None
    values = [str(each) for each in (chosen if isinstance(chosen, list) else [chosen]) if each]
    if ALL in values:
        return (str(variable.get("allValue") or "*"),)
    if values:
        return tuple(values)
    place = _PLACE.fullmatch(str(variable.get("label") or ""))
    if variable.get("type") == "textbox" and not variable.get("query") and place:
        return (f"{{{{resolve:ssm:{place[1]}}}}}",)
    return (str(variable["query"]),) if variable.get("type") == "textbox" else ()
