"""The language of a text: told where it is plain, never guessed. The same text has the same language always."""

import re
import unicodedata
from functools import lru_cache
from typing import Any

ENGLISH = "en"
#: Letters that it takes to tell, and how much of a longer text is looked at.
_FEWEST, _MOST = 150, 30_000
#: Parts that must be of one language each, and how sure each must be.
_PARTS, _SURE = 3, 0.98
_WORD = re.compile(r"[^\W\d_]+")
#: Words that no English text does without, and that together make up no such part of another language.
_MARKERS = frozenset("the of and to that with for from by its has which this are been it at on as is".split())
_PLAIN = 0.18
_TAG = re.compile(r"([A-Za-z]{2})(?:[-_][A-Za-z0-9]{2,8}){0,3}")
_NAMES = {
    "af": "Afrikaans", "ar": "Arabic", "be": "Belarusian", "bg": "Bulgarian", "bn": "Bengali", "bs": "Bosnian",
    "ca": "Catalan", "cs": "Czech", "cy": "Welsh", "da": "Danish", "de": "German", "el": "Greek", "en": "English",
    "es": "Spanish", "et": "Estonian", "eu": "Basque", "fa": "Persian", "fi": "Finnish", "fr": "French",
    "ga": "Irish", "gl": "Galician", "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian",
    "hy": "Armenian", "id": "Indonesian", "is": "Icelandic", "it": "Italian", "ja": "Japanese", "ka": "Georgian",
    "kk": "Kazakh", "ko": "Korean", "lt": "Lithuanian", "lv": "Latvian", "mk": "Macedonian", "mn": "Mongolian",
    "ms": "Malay", "nl": "Dutch", "no": "Norwegian", "pl": "Polish", "pt": "Portuguese",
    "ro": "Romanian", "ru": "Russian", "sk": "Slovak", "sl": "Slovenian", "sq": "Albanian", "sr": "Serbian",
    "sv": "Swedish", "sw": "Swahili", "ta": "Tamil", "th": "Thai", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu",
    "uz": "Uzbek", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip
#: Languages so alike that a part may be taken for a sister's; the whole text then decides.
_KIN = tuple(frozenset(kin.split()) for kin in ("bs hr sl sr", "da no sv", "cs sk", "id ms", "ca es gl pt"))


def language_of(text: str, declared: str | None = None) -> str | None:
    """The ISO 639-1 code of a text's language; None if it is too short to tell, unsure or mixed.

    `declared`: what the page says (`de-AT`), which counts where the text is too short to tell.
    """
    sample = text[:_MOST]
    weight = sum(_weight(letter) for letter in sample if letter.isalpha())
    if weight < _FEWEST:
        return _code(declared)
    parts = list(_parts(sample))
    if all(_plainly_english(part) for part in parts):
        return ENGLISH
    told = {_classified(part) for part in parts}
    if len(told) > 1 and any(told <= kin for kin in _KIN):
        told = {_classified(sample)}
    return told.pop() if len(told) == 1 else None


def is_foreign(language: str | None) -> bool:
    """Whether a text is plainly in another language than English, the one that is read."""
    return language not in (None, ENGLISH)


def language_name(code: str) -> str:
    """The English name of a language, for messages."""
    return _NAMES.get(code, code)


def _weight(letter: str) -> int:
    """A letter of Chinese, Japanese or Korean says as much as a few of an alphabet."""
    return 3 if unicodedata.east_asian_width(letter) in ("W", "F") else 1


def _parts(text: str) -> list[str]:
    """Equal parts, which end between words where there are words."""
    size = len(text) // _PARTS
    cuts = [0]
    for number in range(1, _PARTS):
        blank = text.find(" ", number * size, number * size + 40)
        cuts.append(blank if blank >= 0 else number * size)
    return [text[start:end] for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True)]


def _plainly_english(text: str) -> bool:
    """Most English texts are told by their small words, which spares them the model: it takes a second to load."""
    words = _WORD.findall(text.lower())
    return bool(words) and sum(word in _MARKERS for word in words) >= _PLAIN * len(words)


def _classified(text: str) -> str | None:
    code, sure = _model().classify(text)
    return _code(code) if sure >= _SURE else None


def _code(tag: str | None) -> str | None:
    """The two letters of a tag of a language."""
    found = _TAG.fullmatch(tag.strip()) if tag else None
    return found[1].lower() if found else None


@lru_cache(maxsize=1)
def _model() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    model = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    model.set_languages(list(_NAMES))  # dialects and rare languages would take parts of the large ones
    return model
