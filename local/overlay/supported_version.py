"""The one emulator version whose private functions the overlay was written against."""

from importlib import metadata

SUPPORTED_VERSION = "1.5.33"


class UnsupportedVersionError(Exception):
    """The installed ministack is not the version that the overlay replaces parts of."""


def require_supported_version(installed: str | None = None) -> str:
    """Return the installed ministack version, or refuse.

    Args:
        installed: Version to judge; by default the one installed beside this interpreter.

    Raises:
        UnsupportedVersionError: If it is any other version than `SUPPORTED_VERSION`.
    """
    version = installed or installed_version()
    if version != SUPPORTED_VERSION:
        message = (
            f"the emulator is ministack {version}; the overlay replaces private functions of "
            f"ministack {SUPPORTED_VERSION} and runs on no other version. Run "
            f"`rm -rf .emulator && make up`, which installs requirements/emulator.txt"
        )
        raise UnsupportedVersionError(message)
    return version


def installed_version() -> str:
    """Version of the installed ministack, or `(not installed)`."""
    try:
        return metadata.version("ministack")
    except metadata.PackageNotFoundError:
        return "(not installed)"
