"""Officers at work, for locust: signed in to the demonstration, asking for lists, with thought.

Locust is not among the packages of the tests; install it beside them, and serve the demonstration:

    ./nightjar demo --port 8080
    locust -f tests/load/officers.py --headless -u 40 -r 10 -t 10m -H http://127.0.0.1:8080

Beside it, tiles are asked for by wrk (``tiles.lua``). ``nightjar drill load`` does both by itself.
"""

import os
import random
import re

from locust import HttpUser, events, task

LIST_P95_MS = 800
THINKS_S = float(os.environ.get("NIGHTJAR_THINKS_S", "7"))
LISTS = ("/visits/2026Q3", "/visits/2026Q3?page=2", "/visits/planned", "/reviews")
PERSON = re.compile(
    r'licensing officer.*?name="csrf_token" value="([^"]+)".*?name="person" value="([^"]+)"',
    re.DOTALL,
)


class Officer(HttpUser):
    """One licensing officer, who reads each page for 7 s on average, as the users of TPC-W do."""

    def wait_time(self) -> float:
        """Return how long a page is read, in seconds."""
        return min(random.expovariate(1 / THINKS_S), 10 * THINKS_S)

    def on_start(self) -> None:
        """Sign in as the sample officer, through the demonstration's door."""
        door = self.client.get("/demonstration", name="sign in")
        found = PERSON.search(door.text)
        assert found is not None, "the demonstration's sample officer must be offered, and is not"
        form = {"csrf_token": found[1], "person": found[2]}
        ours = {"Origin": self.client.base_url}  # as a browser says of a form of our own
        self.client.post("/demonstration", data=form, headers=ours, name="sign in")

    @task
    def lists(self) -> None:
        """Ask for each kind of list in turn."""
        for path in LISTS:
            self.client.get(path, name="list")
            self.wait()


@events.quitting.add_listener
def judge(environment, **_given) -> None:
    """End with exit code 1 if a list took longer than is promised, or one was not answered."""
    lists = environment.stats.get("list", "GET")
    late = lists.get_response_time_percentile(0.95) > LIST_P95_MS
    environment.process_exit_code = int(late or environment.stats.total.num_failures > 0)
