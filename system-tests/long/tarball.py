#!/usr/bin/env python3
"""Uses the packed distribution as somebody does who has just downloaded it: unpacks it in an empty folder, installs both add-ons, starts two nodes
against them as the installer says, publishes an API with a plan, calls it, finds each call in the analytics, stops and uninstalls everything, and
looks at what is left: data, and nothing else, neither files nor processes.

Run by root, it does so twice: as root, whose servers then have users of their own, and as an ordinary user that it makes (useradd) and removes
again. Run by anybody else, once.

  ./system-tests/long/tarball.py
  ./system-tests/long/tarball.py --archive target/weir-0.1.0.tar.gz --calls 1000

Needs the archive (mvn -DskipTests package), and for the ordinary user Elasticsearch's archive in Maven's local repository, where an installation by
root has put it. Loopback only. Ends with 1 where a promise was broken.
"""
import argparse
import contextlib
import functools
import http.client
import http.server
import json
import os
import pathlib
import pwd
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

sys.dont_write_bytecode = True
from cluster import BROKEN, await_all, check  # noqa: E402
from lab import ROOT, free_port, http_status, wait_until  # noqa: E402
from outage import publish  # noqa: E402

USER = "weir-trial"


class Backend(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"[]")

    def log_message(self, *_):
        pass


class Somebody:
    """A user of this machine with a home and a folder for temporary files, who may be another one than runs this."""

    def __init__(self, name, folder):
        self.name, self.folder = name, folder
        self.home, self.temporary = folder / "home", folder / "tmp"
        for made in (self.home, self.temporary):
            made.mkdir()
        entry = pwd.getpwnam(name)
        self.uid, self.gid = entry.pw_uid, entry.pw_gid
        if os.geteuid() == 0:
            for owned in (folder, self.home, self.temporary):
                os.chown(owned, self.uid, self.gid)
        os.chmod(folder, 0o755)

    def options(self):
        # Java takes no TMPDIR.
        environment = {"PATH": os.environ["PATH"], "HOME": str(self.home), "TMPDIR": str(self.temporary), "WEIR_JAVA_OPTS": f"-Djava.io.tmpdir={self.temporary} -Xmx256m"}
        if "JAVA_HOME" in os.environ:
            environment["JAVA_HOME"] = os.environ["JAVA_HOME"]
        if os.geteuid() != self.uid:
            return {"env": environment, "cwd": self.folder, "user": self.uid, "group": self.gid, "extra_groups": []}
        return {"env": environment, "cwd": self.folder}

    def run(self, *command):
        ran = subprocess.run([*map(str, command)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **self.options())
        if ran.returncode:
            sys.exit(f"{self.name}: {shlex.join(map(str, command))}: {ran.returncode} {ran.stdout} (expected: 0)")
        return ran.stdout

    def start(self, log, *command):
        with open(log, "ab") as out:
            return subprocess.Popen([*map(str, command)], stdout=out, stderr=out, start_new_session=True, **self.options())


class Node:
    def __init__(self, user, weir, number, settings):
        self.id, self.http, self.admin = f"n-{number}", free_port(), free_port()
        self.data, self.conf = user.folder / f"data-{number}", user.folder / f"conf-{number}"
        user.run("cp", "-r", weir / "conf", self.conf)
        options = [f"node.id={self.id}", f"listeners.http.port={self.http}", "listeners.http.host=127.0.0.1", f"listeners.admin.port={self.admin}", "listeners.ajp.enabled=false", "quiesce.delay=1s"]
        self.process = user.start(user.folder / f"{self.id}.log", weir / "weir", "start", "--conf", self.conf, "--data", self.data, *(x for o in options for x in ("--set", o)), *settings)

    def is_ready(self):
        return http_status(f"http://127.0.0.1:{self.admin}/health/ready") == 200

    def call(self, method, path, body=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.admin, timeout=60)
        token = (self.data / "admin-token").read_text().strip()
        connection.request(method, "/api/v1" + path, body and json.dumps(body), {"Authorization": "Bearer " + token, "Content-Type": "application/json"})
        response = connection.getresponse()
        text = response.read()
        connection.close()
        return response.status, json.loads(text) if text else None

    def stop(self):
        self.process.terminate()
        return self.process.wait(60)


def processes(user):
    """The commands of all that run out of the user's folder, as whomever, and of all that the user runs who was made for this; by process id."""
    found = {}
    for stat in pathlib.Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            command = (stat / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            if str(user.folder) in command or (command and user.name == USER and stat.stat().st_uid == user.uid):
                found[int(stat.name)] = command
    return found


def files(folder):
    return sorted(str(file.relative_to(folder)) for file in folder.rglob("*") if not file.is_dir())


def settings_in(text):
    """The options of `a node uses it with: …`, as a shell reads them."""
    return shlex.split(re.search(r"a node uses it with: (.*)", text)[1])


def trial(user, args, elastic, target):
    print(f"as {user.name}", flush=True)
    weir = user.folder / "weir"
    user.run("mkdir", weir)
    user.run("tar", "-xzf", args.archive, "-C", weir, "--strip-components=1")
    unpacked = files(weir)
    (user.folder / "password").write_text("a password of 27 characters\n")

    store, analytics = user.folder / "store", user.folder / "analytics"
    try:
        serve(user, weir, store, analytics, args.calls, elastic, target)
    finally:
        for folder in (analytics, store):
            if (folder / "addon.json").exists():
                told = user.run(weir / "weir", "addons", "stop", "--dir", folder)
                told += user.run(weir / "weir", "addons", "uninstall", "--dir", folder)
                check("its data are still in" in told, f"uninstalled: {folder.name}")

    left = {folder.name: sorted(entry.name for entry in folder.iterdir()) for folder in (store, analytics)}
    check(left == {"store": ["data"], "analytics": ["data"]}, f"of the add-ons nothing but data is left: {left}")
    more = [file for file in files(weir) if file not in unpacked and not file.startswith("cds/")]
    check(not more, f"nothing was written into the distribution but cds/: {more}")
    check(not files(user.home) and not files(user.temporary), f"nothing is left in the home and in the folder for temporary files: {files(user.home)[:5]} {files(user.temporary)[:5]}")
    ended = await_all(lambda: not processes(user), 10)
    check(ended is not None, f"no process is left {'' if ended is not None else processes(user)}")


def serve(user, weir, store, analytics, calls, elastic, target):
    began = time.time()
    told = user.run(weir / "weir", "addons", "install", "datastore", "--dir", store, "--port", free_port(), "--password-file", user.folder / "password", "--acl-user", "weir")
    settings = settings_in(told)
    told = user.run(weir / "weir", "addons", "install", "analytics", "--dir", analytics, "--http-port", free_port(), "--transport-port", free_port(), "--heap", "256m", *(["--from", elastic] if elastic else []))
    settings += settings_in(told)
    print(f"  both add-ons installed and running after {time.time() - began:.1f} s", flush=True)
    nodes = []
    try:
        nodes = [Node(user, weir, i, settings) for i in (1, 2)]
        for node in nodes:
            wait_until(node.is_ready, f"{node.id} is ready; its log is {user.folder}/{node.id}.log", node.process, 180)
        key = publish(nodes[0], target)
        wait_until(lambda: all(node.call("GET", "/apis/shop")[0] == 200 for node in nodes), "both nodes know the API")
        time.sleep(1)
        print(f"  two nodes serve an API with a plan after {time.time() - began:.1f} s", flush=True)
        statuses = [call(nodes[i % 2], key) for i in range(calls)]
        check(set(statuses) == {200}, f"{len(statuses)} calls, all of them answered with 200")

        def counted():
            status, answer = nodes[1].call("GET", "/analytics/summary?from=now-1h")
            return status == 200 and answer["total"]["requests"] == calls
        took = await_all(counted, 180)
        check(took is not None, f"analytics count {calls} calls after {took and round(took, 1)} s" + ("" if took else f": {nodes[1].call('GET', '/analytics/summary?from=now-1h')}"))
        check({node.stop() for node in nodes} <= {0, 143}, "both nodes stop in order")
    finally:
        for node in nodes:
            with contextlib.suppress(ProcessLookupError):
                node.process.kill()


def call(node, key):
    connection = http.client.HTTPConnection("127.0.0.1", node.http, timeout=10)
    connection.request("GET", "/shop/items", headers={"X-API-Key": key})
    response = connection.getresponse()
    response.read()
    connection.close()
    return response.status


def archive_of_elastic():
    """The one that Weir fetches, as it lies in Maven's local repository."""
    source = (ROOT / "server/src/main/java/io/weir/elastic/ElasticArtifact.java").read_text()
    version = re.search(r'VERSION = "(.*)"', source)[1]
    return pathlib.Path.home() / f".m2/repository/org/elasticsearch/distribution/integ-test-zip/elasticsearch/{version}/elasticsearch-{version}.zip"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--archive", type=pathlib.Path, default=next(iter(sorted((ROOT / "target").glob("weir-*.tar.gz"))), None))
    parser.add_argument("--calls", type=int, default=500)
    args = parser.parse_args()
    if args.archive is None:
        sys.exit("target/ holds no weir-VERSION.tar.gz (expected: one, by mvn -DskipTests package)")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    backend = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Backend)
    threading.Thread(target=backend.serve_forever, daemon=True).start()
    run = functools.partial(one, args=args, target=f"http://127.0.0.1:{backend.server_port}")
    if os.geteuid() != 0:
        run(pwd.getpwuid(os.geteuid()).pw_name)
    else:
        run("root")
        subprocess.run(["useradd", "--no-create-home", "--shell", "/usr/sbin/nologin", USER], check=True)
        try:
            run(USER)
        finally:
            subprocess.run(["userdel", USER], check=True)
    print("all promises held" if not BROKEN else f"{len(BROKEN)} promises were broken")
    return 1 if BROKEN else 0


def one(name, args, target):
    with tempfile.TemporaryDirectory(prefix="weir-tarball-") as folder:
        user = Somebody(name, pathlib.Path(folder))
        # What is in one's home is not for others to read.
        archive = shutil.copy(args.archive, folder)
        elastic = shutil.copy(archive_of_elastic(), folder) if user.uid != os.geteuid() else None
        trial(user, argparse.Namespace(archive=archive, calls=args.calls), elastic, target)


if __name__ == "__main__":
    sys.exit(main())
