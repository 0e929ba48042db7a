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
import os
import pathlib
import signal
import statistics
import sys
import tempfile

from lab import Lab, measure, wrk

SETTLE_SECONDS = 2


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
                    peer = start()
                    wrk(peer.url, peer.key, 64, warm_up)
                    for connections in map(int, args.connections.split(",")):
                        # The opening of so many connections at once is not what is measured.
                        wrk(peer.url, peer.key, connections, SETTLE_SECONDS)
                        result = measure(lab, peer, connections, args.duration)
                        results.setdefault((name, connections), []).append(result)
                        print(f"round {number}  {name:20} c={connections:<4} R {result['R']:5.2f}  gateway {result['gateway_ms']:6.2f}  backend {result['backend_ms']:5.2f}  "
                              f"redis {result['redis_ms']:5.2f} ms/1000  {result['per_second']:8.0f}/s  p50 {result['p50']:6.0f}  p99 {result['p99']:6.0f} us  rss {result['rss']:4.0f} MiB  "
                              f"bad {result['bad']} {result['errors']}", flush=True)
                    lab.stop(peer.process)
        finally:
            lab.stop_all()
    print(f"\n{'median of rounds':20} {'c':>5} {'R':>6} {'CPU ms/1000':>12} {'req/s':>9} {'p50 us':>8} {'p99 us':>8} {'MiB':>5}")
    for (name, connections), rows in results.items():
        median = {k: statistics.median(r[k] for r in rows) for k in ("R", "gateway_ms", "per_second", "p50", "p99", "rss")}
        print(f"{name:20} {connections:>5} {median['R']:>6.2f} {median['gateway_ms']:>12.2f} {median['per_second']:>9.0f} {median['p50']:>8.0f} {median['p99']:>8.0f} {median['rss']:>5.0f}")


if __name__ == "__main__":
    main()
