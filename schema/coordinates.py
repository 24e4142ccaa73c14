"""The grammar of coordinates: decimal degrees, and degrees, minutes and seconds with their hemisphere.

Degrees are those of WGS 84: latitude is positive in the north, longitude in the east. A coordinate whose hemisphere
is unsaid ("32°35'") is none, since nobody knows which half of the world it means; a decimal says it by its sign.
"""

import re
from decimal import ROUND_HALF_EVEN, Decimal
from typing import NamedTuple

from .quantity import plain_decimal

#: Property -> its furthest degree, and the letters of its two hemispheres, the positive one first.
AXES = {"latitude": (Decimal(90), "NS"), "longitude": (Decimal(180), "EW")}
#: Six digits of a degree are 11 cm: finer than any source that is known to us surveys.
_DIGITS = Decimal("0.000001")
_PLAIN = re.compile(r"-?[0-9]{1,3}(?:\.[0-9]{1,20})?")
_SEXAGESIMAL = re.compile(
    r"""(?P<before>[NSEW])?\s?(?P<sign>[-+−])?
    (?P<degrees>[0-9]{1,3}(?:\.[0-9]{1,20})?)(?:\s?[°º˚])?
    (?:(?<=[°º˚])\s?(?P<minutes>[0-9]{1,2}(?:\.[0-9]{1,20})?)\s?['’‘′´ʹ](?!['’‘′´ʹ])
       (?:\s?(?P<seconds>[0-9]{1,2}(?:\.[0-9]{1,20})?)\s?(?:["”“″ʺ]|['’‘′´ʹ]{2}))?
    )?\s?(?P<after>[NSEW])?""",
    re.VERBOSE,
)


class CoordinateError(ValueError):
    """Words that are no coordinate, or one that lies outside the world. The message says how to write one."""


class Point(NamedTuple):
    """A place without size, in decimal degrees of WGS 84."""

    latitude: Decimal
    longitude: Decimal

    @classmethod
    def parse(cls, words: str) -> "Point":
        """The point of `LAT,LON`, each in any form of the grammar. Raises CoordinateError."""
        north, comma, east = words.partition(",")
        if not comma or "," in east:
            raise CoordinateError(f"{words!r} is no point; write latitude and longitude: 41.69,-86.46")
        return cls(degrees("latitude", north), degrees("longitude", east))

    def __str__(self) -> str:
        return f"{plain_decimal(self.latitude)},{plain_decimal(self.longitude)}"


def degrees(axis: str, words: str) -> Decimal:
    """The decimal degrees of a `latitude` or `longitude`, rounded to six digits.

    `32.5903`, `32.5903° N`, `32°35'25"N`, `W 90°05′35″`, `90°05.6'W`. Raises CoordinateError.
    """
    return rounded(_within(axis, _parsed(axis, words.strip()), words))


def rounded(number: Decimal) -> Decimal:
    """A number of degrees with six digits, and without a sign of zero."""
    exact = number.quantize(_DIGITS, ROUND_HALF_EVEN)
    return exact if exact else abs(exact)


def coordinate_contradiction(axis: str, value: str, words: str) -> str | None:
    """Why a `latitude` or `longitude` of `value` decimal degrees is not what the words say; None if it is.

    Of a plain decimal all digits may be kept, or six. Raises nothing.
    """
    if value == words and _PLAIN.fullmatch(value) and -AXES[axis][0] <= Decimal(value) <= AXES[axis][0]:
        return None  # nearly all: a table's cell as it stands
    try:
        claimed = Decimal(value) if _PLAIN.fullmatch(value) else None
        said = _within(axis, _parsed(axis, words.strip()), words)
    except CoordinateError as error:
        return str(error)
    if claimed is not None and (claimed == said or claimed == rounded(said)):
        return None
    return f"{value!r} is not the {axis} that stands there: {words!r} is {plain_decimal(rounded(said))}"


def _parsed(axis: str, words: str) -> Decimal:
    if _PLAIN.fullmatch(words):
        return Decimal(words)
    found = _SEXAGESIMAL.fullmatch(words)
    if found is None:
        raise CoordinateError(f"{words[:60]!r} is no {axis}; write decimal degrees (-86.46) or 86°27'36\"W")
    number = Decimal(found["degrees"])
    letter, sign = found["before"] or found["after"], found["sign"]
    for part, size in (("minutes", 60), ("seconds", 3600)):
        if found[part] is not None:
            number += _sixtieths(found, part, words) / size
    _check_hemisphere(axis, words, found)
    return -number if sign in ("-", "−") or letter in ("S", "W") else number


def _sixtieths(found: re.Match[str], part: str, words: str) -> Decimal:
    """Minutes or seconds: fewer than 60, of a whole number of what is above them."""
    coarser = {"minutes": "degrees", "seconds": "minutes"}[part]
    if "." in found[coarser] or Decimal(found[part]) >= 60:
        raise CoordinateError(f"{words!r} has {part} that cannot be; write fewer than 60 of a whole {coarser[:-1]}")
    return Decimal(found[part])


def _check_hemisphere(axis: str, words: str, found: re.Match[str]) -> None:
    letters = [found[name] for name in ("before", "after") if found[name]]
    if len(letters) + (found["sign"] is not None) > 1:
        raise CoordinateError(f"{words!r} says its hemisphere twice; write it once, as letter or as sign")
    if letters and letters[0] not in AXES[axis][1]:
        raise CoordinateError(f"{words!r} is no {axis}, whose letters are {' and '.join(AXES[axis][1])}")
    if not letters and found["sign"] is None:
        raise CoordinateError(f"{words!r} does not say its hemisphere; write one of {' and '.join(AXES[axis][1])}")


def _within(axis: str, number: Decimal, words: str) -> Decimal:
    furthest = AXES[axis][0]
    if -furthest <= number <= furthest:
        return number
    raise CoordinateError(f"{words.strip()[:60]!r} is no {axis}: it goes from -{furthest} to {furthest} degrees")
