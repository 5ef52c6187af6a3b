"""Stems: what inflects to one another has one."""

from __future__ import annotations

import pytest

from sayso.reconcile.claims.stems import stem

FORMS = (
    "kill kills killed killing",
    "deny denies denied denying",
    "use used using",
    "stop stopped stopping",
    "people person persons",
    "died die dying dies",
    "crash crashes crashed",
    "body bodies",
)


@pytest.mark.parametrize("forms", FORMS)
def test_the_forms_of_a_word_have_one_stem(forms: str) -> None:
    assert len({stem(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("loyal", "royal"), ("new", "news"), ("bus", "bu"), ("red", "r")]
)
def test_other_words_do_not(one: str, other: str) -> None:
    assert stem(one) != stem(other)
