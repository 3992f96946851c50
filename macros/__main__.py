"""The way into the riskbook command: `riskbook …`, or `python -m macros …`."""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from typing import NoReturn


def run() -> NoReturn:
    """Run one command, and end with what it returns.

    Python does not look for rubbish meanwhile, not even while it reads the code, and takes nothing apart at
    the end: what a command reads lives until it ends. Each took a tenth of a check.
    """
    gc.disable()
    # Here, because reading the code is where Python looks for rubbish most.
    from macros.cli import main

    code = main()
    if sys.stdout:
        with contextlib.suppress(BrokenPipeError):  # The reader has seen enough.
            sys.stdout.flush()
    os._exit(code)


if __name__ == "__main__":
    run()
