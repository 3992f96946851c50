"""For whom an entry holds."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from macros.model.entry import Strict
from macros.model.fields import OneOf, Plain, WordCount, refuse
from macros.model.flaws import Flaw


class AppliesIf(Strict):
    """The facts of which one has to hold, and why. Without this field an entry holds for everybody."""

    facts: list[Annotated[str, OneOf("facts")]] = Field(
        [], description="It is left out for a reader who answered their questions and has none of these."
    )
    because: Annotated[Plain, WordCount(6, 25)] = Field(
        description="Why it holds only then; printed where it is left out."
    )


class ActionAppliesIf(AppliesIf):
    """The same for an action, which may also exist on some products only."""

    products: list[Annotated[str, OneOf("products")]] = Field(
        [], description="The products on which the action exists; none for all of them."
    )

    @model_validator(mode="after")
    def _says_for_whom(self) -> Self:
        if not self.facts and not self.products:
            refuse([Flaw("", "needs 'facts' or 'products', or it holds for everybody and is not needed")])
        return self
