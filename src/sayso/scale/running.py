"""Workers on Ray: the only place that imports it.

Taking reports in costs a tenth of reading them, so whoever takes in gets a tenth of a processor and
whoever reads the rest of it: on two processors two of each have room.
"""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Protocol

from sayso.errors import NotInstalled, SaysoError
from sayso.scale.reading import ReadParts, Row, Setup, parts_of
from sayso.scale.shards import Shard

# Bytes of parts that travel together, so that each goes to whoever is free. With Ray's own 128 MB
# one worker got most of an archive, and only when all of it had been taken in.
_TOGETHER = 1 << 10
# Bytes for what lies between workers on this machine: parts are small, and all else is in files.
_BETWEEN = 200 << 20
_TAKING, _READING = 0.1, 0.9  # of a processor
_AGAIN = 5  # times that a task is done again whose worker died


class Workers(Protocol):
    """Who does the work; items come back in any order, each once."""

    def read(self, shards: Sequence[Shard], setup: Setup) -> Iterator[Row]:
        """What became of every part of the shards."""

    def each(self, items: Sequence[Row], do: Callable[[Row], Row]) -> Iterator[Row]:
        """What ``do`` gives of every item."""


class Here:
    """No workers but this process."""

    def read(self, shards: Sequence[Shard], setup: Setup) -> Iterator[Row]:
        """What became of every part of the shards."""
        reader = ReadParts(setup)
        for shard in shards:
            yield from map(reader.read, parts_of(shard, setup))

    def each(self, items: Sequence[Row], do: Callable[[Row], Row]) -> Iterator[Row]:
        """What ``do`` gives of every item."""
        yield from map(do, items)


class OnRay:
    """Workers of a Ray cluster, which ``on_ray`` opens."""

    def __init__(self, many: int) -> None:
        """So ``many`` models at once."""
        self._many = many

    def read(self, shards: Sequence[Shard], setup: Setup) -> Iterator[Row]:
        """What became of every part.

        Ray makes a worker that died again, and does its work again, however often.
        """
        from ray.data import ActorPoolStrategy, TaskPoolStrategy
        from ray.exceptions import RayError

        told = [json.dumps(shard.as_row()) for shard in shards]
        taken = _told(told).map_batches(
            _take,
            fn_kwargs={"setup": setup},
            batch_size=1,
            compute=TaskPoolStrategy(size=self._many),
            num_cpus=_TAKING,
        )
        done = taken.map_batches(
            _Read,
            fn_constructor_args=(setup,),
            batch_size=1,
            compute=ActorPoolStrategy(size=self._many),
            num_cpus=_READING,
        )
        try:
            for row in done.iter_rows():
                yield json.loads(row["told"])
        except RayError as error:
            raise _ours(error) from None

    def each(self, items: Sequence[Row], do: Callable[[Row], Row]) -> Iterator[Row]:
        """What ``do`` gives of every item; one whose worker died is done again, a few times."""
        import ray
        from ray.exceptions import RayError

        task = ray.remote(num_cpus=1, max_retries=_AGAIN)(_do)
        shared = ray.put(do)
        left = list(items)[::-1]
        waiting: list[Any] = []
        try:
            while left or waiting:
                while left and len(waiting) < 2 * self._many:  # so that nobody waits for the next
                    waiting.append(task.remote(shared, left.pop()))
                done, waiting = ray.wait(waiting)
                yield from ray.get(done)
        except RayError as error:
            raise _ours(error) from None


def _ours(error: BaseException) -> SaysoError:
    """What a worker raised, where it is one of our errors; else Ray's, in one line."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, SaysoError):
            return cause
        cause = getattr(cause, "cause", None) or cause.__cause__
    told = str(error).strip().splitlines()[-1][:200]
    return SaysoError("Ray", f"the job failed: {told}", "run it again: it goes on where it was")


def _told(items: list[str]) -> Any:
    import ray.data

    return ray.data.from_items([{"told": one} for one in items], override_num_blocks=len(items))


def _take(batch: Mapping[str, Any], setup: Setup) -> Iterator[dict[str, list[str]]]:
    for told in batch["told"]:
        for part in parts_of(Shard.of_row(json.loads(told)), setup):
            yield {"told": [json.dumps(part)]}


class _Read:
    """An actor with a model, which is made once."""

    def __init__(self, setup: Setup) -> None:
        self._read = ReadParts(setup).read

    def __call__(self, batch: Mapping[str, Any]) -> dict[str, list[str]]:
        return {"told": [json.dumps(self._read(json.loads(told))) for told in batch["told"]]}


def _do(do: Callable[[Row], Row], item: Row) -> Row:
    return do(item)


@contextmanager
def on_ray(address: str | None, many: int | None) -> Iterator[OnRay]:
    """Workers of the cluster at an address, or of this machine; ``many`` models, or all it has.

    Raises NotInstalled, SaysoError where nothing answers there.
    """
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")
    try:
        import ray
        import ray.data
    except ImportError:
        told, mend = "it takes the package ray", "pip install 'sayso[ray]'"
        raise NotInstalled(address or "sayso scale", told, mend) from None
    how: dict[str, Any] = {"log_to_driver": False, "logging_level": logging.ERROR}
    if address is None:
        cpus = many or os.cpu_count() or 1
        how |= {"include_dashboard": False, "num_cpus": cpus, "object_store_memory": _BETWEEN}
    try:
        ray.init(address=address or "local", **how)
    except (ConnectionError, OSError, RuntimeError, TimeoutError, ValueError) as error:
        told = f"no Ray cluster answers there ({str(error).splitlines()[0][:100]})"
        mend = "start one with: ray start --head"
        raise SaysoError(address or "this machine", told, mend) from None
    try:
        _settle(ray)
        yield OnRay(many or _processors(ray))
    finally:
        ray.shutdown()


def _processors(ray: Any) -> int:
    return max(int(ray.cluster_resources().get("CPU", 1)), 1)


def _settle(ray: Any) -> None:
    """Parts travel one by one, and nothing but our own messages is printed."""
    context = ray.data.DataContext.get_current()
    context.target_max_block_size = _TOGETHER
    context.enable_progress_bars = False
    context.print_on_execution_start = False
    logging.getLogger("ray.data").setLevel(logging.ERROR)
