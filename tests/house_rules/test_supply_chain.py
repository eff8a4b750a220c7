"""What the project is made of is written down: packages, vendored files, licences, weaknesses."""

import datetime as dt
import importlib.util
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from geo import postgis, upgrade

CHECKOUT = Path(__file__).resolve().parents[2]
CI = CHECKOUT / ".ci"
# licences under which a council may run and pass on what is installed beside our own code
ACCEPTED = frozenset(
    [
        *("MIT", "MIT-0", "MIT-CMU", "BSD-2-Clause", "BSD-3-Clause", "0BSD", "Apache-2.0", "ISC"),
        *("PSF-2.0", "MPL-2.0", "LGPL-3.0-only", "Zlib", "CC0-1.0", "ZPL-2.1", "Bitstream-Vera"),
        *("OGL-UK-3.0", "CNRI-Python"),
    ]
)
# of programs that are installed beside, are started and not linked with, and are not passed on
OF_PROGRAMS_BESIDE = {"PostgreSQL", "GPL-2.0-or-later"}


def program(name):
    spec = importlib.util.spec_from_file_location(name, CI / f"{name}.py")
    made = importlib.util.module_from_spec(spec)
    sys.modules[name] = made
    spec.loader.exec_module(made)
    return made


bill_of_materials, audit = program("bill_of_materials"), program("audit")


def tracked():
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=CHECKOUT, capture_output=True, text=True, check=True
    )
    return [name for name in listed.stdout.split("\0") if name]


def test_the_bill_of_materials_is_that_of_the_lock_and_the_vendored_files():
    assert bill_of_materials.BILL.read_text() == bill_of_materials.written(), (
        "run .venv/bin/python .ci/bill_of_materials.py"
    )
    listed = json.loads(bill_of_materials.BILL.read_text())["components"]
    packages = [each for each in listed if each["type"] == "library"]
    told = {(each["name"], each["version"]): each["scope"] for each in packages}
    assert len(told) == len(packages)
    for lock in CHECKOUT.glob("requirements*.lock"):
        of_it = set(re.findall(r"^(\S+)==(\S+)", lock.read_text(), re.MULTILINE))
        assert of_it
        assert of_it <= set(told), lock.name
        if lock.name == "requirements.lock":  # and no other is said to be needed
            assert of_it == {package for package, scope in told.items() if scope == "required"}
    servers = {each["name"]: each for each in listed if each["type"] == "application"}
    assert {name: each["version"] for name, each in servers.items()} == {
        "PostgreSQL": str(postgis.MINIMUM),
        "PostGIS": upgrade.LEAST_POSTGIS,
    }


def test_every_package_and_vendored_file_is_under_a_licence_that_we_accept():
    for each in json.loads(bill_of_materials.BILL.read_text())["components"]:
        accepted = ACCEPTED | (OF_PROGRAMS_BESIDE if each["type"] == "application" else set())
        said = (
            " ".join(str(one) for one in each["licenses"][0].values()) if each["licenses"] else ""
        )
        names = set(re.findall(r"[A-Za-z0-9][A-Za-z0-9.-]+", said)) - {"AND", "OR", "WITH", "id"}
        assert names, f"{each['name']} states no licence"
        assert names <= accepted, each["name"]


def test_every_file_of_the_tree_has_a_licence_whose_text_is_there():
    rules = tomllib.loads((CI / "licences.toml").read_text())["rule"]
    used = set()
    for name in tracked():
        fits = [
            place
            for place, rule in enumerate(rules)
            if rule["files"] == "**" or Path(name).match(rule["files"])
        ]
        assert fits, name
        rule = rules[fits[-1]]
        used.add(fits[-1])
        assert rule["licence"] in ACCEPTED
        assert (CHECKOUT / rule["text"]).is_file() if "text" in rule else rule["address"]
        if rule["licence"] == "MIT" and rule["text"] == "LICENSE" and name != "LICENSE":
            content = (CHECKOUT / name).read_bytes()
            assert b"Copyright (" not in content.replace(b'b"Copyright ("', b""), name
    assert used == set(range(len(rules))), "a rule that fits no file"


def test_what_is_vendored_is_under_the_licence_that_is_recorded_of_it():
    rules = tomllib.loads((CI / "licences.toml").read_text())["rule"]
    for name, told in bill_of_materials.vendored().items():
        path = f"webmap/static/vendor/{name}"
        (rule,) = [each for each in rules[1:] if Path(path).match(each["files"])]
        assert rule["licence"] == told["licence"]


# two pages, as the list's own interface has them (POST /v1/querybatch)
PAGES = [
    {
        "results": [
            {
                "vulns": [
                    {"id": "GHSA-0000-0000-0001", "modified": "2026-01-02T03:04:05Z"},
                    {"id": "PYSEC-2026-1", "modified": "2026-01-02T03:04:05Z"},
                ],
                "next_page_token": "CAoSBmZvbGxvdw",
            },
            {},
        ]
    },
    {"results": [{"vulns": [{"id": "PYSEC-2026-2", "modified": "2026-01-02T03:04:05Z"}]}]},
]


def test_every_page_of_an_answer_is_asked_for():
    asked = []

    def ask(queries):
        asked.append(queries)
        return PAGES[len(asked) - 1]

    weak = audit.known([("a", "2"), ("b", "1")], ask)
    assert weak == {"a": ["GHSA-0000-0000-0001", "PYSEC-2026-1", "PYSEC-2026-2"]}
    first = {"package": {"name": "a", "ecosystem": "PyPI"}, "version": "2"}
    assert [each["package"]["name"] for each in asked[0]] == ["a", "b"]
    assert asked[1] == [{**first, "page_token": "CAoSBmZvbGxvdw"}]


@pytest.mark.parametrize(
    "told", [{}, {"results": [{}, {}]}, {"results": [{"next_page_token": "again"}]}]
)
def test_an_answer_that_is_of_others_or_never_ends_is_none(told):
    with pytest.raises(audit.NotAskedError):
        audit.known([("a", "2")], lambda _: told)


def test_the_packages_of_every_lock_are_audited():
    audited = set(audit.pinned())
    locks = sorted(CHECKOUT.glob("requirements*.lock"))
    assert [each.name for each in locks] == sorted(bill_of_materials.SCOPES)
    for lock in locks:
        assert set(re.findall(r"^(\S+)==(\S+)", lock.read_text(), re.MULTILINE)) <= audited


def test_a_weakness_is_told_unless_it_is_waived_with_a_reason_and_in_time():
    weak = {"a": ["X-1", "X-2"]}
    day = dt.date(2026, 6, 1)
    waiver = {"id": "X-1", "package": "a", "reason": "it is never called", "until": day}
    assert len(audit.unwaived(weak, [], day)) == 2
    assert [said.split()[5] for said in audit.unwaived(weak, [waiver], day)] == ["X-2,"]
    assert len(audit.unwaived(weak, [waiver], day + dt.timedelta(days=1))) == 2
    assert len(audit.unwaived(weak, [waiver | {"reason": " "}], day)) == 2


def test_every_waiver_says_why_and_until_when():
    for each in audit.waivers():
        assert set(each) == {"id", "package", "reason", "until"}
        assert isinstance(each["until"], dt.date)


@pytest.mark.slow
def test_no_package_of_any_lock_has_a_weakness_that_nobody_waived():
    try:
        weak = audit.known([*audit.pinned()])
    except audit.NotAskedError as error:
        pytest.skip(f"the packages were not audited: {error}")
    assert audit.unwaived(weak, audit.waivers(), dt.datetime.now(dt.UTC).date()) == []
