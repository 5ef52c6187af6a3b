"""Holds numpy's own threads, which cost more than they bring on matrices as small as ours."""

from __future__ import annotations

from contextlib import AbstractContextManager
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from threadpoolctl import ThreadpoolController


@cache
def _controller() -> ThreadpoolController:
    from threadpoolctl import ThreadpoolController  # looks through the loaded libraries, once

    return ThreadpoolController()


def one_thread() -> AbstractContextManager[object]:
    """While it is open, a product of matrices runs on one thread.

    Parsing 60 reports took 5.0 s with as many threads as the machine has processors, and 1.5 s
    with one: a sentence is a product of some 25 words, over before a thread has woken.
    """
    found: AbstractContextManager[object] = _controller().limit(limits=1, user_api="blas")
    return found
