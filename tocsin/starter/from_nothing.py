"""A small viewpoint that explains itself, for whoever has no templates at hand."""

from importlib.resources import files

from tocsin.starter.names import system_in
from tocsin.starter.refinement import planned
from tocsin.starter.starter import DRILL, VIEWPOINT, Starter

_DATA = files("tocsin.starter").joinpath("data")
_STAGE = "prod"
_SYSTEM = "SYSTEM"
"""What the texts have in place of the system's name."""


def start_from_nothing(*, called: str) -> Starter:
    """Return the viewpoint and a drill of it, for a system called after *called*."""
    system = system_in([], called)
    viewpoint, drill = (
        _DATA.joinpath(name).read_text(encoding="utf-8").replace(_SYSTEM, system)
        for name in ("viewpoint.yaml", "drill.yaml")
    )
    return Starter(files={VIEWPOINT: viewpoint, DRILL: drill}, plan=planned(viewpoint, _STAGE))
