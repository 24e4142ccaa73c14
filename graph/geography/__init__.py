"""Geography: which sites lie near which. Only what states its coordinates has a point.

`Geography` and its answers are in the module `geography`, which a view imports at its first question of distance: it
needs numpy, and its tree Shapely.
"""

from .errors import GeographyError, NoPoint
from .points import Located, located

__all__ = ["GeographyError", "Located", "NoPoint", "located"]
