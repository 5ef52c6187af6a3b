from __future__ import annotations

import threading
import time

from sayso.desk.turns import Turns


def test_one_who_comes_again_and_again_lets_the_others_between() -> None:
    turns, order, ended = Turns(), [], threading.Event()

    def busy() -> None:
        while not ended.is_set():
            with turns.turn():
                order.append("busy")
                time.sleep(0.01)

    thread = threading.Thread(target=busy)
    thread.start()
    while len(order) < 2:
        time.sleep(0.001)
    for _ in range(5):
        before = len(order)
        with turns.turn():
            assert len(order) - before <= 2
    ended.set()
    thread.join()


def test_a_turn_ends_with_an_error_too() -> None:
    turns = Turns()
    for _ in range(2):
        try:
            with turns.turn():
                raise KeyError
        except KeyError:
            pass
    with turns.turn():
        pass


def test_who_has_gone_leaves_the_turn_to_the_next() -> None:
    turns, order, gone = Turns(), [], threading.Event()
    with turns.turn():

        def waits() -> None:
            with turns.turn(gone.is_set) as wanted:
                order.append(wanted)

        thread = threading.Thread(target=waits)
        thread.start()
        gone.set()
        thread.join(5)
        assert order == [False]
    with turns.turn(gone.is_set) as wanted:
        assert not wanted
    with turns.turn(lambda: False) as wanted:
        assert wanted
