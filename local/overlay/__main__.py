"""`python -m local.overlay --port N`: the emulator with the overlay, on 127.0.0.1 only."""

import argparse
import os
import sys

from local.overlay.supported_version import UnsupportedVersionError, require_supported_version

HOST = "127.0.0.1"


def main() -> int:
    """Serve until SIGTERM or SIGINT; 3 if the installed emulator is not the supported one."""
    parser = argparse.ArgumentParser(prog="python -m local.overlay", description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--tick", type=float, default=1.0, help="seconds between evaluations")
    parser.add_argument("--region", default="us-east-1", help="region of unsigned requests")
    arguments = parser.parse_args()
    try:
        require_supported_version()
    except UnsupportedVersionError as error:
        print(f"error: {error}", file=sys.stderr)
        return 3
    _configure_emulator(arguments.port, arguments.region)
    # The emulator reads its configuration while it is imported.
    from local.overlay.install import serve  # noqa: PLC0415 - after the environment is set

    serve(arguments.tick)
    return 0


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
