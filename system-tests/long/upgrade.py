#!/usr/bin/env python3
"""Upgrades an Elasticsearch that holds documents, by `weir addons upgrade`: from an older version to the one that Weir fetches, and then to one that
ends at once, after which the former one runs again. No document may be missing after either.

  ./system-tests/long/upgrade.py
  ./system-tests/long/upgrade.py --from-version 8.19.19 --documents 100000

Fetches the older version by Maven (about 105 MB once). Needs a built checkout (mvn -DskipTests package). Loopback only. Ends with 1
where a promise was broken. The same with Redis, which is quicker, is UpgradeIT of addons-installer.
"""
import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time
import urllib.request
import zipfile

sys.dont_write_bytecode = True
from cluster import BROKEN, check  # noqa: E402
from lab import ROOT, free_port  # noqa: E402

REPOSITORY = pathlib.Path.home() / ".m2/repository/org/elasticsearch/distribution/integ-test-zip/elasticsearch"


def fetched(version):
    archive = REPOSITORY / version / f"elasticsearch-{version}.zip"
    if not archive.exists():
        subprocess.run(["mvn", "-q", "-ntp", "dependency:get", f"-Dartifact=org.elasticsearch.distribution.integ-test-zip:elasticsearch:{version}:zip", "-Dtransitive=false"], check=True)
    return archive


def broken(archive, version, target):
    """The same archive, which says that it is a newer version and whose program ends at once."""
    with zipfile.ZipFile(archive) as source, zipfile.ZipFile(target, "w") as out:
        for entry in source.infolist():
            name, content = entry.filename, source.read(entry)
            if name.endswith(f"/lib/elasticsearch-{version}.jar"):
                name = name.replace(version, "8.99.0")
            elif name.endswith("/bin/elasticsearch"):
                content = b"#!/bin/sh\necho 'cannot do it'\nexit 3\n"
            out.writestr(name, content)
    return target


class Server:
    def __init__(self, home, folder):
        self.home, self.folder, self.port = home, folder, free_port()

    def addons(self, *command):
        """Its status and what it said."""
        ran = subprocess.run([self.home / "weir", "addons", *map(str, command), "--dir", self.folder], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        return ran.returncode, ran.stdout.strip()

    def ask(self, method, path, body=None):
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", body, {"Content-Type": "application/x-ndjson"}, method=method)
        with urllib.request.urlopen(request, timeout=60) as response:
            return json.load(response)

    def fill(self, documents):
        for start in range(0, documents, 5000):
            lines = "".join(f'{{"index":{{"_id":"{i}"}}}}\n{{"n":{i},"text":"document {i}"}}\n' for i in range(start, min(documents, start + 5000)))
            assert not self.ask("POST", "/upgraded/_bulk", lines.encode())["errors"]

    def version(self):
        return next(iter(self.ask("GET", "/_nodes")["nodes"].values()))["version"]

    def documents(self):
        self.ask("POST", "/upgraded/_refresh")
        found = self.ask("GET", "/upgraded/_count")["count"]
        last = self.ask("GET", f"/upgraded/_doc/{found - 1}")
        return found if last["_source"]["text"] == f"document {found - 1}" else -1


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--from-version", default="8.19.20")
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--home", type=pathlib.Path, default=ROOT, help="the Weir that is used, instead of this checkout")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="weir-upgrade-") as folder:
        os.chmod(folder, 0o755)
        server = Server(args.home, pathlib.Path(folder) / "analytics")
        status, told = server.addons("install", "analytics", "--http-port", server.port, "--transport-port", free_port(), "--heap", "256m", "--from", fetched(args.from_version))
        if status:
            sys.exit(f"it cannot be installed: {told}")
        try:
            run(server, args, pathlib.Path(folder))
        finally:
            if (server.folder / "former").exists():
                server.addons("upgrade")
            print(server.addons("uninstall", "--purge")[1])
    print("all promises held" if not BROKEN else f"{len(BROKEN)} promises were broken")
    return 1 if BROKEN else 0


def run(server, args, folder):
    former = server.version()
    server.fill(args.documents)
    check(former == args.from_version, f"Elasticsearch {former} holds {server.documents()} documents")

    began = time.time()
    status, told = server.addons("upgrade")
    newer = server.version()
    check(status == 0 and newer != former, f"upgraded to {newer} in {time.time() - began:.1f} s: {told}")
    check(server.documents() == args.documents, f"all documents are there: {server.documents()}")
    left = sorted(entry.name for entry in server.folder.iterdir())
    check("former" not in left and "next" not in left, f"nothing of the upgrade is left: {left}")

    began = time.time()
    status, told = server.addons("upgrade", "--from", broken(fetched(newer), newer, folder / "broken.zip"))
    check(status == 1 and "ended with status 3" in told, f"one that ends at once is refused after {time.time() - began:.1f} s: {told}")
    check(server.version() == newer and server.documents() == args.documents, f"{server.version()} runs again with {server.documents()} documents")
    check(server.addons("upgrade")[1].endswith("there is nothing newer"), "and there is nothing newer")


if __name__ == "__main__":
    sys.exit(main())
