"""What a load of episodes does without: half a second and fifty megabytes of imports."""

import subprocess
import sys

from tests.conftest import CHECKOUT
from tests.journey import files
from tests.journey.files import episode_row, write

CODE = """
import sys
from pathlib import Path
from loaders import jobs
(report,) = jobs.load_episodes([Path(sys.argv[1])], "Invented Police", None, {})
print(report.accepted, "pandas" in sys.modules, "geopandas" in sys.modules)
"""


def test_a_load_of_episodes_imports_no_frames(nightjar, settings, tmp_path):
    path = write(tmp_path / "b.geojson", files.boundary())
    assert nightjar("load", "boundaries", path, "--kind", "authority").code == 0
    path = write(tmp_path / "e.csv", files.episodes([episode_row(1, "anna")]))
    done = subprocess.run(
        [sys.executable, "-c", CODE, str(path)],
        cwd=CHECKOUT,
        env={
            "NIGHTJAR_DATABASE_URL": str(settings.database_url),
            "NIGHTJAR_DATA": str(settings.data),
            "NIGHTJAR_DATABASE_LOGINS": "own",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.split() == ["1", "False", "False"], done.stderr
