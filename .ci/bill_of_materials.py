"""Write the bill of materials: every package of the lock and every vendored file, as CycloneDX.

Versions are the lock's and licences those that the installed packages state; vendored files have
their hashes. Nothing in it changes but by a change of those: no hour and no number of its own.
Run: .venv/bin/python .ci/bill_of_materials.py
"""

from __future__ import annotations

import json
import re
from importlib import metadata
from pathlib import Path
from typing import Any

CHECKOUT = Path(__file__).resolve().parent.parent
BILL = CHECKOUT / "docs" / "bill-of-materials.cdx.json"
VENDOR = CHECKOUT / "webmap" / "static" / "vendor"
PINNED = re.compile(r"^([a-z0-9][a-z0-9._-]*)==([^ ;\\]+)", re.MULTILINE)
# packages whose metadata states no licence in a form that a program reads, read by hand
READ_BY_HAND = {"pypdfium2": "BSD-3-Clause AND Apache-2.0"}
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


def pinned() -> list[tuple[str, str]]:
    """Return the packages of the lock with their versions: two where Python's own decides."""
    found: list[tuple[str, str]] = PINNED.findall((CHECKOUT / "requirements.lock").read_text())
    return sorted(found)


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
        return ""  # it is for another system
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


def bill() -> dict[str, Any]:
    """Return the bill of materials."""
    packages = [
        {
            "type": "library",
            "bom-ref": f"pkg:pypi/{name}@{version}",
            "name": name,
            "version": version,
            "purl": f"pkg:pypi/{name}@{version}",
            "licenses": [{"expression": licence(name)}] if licence(name) else [],
        }
        for name, version in pinned()
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
        "components": packages + files,
    }


def written() -> str:
    """Return the bill as it is written."""
    return json.dumps(bill(), indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    BILL.write_text(written())
