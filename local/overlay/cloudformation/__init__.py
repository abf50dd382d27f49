"""Resource types that the emulator lacks or reads only in part."""

from local.overlay.cloudformation.handlers import (
    Handlers,
    Properties,
    Provisioned,
    overwriting_handlers,
)
from local.overlay.cloudformation.install import install
from local.overlay.cloudformation.stub_registry import STUB_REGISTRY

__all__ = [
    "STUB_REGISTRY",
    "Handlers",
    "Properties",
    "Provisioned",
    "install",
    "overwriting_handlers",
]
