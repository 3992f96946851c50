"""The one place that asks what day it is."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime


def today() -> date:
    """The day the book is built, from which reviews and dates to come are counted.

    SOURCE_DATE_EPOCH (seconds since 1970, see reproducible-builds.org) sets it, so that an old state of
    the book can be built again as it was. Raises ValueError when that is not a number.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return datetime.fromtimestamp(int(epoch), UTC).date() if epoch else date.today()
