#!/usr/bin/env python3
"""Cuts a node off from the data store by taking its network link down, looks at both sides, and heals it. As root: it makes namespaces.

Redis and the switch are in a namespace of their own, each node in another with a target on its loopback. While node A is cut off: A goes on
serving by its share of the limit and takes no writes; B shows A as gone, and is exact; together they grant no more than docs/limits.md
says. Afterwards A is back, and serves what was changed meanwhile.

  sudo ./system-tests/long/partition.py

Needs iproute2, nginx, redis-server and curl on the PATH, and a built checkout. Ends with 1 where a promise was broken.
"""
import contextlib
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree

ROOT = pathlib.Path(__file__).resolve().parents[2]
TAG = f"w{os.getpid() % 10000}"
LIMIT = 400
BROKEN = []


def check(holds, promise):
    print(f"  {'ok    ' if holds else 'BROKEN'} {promise}", flush=True)
    if not holds:
        BROKEN.append(promise)


def run(*command, **options):
    return subprocess.run([*map(str, command)], check=True, stdout=subprocess.PIPE, text=True, **options).stdout


def within(condition, seconds):
    began = time.perf_counter()
    while not condition():
        if time.perf_counter() - began > seconds:
            return None
        time.sleep(0.02)
    return round(time.perf_counter() - began, 2)


class Space:
    """A network namespace with processes in it."""

    def __init__(self, name, folder):
        self.name, self.folder, self.processes = f"{TAG}-{name}", folder / name, []
        self.folder.mkdir()
        run("ip", "netns", "add", self.name)
        self.ip("link", "set", "lo", "up")

    def ip(self, *arguments):
        run("ip", "-n", self.name, *arguments)

    def start(self, name, *command):
        log = open(self.folder / f"{name}.log", "ab")
        process = subprocess.Popen(["ip", "netns", "exec", self.name, *map(str, command)], stdout=log, stderr=log, start_new_session=True)
        self.processes.append(process)
        return process

    def curl(self, *arguments):
        return subprocess.run(["ip", "netns", "exec", self.name, "curl", "-s", "-m", "20", *map(str, arguments)], stdout=subprocess.PIPE, text=True).stdout

    def close(self):
        for process in self.processes:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        subprocess.run(["ip", "netns", "del", self.name], stderr=subprocess.DEVNULL)


class Node:
    def __init__(self, space, switch, number):
        self.space, self.switch, self.id = space, switch, f"n-{number}"
        self.link = f"{TAG}n{number}"
        run("ip", "link", "add", self.link, "netns", switch.name, "type", "veth", "peer", "name", "eth0", "netns", space.name)
        switch.ip("link", "set", self.link, "master", "switch", "up")
        space.ip("addr", "add", f"10.77.0.{number + 1}/24", "dev", "eth0")
        space.ip("link", "set", "eth0", "up")
        conf = space.folder / "conf"
        conf.mkdir()
        for name in ("config.xml", "logback.xml"):
            shutil.copy(ROOT / "conf" / name, conf)
        target = space.folder / "target.conf"
        target.write_text(f"daemon off; worker_processes 1; pid {space.folder}/t.pid; error_log {space.folder}/t.err; events {{}}\n"
                          f"http {{ access_log off; client_body_temp_path {space.folder}; proxy_temp_path {space.folder}; fastcgi_temp_path {space.folder};"
                          f" uwsgi_temp_path {space.folder}; scgi_temp_path {space.folder}; server {{ listen 127.0.0.1:8888; location / {{ return 200 ok; }} }} }}\n")
        space.start("target", shutil.which("nginx") or "/usr/sbin/nginx", "-c", target)
        settings = [f"node.id={self.id}", f"node.host=10.77.0.{number + 1}", "listeners.http.host=127.0.0.1", "datastore.mode=standalone", "datastore.addresses=10.77.0.1:6379"]
        space.start("node", ROOT / "weir", "start", "--conf", conf, "--data", space.folder / "data", *(x for s in settings for x in ("--set", s)))

    def admin(self, method, path, body=None):
        token = (self.space.folder / "data/admin-token").read_text().strip()
        arguments = ["-X", method, "-w", "\n%{http_code}", "-H", f"Authorization: Bearer {token}", "-H", "Content-Type: application/json"]
        text, status = self.space.curl(*arguments, *(["-d", json.dumps(body)] if body is not None else []), f"http://127.0.0.1:9000/api/v1{path}").rsplit("\n", 1)
        return int(status), json.loads(text) if text else None

    def is_ready(self):
        return self.space.curl("-o", "/dev/null", "-w", "%{http_code}", "http://127.0.0.1:9000/health/ready") == "200"

    def shown(self):
        file = self.space.folder / "conf/cluster.xml"
        return sorted(n.get("id") for n in ElementTree.parse(file).getroot().iter("node")) if file.exists() else []

    def calls(self, key, count):
        """Statuses of so many calls on one connection."""
        out = self.space.curl("-o", "/dev/null", "-w", "%{http_code}\n", "-H", f"X-API-Key: {key}", f"http://127.0.0.1:8080/shop/items?[1-{count}]")
        return out.split()

    def cut(self):
        self.switch.ip("link", "set", self.link, "down")

    def heal(self):
        self.switch.ip("link", "set", self.link, "up")


def publish(node):
    limit = {"name": "hour", "scope": "application", "count": LIMIT, "period": "PT1H", "algorithm": "fixed"}
    for method, path, body in (
        ("POST", "/plans", {"id": "gold", "name": "Gold", "limits": [limit]}),
        ("POST", "/apis", {"id": "shop", "name": "Shop", "version": "1", "context": "/shop", "plans": ["gold"], "resources": [{"method": "GET", "path": "/items"}],
                           "endpoint": {"type": "single", "targets": [{"url": "http://127.0.0.1:8888"}]}}),
        ("POST", "/apis/shop/lifecycle", {"action": "publish"}),
        ("POST", "/applications", {"id": "web", "name": "Web"}),
        ("POST", "/subscriptions", {"application": "web", "api": "shop", "plan": "gold"}),
    ):
        status, answer = node.admin(method, path, body)
        assert status // 100 == 2, answer
    return node.admin("POST", "/applications/web/keys", {})[1]["key"]


def scenario(folder, spaces):
    switch = Space("switch", folder)
    spaces.append(switch)
    switch.ip("link", "add", "switch", "type", "bridge")
    switch.ip("addr", "add", "10.77.0.1/24", "dev", "switch")
    switch.ip("link", "set", "switch", "up")
    switch.start("redis", "redis-server", "--bind", "10.77.0.1", "--protected-mode", "no", "--save", "", "--dir", switch.folder)
    for name in ("a", "b"):
        spaces.append(Space(name, folder))
    a, b = Node(spaces[1], switch, 1), Node(spaces[2], switch, 2)
    if within(lambda: a.is_ready() and b.is_ready(), 180) is None:
        sys.exit(f"the nodes did not become ready; their logs are in {folder}")
    key = publish(a)
    check(within(lambda: a.shown() == b.shown() == ["n-1", "n-2"], 5) is not None, "both nodes show both")
    check(within(lambda: b.calls(key, 1) == ["200"], 5) is not None, "both serve")
    before = a.calls(key, 5).count("200") + 1

    print("node A is cut off from the data store and from B")
    a.cut()
    took = within(lambda: b.shown() == ["n-2"], 15)
    check(took is not None and took <= 5, f"B shows A as gone within 5 s: {took} s")
    check(a.shown() == ["n-1", "n-2"], "A keeps the view that it had")
    of_a, of_b = a.calls(key, LIMIT), b.calls(key, LIMIT)
    check(set(of_a) | set(of_b) == {"200", "429"}, f"both go on, nothing but 200 and 429: {set(of_a) | set(of_b)}")
    granted_a, granted_b = of_a.count("200"), of_b.count("200")
    check(granted_a <= (LIMIT + 1) // 2, f"A grants its share: {granted_a} of {LIMIT}")
    check(granted_b == LIMIT - before, f"B is exact: {granted_b} granted, {before} were before")
    check(granted_a + granted_b + before <= LIMIT + (LIMIT + 1) // 2, f"together {granted_a + granted_b + before}, at most {LIMIT + (LIMIT + 1) // 2}")
    status, answer = a.admin("POST", "/plans", {"id": "a", "name": "A", "limits": []})
    check(status == 503 and answer["code"] == "store-unavailable", f"A takes no writes: {status} {answer.get('code')}")
    check(a.admin("GET", "/plans/gold")[0] == 200, "A answers reads")
    check(b.admin("POST", "/apis/shop/lifecycle", {"action": "block"})[0] == 200, "B takes writes")

    print("the link is up again")
    a.heal()
    took = within(lambda: b.shown() == ["n-1", "n-2"], 30)
    check(took is not None, f"B shows A: {took} s")
    took = within(lambda: a.calls(key, 1) == ["503"], 30)
    check(took is not None, f"A serves what was changed meanwhile: {took} s later")
    took = within(lambda: all(n["inSync"] for n in a.admin("GET", "/cluster")[1]["nodes"]), 30)
    check(took is not None, "all are in sync")
    types = [e["type"] for e in b.admin("GET", "/events")[1]["items"]]
    check(types.count("node-lost") == 1 and types.count("node-joined") == 3, f"told once each: {types}")


def main():
    if os.geteuid() != 0:
        sys.exit("this needs root, to make network namespaces")
    with tempfile.TemporaryDirectory(prefix="weir-partition-") as name:
        os.chmod(name, 0o755)
        spaces = []
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
        try:
            scenario(pathlib.Path(name), spaces)
        finally:
            for space in reversed(spaces):
                space.close()
    print("all promises held" if not BROKEN else f"{len(BROKEN)} promises were broken")
    return 1 if BROKEN else 0


if __name__ == "__main__":
    sys.exit(main())
