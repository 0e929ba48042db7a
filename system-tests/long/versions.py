#!/usr/bin/env python3
"""Upgrades a cluster from a former version to this one under load, node by node, and shows that no call fails and nothing is lost.

Two nodes of the former version serve an API; callers go to whichever node says that it is ready, as a load balancer does, and writers count
up objects on both. Then one node after the other is stopped (SIGTERM) and started as this version, with the configuration and data it had; in between both
versions serve side by side. With --back the first one returns to the former version once more before that.

  ./system-tests/long/versions.py                         from the version of COMMIT below
  ./system-tests/long/versions.py --home /opt/weir-old    from a version that is unpacked or built there
  ./system-tests/long/versions.py --keep DIR              keeps what the former version wrote: test fixtures

The former version is built from the repository's history, in a folder of its own, which takes minutes. Needs redis-server and redis-cli, and
a built checkout (mvn -DskipTests package). Loopback only. Ends with 1 where a promise was broken.
"""
import argparse
import collections
import contextlib
import http.client
import json
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

sys.dont_write_bytecode = True
from cluster import BROKEN, Node, await_all, check  # noqa: E402
from lab import ROOT, Lab, wait_until  # noqa: E402
from outage import publish, start_redis  # noqa: E402

# The last one whose APIs, plans and users have not all the members that today's have.
COMMIT = "d19f8a5"
KINDS = ("organizations", "plans", "apis", "applications", "subscriptions", "users")
OBJECTS = 5


def build(commit, folder):
    """A checkout of its own, so that this one is left alone."""
    folder.mkdir()
    archive = subprocess.run(["git", "-C", ROOT, "archive", commit], stdout=subprocess.PIPE, check=True)
    subprocess.run(["tar", "-x", "-C", folder], input=archive.stdout, check=True)
    subprocess.run([folder / "weir", "version"], check=True)
    return folder


class Caller(threading.Thread):
    """Calls whichever node is ready, a connection each time."""

    def __init__(self, balancer, key):
        super().__init__(daemon=True)
        self.balancer, self.key = balancer, key
        self.statuses, self.longest, self.stopped = collections.Counter(), 0.0, threading.Event()

    def run(self):
        while not self.stopped.wait(0.01):
            node, began = self.balancer.pick(), time.perf_counter()
            try:
                connection = http.client.HTTPConnection("127.0.0.1", node.http, timeout=10)
                connection.request("GET", "/shop/items", headers={"X-API-Key": self.key})
                response = connection.getresponse()
                response.read()
                self.statuses[response.status] += 1
                connection.close()
            except (OSError, http.client.HTTPException) as e:
                self.statuses[f"{node.id} {e!r}"] += 1
            self.longest = max(self.longest, time.perf_counter() - began)


class Writer(threading.Thread):
    """Counts up the descriptions of objects through all nodes: a lost update shows in the sum."""

    def __init__(self, balancer):
        super().__init__(daemon=True)
        self.balancer, self.done, self.refused, self.stopped = balancer, 0, collections.Counter(), threading.Event()

    def run(self):
        while not self.stopped.wait(0.02):
            node, path = self.balancer.pick(), f"/applications/count-{random.randrange(OBJECTS)}"
            try:
                self.count(node, path)
            except (OSError, http.client.HTTPException) as e:
                self.refused[type(e).__name__] += 1

    def count(self, node, path):
        connection = http.client.HTTPConnection("127.0.0.1", node.admin, timeout=10)
        headers = {"Authorization": "Bearer " + (node.data / "admin-token").read_text().strip(), "Content-Type": "application/json"}
        connection.request("GET", "/api/v1" + path, headers=headers)
        response = connection.getresponse()
        there = json.loads(response.read())
        if response.status != 200:
            self.refused[response.status] += 1
            return
        wanted = {"name": there["name"], "description": str(int(there["description"]) + 1)}
        connection.request("PUT", "/api/v1" + path, json.dumps(wanted), {**headers, "If-Match": response.getheader("ETag")})
        response = connection.getresponse()
        response.read()
        if response.status == 200:
            self.done += 1
        else:
            self.refused[response.status] += 1


class Balancer(threading.Thread):
    """Asks each node five times a second whether it is ready."""

    def __init__(self, nodes):
        super().__init__(daemon=True)
        self.nodes, self.ready = nodes, list(nodes)

    def run(self):
        while True:
            ready = []
            for node in self.nodes:
                with contextlib.suppress(Exception):
                    if node.is_ready():
                        ready.append(node)
            self.ready = ready
            time.sleep(0.2)

    def pick(self):
        return random.choice(self.ready or self.nodes)


def listed(node):
    """All objects, by kind and id."""
    found = {}
    for kind in KINDS:
        status, page = node.call("GET", f"/{kind}?limit=200")
        assert status == 200, (kind, status, page)
        for item in page["items"]:
            found[f"{kind}/{item['id']}"] = item
    return found


def version_of(node):
    return node.call("GET", "/cluster")[1]["nodes"]


def restart(lab, node, home):
    lab.stop(node.process)
    node.home = home
    node.process = node.start_again()
    began = time.time()
    wait_until(node.is_ready, f"{node.id} is ready", node.process, 180)
    print(f"{node.id} runs {home}, ready after {time.time() - began:.1f} s", flush=True)


def agree(nodes):
    """Seconds until all serve one revision with one digest."""
    def same():
        states = {(n["appliedRevision"], n.get("digest"), n["inSync"]) for n in nodes[0].call("GET", "/cluster")[1]["nodes"]}
        return len(states) == 1 and next(iter(states))[2]
    return await_all(same, 20)


def keep(lab, node, folder):
    """What the former version wrote on disk and into the store."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(node.data / "catalog.snapshot", folder / "catalog.snapshot")
    lines = []
    for kind in ("organization", "user", "token", "plan", "api", "application", "key", "subscription"):
        answer = subprocess.run(["redis-cli", "-p", str(lab.redis_port), "--raw", "hgetall", f"weir:{{cfg}}:obj:{kind}"], stdout=subprocess.PIPE, text=True, check=True)
        words = answer.stdout.splitlines()
        lines += [f"{kind} {name} {value}" for name, value in zip(words[::2], words[1::2])]
    (folder / "objects.txt").write_text("\n".join(lines) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--commit", default=COMMIT)
    parser.add_argument("--home", type=pathlib.Path)
    parser.add_argument("--to", type=pathlib.Path, default=ROOT, help="instead of this checkout")
    parser.add_argument("--keep", type=pathlib.Path)
    parser.add_argument("--seconds", type=int, default=10, help="side by side")
    parser.add_argument("--back", action="store_true")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="weir-versions-") as folder:
        os.chmod(folder, 0o755)
        former = args.home or build(args.commit, pathlib.Path(folder) / "former")
        lab = Lab(pathlib.Path(folder))
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
        try:
            lab.start_backends()
            lab.stop(lab.redis)
            start_redis(lab)
            upgrade(lab, former, args)
        finally:
            with contextlib.suppress(Exception):
                lab.stop_all()
    print("all promises held" if not BROKEN else f"{len(BROKEN)} promises were broken")
    return 1 if BROKEN else 0


def upgrade(lab, former, args):
    nodes = [Node(lab, i, home=former) for i in range(2)]
    wait_until(lambda: all(node.is_ready() for node in nodes), "nodes are ready", seconds=180)
    key = publish(nodes[0], f"http://127.0.0.1:{lab.backends[0]}")
    for i in range(OBJECTS):
        assert nodes[0].call("POST", "/applications", {"id": f"count-{i}", "name": "Count", "description": "0"})[0] == 201
    assert nodes[0].call("POST", "/tokens", {"name": "ci", "user": "admin"})[0] == 201
    before = listed(nodes[0])
    time.sleep(6)  # snapshots are written at most 5 s apart
    if args.keep:
        keep(lab, nodes[0], args.keep)

    balancer = Balancer(nodes)
    balancer.start()
    callers, writers = [Caller(balancer, key) for _ in range(4)], [Writer(balancer) for _ in range(2)]
    for thread in (*callers, *writers):
        thread.start()
    time.sleep(3)
    if args.back:
        restart(lab, nodes[0], args.to)
        time.sleep(args.seconds)
        restart(lab, nodes[0], former)
    restart(lab, nodes[0], args.to)
    time.sleep(args.seconds)
    check(len(version_of(nodes[0])) == 2 and len(version_of(nodes[1])) == 2, "both versions see each other")
    counted = [writer.done for writer in writers]
    restart(lab, nodes[1], args.to)
    time.sleep(3)
    for thread in (*callers, *writers):
        thread.stopped.set()
        thread.join()

    calls = sum((caller.statuses for caller in callers), collections.Counter())
    check(set(calls) == {200}, f"every one of {sum(calls.values())} calls was answered 200, the longest after {1000 * max(c.longest for c in callers):.0f} ms: {dict(calls)}")
    done, refused = sum(writer.done for writer in writers), sum((writer.refused for writer in writers), collections.Counter())
    check(all(counted), f"{sum(counted)} writes by way of both versions before the second one went, {done} altogether; refused: {dict(refused)}")
    took = agree(nodes)
    check(took is not None, f"both nodes at one revision and digest: {took and round(took, 2)} s")
    after = [listed(node) for node in nodes]
    check(after[0] == after[1], "both nodes serve the same objects")
    sums = sum(int(after[0][f"applications/count-{i}"]["description"]) for i in range(OBJECTS))
    unsure = sum(n for what, n in refused.items() if not isinstance(what, int))
    check(done <= sums <= done + unsure, f"no update lost: {done} were answered, {unsure} broke off, the sum is {sums}")
    lost = [name for name, item in before.items() if "/count-" not in name and not item.items() <= after[0].get(name, {}).items()]
    check(not lost, f"all {len(before)} objects of the former version are there as they were {lost or ''}")


if __name__ == "__main__":
    sys.exit(main())
