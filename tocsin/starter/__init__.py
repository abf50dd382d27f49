"""A viewpoint to start from: one that explains itself, or one of an application's templates."""

from tocsin.inventory import LeftOut
from tocsin.starter.from_nothing import start_from_nothing
from tocsin.starter.parameters import ParameterToCreate
from tocsin.starter.starter import Starter, start_from_templates

__all__ = [
    "LeftOut",
    "ParameterToCreate",
    "Starter",
    "start_from_nothing",
    "start_from_templates",
]
