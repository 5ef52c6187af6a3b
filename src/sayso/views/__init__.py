"""ledger > [views] > the command line, the desk: accounts of many reports, as they are asked for.

Labels counted by target and user, the network of stances, the timeline, and who of them a name
means: what ``sayso labels``, ``sayso stances`` and ``sayso timeline`` print and the desk's pages
show. Takes what a ledger gathers, gives rows; nothing here reads a ledger or draws anything.
"""
