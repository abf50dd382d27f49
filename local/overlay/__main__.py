"""`python -m local.overlay --port N`: the emulator with the overlay, on 127.0.0.1 only."""

import argparse
import os
import sys

from local.overlay.process_guard import guard_this_process
from local.overlay.supported_version import UnsupportedVersionError, require_supported_version

HOST = "127.0.0.1"
# The key of this run. It comes by the environment, because every user sees the arguments.
KEY_VARIABLES = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY")


def main() -> int:
    """Serve until SIGTERM or SIGINT, if the caller lives until it has recorded this process.

    Returns:
        0, or 3 if the installed emulator is not the supported one. Without a key it exits with 2.
    """
    parser = argparse.ArgumentParser(prog="python -m local.overlay", description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--tick", type=float, default=1.0, help="seconds between evaluations")
    parser.add_argument(
        "--record",
        help="file by which `python -m local down` finds it; begin when standard input says so",
    )
    parser.add_argument("--region", default="us-east-1", help="region of unsigned requests")
    arguments = parser.parse_args()
    if arguments.record and not _may_begin():
        return 0
    try:
        require_supported_version()
    except UnsupportedVersionError as error:
        print(f"error: {error}", file=sys.stderr)
        return 3
    if missing := [name for name in KEY_VARIABLES if not os.environ.get(name)]:
        parser.error(f"the key of the run is missing; set {' and '.join(missing)}")
    _configure_emulator(arguments.port, arguments.region)
    guard_this_process((HOST, arguments.port))
    # The emulator reads its configuration while it is imported.
    from local.overlay.install import serve  # noqa: PLC0415 - after the environment is set

    serve(f"{HOST}:{arguments.port}", arguments.tick)
    return 0


def _may_begin() -> bool:
    """Whether the caller has recorded this process; without that nobody would ever stop it."""
    if not sys.stdin.readline():
        return False
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, sys.stdin.fileno())
    os.close(nothing)
    return True


def _configure_emulator(port: int, region: str) -> None:
    # No broker, no SFTP listener: those would bind further ports.
    os.environ.update(
        BIND_HOST=HOST,
        GATEWAY_PORT=str(port),
        MINISTACK_HOST=HOST,
        MINISTACK_REGION=region,
        IOT_MTLS_ENABLED="0",
        SFTP_ENABLED="0",
        USE_SSL="0",
    )
    sys.argv[1:] = []


if __name__ == "__main__":
    raise SystemExit(main())
