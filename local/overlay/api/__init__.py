"""Operations of CloudWatch's API that the overlay answers itself, in each of its protocols."""

from local.overlay.api.operation import checked, served
from local.overlay.api.refused import RefusedError, refuse
from local.overlay.api.shapes import input_shape, typed

__all__ = [
    "RefusedError",
    "checked",
    "input_shape",
    "refuse",
    "served",
    "typed",
]
