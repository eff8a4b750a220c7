"""Work on other processors and machines: a crew of dask's workers, for what outgrows one machine.

What crosses the wire are the parts of ``geo.analysis.divided``, or bands of a grid of counts. Data
of children leave the machine all the same: a pattern of places can be laid over a public register.
So a scheduler elsewhere is reached by TLS or not at all, and workers write nothing to their disks.
``docs/scale.md`` has the commands, and says when this is needed.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from geo.analysis.crew import working_with
from geo.errors import NightjarError, SetupError

if TYPE_CHECKING:
    from distributed import Client

ROWS = 50_000  # of a part: seconds of work, some megabytes
CONNECT_S = 10
ALONE_S = 30  # how long a scheduler may have no worker before it is given up
_KEPT_OFF_DISK = ("spill", "target")


class Sealed:
    """A part on its way: dask logs what fails with its arguments, and of these nothing is told."""

    def __init__(self, part: tuple[Any, ...]) -> None:
        self.part = part

    def __repr__(self) -> str:
        return f"a part of {len(self.part)}"


class Workers:
    """The workers of a scheduler. Raises: SetupError if they are lost, or are not as they must."""

    def __init__(self, client: Client, rows: int) -> None:
        self.rows: int | None = rows
        self._client = client
        self._release = release()

    def each(self, work: Callable[..., Any], parts: Sequence[tuple[Any, ...]]) -> Sequence[Any]:
        """Return what ``work`` makes of each part. A part whose worker dies is done by another."""
        # parts are kept by the scheduler with their tasks: data scattered to a worker die with it
        futures = [
            self._client.submit(perform, self._release, work, Sealed(part), pure=False)
            for part in parts
        ]
        try:
            with self._client.as_current():
                self._wait(futures)
            return [each.part for each in self._client.gather(futures)]
        except NightjarError:
            raise  # our own sentences tell nothing of a part
        except Exception as error:
            raise SetupError(_failed(error)) from None
        finally:
            self._client.cancel(futures)

    def _wait(self, futures: list[Any]) -> None:
        from distributed import wait

        without = 0
        while any(not each.done() for each in futures):
            try:
                wait(futures, timeout=1)
            except TimeoutError:
                without = 0 if _workers(self._client) else without + 1
            if without >= ALONE_S:
                raise SetupError(
                    f"the scheduler has had no worker for {ALONE_S} seconds: start dask worker, "
                    "and ask again. Nothing was changed."
                )


def perform(asked_by: str, work: Callable[..., Any], sealed: Sealed) -> Sealed:
    """Do one part, on a worker. Raises: SetupError if the worker is not as it must be."""
    import dask

    if (found := release()) != asked_by:
        raise SetupError(
            f"every worker must run the release that asks, {asked_by}, found {found}: "
            "install the same one on all machines."
        )
    memory = dask.config.get("distributed.worker.memory")
    if any(memory.get(name) for name in _KEPT_OFF_DISK):
        raise SetupError(
            "a worker must write nothing to its disk: start dask worker with DASK_CONFIG set to "
            "docs/dask of the release, which switches that off."
        )
    try:
        return Sealed(work(*sealed.part))
    except Exception as error:
        # dask logs what is raised, whose own words may hold a value of the part
        raise SetupError(_failed(error)) from None


def _failed(error: Exception) -> str:
    return (
        f"the workers could not do their parts ({type(error).__name__}): see the log of "
        "dask worker, or ask without --scheduler. Nothing was changed."
    )


def release() -> str:
    """Return what an answer depends on: the release, its files of the parts, and numpy."""
    import hashlib
    from importlib import resources
    from importlib.metadata import version

    import geo

    said = hashlib.sha256()
    folder = resources.files("geo") / "analysis"
    for name in (
        *("alike.py", "buckets.py", "chains.py", "cylinders.py", "divided.py", "emerging.py"),
        *("gi_star.py", "near_repeat.py", "scan.py", "strips.py"),
    ):
        said.update((folder / name).read_bytes())
    libraries = " ".join(f"{name} {version(name)}" for name in ("numpy", "scipy"))
    return f"{geo.__version__}+{said.hexdigest()[:8]} {libraries}"


@contextmanager
def working_at(address: str | None) -> Iterator[None]:
    """Let the workers of a scheduler do the work inside; this process, if there is no address.

    Raises: SetupError if it may not be used, does not answer or has no worker.
    """
    if address is None:
        yield
        return
    require_private(address)
    try:
        import dask
        from distributed import Client
    except ImportError as error:
        raise SetupError(
            "--scheduler needs the packages dask and distributed: in a copy of the repository, "
            "pip install '.[distributed]'."
        ) from error
    _require_certificate(address)
    # a part is sent with its task by choice: dask would rather have it scattered
    with dask.config.set({"distributed.admin.large-graph-warning-threshold": "1 TiB"}):
        try:
            client = Client(address, timeout=CONNECT_S, set_as_default=False)
        except (OSError, TypeError, ValueError) as error:
            raise SetupError(
                f"a scheduler must answer at {address}, and none does ({type(error).__name__}): "
                "start one with dask scheduler, or ask without --scheduler."
            ) from None
        with client, working_with(Workers(client, ROWS)):
            yield


def require_private(address: str) -> None:
    """Refuse an address by which positions would cross a network unencrypted. Raises: SetupError.

    ``tls://`` may lead anywhere, ``tcp://`` to this machine alone.
    """
    parts = urlsplit(address)
    try:
        here = (
            parts.hostname == "localhost" or ipaddress.ip_address(parts.hostname or "").is_loopback
        )
    except ValueError:
        here = False
    if parts.scheme == "tls" or (parts.scheme == "tcp" and here):
        return
    raise SetupError(
        "a scheduler must be reached by tls://HOST:PORT, or by tcp://127.0.0.1:PORT on this "
        f"machine, found {parts.scheme or 'no scheme'}://: points of episodes do not cross a "
        "network that can be listened to."
    )


def _require_certificate(address: str) -> None:
    import dask

    needed = ("ca-file", "client.cert", "client.key")
    if urlsplit(address).scheme == "tls" and not all(
        dask.config.get(f"distributed.comm.tls.{name}", None) for name in needed
    ):
        raise SetupError(
            "a scheduler that is reached by tls:// must be shown a certificate: set "
            "DASK_DISTRIBUTED__COMM__TLS__CA_FILE, ...__CLIENT__CERT and ...__CLIENT__KEY to the "
            "files that docs/scale.md makes."
        )


def _workers(client: Client) -> int:
    return len(client.scheduler_info()["workers"])
