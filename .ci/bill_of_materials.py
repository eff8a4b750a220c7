"""Write the bill of materials as CycloneDX: the packages of every lock, vendored files, servers.

Versions are the locks' and licences those that the installed packages state; a package's scope
says whether the program needs it (required), a cluster of workers does (optional), or tests and
the installation alone (excluded). Vendored files have their hashes. Of the database server it has
the least version that will do: Debian keeps it up to date, and ``nightjar db status`` says which
one runs. Nothing in it changes but by a change of those: no hour and no number of its own.
Run: .venv/bin/python .ci/bill_of_materials.py
"""

from __future__ import annotations

import json
import re
import sys
from importlib import metadata
from pathlib import Path
from typing import Any

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(CHECKOUT))
from geo import postgis, upgrade  # noqa: E402 - the checkout, which need not be installed

BILL = CHECKOUT / "docs" / "bill-of-materials.cdx.json"
VENDOR = CHECKOUT / "webmap" / "static" / "vendor"
PINNED = re.compile(r"^([a-z0-9][a-z0-9._-]*)==([^ ;\\]+)", re.MULTILINE)
# packages whose metadata states no licence in a form that a program reads, read by hand
READ_BY_HAND = {
    "atheris": "Apache-2.0",
    "axe-playwright-python": "MIT AND MPL-2.0",  # axe-core is in it
    "pypdfium2": "BSD-3-Clause AND Apache-2.0",
    "tqdm": "MPL-2.0 AND MIT",
    "uv": "MIT OR Apache-2.0",
}
# by what a package is needed for, the nearest first: one that several locks have is of the first
SCOPES = {
    "requirements.lock": "required",
    "requirements-distributed.lock": "optional",
    "requirements-test.lock": "excluded",
    "requirements-install.lock": "excluded",
}
BY_CLASSIFIER = {
    "MIT License": "MIT",
    "MIT": "MIT",
    "BSD License": "BSD-3-Clause",
    "BSD": "BSD-3-Clause",
    "3-Clause BSD License": "BSD-3-Clause",
    "BSD 3-Clause": "BSD-3-Clause",
    "BSD-3-Clause License": "BSD-3-Clause",
    "Apache Software License": "Apache-2.0",
    "Apache 2.0": "Apache-2.0",
    "Apache License 2.0": "Apache-2.0",
    "Apache License, Version 2.0": "Apache-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
    "PSFL": "PSF-2.0",
    "GNU Lesser General Public License v3 (LGPLv3)": "LGPL-3.0-only",
    "ISC License (ISCL)": "ISC",
    "Zope Public License": "ZPL-2.1",
}


def pinned() -> dict[tuple[str, str], str]:
    """Return every package of every lock with its version, and its scope.

    A package has two versions where Python's own decides, or where a cluster needs another.
    """
    found: dict[tuple[str, str], str] = {}
    for lock, scope in SCOPES.items():
        for package in PINNED.findall((CHECKOUT / lock).read_text()):
            found.setdefault(package, scope)
    return dict(sorted(found.items()))


def servers() -> list[dict[str, Any]]:
    """Return the programs that are installed beside, each with the least version that will do."""
    least = f"{postgis.MINIMUM}"
    return [
        {
            "type": "application",
            "bom-ref": f"pkg:deb/debian/{package}",
            "name": name,
            "version": version,
            "description": f"{version} or newer, of Debian's packages, a program of its own",
            "purl": f"pkg:deb/debian/{package}",
            "licenses": [{"license": {"id": licence}}],
        }
        for name, version, package, licence in (
            ("PostgreSQL", least, f"postgresql-{least}", "PostgreSQL"),
            ("PostGIS", upgrade.LEAST_POSTGIS, postgis.DEFAULT_PACKAGE, "GPL-2.0-or-later"),
        )
    ]


def vendored() -> dict[str, dict[str, str]]:
    """Return the vendored files with what is recorded of each."""
    recorded: dict[str, dict[str, str]] = json.loads((VENDOR / "vendored.json").read_text())
    return recorded


def licence(name: str) -> str:
    """Return the licence of an installed package as SPDX writes it; "" if it states none."""
    if name in READ_BY_HAND:
        return READ_BY_HAND[name]
    try:
        told = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return _recorded().get(name, "")  # it is for another system, or another Python
    if expression := told.get("License-Expression"):
        return str(expression)
    classified = [
        each.rpartition(" :: ")[2]
        for each in told.get_all("Classifier") or []
        if each.startswith("License :: ") and each != "License :: OSI Approved"
    ]
    stated = (told.get("License") or "").strip()
    for each in (*classified, stated):
        if each in BY_CLASSIFIER:
            return BY_CLASSIFIER[each]
    return stated if re.fullmatch(r"[A-Za-z0-9.-]{2,30}", stated) else ""


def _recorded() -> dict[str, str]:
    """Return the licences of packages that were read before, where each was installed."""
    if not BILL.exists():
        return {}
    listed = json.loads(BILL.read_text())["components"]
    return {
        each["name"]: each["licenses"][0]["expression"]
        for each in listed
        if each["type"] == "library" and each["licenses"]
    }


def bill() -> dict[str, Any]:
    """Return the bill of materials."""
    packages = [
        {
            "type": "library",
            "scope": scope,
            "bom-ref": f"pkg:pypi/{name}@{version}",
            "name": name,
            "version": version,
            "purl": f"pkg:pypi/{name}@{version}",
            "licenses": [{"expression": licence(name)}] if licence(name) else [],
        }
        for (name, version), scope in pinned().items()
    ]
    files = [
        {
            "type": "file",
            "bom-ref": f"webmap/static/vendor/{name}",
            "name": f"webmap/static/vendor/{name}",
            "version": told["package"].rpartition("-")[2],
            "description": f"{told['package']}: {told['changed']}",
            "hashes": [{"alg": "SHA-256", "content": told["sha256"]}],
            "licenses": [{"license": {"id": told["licence"]}}],
        }
        for name, told in sorted(vendored().items())
    ]
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {"type": "application", "bom-ref": "nightjar", "name": "nightjar"}
        },
        "components": packages + files + servers(),
    }


def written() -> str:
    """Return the bill as it is written."""
    return json.dumps(bill(), indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    BILL.write_text(written())
