"""Every entry, linked both ways, with everything that is derived and never written."""

from __future__ import annotations

from functools import cached_property

from macros.book.account import Account
from macros.book.costs import Costs
from macros.book.coverage import Coverage
from macros.book.deadlines import Deadlines
from macros.book.glossary import Glossary
from macros.book.law import Law
from macros.book.links import Links
from macros.book.paths import Paths
from macros.book.places import Places
from macros.book.plans import Plans
from macros.book.priority import Priority
from macros.book.register import Register
from macros.book.reviews import Reviews
from macros.book.scope import Scope
from macros.book.severity import Severity
from macros.book.shelves import Shelves
from macros.book.speeds import Speeds
from macros.book.trouble import Trouble
from macros.book.weights import Weights
from macros.book.years import Years


class Book(Register):
    """The register, and one attribute for each concern that is worked out from it."""

    @cached_property
    def severity(self) -> Severity:
        """How bad dangers are, and their order."""
        return Severity(self)

    @cached_property
    def links(self) -> Links:
        """Who names whom."""
        return Links(self, self.severity)

    @cached_property
    def shelves(self) -> Shelves:
        """The long lists in their groups."""
        return Shelves(self, self.links)

    @cached_property
    def law(self) -> Law:
        """Which rules apply."""
        return Law(self, self.severity, self.links)

    @cached_property
    def plans(self) -> Plans:
        """What to do first."""
        return Plans(self, self.links)

    @cached_property
    def paths(self) -> Paths:
        """How dangers happen, and where actions cut the way."""
        return Paths(self)

    @cached_property
    def account(self) -> Account:
        """Where the dangers strike."""
        return Account(self, self.severity)

    @cached_property
    def scope(self) -> Scope:
        """Whom an entry concerns."""
        return Scope(self)

    @cached_property
    def priority(self) -> Priority:
        """What pays most for its effort."""
        return Priority(self, self.severity, self.scope)

    @cached_property
    def places(self) -> Places:
        """Which places have a page, and whose rules hold in the others."""
        return Places(self, self.links, self.law)

    @cached_property
    def glossary(self) -> Glossary:
        """The words that are explained."""
        return Glossary(self)

    @cached_property
    def deadlines(self) -> Deadlines:
        """What has to be done by when, place by place."""
        return Deadlines(self)

    @cached_property
    def trouble(self) -> Trouble:
        """What somebody in trouble sees, and where it leads."""
        return Trouble(self)

    @cached_property
    def speeds(self) -> Speeds:
        """How fast a breach must be reported."""
        return Speeds(self.law)

    @cached_property
    def years(self) -> Years:
        """What changed and what comes, year by year."""
        return Years(self.links, self.law)

    @cached_property
    def costs(self) -> Costs:
        """What cases cost, in one currency."""
        return Costs(self, self.links)

    @cached_property
    def coverage(self) -> Coverage:
        """How many dangers an action serves."""
        return Coverage(self, self.links, self.priority)

    @cached_property
    def reviews(self) -> Reviews:
        """What is late."""
        return Reviews(self)

    @cached_property
    def weights(self) -> Weights:
        """What hangs on each source."""
        return Weights(self, self.severity)
