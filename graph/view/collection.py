"""The garbage collector, at rest while many nodes are made: they hold no cycles, and it would look at all of them."""

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_lock = threading.Lock()
_resting = 0
_was_on = False


@contextmanager
def resting() -> Iterator[None]:
    """The collector rests as long as anybody is in here; then it is what it was before."""
    global _resting, _was_on
    with _lock:
        if _resting == 0:
            _was_on = gc.isenabled()
            gc.disable()
        _resting += 1
    try:
        yield
    finally:
        with _lock:
            _resting -= 1
            if _resting == 0 and _was_on:
                _keep()
                gc.enable()


def _keep() -> None:
    """What was made is kept: it counts as old, and is not looked at as soon as the collector is back.

    To set all objects aside and to take them back costs nothing. Who set some aside for good has them stay there.
    """
    if gc.get_freeze_count() == 0:
        gc.freeze()
        gc.unfreeze()
