"""What JSON of the desk looks like, for OpenAPI: one class an object, one module a subject.

The rows themselves are made in ledger/ and export/; nothing is checked or changed by a shape when
it is sent. tests/desk/test_v1.py holds answers and shapes together, in both directions.
"""

from __future__ import annotations
