"""What the load scripts share: processes on a processor of their own, a Weir with a seeded catalogue, wrk, and CPU time by /proc."""
import contextlib
import dataclasses
import json
import os
import pathlib
import re
import shutil
import socket
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


def resident_mib(pid):
    kib = 0
    for p in children(pid):
        with contextlib.suppress(OSError):
            kib += int(re.search(r"VmRSS:\s+(\d+)", pathlib.Path(f"/proc/{p}/status").read_text())[1])
    return kib / 1024


@dataclasses.dataclass
class Peer:
    """A gateway under test, and how it is called."""

    process: subprocess.Popen
    url: str
    key: str
    admin_port: int = 0
    data: pathlib.Path = None
    conf: pathlib.Path = None


def live_heap_mib(pid):
    """What is left of the heap after a full collection."""
    subprocess.run(["jcmd", str(pid), "GC.run"], stdout=subprocess.DEVNULL, check=True)
    histogram = subprocess.run(["jcmd", str(pid), "GC.class_histogram"], stdout=subprocess.PIPE, text=True, check=True).stdout
    return int(re.search(r"^Total\s+\d+\s+(\d+)", histogram, re.M)[1]) / 1048576


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

    def start_backends(self, rate=None):
        """Two targets of 1 KiB; with a rate each lets through so many requests a second and has the others wait."""
        (self.folder / "items.json").write_text(BODY)
        location = f"return 200 '{BODY}';" if rate is None else f"limit_req zone=pace burst=4096; root {self.folder}; try_files /items.json =404;"
        zone = "" if rate is None else f"limit_req_zone $server_port zone=pace:1m rate={rate}r/s;\n"
        servers = zone + "\n".join(
            f"server {{ listen 127.0.0.1:{port} backlog=4096; default_type application/json; location / {{ {location} }} }}" for port in self.backends
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
        return Peer(process, f"http://127.0.0.1:{port}/catalog", "none")

    def seed(self, apis, subscriptions):
        """Fills an empty store: see SeedCatalog."""
        subprocess.run(["redis-cli", "-p", str(self.redis_port), "flushall"], stdout=subprocess.DEVNULL, check=True)
        jars = f"{ROOT}/benchmarks/target/weir-benchmarks.jar:{ROOT}/benchmarks/target/lib/*"
        subprocess.run(["java", "-cp", jars, "io.weir.benchmarks.SeedCatalog", *map(str, (self.redis_port, *self.backends, apis, subscriptions))], check=True)

    def start_node(self, settings, cpu=GATEWAY_CPU, conf=ROOT / "conf"):
        """One node on the store; ready when this returns."""
        http, admin = free_port(), free_port()
        data = pathlib.Path(tempfile.mkdtemp(prefix="data-", dir=self.folder))
        options = [
            f"listeners.http.port={http}", "listeners.http.host=127.0.0.1", f"listeners.admin.port={admin}", "listeners.ajp.enabled=false", "analytics.enabled=false",
            "datastore.mode=standalone", f"datastore.addresses=127.0.0.1:{self.redis_port}", *settings,
        ]
        command = [ROOT / "weir", "start", "--conf", conf, "--data", data, *(x for o in options for x in ("--set", o))]
        process = self.start("weir", command, cpu)
        wait_until(lambda: http_status(f"http://127.0.0.1:{admin}/health/ready") == 200, "weir is ready", process)
        peer = Peer(process, f"http://127.0.0.1:{http}/area-0/api-0/items", KEY, admin, data)
        wait_until(lambda: http_status(peer.url, {"X-API-Key": KEY}) == 200, "weir proxies", process)
        return peer

    def start_weir(self, settings, apis, subscriptions):
        self.seed(apis, subscriptions)
        began = time.time()
        weir = self.start_node(settings)
        print(f"weir with {apis} APIs and {subscriptions} subscriptions is ready after {time.time() - began:.1f} s, "
              f"{resident_mib(weir.process.pid):.0f} MiB resident, {live_heap_mib(weir.process.pid):.0f} MiB of heap in use", flush=True)
        return weir


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


def metrics(weir):
    """The node's metrics without tags, by name."""
    with urllib.request.urlopen(f"http://127.0.0.1:{weir.admin_port}/metrics", timeout=5) as response:
        lines = response.read().decode().splitlines()
    return {name: float(value) for name, value in (line.rsplit(" ", 1) for line in lines if not line.startswith("#")) if "{" not in name}


def measure(lab, peer, connections, seconds):
    gateway, backends = children(peer.process.pid), children(lab.backend.pid)
    before = cpu_seconds(gateway), cpu_seconds(backends), cpu_seconds([lab.redis.pid])
    result = wrk(peer.url, peer.key, connections, seconds)
    used = [after - b for after, b in zip((cpu_seconds(gateway), cpu_seconds(backends), cpu_seconds([lab.redis.pid])), before)]
    thousand = result["requests"] / 1000
    result.update(R=used[0] / used[1], gateway_ms=1000 * used[0] / thousand, backend_ms=1000 * used[1] / thousand,
                  redis_ms=1000 * used[2] / thousand, rss=resident_mib(peer.process.pid))
    return result
