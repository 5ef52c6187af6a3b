"""corpus > read > parse > attribute > [evaluate]: how well Sayso reads what people annotated.

Takes a folder of corpora, has the pipeline read them as it reads anything else, and gives the
scores that docs/model-card.md quotes, with floors that keep them from sinking unnoticed.
"""

from sayso.evaluate.run import run_polnear

__all__ = ["run_polnear"]
