from __future__ import annotations

import shutil
from pathlib import Path

from tests.torture.desk import torture


def test_a_crowd_meets_no_error_and_loses_no_judgement_while_reports_are_added(
    sampled: Path, tmp_path: Path
) -> None:
    path = Path(shutil.copy(sampled, tmp_path / "crowd.db"))
    crowd, added, lost = torture(path, clients=10, seconds=3)
    assert not crowd.failed
    assert not lost
    assert crowd.judged
    assert added == 12
