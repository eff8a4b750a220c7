"""The database is restarted while pages are asked for: it is said, nothing hangs, and it passes."""

import contextlib
import threading
import time
import urllib.error
import urllib.request

import pytest

from geo.cluster import Cluster
from geo.database import GATE, engine
from geo.gate import Gate
from geo.postgis import provide
from geo.scratch import scratch
from tests.journey.conftest import served
from tests.people import COOKIE, populate

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

ASKING = 4
PATIENCE_S = 30  # who is not answered by then was left to hang


def token_of_an_analyst(settings):
    through = engine(settings, GATE)
    gate = Gate(through)
    right = next(each["right_id"] for each in gate.samples() if each["audience"] == "analyst")
    token = gate.begin_sample(right)
    through.dispose()
    return token


class Asking:
    """Analysts who ask for one page again and again; each answer's status and Retry-After."""

    def __init__(self, address, token):
        self.request = urllib.request.Request(
            f"{address}/runs", headers={"Cookie": f"{COOKIE}={token}"}
        )
        self.answers = []
        self.over = threading.Event()
        self.threads = [threading.Thread(target=self.ask) for _ in range(ASKING)]
        for each in self.threads:
            each.start()

    def ask(self):
        while not self.over.is_set():
            began = time.monotonic()
            try:
                with urllib.request.urlopen(self.request, timeout=PATIENCE_S) as answer:
                    told = answer.status, None
            except urllib.error.HTTPError as error:
                told = error.code, error.headers["Retry-After"]
                error.close()
            except OSError as error:
                told = type(error).__name__, None
            self.answers.append((began, time.monotonic(), *told))
            time.sleep(0.05)

    def end(self):
        self.over.set()
        for each in self.threads:
            each.join()

    def wait_for(self, enough):
        ends = time.monotonic() + 60
        while not enough(list(self.answers)):
            assert time.monotonic() < ends, self.answers[-5:]
            time.sleep(0.05)


def test_pages_say_that_the_database_is_away_and_are_back_by_themselves(server, settings):
    data = server._folder.parent
    with scratch(settings.model_copy(update={"data": data})) as inside:
        owner = engine(inside)
        populate(owner)
        owner.dispose()
        cluster = Cluster(inside.data / "cluster", provide(data))
        with served(inside) as address, contextlib.ExitStack() as tidy:
            asking = Asking(address, token_of_an_analyst(inside))
            tidy.callback(asking.end)
            asking.wait_for(lambda answers: len(answers) >= 2 * ASKING)
            cluster.stop()
            away = time.monotonic()
            asking.wait_for(lambda answers: sum(each[0] > away for each in answers) >= ASKING)
            begun = time.monotonic()  # it answers a moment before it is said to run
            cluster.ensure_running()
            back = time.monotonic()
            asking.wait_for(
                lambda answers: all(
                    each[0] > back and each[2] == 200 for each in answers[-5 * ASKING :]
                )
            )
            tidy.close()
    answers = asking.answers
    assert {each[2] for each in answers} == {200, 503}
    assert {each[3] for each in answers if each[2] == 503} <= {"5", "30"}
    assert all(each[2] == 503 for each in answers if away < each[0] and each[1] < begun)
    first = min(each[1] for each in answers if each[0] > back and each[2] == 200)
    failed = sum(each[2] == 503 for each in answers) / len(answers)
    told = (
        f"{failed:.1%} of {len(answers)} answers said so; served again after {first - back:.2f} s"
    )
    print(told)  # with -s: how much is for whoever runs it to judge
