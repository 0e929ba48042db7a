#!/usr/bin/env python3
"""Stops Redis under load (SIGSTOP: it takes connections and answers nothing), lets it go on, and prints what callers felt.

One node, 64 connections that each take from one exact limit. Printed: latency and statuses of a quiet run and of one in which Redis hangs
for a while, when the node asked it again, and whether Redis then counts every call that was granted. Exit code 1 where a caller got a 5xx
or a call was not counted.

  ./benchmarks/hung_store.py                  2 s of 6 s
  ./benchmarks/hung_store.py --hang 10 -c 16  10 s, at 16 connections

Needs wrk and redis-server on the PATH and a built checkout (mvn -DskipTests package). Loopback only.
"""
import argparse
import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time

from lab import LOAD_CPU, Lab, metrics, wait_until, wrk

REPORT = """
local threads = {}
function setup(thread) table.insert(threads, thread) end
function init() granted, refused, faults = 0, 0, 0 end
function response(status)
  if status == 200 then granted = granted + 1 elseif status == 429 then refused = refused + 1 else faults = faults + 1 end
end
function done(summary, latency)
  local t = threads[1]
  io.write(string.format("granted=%d refused=%d faults=%d unanswered=%d p50=%d p99=%d p999=%d max=%d\\n", t:get("granted"), t:get("refused"),
    t:get("faults"), summary.errors.read + summary.errors.timeout, latency:percentile(50), latency:percentile(99), latency:percentile(99.9), latency.max))
end
"""


def load(script, weir, connections, seconds):
    out = subprocess.run(
        ["taskset", "-c", LOAD_CPU, "wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "30s", "-s", script, "-H", f"X-API-Key: {weir.key}", weir.url],
        stdout=subprocess.PIPE, text=True, check=True,
    ).stdout
    return {k: int(v) for k, v in re.findall(r"(\w+)=(\d+)", out.splitlines()[-1])}


def counted(lab):
    redis = ["redis-cli", "-p", str(lab.redis_port)]
    keys = subprocess.run([*redis, "--scan", "--pattern", "weir:{api:*"], stdout=subprocess.PIPE, text=True, check=True).stdout.split()
    counts = [subprocess.run([*redis, "hget", key, "c"], stdout=subprocess.PIPE, text=True).stdout.strip() for key in keys]
    return sum(int(c) for c in counts if c.isdigit())


def show(name, result):
    print(f"{name:24} {result['granted']:>8} granted  {result['refused']} refused  {result['faults']} faults  {result['unanswered']} unanswered   "
          f"p50 {result['p50'] / 1000:6.1f}  p99 {result['p99'] / 1000:6.1f}  p99.9 {result['p999'] / 1000:6.1f}  max {result['max'] / 1000:6.1f} ms", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-c", "--connections", type=int, default=64)
    parser.add_argument("--hang", type=float, default=2, help="seconds for which Redis hangs (default 2)")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="weir-bench-") as folder:
        os.chmod(folder, 0o755)
        script = pathlib.Path(folder, "report.lua")
        script.write_text(REPORT)
        lab = Lab(pathlib.Path(folder))
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
        try:
            lab.start_backends()
            weir = lab.start_weir([], 10, 10)
            wrk(weir.url, weir.key, args.connections, 20)
            quiet = load(script, weir, args.connections, 6)
            show("quiet", quiet)
            before = counted(lab)
            back = []

            def disturb():
                time.sleep(2)
                lab.redis.send_signal(signal.SIGSTOP)
                time.sleep(args.hang)
                lab.redis.send_signal(signal.SIGCONT)
                began = time.time()
                wait_until(lambda: metrics(weir)["weir_limit_store_up"] == 1, "the node asks Redis again")
                back.append(time.time() - began)

            thread = threading.Thread(target=disturb)
            thread.start()
            hung = load(script, weir, args.connections, int(4 + args.hang))
            thread.join()
            show(f"Redis hangs for {args.hang:g} s", hung)
            # wrk drops what is in flight when its time is over: up to one call a connection is counted and not in its figures.
            wait_until(lambda: counted(lab) - before >= hung["granted"], "Redis counts every granted call", seconds=10)
            surplus = counted(lab) - before - hung["granted"]
            print(f"the node asked Redis again {back[0] * 1000:.0f} ms after SIGCONT; Redis counts {surplus} calls more than wrk saw answered "
                  f"(expected: 0 to {args.connections}, what was in flight at the end)")
            print(f"longest wait: {(hung['max'] - quiet['max']) / 1000:.1f} ms more than in the quiet run")
            return 1 if hung["faults"] or surplus > args.connections else 0
        finally:
            lab.stop_all()


if __name__ == "__main__":
    sys.exit(main())
