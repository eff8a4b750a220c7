"""A real browser for the tests: the system's Chromium, else Debian's, installed or unpacked.

Standard library only: the launcher starts this beside the installation of the Python packages.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from geo import debian
from geo.errors import SetupError

VARIABLE = "NIGHTJAR_TEST_CHROMIUM"  # where the tests are told of it
PACKAGES = ["chromium", "fonts-liberation"]  # Liberation has the widths of Arial
NAMES = ("chromium", "chromium-browser", "google-chrome")


def provide(data: Path, say: debian.Say = debian.tell) -> Path:
    """Return the program of a Chromium, getting one first when this machine has none.

    ``data`` is Nightjar's data folder: a private copy goes under it where there is no right to
    install. Raises: SetupError.
    """
    if (present := found()) is not None:
        return present
    if debian.install(PACKAGES, say):
        if (present := found()) is not None:
            return present
        raise SetupError("chromium was installed and is not on the path: set PATH to find it.")
    folder = data / "chromium"
    root = debian.unpack(PACKAGES, folder, say)
    program = root / "usr/lib/chromium/chromium"
    if not program.exists():
        raise SetupError(f"the package chromium has no {program.relative_to(root)}.")
    return _started_with_its_libraries(program, root, folder)


def found() -> Path | None:
    """Return the Chromium of this machine, if there is one."""
    path = next((at for name in NAMES if (at := shutil.which(name))), None)
    return Path(path) if path else None


def _started_with_its_libraries(program: Path, root: Path, folder: Path) -> Path:
    """Write the script that starts an unpacked Chromium: its libraries and fonts lie beside it."""
    fonts = folder / "fonts.conf"
    fonts.write_text(
        '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n'
        f"<fontconfig><dir>{root / 'usr/share/fonts'}</dir>"
        f"<cachedir>{folder / 'fonts-cache'}</cachedir></fontconfig>\n"
    )
    script = folder / "chromium.sh"
    script.write_text(
        "#!/bin/sh\n"
        f'export LD_LIBRARY_PATH="{debian.library_path(root)}"\n'
        f'export FONTCONFIG_FILE="{fonts}"\n'
        f'exec "{program}" "$@"\n'
    )
    script.chmod(0o755)
    return script
