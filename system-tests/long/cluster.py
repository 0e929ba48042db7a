#!/usr/bin/env python3
"""Shows what docs/cluster.md promises, with many nodes as processes on this machine, and prints the times.

Joins: how soon after the last node is ready do all files cluster.xml show all. Leaving (SIGTERM), loss (SIGKILL, SIGSTOP) and return
(SIGCONT): how soon do all the others show it. A reader parses one cluster.xml without a pause all the while. Then a storm of changes: writers
on three nodes, under traffic; no update may be lost, all nodes must end with the same digest, and the time from a write's answer to every node
serving it is printed.

  ./system-tests/long/cluster.py                      ten nodes, 1,000 writes
  ./system-tests/long/cluster.py --nodes 4 --writes 200

Needs redis-server on the PATH and a built checkout (mvn -DskipTests package). Loopback only. Ends with 1 where a promise was broken.
"""
import argparse
import contextlib
import http.client
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import xml.etree.ElementTree as ElementTree

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "benchmarks"))
sys.dont_write_bytecode = True
from lab import ROOT, Lab, free_port, http_status  # noqa: E402

BROKEN = []


def check(holds, promise):
    print(f"  {'ok    ' if holds else 'BROKEN'} {promise}", flush=True)
    if not holds:
        BROKEN.append(promise)


class Node:
    def __init__(self, lab, number, settings=(), home=ROOT):
        """home: the checkout whose Weir is started; may be changed between two starts."""
        self.home, self.folder = home, lab.folder / f"node-{number}"
        self.conf, self.data = self.folder / "conf", self.folder / "data"
        self.conf.mkdir(parents=True, exist_ok=True)
        for name in ("config.xml", "logback.xml"):
            shutil.copy(home / "conf" / name, self.conf)
        self.id, self.http, self.admin = f"n-{number:02}", free_port(), free_port()
        options = [
            f"node.id={self.id}", f"listeners.http.port={self.http}", "listeners.http.host=127.0.0.1", f"listeners.admin.port={self.admin}", "listeners.ajp.enabled=false",
            *(["analytics.enabled=false"] if "analytics" in (home / "conf" / "config.xsd").read_text() else []),
            "datastore.mode=standalone", f"datastore.addresses=127.0.0.1:{lab.redis_port}", "datastore.commandTimeout=1s", "quiesce.delay=1s", *settings,
        ]
        # Small and quick to start: ten of them share two processors.
        environment = {**os.environ, "WEIR_JAVA_OPTS": "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx256m"}
        arguments = ["start", "--conf", self.conf, "--data", self.data, *(x for o in options for x in ("--set", o))]
        self.start_again = lambda: lab.start(self.id, [self.home / "weir", *arguments], "0,1", env=environment)
        self.process = self.start_again()

    def is_ready(self):
        return http_status(f"http://127.0.0.1:{self.admin}/health/ready") == 200

    def states(self):
        file = self.conf / "cluster.xml"
        return {n.get("id"): n.get("state") for n in ElementTree.parse(file).getroot().iter("node")} if file.exists() else {}

    def call(self, method, path, body=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.admin, timeout=60)
        token = (self.data / "admin-token").read_text().strip()
        connection.request(method, "/api/v1" + path, body and json.dumps(body), {"Authorization": "Bearer " + token, "Content-Type": "application/json"})
        response = connection.getresponse()
        text = response.read()
        connection.close()
        return response.status, json.loads(text) if text else None


def await_all(condition, seconds):
    """Seconds until it holds; None where it does not."""
    began = time.perf_counter()
    while not condition():
        if time.perf_counter() - began > seconds:
            return None
        time.sleep(0.005)
    return time.perf_counter() - began


def show(nodes, expected):
    return lambda: all(node.states() == expected for node in nodes)


class Reader(threading.Thread):
    """Parses one cluster.xml again and again."""

    def __init__(self, file):
        super().__init__(daemon=True)
        self.file, self.reads, self.broken, self.stopped = file, 0, [], threading.Event()

    def run(self):
        while not self.stopped.wait(0.001):
            if self.file.exists():
                try:
                    root = ElementTree.fromstring(self.file.read_bytes())
                    assert root.tag == "cluster" and int(root.get("generation")) > 0
                    self.reads += 1
                except Exception as e:
                    self.broken.append(repr(e))


def membership(lab, count):
    began = time.time()
    nodes = [Node(lab, i) for i in range(count)]
    if await_all(lambda: all(node.is_ready() for node in nodes), 300) is None:
        sys.exit("not all nodes became ready within 300 s; their logs are in " + str(lab.folder))
    up = {node.id: "up" for node in nodes}
    took = await_all(show(nodes, up), 30)
    print(f"{count} nodes ready after {time.time() - began:.1f} s")
    check(took is not None and took <= 1, f"all in every cluster.xml within 1 s of the last being ready: {took and round(took, 3)} s")
    check(len({(n.conf / 'cluster.xml').read_bytes() for n in nodes}) == 1, "all files are equal")
    reader = Reader(nodes[0].conf / "cluster.xml")
    reader.start()

    stopped = nodes.pop()
    os.kill(stopped.process.pid, signal.SIGTERM)
    took = await_all(show(nodes, {**up, stopped.id: "quiesced"}), 10)
    check(took is not None and took <= 1, f"SIGTERM: quiesced everywhere at once: {took and round(took, 3)} s")
    stopped.process.wait()
    del up[stopped.id]
    took = await_all(show(nodes, up), 10)
    check(took is not None and took <= 0.5, f"gone everywhere when it has stopped: {took and round(took, 3)} s")

    killed = nodes.pop()
    killed.process.kill()
    del up[killed.id]
    took = await_all(show(nodes, up), 15)
    check(took is not None and took <= 5, f"SIGKILL: gone everywhere within 5 s: {took and round(took, 3)} s")

    hung = nodes[-1]
    os.kill(hung.process.pid, signal.SIGSTOP)
    others = {k: v for k, v in up.items() if k != hung.id}
    took = await_all(show(nodes[:-1], others), 15)
    check(took is not None and took <= 5, f"SIGSTOP: gone everywhere within 5 s: {took and round(took, 3)} s")
    os.kill(hung.process.pid, signal.SIGCONT)
    took = await_all(show(nodes, up), 15)
    check(took is not None and took <= 2, f"SIGCONT: back everywhere: {took and round(took, 3)} s")

    reader.stopped.set()
    reader.join()
    check(not reader.broken, f"{reader.reads} reads of a cluster.xml, all of them valid {reader.broken[:1]}")
    nodes += [Node(lab, count), Node(lab, count + 1)]
    if await_all(lambda: all(node.is_ready() for node in nodes), 120) is None:
        sys.exit("the replacements did not become ready")
    return nodes


def storm(nodes, writes):
    """Each writer counts up the description of objects that all writers share: a lost update shows in the sum."""
    writers, objects, done, conflicts = nodes[:3], 10, [], []
    for i in range(objects):
        status, answer = nodes[0].call("POST", "/applications", {"id": f"storm-{i}", "name": "Storm", "description": "0"})
        assert status == 201, answer
    answered = {}
    lock = threading.Lock()

    def write(node, share):
        connection = http.client.HTTPConnection("127.0.0.1", node.admin, timeout=60)
        headers = {"Authorization": "Bearer " + (node.data / "admin-token").read_text().strip(), "Content-Type": "application/json"}

        def call(method, path, body=None, more=()):
            connection.request(method, "/api/v1" + path, body and json.dumps(body), {**headers, **dict(more)})
            response = connection.getresponse()
            return response, json.loads(response.read() or b"null")

        left, i = share, 0
        while left:
            path = f"/applications/storm-{i % objects}"
            i += 1
            response, there = call("GET", path)
            there["description"] = str(int(there["description"]) + 1)
            changed, body = call("PUT", path, there, {"If-Match": response.getheader("ETag")}.items())
            if changed.status == 200:
                left -= 1
                with lock:
                    answered[body["revision"]] = time.perf_counter()
            elif changed.status == 412:
                with lock:
                    conflicts.append(path)
            else:
                sys.exit(f"PUT {path}: {changed.status} {body}")
        done.append(node.id)

    seen = {node.id: {} for node in nodes}
    stopped = threading.Event()

    def watch(node):
        """When each revision was first seen as the one that the node serves."""
        connection = http.client.HTTPConnection("127.0.0.1", node.admin, timeout=60)
        last = 0
        while not stopped.wait(0.01):
            connection.request("GET", "/metrics?name=weir_catalog_revision")
            text = connection.getresponse().read().decode()
            now = time.perf_counter()
            revision = int(float(next(line for line in text.splitlines() if line.startswith("weir_catalog_revision ")).split()[1]))
            for r in range(last + 1, revision + 1):
                seen[node.id][r] = now
            last = max(last, revision)

    began = time.time()
    threads = [threading.Thread(target=write, args=(node, writes // 3 + (1 if i < writes % 3 else 0))) for i, node in enumerate(writers)]
    observers = [threading.Thread(target=watch, args=(node,)) for node in nodes[3:6]]
    for thread in threads + observers:
        thread.start()
    for thread in threads:
        thread.join()
    took = time.time() - began
    equal = await_all(lambda: len({(n["appliedRevision"], n["inSync"]) for n in nodes[0].call("GET", "/cluster")[1]["nodes"]}) == 1, 10)
    stopped.set()
    for thread in observers:
        thread.join()
    sums = [sum(int(node.call("GET", f"/applications/storm-{i}")[1]["description"]) for i in range(objects)) for node in nodes]
    print(f"{writes} writes from 3 nodes in {took:.1f} s, {len(conflicts)} refused as lost updates and done again")
    check(set(sums) == {writes}, f"no update lost: the sum is {set(sums)} on all nodes")
    check(equal is not None, f"all {len(nodes)} nodes at one revision and digest {equal and round(equal, 3)} s after the last write")
    delays = sorted(1000 * max(0, times[r] - at) for times in seen.values() if times for r, at in answered.items() if r in times)
    if delays:
        print(f"  from a write's answer to another node serving it, looked at every 10 ms or more: median {delays[len(delays) // 2]:.0f} ms, "
              f"p99 {delays[int(len(delays) * 0.99)]:.0f} ms, max {delays[-1]:.0f} ms")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--nodes", type=int, default=10)
    parser.add_argument("--writes", type=int, default=1000)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="weir-cluster-") as folder:
        os.chmod(folder, 0o755)
        lab = Lab(pathlib.Path(folder))
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
        try:
            lab.start_backends()
            nodes = membership(lab, args.nodes)
            storm(nodes, args.writes)
        finally:
            with contextlib.suppress(Exception):
                lab.stop_all()
    print("all promises held" if not BROKEN else f"{len(BROKEN)} promises were broken")
    return 1 if BROKEN else 0


if __name__ == "__main__":
    sys.exit(main())
