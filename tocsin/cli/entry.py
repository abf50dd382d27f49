"""Where the command begins: what needs no command is answered at once."""

import gc
import os
import sys

from tocsin.version import __version__


def main() -> None:
    """Run the command line.

    The help and the version are asked for often, by people and by scripts, and take a fraction of
    what any command imports.
    """
    if sys.stdout is None:
        # It was closed before we began, as by `>&-`: nobody listens.
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - until the end
    match sys.argv[1:]:
        case ["--version"]:
            sys.stdout.write(f"tocsin {__version__}\n")
        case ["--help"] | ["-h"]:
            from tocsin.cli.front_page import print_front_page  # noqa: PLC0415 - it imports rich

            print_front_page()
        case _:
            # Commands read much, keep it, and end; looking for garbage took half of the time of
            # large assemblies. What runs again and again collects it by itself.
            gc.disable()
            # Whatever plugins of pydantic stand beside us, looking for them reads all packages.
            os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
            from tocsin.cli.command import run  # noqa: PLC0415 - it imports typer

            run()
    sys.exit(0)
