"""What a look back leaves out, told beside the answers that it makes smaller."""

from typing import TYPE_CHECKING

from . import console

if TYPE_CHECKING:
    from ...graph.view import View


def tell_left_out(view: "View") -> None:
    """How many documents do not count, as they were not surely known at the view's date, on standard error."""
    from ...graph.times.knowledge import told_left_out

    if told := told_left_out(view):
        console.note(told[0].upper() + told[1:])
