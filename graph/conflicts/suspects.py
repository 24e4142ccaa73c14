"""Suspects: the things that can have a conflict at all, found over the columns, so that no other is made.

Most things of data sets have a single statement of each property, and share their subject with nobody. What is left
out here can have no conflict; what is left in is looked at by the rules.
"""

from collections.abc import Iterable

import numpy as np

from ...schema.coordinates import AXES
from ..columns.rows import Place
from ..view.view import View
from .law import Across as Rule
from .law import law, single

#: By what a text says which of its amounts another one replaced.
_FORMER = "formerAmount"


def suspects(view: View, rules: Iterable[Rule]) -> list[int]:
    """The numbers of the things that may contradict themselves, or another by one of the rules; in order."""
    looked = _Suspects(view)
    numbers: list[int] = np.unique(np.concatenate([looked.told_twice(), *map(looked.of_one_subject, rules)])).tolist()
    return numbers


class _Suspects:
    """The rows of a view, each with the number of the thing that it is about."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._columns, self._table = view.snapshot.columns, view.snapshot.resident.nodes
        self._rows, self._owner, self._old = view.rows_by_node()

    def told_twice(self) -> Place:
        """The things of which a compared property has two statements, or something was denied or replaced."""
        said, rows, number_of = self._columns.statements, self._rows, self._columns.number_of
        prop = said.property[rows]
        odd = self._old | ~said.polarity[rows] | (prop == number_of(_FORMER))
        compared = np.isin(prop, self._columns.numbers_of(self._compared()))
        pairs, count = np.unique(_pairs(self._owner[compared], prop[compared]), return_counts=True)
        return np.concatenate([self._owner[odd], pairs[count > 1] >> _HALF])

    def _compared(self) -> set[str]:
        """The properties and roles that are looked at within a thing."""
        properties = {name for kind in self._view.model.kinds for name in single(kind)}
        return properties.union(AXES, *law().roles.values())

    def of_one_subject(self, rule: Rule) -> Place:
        """The things of a rule's class that share with another whatever a block of theirs must have in common.

        Of what words tell nothing follows: equal words may have two numbers.
        """
        mine = self._table.kind[self._owner] == self._columns.number_of(rule.of)
        rows, owner = self._rows[mine], self._owner[mine]
        said, kept = self._columns.statements, np.unique(owner)
        for need in rule.need:
            roles = [role.name for role in self._view.model.kind(rule.of).parties]
            names = self._columns.numbers_of(roles if need == "parties" else [need])
            named = np.isin(said.property[rows], names)
            if said.is_thing[rows[named]].all():
                pairs = np.unique(_pairs(self._table.number[said.object[rows[named]]], owner[named]))
                _, place, count = np.unique(pairs >> _HALF, return_inverse=True, return_counts=True)
                kept = np.intersect1d(kept, pairs[count[place] > 1] & _LOWER)
        return kept


#: Two numbers as one, of which a sort takes a tenth of the time.
_HALF, _LOWER = 32, (1 << 32) - 1


def _pairs(one: Place, other: Place) -> Place:
    """Pairs of numbers, each as a number."""
    return one.astype(np.int64) << _HALF | other.astype(np.int64)
