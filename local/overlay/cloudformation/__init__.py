"""Resource types that the emulator lacks or reads only in part."""

from local.overlay.cloudformation.stub_registry import LEDGER

__all__ = [
    "LEDGER",
]
