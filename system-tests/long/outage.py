#!/usr/bin/env python3
"""Takes the data store away for a minute under traffic, restarts a node meanwhile, and shows that traffic never stops.

Three nodes, callers on each. Redis is ended (SIGTERM: it saves nothing here but what its append-only file has), one node is stopped and
started again while it is away, and Redis comes back. Counted: every answer that is not a 200, but for those of the node while it was stopped.

  ./system-tests/long/outage.py                a minute
  ./system-tests/long/outage.py --seconds 20

Needs redis-server on the PATH and a built checkout (mvn -DskipTests package). Loopback only. Ends with 1 where a promise was broken.
"""
import argparse
import collections
import contextlib
import http.client
import os
import pathlib
import signal
import sys
import tempfile
import threading
import time

sys.dont_write_bytecode = True
from cluster import BROKEN, Node, await_all, check, show  # noqa: E402
from lab import Lab, is_listening, wait_until  # noqa: E402


class Callers(threading.Thread):
    """Calls one node without end, on one connection; keeps the statuses and the longest wait."""

    def __init__(self, node, key):
        super().__init__(daemon=True)
        self.node, self.key = node, key
        self.statuses, self.longest, self.away, self.stopped = collections.Counter(), 0.0, False, threading.Event()

    def run(self):
        connection = None
        while not self.stopped.wait(0.005):
            if self.away:
                connection = None
                continue
            began = time.perf_counter()
            try:
                connection = connection or http.client.HTTPConnection("127.0.0.1", self.node.http, timeout=10)
                connection.request("GET", "/shop/items", headers={"X-API-Key": self.key})
                response = connection.getresponse()
                response.read()
                status = response.status
            except (OSError, http.client.HTTPException) as e:
                status, connection = repr(e), None
            if not self.away:
                self.statuses[status] += 1
                self.longest = max(self.longest, time.perf_counter() - began)


def start_redis(lab):
    folder = lab.folder / "store"
    folder.mkdir(exist_ok=True)
    lab.redis = lab.start("redis", ["redis-server", "--port", lab.redis_port, "--bind", "127.0.0.1", "--appendonly", "yes", "--dir", folder], "0,1")
    wait_until(lambda: is_listening(lab.redis_port), "Redis answers")


def publish(node, target):
    """One API with a limit that nobody reaches; gives a key."""
    for method, path, body in (
            ("POST", "/plans", {"id": "gold", "name": "Gold", "limits": [{"name": "hour", "scope": "application", "count": 1000000, "period": "PT1H", "algorithm": "fixed"}]}),
            ("POST", "/apis", {"id": "shop", "name": "Shop", "version": "1", "context": "/shop", "plans": ["gold"], "resources": [{"method": "GET", "path": "/items"}],
                               "endpoint": {"type": "single", "targets": [{"url": target}]}}),
            ("POST", "/apis/shop/lifecycle", {"action": "publish"}),
            ("POST", "/applications", {"id": "web", "name": "Web"}),
            ("POST", "/subscriptions", {"application": "web", "api": "shop", "plan": "gold"})):
        status, answer = node.call(method, path, body)
        assert status in (200, 201), (path, status, answer)
    return node.call("POST", "/applications/web/keys", {})[1]["key"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=int, default=60)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="weir-outage-") as folder:
        os.chmod(folder, 0o755)
        lab = Lab(pathlib.Path(folder))
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
        try:
            lab.start_backends()
            lab.stop(lab.redis)
            start_redis(lab)
            nodes = [Node(lab, i) for i in range(3)]
            wait_until(lambda: all(node.is_ready() for node in nodes), "nodes are ready", seconds=120)
            key = publish(nodes[0], f"http://127.0.0.1:{lab.backends[0]}")
            callers = [Callers(node, key) for node in nodes]
            time.sleep(2)  # the key reaches all nodes, and a snapshot of it every disk: at most 5 s apart
            wait_until(lambda: all((node.data / "catalog.snapshot").exists() or list(node.data.glob("**/*.snapshot")) for node in nodes), "snapshots are written")
            time.sleep(5)
            for caller in callers:
                caller.start()

            lab.stop(lab.redis)
            gone = time.time()
            print("Redis is gone", flush=True)
            time.sleep(args.seconds / 4)
            callers[2].away = True
            lab.stop(nodes[2].process)
            began = time.time()
            nodes[2].process = nodes[2].start_again()
            wait_until(nodes[2].is_ready, "the restarted node serves without a store", nodes[2].process, 120)
            print(f"a node was started without a store and ready after {time.time() - began:.1f} s", flush=True)
            callers[2].away = False
            time.sleep(max(0, args.seconds - (time.time() - gone)))
            status, _ = nodes[0].call("PUT", "/applications/web", {"name": "Changed"})
            check(status == 503, f"a write is refused meanwhile: {status}")
            check(nodes[0].call("GET", "/apis/shop")[0] == 200, "reads go on")

            start_redis(lab)
            print(f"Redis is back after {time.time() - gone:.0f} s", flush=True)
            took = await_all(lambda: nodes[0].call("PUT", "/applications/web", {"name": "Changed"})[0] == 200, 30)
            check(took is not None, f"a write is taken again after {took and round(took, 2)} s")
            took = await_all(show(nodes, {node.id: "up" for node in nodes}), 30)
            check(took is not None, f"all are in every cluster.xml: {took and round(took, 2)} s")
            time.sleep(2)
            for caller in callers:
                caller.stopped.set()
                caller.join()
            for caller in callers:
                check(set(caller.statuses) == {200}, f"{caller.node.id}: every one of {sum(caller.statuses.values())} calls was answered 200; longest wait {1000 * caller.longest:.0f} ms "
                                                     f"{ {s: n for s, n in caller.statuses.items() if s != 200} or ''}")
        finally:
            with contextlib.suppress(Exception):
                lab.stop_all()
    print("all promises held" if not BROKEN else f"{len(BROKEN)} promises were broken")
    return 1 if BROKEN else 0


if __name__ == "__main__":
    sys.exit(main())
