"""The files by which an operator runs it: valid, closed in, and of commands that there are."""

import configparser
import re
import runpy
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


def test_gunicorn_can_be_told_nothing_by_a_socket():
    """A name that this release of it does not know is passed over in silence."""
    from gunicorn.config import Config

    found = runpy.run_path(str(FOLDER / "gunicorn.conf.py"))
    assert {name for name in found if not name.startswith("__")} <= set(Config().settings)
    assert found["control_socket_disable"]


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
    assert re.fullmatch(r"(Mon\.\.Fri |Sun )?\*-\*-\* \d\d:\d\d:\d\d", timer["OnCalendar"])


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


def program(name):
    return shutil.which(name) or shutil.which(name, path="/usr/sbin:/sbin")


@pytest.mark.skipif(program("nginx") is None, reason="needs nginx")
def test_nginx_finds_nothing_wrong_with_its_file(tmp_path):
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=nightjar"),
            *("-keyout", str(key), "-out", str(certificate)),
        ],
        check=True,
        capture_output=True,
    )
    site = (FOLDER / "nginx.conf").read_text()
    for there, here in (
        ("/etc/ssl/nightjar/fullchain.pem", certificate),
        ("/etc/ssl/private/nightjar.pem", key),
        ("/var/log/nginx/nightjar.log", tmp_path / "log"),
    ):
        assert there in site
        site = site.replace(there, str(here))
    (tmp_path / "site.conf").write_text(site)
    temporary = "".join(
        f"{of}_temp_path {tmp_path}/{of};\n"
        for of in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    http = f"http {{ access_log off; {temporary} include {tmp_path}/site.conf; }}"
    whole = f"pid {tmp_path}/pid;\nevents {{}}\n{http}\n"
    (tmp_path / "whole.conf").write_text(whole)
    done = subprocess.run(
        [program("nginx"), "-t", "-q", "-e", "stderr", "-c", str(tmp_path / "whole.conf")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(program("caddy") is None, reason="needs caddy")
def test_caddy_finds_nothing_wrong_with_its_file(tmp_path):
    told = ["--adapter", "caddyfile", "--config", str(FOLDER / "Caddyfile")]
    done = subprocess.run(
        [program("caddy"), "validate", *told],
        env={"HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Valid configuration" in done.stdout


def test_the_blocks_of_the_proxies_are_closed_and_neither_writes_down_addresses():
    for name in ("nginx.conf", "Caddyfile"):
        lines = (FOLDER / name).read_text().splitlines()
        kept = "\n".join(line.split("#")[0] for line in lines)
        assert kept.count("{") == kept.count("}") > 0
    nginx = (FOLDER / "nginx.conf").read_text()
    assert nginx.count("access_log off;") == nginx.count("server {") == 2
    assert "exclude http.log.error http.log.access" in (FOLDER / "Caddyfile").read_text()


def test_the_proxies_set_anew_whom_they_ask_for_and_keep_the_figures_in():
    nginx, caddy = (FOLDER / "nginx.conf").read_text(), (FOLDER / "Caddyfile").read_text()
    assert "proxy_set_header X-Forwarded-For $remote_addr;" in nginx
    assert "location = /metrics { return 404; }" in nginx
    assert "header_up X-Forwarded-For {remote_host}" in caddy
    assert "respond /metrics 404" in caddy
