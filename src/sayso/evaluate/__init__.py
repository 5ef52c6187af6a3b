"""corpus > intake > parse > attribute, resolve, reconcile > [evaluate]: how well Sayso does it.

Takes a folder of corpora, has Sayso read them as it reads anything else, and gives the scores that
docs/model-card.md and docs/lineage.md quote, with floors that keep them from sinking unnoticed.
"""

from sayso.evaluate.certainty import run_certainty
from sayso.evaluate.coref import run_coref
from sayso.evaluate.crossreport import run_actors
from sayso.evaluate.events import run_events
from sayso.evaluate.gate import Demands
from sayso.evaluate.labels import run_labels
from sayso.evaluate.lineage import run_lineage
from sayso.evaluate.ner import run_ner
from sayso.evaluate.places import run_places
from sayso.evaluate.relations import run_relations
from sayso.evaluate.run import run_polnear
from sayso.evaluate.sources import run_sources
from sayso.evaluate.times import run_times
from sayso.evaluate.ud import run_ud

__all__ = [
    "Demands",
    "run_actors",
    "run_certainty",
    "run_coref",
    "run_events",
    "run_labels",
    "run_lineage",
    "run_ner",
    "run_places",
    "run_polnear",
    "run_relations",
    "run_sources",
    "run_times",
    "run_ud",
]
