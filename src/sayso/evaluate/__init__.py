"""corpus > read > parse > attribute, reconcile > [evaluate]: how well Sayso does it.

Takes a folder of corpora, has Sayso read them as it reads anything else, and gives the scores that
docs/model-card.md and docs/lineage.md quote, with floors that keep them from sinking unnoticed.
"""

from sayso.evaluate.lineage import run_lineage
from sayso.evaluate.run import run_polnear

__all__ = ["run_lineage", "run_polnear"]
