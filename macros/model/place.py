"""What is peculiar to one place."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from macros.model.entry import Answering, Reviewed
from macros.model.fields import Cited, WordCount


class Place(Answering, Reviewed):
    """What surprises a business that knows the rules of other places. Its id is the place's."""

    kind = "place"
    folder = "places"

    peculiar: list[Annotated[Cited, WordCount(8, 60)]] = Field(
        min_length=1, max_length=7, description="What is different here, each point with its source."
    )
