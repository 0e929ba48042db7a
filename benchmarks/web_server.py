#!/usr/bin/env python3
"""Apache httpd in front of Weir, as wsconfig connects it: how much AJP costs against HTTP, and how soon httpd follows the cluster.

Two httpd stand before one node, one by AJP (mod_jk), one by HTTP (mod_proxy_balancer); wrk loads them in turn, in one run, and the medians
of requests per second and of the node's and httpd's CPU are printed as ratios. Then `wsconfig -watch` follows while, under a steady load, a
node joins, quiesces and leaves: from the node being ready to its first request, and from the quiesce call to its last one.

  ./benchmarks/web_server.py                 three rounds at 32 connections
  ./benchmarks/web_server.py -r 5 -c 16

Needs apache2, libapache2-mod-jk, nginx, redis-server and wrk, two cores, and a built checkout (mvn -DskipTests package). Loopback only.
"""
import argparse
import os
import pathlib
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request

sys.dont_write_bytecode = True
from lab import KEY, ROOT, Lab, children, cpu_seconds, free_port, http_status, is_listening, wait_until, wrk  # noqa: E402

HTTPD = "/usr/sbin/apache2"
MODULES = "/usr/lib/apache2/modules"
ONE_NODE = ["node.host=127.0.0.1", "listeners.ajp.enabled=true"]


class Front:
    """One httpd with a folder of its own, connected by wsconfig."""

    def __init__(self, lab, protocol, node, cpu):
        self.lab, self.protocol, self.port = lab, protocol, free_port()
        self.folder = lab.folder / f"httpd-{protocol}"
        self.folder.mkdir()
        modules = ["mpm_event", "authz_core", "authz_host"]
        (self.folder / "httpd.conf").write_text(
            f'ServerRoot "{self.folder}"\nListen 127.0.0.1:{self.port}\nServerName localhost\nPidFile httpd.pid\nErrorLog error.log\n'
            + "MaxKeepAliveRequests 0\nKeepAliveTimeout 60\n"
            + "".join(f"LoadModule {m}_module {MODULES}/mod_{m}.so\n" for m in modules))
        self.connect(node)
        self.process = lab.start(f"httpd-{protocol}", [HTTPD, "-f", self.folder / "httpd.conf", "-DFOREGROUND"], cpu)
        wait_until(lambda: is_listening(self.port), f"httpd over {protocol} listens", self.process)
        self.url = f"http://127.0.0.1:{self.port}/area-0/api-0/items"
        wait_until(lambda: http_status(self.url, {"X-API-Key": KEY}) == 200, f"httpd over {protocol} answers", self.process)

    def connect(self, node):
        subprocess.run(
            [ROOT / "weir", "wsconfig", "-ws", "Apache", "-dir", self.folder, "-vhost", "All", "-bin", HTTPD, "-protocol", self.protocol,
             "-cluster", node.conf / "cluster.xml", "-secret-file", node.data / "ajp-secret", "-connectors", self.folder / "connectors"],
            check=True, stdout=subprocess.DEVNULL)

    def watch(self):
        return self.lab.start(f"watch-{self.protocol}", [ROOT / "weir", "wsconfig", "-watch", "-connectors", self.folder / "connectors"], "0,1")


def start_node(lab, name, cpu):
    """A node with AJP and a configuration folder of its own, in which it writes cluster.xml."""
    conf = lab.folder / f"conf-{name}"
    conf.mkdir()
    for file in ("config.xml", "logback.xml"):
        (conf / file).write_bytes((ROOT / "conf" / file).read_bytes())
    node = lab.start_node([*ONE_NODE, f"node.id={name}", f"listeners.ajp.port={free_port()}"], cpu, conf)
    node.conf = conf
    return node


def measure(fronts, node, rounds, connections, seconds):
    results = {front.protocol: [] for front in fronts}
    for front in fronts:
        wrk(front.url, KEY, connections, seconds)
    for number in range(1, rounds + 1):
        for front in fronts:
            pids = children(node.process.pid), children(front.process.pid)
            before = [cpu_seconds(p) for p in pids]
            result = wrk(front.url, KEY, connections, seconds)
            node_ms, httpd_ms = (1e6 * (cpu_seconds(p) - b) / result["requests"] for p, b in zip(pids, before))
            results[front.protocol].append((result["per_second"], node_ms, httpd_ms, result["p99"]))
            print(f"round {number}  {front.protocol:4}  {result['per_second']:7.0f}/s  node {node_ms:5.1f} us  httpd {httpd_ms:5.1f} us of CPU a request  "
                  f"p99 {result['p99']:6.0f} us  bad {result['bad']} {result['errors']}", flush=True)
    ajp, http = ([statistics.median(values) for values in zip(*results[p])] for p in ("ajp", "http"))
    print(f"AJP / HTTP: requests per second {ajp[0] / http[0]:.2f}, CPU of the node {ajp[1] / http[1]:.2f}, of httpd {ajp[2] / http[2]:.2f}")


def served(node):
    """How many requests with 200 the node has answered."""
    with urllib.request.urlopen(f"http://127.0.0.1:{node.admin_port}/metrics", timeout=5) as response:
        found = re.search(r'^weir_requests_total\{status="200"\} (\S+)', response.read().decode(), re.M)
    return float(found[1]) if found else 0


class Load(threading.Thread):
    """Calls without end, a few at a time; keeps what was not answered with 200."""

    def __init__(self, url):
        super().__init__(daemon=True)
        self.url, self.failures, self.answered, self.stopped = url, [], 0, threading.Event()

    def run(self):
        while not self.stopped.wait(0.002):
            status = http_status(self.url, {"X-API-Key": KEY})
            self.answered += 1
            if status != 200:
                self.failures.append(status)


def follow(lab, front, rounds):
    watch = front.watch()
    log = lab.folder / "watch-ajp.log"
    wait_until(lambda: "following" in log.read_text(), "the watch follows", watch)
    loads = [Load(front.url) for _ in range(4)]
    for load in loads:
        load.start()
    joins, leaves = [], []
    for number in range(rounds):
        node = start_node(lab, f"n-extra-{number}", "0,1")
        began = time.perf_counter()
        calls = served(node)
        wait_until(lambda: served(node) > calls, "the new node gets a request")
        joins.append(time.perf_counter() - began)
        request = urllib.request.Request(
            f"http://127.0.0.1:{node.admin_port}/api/v1/cluster/nodes/n-extra-{number}/quiesce", method="PUT", data=b'{"mode":"all"}',
            headers={"Content-Type": "application/json", "Authorization": "Bearer " + (node.data / "admin-token").read_text().strip()})
        urllib.request.urlopen(request, timeout=10).read()
        began = last = time.perf_counter()
        count = served(node)
        while time.perf_counter() - last < 1.5:
            now = served(node)
            if now != count:
                count, last = now, time.perf_counter()
            time.sleep(0.01)
        leaves.append(last - began)
        lab.stop(node.process)
    for load in loads:
        load.stopped.set()
        load.join()
    lab.stop(watch)
    failures = [status for load in loads for status in load.failures]
    print(f"followed {rounds} joins and quiesces: first request {statistics.median(joins):.2f} s after ready (longest {max(joins):.2f}), "
          f"last one {statistics.median(leaves):.2f} s after the quiesce call (longest {max(leaves):.2f}); "
          f"{len(failures)} of {sum(load.answered for load in loads)} requests failed {failures[:3]}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-r", "--rounds", type=int, default=3)
    parser.add_argument("-c", "--connections", type=int, default=32)
    parser.add_argument("-d", "--duration", type=int, default=10, help="seconds a measurement (default 10)")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="weir-httpd-") as folder:
        os.chmod(folder, 0o755)
        lab = Lab(pathlib.Path(folder))
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
        try:
            lab.start_backends()
            lab.seed(10, 10)
            node = start_node(lab, "n-first", "0")
            fronts = [Front(lab, "ajp", node, "1"), Front(lab, "http", node, "1")]
            measure(fronts, node, args.rounds, args.connections, args.duration)
            follow(lab, fronts[0], args.rounds)
        finally:
            lab.stop_all()


if __name__ == "__main__":
    main()
