"""`python -m local`."""

import os
import sys

try:
    from local.cli import main

    sys.exit(main())
except KeyboardInterrupt:
    # It comes before or after all work, where a traceback would say nothing.
    os._exit(130)
