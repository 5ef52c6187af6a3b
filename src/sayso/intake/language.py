"""The language guard: the model reads English, and says nothing sensible of anything else."""

from __future__ import annotations

import functools
from typing import Any

from sayso.errors import NotEnglish

_SAMPLE = 1500  # characters; more changes no verdict and costs time
_SHORTEST = 120  # letters; below, names alone can tip the verdict
# Of 300 English reports the least English had a probability of 0.99996 to be it, a bare list of
# invented names 0.006, and texts in nine other languages at most 3e-9: their own varieties (Arabic
# and Moroccan Arabic) share the rest, so that the winner's probability says little.
_FOREIGN = 0.001
_ENGLISH = 0.5
_NAMES = {
    "ar": "Arabic", "de": "German", "el": "Greek", "es": "Spanish", "fa": "Persian",
    "fr": "French", "he": "Hebrew", "hi": "Hindi", "it": "Italian", "ja": "Japanese",
    "ko": "Korean", "nl": "Dutch", "no": "Norwegian", "pl": "Polish", "pt": "Portuguese",
    "ro": "Romanian", "ru": "Russian", "sv": "Swedish", "tr": "Turkish", "uk": "Ukrainian",
    "zh": "Chinese",
}  # fmt: skip


def guard_language(text: str, where: str) -> str | None:
    """``"en"``, or None where the text is too short to tell. Raises NotEnglish.

    A report passes if its beginning or its middle reads as English: pages open with names,
    datelines and passages in the language of the place they write about.
    """
    middle = len(text) // 2
    first = tell_language(text)
    if first in (None, "en"):
        return first
    if len(text) > 2 * _SAMPLE and _language(text[middle : middle + _SAMPLE]) == "en":
        return "en"
    name = _NAMES.get(str(first), f"another language ({first})")
    raise NotEnglish(where, f"it is in {name}", "Sayso reads English; give it a translation")


def tell_language(text: str) -> str | None:
    """The language that a text begins in, by ISO 639-1; None where nothing tells it surely."""
    return _language(text[:_SAMPLE])


def _language(sample: str) -> str | None:
    if sum(map(str.isalpha, sample)) < _SHORTEST:
        return None
    ranked = _identifier().rank(sample)
    english = dict(ranked)["en"]
    if english < _FOREIGN:
        return str(ranked[0][0])
    return "en" if english > _ENGLISH else None


@functools.cache
def _identifier() -> Any:  # py3langid has no types
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
