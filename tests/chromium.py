"""A real browser for the tests: the system's Chromium, else Debian's, installed or unpacked.

Standard library only: the launcher starts this beside the installation of the Python packages.
"""

from __future__ import annotations

import ctypes
import shutil
from pathlib import Path

from geo import debian
from geo.environment import FOLDER
from geo.errors import SetupError

CHECKOUT = Path(__file__).resolve().parent.parent
VARIABLE = "NIGHTJAR_TEST_CHROMIUM"  # where the tests are told of it
PACKAGES = ["chromium", "fonts-liberation"]  # Liberation has the widths of Arial
# which of its families is drawn for which that pages name; an installed one's settings say so too
STANDS_FOR = (
    ("Arial", "Liberation Sans"),
    ("sans-serif", "Liberation Sans"),
    ("serif", "Liberation Serif"),
    ("monospace", "Liberation Mono"),
)
NAMES = ("chromium", "chromium-browser", "google-chrome")
# what Playwright's own program, which drives the browser, is linked to, and its package
DRIVERS_LIBRARY = ("libatomic.so.1", "libatomic1")


def provide(data: Path, say: debian.Say = debian.tell) -> dict[str, str]:
    """Return the environment in which Playwright drives a Chromium, getting one first if need be.

    ``data`` is Nightjar's data folder: a private copy goes under it where there is no right to
    install. Raises: SetupError.
    """
    packages = [*(PACKAGES if found() is None else []), *_missing_library()]
    if packages and not debian.install(packages, say):
        return _unpacked(packages, data / "chromium", say)
    if (present := found()) is None:
        raise SetupError("chromium was installed and is not on the path: set PATH to find it.")
    return {VARIABLE: str(present)}


def found() -> Path | None:
    """Return the Chromium of this machine, if there is one."""
    path = next((at for name in NAMES if (at := shutil.which(name))), None)
    return Path(path) if path else None


def _missing_library() -> list[str]:
    library, package = DRIVERS_LIBRARY
    try:
        ctypes.CDLL(library)
    except OSError:
        return [package]
    return []


def _unpacked(packages: list[str], folder: Path, say: debian.Say) -> dict[str, str]:
    """Unpack packages, and write scripts that start each program with the libraries there."""
    root = debian.unpack(packages, folder, say)
    fonts = folder / "fonts.conf"
    fonts.write_text(
        '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n'
        f"<fontconfig><dir>{root / 'usr/share/fonts'}</dir>"
        f"<cachedir>{folder / 'fonts-cache'}</cachedir>{''.join(map(_stands_for, STANDS_FOR))}"
        "</fontconfig>\n"
    )
    settings = f'LD_LIBRARY_PATH="{debian.library_path(root)}" FONTCONFIG_FILE="{fonts}"'
    # the driver lies in the environment of Python packages, which is complete when this is used
    driver = f'"{CHECKOUT / FOLDER}"/lib/python3*/site-packages/playwright/driver/node'
    program = root / "usr/lib/chromium/chromium"
    return {
        VARIABLE: str(found() or _script(folder / "chromium.sh", settings, f'"{program}"')),
        "PLAYWRIGHT_NODEJS_PATH": str(_script(folder / "driver.sh", settings, driver)),
    }


def _stands_for(families: tuple[str, str]) -> str:
    named, drawn = families
    return (
        f'<alias binding="same"><family>{named}</family>'
        f"<prefer><family>{drawn}</family></prefer></alias>"
    )


def _script(path: Path, settings: str, program: str) -> Path:
    path.write_text(f'#!/bin/sh\nexport {settings}\nexec {program} "$@"\n')
    path.chmod(0o755)
    return path
