"""Independent origins: which documents tell one story, so that reworded copies of it count once."""

from .likeness import Alike, Likeness
from .origins import SIGNS, Bond, Origin, Origins
from .shingles import Passage, passages

__all__ = ["SIGNS", "Alike", "Bond", "Likeness", "Origin", "Origins", "Passage", "passages"]
