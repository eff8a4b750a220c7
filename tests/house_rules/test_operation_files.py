"""The files by which an operator runs it: valid, closed in, and of commands that there are."""

import configparser
import re
import shutil
import subprocess
from pathlib import Path

import click
import pytest

from webmap.cli import main

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "operation"
SERVICES = sorted(FOLDER.glob("*.service"))
TIMERS = sorted(FOLDER.glob("*.timer"))
CLOSED_IN = {
    "User": "nightjar",
    "NoNewPrivileges": "yes",
    "CapabilityBoundingSet": "",
    "ProtectSystem": "strict",
    "ProtectHome": "yes",
    "PrivateDevices": "yes",
    "RestrictNamespaces": "yes",
    "RestrictSUIDSGID": "yes",
    "UMask": "0077",
}


def unit(path):
    found = configparser.ConfigParser(interpolation=None, strict=True)
    found.optionxform = str
    found.read_string(path.read_text())
    return found


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.stem)
def test_a_service_is_closed_in_and_runs_a_command_that_there_is(path):
    service = unit(path)["Service"]
    assert {name: service.get(name) for name in CLOSED_IN} == CLOSED_IN
    words = service["ExecStart"].removeprefix("/srv/nightjar/nightjar ").split()
    found = main
    while isinstance(found, click.Group):
        found = found.commands[words.pop(0)]
    known = {option for each in found.params for option in each.opts}
    assert {word for word in words if word.startswith("--")} <= known


@pytest.mark.parametrize("path", TIMERS, ids=lambda path: path.stem)
def test_a_timer_has_a_service_and_makes_up_for_what_it_missed(path):
    assert path.with_suffix(".service") in SERVICES
    timer = unit(path)["Timer"]
    assert timer["Persistent"] == "true"
    assert re.fullmatch(r"(Mon\.\.Fri )?\*-\*-\* \d\d:\d\d:\d\d", timer["OnCalendar"])


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="needs systemd-analyze")
def test_systemd_finds_nothing_wrong_with_the_units(tmp_path):
    for path in (*SERVICES, *TIMERS):
        written = path.read_text().replace("/srv/nightjar/nightjar", "/bin/true")
        (tmp_path / path.name).write_text(written)
    done = subprocess.run(
        ["systemd-analyze", "verify", *map(str, sorted(tmp_path.iterdir()))],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_the_proxies_set_anew_whom_they_ask_for_and_keep_the_figures_in():
    nginx, caddy = (FOLDER / "nginx.conf").read_text(), (FOLDER / "Caddyfile").read_text()
    assert "proxy_set_header X-Forwarded-For $remote_addr;" in nginx
    assert "location = /metrics { return 404; }" in nginx
    assert "header_up X-Forwarded-For {remote_host}" in caddy
    assert "respond /metrics 404" in caddy
