"""Pages at http(s) addresses: the one place that uses the network, and only for what was asked.

``Web`` fetches politely (robots.txt, a pause between pages of one server, retries that wait) and
safely (no private address unless allowed, however it was reached; limits on size and time).
"""

from sayso.intake.web.fetch import Fetched, Web

__all__ = ["Fetched", "Web"]
