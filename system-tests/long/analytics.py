#!/usr/bin/env python3
"""Shows what docs/analytics.md promises of records, under load, with real Elasticsearch servers installed by `weir addons`.

  outage    the server is stopped for a minute, an index rolled over before and after, the node killed (SIGKILL) meanwhile: each answered call is
            in the index once, but for the gap that the node reports, all of which ended within the last flush interval before the kill
  limit     the spool reaches its limit while the server is away: the node goes on, and what is there and what it counts as dropped are all calls
  cluster   two servers; either one is stopped and started again: nothing lost, nothing doubled
  sniff     three servers, of which the node is told one; that one is stopped: the node goes on with the others, and nothing is lost or doubled

  ./system-tests/long/analytics.py                a minute
  ./system-tests/long/analytics.py --seconds 20 outage limit

Needs redis-server and nginx on the PATH and a built checkout (mvn -DskipTests package). Loopback only. Ends with 1 where a promise was broken.
"""
import argparse
import collections
import contextlib
import http.client
import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request

sys.dont_write_bytecode = True
from cluster import BROKEN, Node, await_all, check  # noqa: E402
from lab import ROOT, Lab, free_port, wait_until  # noqa: E402
from outage import publish  # noqa: E402

CALLERS = 4
FLUSH_INTERVAL = 1.0
PAGE = 5000


class Server:
    """One Elasticsearch of the add-on."""

    def __init__(self, folder, *seeds):
        self.folder, self.port, self.transport = folder, free_port(), free_port()
        self.addons("install", "analytics", "--http-port", self.port, "--transport-port", self.transport, "--heap", "256m",
                    *(x for seed in seeds for x in ("--seed", f"127.0.0.1:{seed.transport}")))

    def addons(self, *command):
        ran = subprocess.run([ROOT / "weir", "addons", *map(str, command), "--dir", self.folder], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if ran.returncode:
            sys.exit(f"weir addons {' '.join(map(str, command))}: {ran.returncode} {ran.stdout} (expected: 0)")

    def stop(self):
        self.addons("stop")

    def start(self):
        self.addons("start")

    def ask(self, method, path, body=None):
        """What it answers; None where it does not, or not with 2xx."""
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", body and json.dumps(body).encode(), {"Content-Type": "application/json"}, method=method)
        with contextlib.suppress(OSError), urllib.request.urlopen(request, timeout=30) as response:
            return json.load(response)
        return None

    def servers(self):
        """How many are in its cluster, where all have all that they should."""
        health = self.ask("GET", "/_cluster/health") or {}
        return health.get("number_of_nodes", 0) if health.get("status") == "green" else 0

    def calls(self, node):
        """Run, number and id of the request of all calls of a node."""
        self.ask("POST", "/weir-transactions/_refresh")
        found, after = [], {}
        while True:
            answer = self.ask("POST", "/weir-transactions/_search", {
                "size": PAGE, "query": {"term": {"node": node.id}}, "sort": ["run", "seq", "requestId"], "_source": ["run", "seq", "requestId"], **after})
            if answer is None or answer["_shards"]["failed"]:
                return []
            hits = answer["hits"]["hits"]
            found += [(hit["_source"]["run"], hit["_source"]["seq"], hit["_source"]["requestId"]) for hit in hits]
            if len(hits) < PAGE:
                return found
            after = {"search_after": hits[-1]["sort"]}


class Callers:
    """Call one node without end; keep the ids of what was answered, and when."""

    def __init__(self, node, key):
        self.node, self.key, self.answers, self.failures, self.away, self.stopping = node, key, {}, collections.Counter(), False, threading.Event()
        self.threads = [threading.Thread(target=self.run, daemon=True) for _ in range(CALLERS)]
        for thread in self.threads:
            thread.start()

    def run(self):
        connection = None
        while not self.stopping.wait(0.01):
            if self.away:
                connection = None
                continue
            try:
                connection = connection or http.client.HTTPConnection("127.0.0.1", self.node.http, timeout=10)
                connection.request("GET", "/shop/items", headers={"X-API-Key": self.key})
                response = connection.getresponse()
                response.read()
                self.answers[response.headers["X-Request-Id"]] = time.time()
                outcome = response.status
            except (OSError, http.client.HTTPException) as e:
                outcome, connection = repr(e), None
            if outcome != 200 and not self.away:
                self.failures[outcome] += 1

    def stop(self):
        self.stopping.set()
        for thread in self.threads:
            thread.join()


def metric(node, start):
    """The sum of all samples whose names begin so."""
    with urllib.request.urlopen(f"http://127.0.0.1:{node.admin}/metrics", timeout=5) as response:
        return sum(float(line.rsplit(" ", 1)[1]) for line in response.read().decode().splitlines() if line.startswith(start))


def analytics(*servers, **settings):
    addresses = ",".join(f"127.0.0.1:{server.port}" for server in servers)
    return ["analytics.enabled=true", "analytics.mode=external", f"analytics.addresses={addresses}", *(f"analytics.{k}={v}" for k, v in settings.items())]


def start(lab, number, settings):
    node = Node(lab, number, settings)
    wait_until(node.is_ready, "the node is ready", node.process, 120)
    return node


def await_served(node, key):
    def is_served():
        with contextlib.suppress(OSError):
            request = urllib.request.Request(f"http://127.0.0.1:{node.http}/shop/items", headers={"X-API-Key": key})
            return urllib.request.urlopen(request, timeout=5).status == 200
        return False

    wait_until(is_served, "the node knows the key")


def await_delivered(server, node, seconds=120):
    """Until nothing waits on the node any more, and two looks at the index are equal."""
    wait_until(lambda: metric(node, "weir_analytics_up") == 1 and metric(node, "weir_analytics_spool_bytes") == 0, "the spool is empty", node.process, seconds)
    looks = [None]

    def is_still():
        time.sleep(2 * FLUSH_INTERVAL)
        looks.append(len(server.calls(node)))
        return looks[-1] == looks[-2]

    wait_until(is_still, "the index is still", node.process, seconds)
    return server.calls(node)


def check_once(found, what):
    double = [request for request, count in collections.Counter(request for _, _, request in found).items() if count > 1]
    check(not double, f"{what}: none of {len(found)} records is there twice {double[:3] or ''}")


def outage(lab, server, key_of, seconds):
    print(f"outage: the server is away for {seconds} s, the node is killed meanwhile", flush=True)
    node = start(lab, 1, analytics(server))
    key = key_of(node)
    await_served(node, key)
    callers = Callers(node, key)
    time.sleep(5)
    server.ask("POST", "/weir-transactions/_rollover")
    time.sleep(1)
    server.stop()
    gone = time.time()
    time.sleep(seconds / 2)
    callers.away, killed = True, time.time()
    os.kill(node.process.pid, signal.SIGKILL)
    node.process.wait()
    node.process = node.start_again()
    wait_until(node.is_ready, "the node serves without the server", node.process, 120)
    callers.away = False
    time.sleep(max(0, seconds - (time.time() - gone)))
    server.start()
    back = time.time()
    print(f"  the server was away for {back - gone:.0f} s", flush=True)
    took = await_all(lambda: metric(node, "weir_analytics_spool_bytes") == 0, 120)
    server.ask("POST", "/weir-transactions/_rollover")
    time.sleep(3)
    callers.stop()
    found = await_delivered(server, node)
    indices = len(server.ask("GET", "/_alias/weir-transactions") or {})
    gaps = [event["details"] for event in node.call("GET", "/events?type=analytics-gap")[1]["items"] if event["node"] == node.id]
    recorded = {request for _, _, request in found}
    lost = {request: at for request, at in callers.answers.items() if request not in recorded}
    gap = int(gaps[0]["records"]) if gaps else 0
    check_once(found, f"{indices} indices")
    check(not callers.failures, f"every one of {len(callers.answers)} calls was answered with 200 {dict(callers.failures) or ''}")
    check(len(lost) <= gap + CALLERS, f"{len(lost)} answered calls are not there, {gap} were reported as a gap")
    if gaps:
        of_run = [number for run, number, _ in found if run == gaps[0]["run"]]
        check(len(of_run) + gap == int(gaps[0]["issued"]), f"{len(of_run)} records of the killed run and the gap of {gap} are the {gaps[0]['issued']} that it numbered")
    oldest = max((killed - at for at in lost.values()), default=0)
    check(oldest <= FLUSH_INTERVAL, f"what was lost was answered within {FLUSH_INTERVAL} s before the kill: {oldest:.2f} s at most")
    print(f"  the spool was empty {took and round(took, 1)} s after the server was back", flush=True)
    lab.stop(node.process)


def limit(lab, server, key_of):
    print("limit: the spool takes 1 MB", flush=True)
    node = start(lab, 2, analytics(server, spoolLimit="1MB"))
    key = key_of(node)
    await_served(node, key)
    await_delivered(server, node)
    before = len(server.calls(node))
    server.stop()
    callers = Callers(node, key)
    took = await_all(lambda: metric(node, 'weir_analytics_dropped_total{family="transactions",reason="spool-full"') > 100, 120)
    check(took is not None, f"the limit was reached after {took and round(took, 1)} s: {metric(node, 'weir_analytics_spool_bytes'):.0f} bytes on disk")
    callers.stop()
    check(node.process.poll() is None and not callers.failures, f"every one of {len(callers.answers)} calls was answered with 200 {dict(callers.failures) or ''}")
    server.start()
    found = await_delivered(server, node)
    dropped = int(metric(node, 'weir_analytics_dropped_total{family="transactions"'))
    check_once(found, "one server")
    check(len(found) - before + dropped == len(callers.answers), f"{len(found) - before} recorded and {dropped} dropped are {len(callers.answers)} calls")
    lab.stop(node.process)


def cluster(lab, first, key_of, seconds):
    second = Server(lab.folder / "elastic-2", first)
    wait_until(lambda: first.servers() == 2, "both servers are one cluster", seconds=120)
    try:
        node = start(lab, 3, analytics(first, second))
        key = key_of(node)
        await_served(node, key)
        wait_until(lambda: first.servers() == 2 and first.calls(node), "calls arrive, with a copy of each", seconds=120)
        for away, other in ((second, first), (first, second)):
            print(f"cluster: server {'12'[away is second]} is away for {seconds} s", flush=True)
            callers = Callers(node, key)
            time.sleep(3)
            away.stop()
            time.sleep(seconds)
            spooled = metric(node, "weir_analytics_spool_bytes")
            away.start()
            took = await_all(lambda: other.servers() == 2, 120)
            time.sleep(3)
            callers.stop()
            found = await_delivered(other, node)
            missing = set(callers.answers) - {request for _, _, request in found}
            check_once(found, "two servers")
            check(not callers.failures, f"every one of {len(callers.answers)} calls was answered with 200 {dict(callers.failures) or ''}")
            check(not missing, f"{len(missing)} answered calls are not there; {spooled / 1e6:.1f} MB were on disk; whole again {took and round(took, 1)} s after its start")
        lab.stop(node.process)
    finally:
        second.stop()


def sniff(lab, key_of, seconds):
    print("sniff: three servers, the node is told the first", flush=True)
    servers = []
    try:
        for number in "abc":
            servers.append(Server(lab.folder / f"elastic-{number}", *servers[:1]))
        first, *others = servers
        wait_until(lambda: first.servers() == 3, "the three servers are one cluster", seconds=180)
        node = start(lab, 4, analytics(first, sniff="true"))
        key = key_of(node)
        await_served(node, key)
        wait_until(lambda: first.servers() == 3 and first.calls(node), "calls arrive, with a copy of each", seconds=180)
        callers = Callers(node, key)
        time.sleep(5)

        def acknowledged():
            return metric(node, 'weir_analytics_acknowledged_total{family="transactions"')

        first.stop()
        stopped, before = time.time(), acknowledged()
        took = await_all(lambda: acknowledged() > before, 120)
        check(took is not None, f"records arrive again {took and round(took, 1)} s after the server that the node was told is gone")
        time.sleep(max(0, seconds - (time.time() - stopped)))
        status, summary = node.call("GET", "/analytics/summary?from=now-1h")
        check(status == 200, f"questions are answered by the others: {status} {'' if status == 200 else summary}")
        callers.stop()
        found = await_delivered(others[0], node)
        missing = set(callers.answers) - {request for _, _, request in found}
        check_once(found, "the two other servers")
        check(not callers.failures, f"every one of {len(callers.answers)} calls was answered with 200 {dict(callers.failures) or ''}")
        check(not missing, f"{len(missing)} answered calls are not there, the first server still being away after {time.time() - stopped:.0f} s")
        lab.stop(node.process)
    finally:
        for server in servers:
            server.stop()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("parts", nargs="*", default=["outage", "limit", "cluster", "sniff"])
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="weir-records-") as folder:
        os.chmod(folder, 0o755)
        lab = Lab(pathlib.Path(folder))
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
        server = None
        keys = []

        def key_of(node):
            if not keys:
                keys.append(publish(node, f"http://127.0.0.1:{lab.backends[0]}"))
            return keys[0]

        try:
            lab.start_backends()
            if {"outage", "limit", "cluster"} & set(args.parts):
                server = Server(lab.folder / "elastic-1")
            if "outage" in args.parts:
                outage(lab, server, key_of, args.seconds)
            if "limit" in args.parts:
                limit(lab, server, key_of)
            if "cluster" in args.parts:
                cluster(lab, server, key_of, max(10, args.seconds // 3))
            if "sniff" in args.parts:
                sniff(lab, key_of, args.seconds)
        finally:
            with contextlib.suppress(Exception):
                lab.stop_all()
            if server is not None:
                server.stop()
    print("all promises held" if not BROKEN else f"{len(BROKEN)} promises were broken")
    return 1 if BROKEN else 0


if __name__ == "__main__":
    sys.exit(main())
