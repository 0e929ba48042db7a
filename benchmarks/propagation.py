#!/usr/bin/env python3
"""Measures how fast a change made on one node is live on another, and how fast a node that was cut off is equal again.

Each change blocks or unblocks an API on the first node by REST; the clock runs from sending that call until the last of the other nodes
answers callers accordingly. Then the subscriptions of all nodes are cut (CLIENT KILL), changes are made meanwhile, and the clock runs until
every node tells the same revision and digest.

  ./benchmarks/propagation.py                       two nodes, 100 changes
  ./benchmarks/propagation.py --nodes 3 --changes 300

Needs redis-server on the PATH and a built checkout (mvn -DskipTests package). Loopback only; nothing is pinned to a processor.
"""
import argparse
import http.client
import json
import os
import pathlib
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

from lab import Lab, wait_until

BOTH_CPUS = "0,1"


class Admin:
    """The REST API of one node."""

    def __init__(self, node):
        self.connection = http.client.HTTPConnection("127.0.0.1", node.admin_port, timeout=30)
        self.token = (node.data / "admin-token").read_text().strip()

    def call(self, method, path, body=None):
        self.connection.request(method, "/api/v1" + path, body and json.dumps(body), {"Authorization": "Bearer " + self.token, "Content-Type": "application/json"})
        response = self.connection.getresponse()
        text = response.read()
        if response.status // 100 != 2:
            sys.exit(f"{method} {path}: {response.status} {text.decode()}")
        return json.loads(text) if text else None


def await_status(node, status, reached, index):
    url = urllib.parse.urlsplit(node.url)
    connection = http.client.HTTPConnection(url.hostname, url.port, timeout=30)
    while True:
        connection.request("GET", url.path, headers={"X-API-Key": node.key})
        response = connection.getresponse()
        response.read()
        if response.status == status:
            reached[index] = time.perf_counter()
            return


def changes(nodes, count):
    admin, took = Admin(nodes[0]), []
    for i in range(count):
        action, status = ("block", 503) if i % 2 == 0 else ("unblock", 200)
        reached = [0.0] * (len(nodes) - 1)
        threads = [threading.Thread(target=await_status, args=(node, status, reached, at)) for at, node in enumerate(nodes[1:])]
        for thread in threads:
            thread.start()
        began = time.perf_counter()
        admin.call("POST", "/apis/api-0/lifecycle", {"action": action})
        for thread in threads:
            thread.join()
        took.append((max(reached) - began) * 1000)
    took.sort()
    print(f"{count} changes, {len(nodes)} nodes: median {statistics.median(took):.1f} ms, p90 {took[int(0.9 * count)]:.1f} ms, "
          f"p99 {took[min(count - 1, int(0.99 * count))]:.1f} ms, max {took[-1]:.1f} ms", flush=True)


def cut(lab, nodes, missed):
    redis = ["redis-cli", "-p", str(lab.redis_port)]
    admin = Admin(nodes[0])
    # Paused before it is cut off, so that the changes really pass it by.
    for node in nodes[1:]:
        node.process.send_signal(signal.SIGSTOP)
    for i in range(missed):
        admin.call("POST", "/applications", {"id": f"missed-{time.time_ns()}-{i}", "name": "Missed"})
    for kind in ("pubsub", "normal"):
        subprocess.run([*redis, "client", "kill", "type", kind], stdout=subprocess.DEVNULL, check=True)
    began = time.perf_counter()
    for node in nodes[1:]:
        node.process.send_signal(signal.SIGCONT)

    def is_equal():
        told = [Admin(node).call("GET", "/cluster") for node in nodes]
        return len({t["revision"] for t in told}) == 1 and all(len(t["nodes"]) == len(nodes) and all(n["inSync"] for n in t["nodes"]) for t in told)

    wait_until(is_equal, "all nodes are equal")
    print(f"{missed} changes missed and all connections to Redis cut: equal again after {(time.perf_counter() - began) * 1000:.0f} ms", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--nodes", type=int, default=2)
    parser.add_argument("--changes", type=int, default=100)
    parser.add_argument("--missed", type=int, default=50)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="weir-bench-") as folder:
        os.chmod(folder, 0o755)
        lab = Lab(pathlib.Path(folder))
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
        try:
            lab.start_backends()
            lab.seed(10, 10)
            nodes = [lab.start_node(["datastore.commandTimeout=1s"], BOTH_CPUS) for _ in range(args.nodes)]
            changes(nodes, 20)
            changes(nodes, args.changes)
            cut(lab, nodes, args.missed)
        finally:
            lab.stop_all()


if __name__ == "__main__":
    main()
