import json

from sayso.evaluate.tables import Table, format_table, table_objects

TABLE = Table("t", "Title", ("what", "F1", "gold"), (("cue", 0.7512, 9), ("whole", None, 10)))


def test_shares_are_per_cent_in_aligned_columns() -> None:
    assert format_table(TABLE) == "Title\nwhat     F1  gold\ncue    75.1     9\nwhole          10"


def test_a_row_is_one_object_without_what_it_lacks() -> None:
    first, second = map(json.loads, table_objects(TABLE))
    assert first == {"table": "t", "what": "cue", "F1": 75.12, "gold": 9}
    assert second == {"table": "t", "what": "whole", "gold": 10}
