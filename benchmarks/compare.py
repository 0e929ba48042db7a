#!/usr/bin/env python3
"""Loads Weir and nginx in turn, in one run, on the same backends, and prints the ratios that survive a noisy machine.

The work: keep-alive requests that carry an API key and are spread 3:1 over two backends answering 1 KiB of JSON. nginx only proxies;
Weir also checks the key and takes one exact limit in Redis. The gateway under test has cpu 0 for itself; wrk, backends and Redis share
cpu 1. R = CPU of the gateway / CPU of the backends in the same measurement: requests per second swing with the machine, R does not.

  ./benchmarks/compare.py                     three rounds at 64 connections
  ./benchmarks/compare.py -r 5 -c 64,256,1    more rounds, several numbers of connections
  ./benchmarks/compare.py --weir-set traffic.maxHeaders=50     pass --set to the node

Needs wrk, nginx and redis-server on the PATH, two cores, and a built checkout (mvn -DskipTests package). Loopback only.
"""
import argparse
import contextlib
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parent.parent
TICKS = os.sysconf("SC_CLK_TCK")
GATEWAY_CPU, LOAD_CPU = "0", "1"
KEY = "bench-key-0"
BODY = json.dumps({"service": "catalog", "items": [{"id": i, "name": f"item-{i:02}", "price": 19.99, "tags": ["a", "b"]} for i in range(16)]}, separators=(",", ":"))


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def children(pid):
    found = [pid]
    with contextlib.suppress(OSError):
        for task in os.listdir(f"/proc/{pid}/task"):
            for child in pathlib.Path(f"/proc/{pid}/task/{task}/children").read_text().split():
                found += children(int(child))
    return found


def cpu_seconds(pids):
    total = 0.0
    for pid in pids:
        with contextlib.suppress(OSError):
            fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
            total += (int(fields[11]) + int(fields[12])) / TICKS
    return total


def busy_seconds():
    cpus = [line.split() for line in pathlib.Path("/proc/stat").read_text().splitlines() if re.match(r"cpu\d", line)]
    return sum(int(c[i]) for c in cpus for i in (1, 2, 3, 6, 7)) / TICKS


def resident_mib(pid):
    kib = 0
    for p in children(pid):
        with contextlib.suppress(OSError):
            kib += int(re.search(r"VmRSS:\s+(\d+)", pathlib.Path(f"/proc/{p}/status").read_text())[1])
    return kib / 1024


class Lab:
    """The processes around the gateways; stops by pid all that it started."""

    def __init__(self, folder):
        self.folder = folder
        self.processes = []
        self.backends = [free_port(), free_port()]
        self.redis_port = free_port()

    def start(self, name, command, cpu, **options):
        log = open(self.folder / f"{name}.log", "ab")
        process = subprocess.Popen(["taskset", "-c", cpu, *map(str, command)], stdout=log, stderr=log, start_new_session=True, **options)
        self.processes.append(process)
        return process

    def stop(self, process):
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        self.processes.remove(process)

    def stop_all(self):
        for process in list(self.processes):
            self.stop(process)

    def nginx(self, name, servers, cpu):
        conf = self.folder / f"{name}.conf"
        conf.write_text(
            f"worker_processes 1; daemon off; pid {self.folder}/{name}.pid; error_log {self.folder}/{name}.err;\n"
            "events { worker_connections 8192; multi_accept on; }\n"
            "http { access_log off; keepalive_requests 1000000000; keepalive_timeout 3600s; tcp_nodelay on; server_tokens off;\n"
            f"client_body_temp_path {self.folder}/{name}-body; proxy_temp_path {self.folder}/{name}-proxy; fastcgi_temp_path {self.folder}/{name}-f;"
            f"uwsgi_temp_path {self.folder}/{name}-u; scgi_temp_path {self.folder}/{name}-s;\n{servers}\n}}\n"
        )
        return self.start(name, [shutil.which("nginx") or "/usr/sbin/nginx", "-c", conf], cpu)

    def start_backends(self):
        servers = "\n".join(
            f"server {{ listen 127.0.0.1:{port} backlog=4096; default_type application/json; location / {{ return 200 '{BODY}'; }} }}"
            for port in self.backends
        )
        self.backend = self.nginx("backend", servers, LOAD_CPU)
        self.redis = self.start("redis", ["redis-server", "--port", self.redis_port, "--bind", "127.0.0.1", "--save", "", "--dir", self.folder], LOAD_CPU)
        for port in (*self.backends, self.redis_port):
            wait_until(lambda: is_listening(port), f"port {port} answers")

    def start_nginx_proxy(self):
        port = free_port()
        first, second = self.backends
        process = self.nginx(
            "proxy",
            f"upstream be {{ server 127.0.0.1:{first} weight=3; server 127.0.0.1:{second}; keepalive 512; keepalive_requests 1000000000; keepalive_timeout 3600s; }}\n"
            f"server {{ listen 127.0.0.1:{port} backlog=4096; location / {{ proxy_http_version 1.1; proxy_set_header Connection \"\"; proxy_pass http://be; }} }}",
            GATEWAY_CPU,
        )
        wait_until(lambda: is_listening(port), "nginx answers")
        return process, f"http://127.0.0.1:{port}/catalog", "none"

    def start_weir(self, settings, apis, subscriptions):
        http, admin = free_port(), free_port()
        data = pathlib.Path(tempfile.mkdtemp(prefix="data-", dir=self.folder))
        options = [
            f"listeners.http.port={http}", "listeners.http.host=127.0.0.1", f"listeners.admin.port={admin}",
            "listeners.ajp.enabled=false",
            "datastore.mode=standalone", f"datastore.addresses=127.0.0.1:{self.redis_port}", *settings,
        ]
        subprocess.run(["redis-cli", "-p", str(self.redis_port), "flushall"], stdout=subprocess.DEVNULL, check=True)
        jars = f"{ROOT}/benchmarks/target/weir-benchmarks.jar:{ROOT}/benchmarks/target/lib/*"
        subprocess.run(["java", "-cp", jars, "io.weir.benchmarks.SeedCatalog", *map(str, (self.redis_port, *self.backends, apis, subscriptions))], check=True)
        began = time.time()
        process = self.start("weir", [ROOT / "weir", "start", "--conf", ROOT / "conf", "--data", data, *(x for o in options for x in ("--set", o))], GATEWAY_CPU)
        wait_until(lambda: http_status(f"http://127.0.0.1:{admin}/health/ready") == 200, "weir is ready", process)
        print(f"weir with {apis} APIs and {subscriptions} subscriptions is ready after {time.time() - began:.1f} s, {resident_mib(process.pid):.0f} MiB", flush=True)
        url = f"http://127.0.0.1:{http}/area-0/api-0/items"
        wait_until(lambda: http_status(url, {"X-API-Key": KEY}) == 200, "weir proxies", process)
        return process, url, KEY


def is_listening(port):
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 0.5):
        return True
    return False


def http_status(url, headers=None):
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=headers or {}), timeout=5) as response:
            return response.status
    except urllib.error.HTTPError as e:
        return e.code
    except OSError:
        return None


def wait_until(condition, what, process=None, seconds=60):
    deadline = time.time() + seconds
    while not condition():
        if process is not None and process.poll() is not None:
            sys.exit(f"the process ended before: {what}")
        if time.time() > deadline:
            sys.exit(f"gave up after {seconds} s before: {what}")
        time.sleep(0.05)


def wrk(url, key, connections, seconds):
    out = subprocess.run(
        ["taskset", "-c", LOAD_CPU, "wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", "--timeout", "5s", "-H", f"X-API-Key: {key}", url],
        stdout=subprocess.PIPE, text=True, check=True,
    ).stdout
    requests = int(re.search(r"(\d+) requests in", out)[1])
    unit = {"us": 1, "ms": 1e3, "s": 1e6}
    p50, p99 = (float(m[1]) * unit[m[2]] for m in (re.search(rf"^\s+{q}%\s+([\d.]+)(us|ms|s)", out, re.M) for q in ("50", "99")))
    bad = re.search(r"Non-2xx or 3xx responses: (\d+)", out)
    return {"requests": requests, "per_second": float(re.search(r"Requests/sec:\s+([\d.]+)", out)[1]), "p50": p50, "p99": p99,
            "bad": int(bad[1]) if bad else 0, "errors": re.search(r"Socket errors: (.*)", out)[1] if "Socket errors" in out else ""}


def measure(lab, process, url, key, connections, seconds):
    gateway, backends = children(process.pid), children(lab.backend.pid)
    before = cpu_seconds(gateway), cpu_seconds(backends), cpu_seconds([lab.redis.pid])
    result = wrk(url, key, connections, seconds)
    used = [after - b for after, b in zip((cpu_seconds(gateway), cpu_seconds(backends), cpu_seconds([lab.redis.pid])), before)]
    thousand = result["requests"] / 1000
    result.update(R=used[0] / used[1], gateway_ms=1000 * used[0] / thousand, backend_ms=1000 * used[1] / thousand,
                  redis_ms=1000 * used[2] / thousand, rss=resident_mib(process.pid))
    return result


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-r", "--rounds", type=int, default=3)
    parser.add_argument("-c", "--connections", default="64", help="comma-separated (default 64)")
    parser.add_argument("-d", "--duration", type=int, default=10, help="seconds a measurement (default 10)")
    parser.add_argument("-w", "--warm-up", type=int, default=30, help="seconds of load before Weir is measured (default 30)")
    parser.add_argument("--apis", default="10", help="numbers of APIs to publish, e.g. 10,10000: one Weir for each (default 10)")
    parser.add_argument("--subscriptions", type=int, default=10, help="number of subscriptions (default 10)")
    parser.add_argument("--weir-set", action="append", default=[], metavar="PATH=VALUE")
    parser.add_argument("--no-nginx", action="store_true")
    args = parser.parse_args()
    results = {}
    with tempfile.TemporaryDirectory(prefix="weir-bench-") as folder:
        os.chmod(folder, 0o755)
        lab = Lab(pathlib.Path(folder))
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
        try:
            lab.start_backends()
            peers = [] if args.no_nginx else [("nginx, plain proxy", lab.start_nginx_proxy, 3)]
            peers += [(f"weir, {n} APIs", lambda n=n: lab.start_weir(args.weir_set, n, args.subscriptions if n > 10 else n), args.warm_up) for n in map(int, args.apis.split(","))]
            for number in range(1, args.rounds + 1):
                for name, start, warm_up in peers:
                    process, url, key = start()
                    wrk(url, key, 64, warm_up)
                    for connections in map(int, args.connections.split(",")):
                        result = measure(lab, process, url, key, connections, args.duration)
                        results.setdefault((name, connections), []).append(result)
                        print(f"round {number}  {name:20} c={connections:<4} R {result['R']:5.2f}  gateway {result['gateway_ms']:6.2f}  backend {result['backend_ms']:5.2f}  "
                              f"redis {result['redis_ms']:5.2f} ms/1000  {result['per_second']:8.0f}/s  p50 {result['p50']:6.0f}  p99 {result['p99']:6.0f} us  rss {result['rss']:4.0f} MiB  "
                              f"bad {result['bad']} {result['errors']}", flush=True)
                    lab.stop(process)
        finally:
            lab.stop_all()
    print(f"\n{'median of rounds':20} {'c':>5} {'R':>6} {'CPU ms/1000':>12} {'req/s':>9} {'p50 us':>8} {'p99 us':>8} {'MiB':>5}")
    for (name, connections), rows in results.items():
        median = {k: statistics.median(r[k] for r in rows) for k in ("R", "gateway_ms", "per_second", "p50", "p99", "rss")}
        print(f"{name:20} {connections:>5} {median['R']:>6.2f} {median['gateway_ms']:>12.2f} {median['per_second']:>9.0f} {median['p50']:>8.0f} {median['p99']:>8.0f} {median['rss']:>5.0f}")


if __name__ == "__main__":
    main()
