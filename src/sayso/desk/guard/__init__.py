"""a request > [guard] > a page: who may ask, who may change something, and how much at once.

Every answer has strict headers; requests under a stranger's name, or from a stranger's page, are
turned away; bodies are capped; where the desk is served to others, people log in; and what changes
something carries the token of its session. ``protecting.protect`` puts all of it before the pages.
"""
