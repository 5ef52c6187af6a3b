"""files of others > [importing] > judgements in a ledger, or a ledger made again.

Annotations that people corrected (``brat``, ``webanno``), what fact checkers published
(``claim_reviews``), and the export of a ledger (``whole``). Nothing that is brought in changes what
the machine read: people's word stands beside it.
"""
