"""How the private PostgreSQL server is set: small, durable, and silent about rows.

Standard library only: the launcher starts what uses it beside the installation of the packages.
"""

from __future__ import annotations

from pathlib import Path

FILE = "postgresql.conf"
# A server that is asked small questions by few people on a small machine; nothing here trades
# durability for speed: fsync and full_page_writes keep their defaults. PostGIS is loaded once, with
# its fifty libraries: a connection that loads it for itself takes 25 ms more for its first answer.
CONFIGURATION = """
listen_addresses = ''
unix_socket_permissions = 0700
timezone = 'UTC'
shared_buffers = '512MB'
work_mem = '32MB'
maintenance_work_mem = '256MB'
effective_cache_size = '1GB'
max_wal_size = '2GB'
random_page_cost = 1.1
jit = off
shared_preload_libraries = 'postgis-3'
logging_collector = off
log_error_verbosity = terse
log_min_error_statement = panic
log_parameter_max_length = 0
log_parameter_max_length_on_error = 0
"""
# A cast that fails quotes the value it failed on, in the message itself: no message of an error is
# logged. A server that crashes, starts or cannot be reached says so at the levels log to panic.
QUIET = "log_min_messages = log\n"


def keep_errors_out(path: Path) -> bool:
    """Have a server's settings keep errors out of its log; False if they do already.

    A cluster that an earlier release made says nothing of it.
    """
    if QUIET in path.read_text():
        return False
    with path.open("a") as conf:
        conf.write(QUIET)
    return True
