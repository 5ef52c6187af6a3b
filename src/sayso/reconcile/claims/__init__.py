"""records of many reports > [reconcile.claims]: which of them put forward the same.

Takes the readings of reports with their parses, and gives propositions; of these, the pairs that
are worth comparing, a likeness that says why, and the claims that they make up, with their
independent lines.
"""
