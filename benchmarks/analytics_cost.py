#!/usr/bin/env python3
"""What a record of each call costs: two nodes on the same store and backends, one with analytics and one without, loaded in turn in one run.

The figure is the CPU of the node for each request, with analytics divided by without: both nodes stay up for the whole run, have cpu 0 for
themselves while they are measured, and are measured one right after the other, so that the machine's mood cancels out. Elasticsearch is the
embedded one of a third node that takes no traffic; it, wrk, backends and Redis share cpu 1. At the end every call must be in the index.

  ./benchmarks/analytics_cost.py                 nine pairs at 64 connections
  ./benchmarks/analytics_cost.py -R 6000         at a rate that Elasticsearch keeps up with

Needs wrk, nginx and redis-server on the PATH, two cores, and a built checkout (mvn -DskipTests package). Loopback only.
"""
import argparse
import json
import os
import pathlib
import signal
import statistics
import sys
import tempfile
import time
import urllib.request

sys.dont_write_bytecode = True
from lab import GATEWAY_CPU, LOAD_CPU, Lab, cpu_seconds, free_port, metrics, wait_until, wrk  # noqa: E402

CLUSTER = "analytics.clusterName=bench"


def elastic(port, path, method="GET"):
    try:
        with urllib.request.urlopen(urllib.request.Request(f"http://127.0.0.1:{port}{path}", method=method), timeout=10) as response:
            return json.load(response)
    except OSError:
        return None


def documents(port):
    elastic(port, "/weir-transactions/_refresh", "POST")
    found = elastic(port, "/weir-transactions/_count")
    return found["count"] if found else 0


def measure(node, connections, seconds):
    before = cpu_seconds([node.process.pid])
    result = wrk(node.url, node.key, connections, seconds)
    result["us"] = 1e6 * (cpu_seconds([node.process.pid]) - before) / result["requests"]
    return result


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-p", "--pairs", type=int, default=9)
    parser.add_argument("-c", "--connections", type=int, default=64)
    parser.add_argument("-d", "--duration", type=int, default=5, help="seconds a measurement (default 5)")
    parser.add_argument("-w", "--warm-up", type=int, default=20, help="seconds of load on each node before (default 20)")
    parser.add_argument("-R", "--rate", type=int, help="calls a second, which the backends see to (default: as many as it takes)")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="weir-analytics-") as folder:
        os.chmod(folder, 0o755)
        lab = Lab(pathlib.Path(folder))
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
        try:
            lab.start_backends(args.rate and args.rate * 3 // 4)
            lab.seed(10, 10)
            port = free_port()
            address = f"analytics.addresses=127.0.0.1:{port}"
            keeper = lab.start_node(["analytics.enabled=true", "analytics.mode=embedded", CLUSTER, address], LOAD_CPU)
            wait_until(lambda: elastic(port, "/_cluster/health"), "Elasticsearch answers", keeper.process, 300)
            nodes = {
                "off": lab.start_node(["analytics.enabled=false"], GATEWAY_CPU),
                "on": lab.start_node(["analytics.enabled=true", "analytics.mode=external", CLUSTER, address], GATEWAY_CPU),
            }
            wait_until(lambda: documents(port) > 0, "the first call is in the index")
            sent = 0
            for name, node in nodes.items():
                warm = wrk(node.url, node.key, args.connections, args.warm_up)
                sent += warm["requests"] if name == "on" else 0
            ratios = []
            for pair in range(1, args.pairs + 1):
                # Who begins changes, so that what goes before what does not count.
                order = ("off", "on") if pair % 2 else ("on", "off")
                results = {name: measure(nodes[name], args.connections, args.duration) for name in order}
                sent += results["on"]["requests"]
                ratios.append(results["on"]["us"] / results["off"]["us"])
                print(f"pair {pair:2}  off {results['off']['us']:5.1f} us  on {results['on']['us']:5.1f} us of CPU a request  ratio {ratios[-1]:.3f}  "
                      f"{results['off']['per_second']:6.0f}/s  {results['on']['per_second']:6.0f}/s  bad {results['off']['bad'] + results['on']['bad']}", flush=True)
            print(f"\nanalytics on / off: median {statistics.median(ratios):.3f} of the CPU per request (from {min(ratios):.3f} to {max(ratios):.3f})")
            counted = metrics(nodes["on"])
            before, began = -1, time.time()
            while documents(port) != before and time.time() - began < 120:
                before = documents(port)
                time.sleep(3)
            print(f"{sent} calls sent by wrk to the node with analytics, {documents(port)} documents in the index (wrk breaks a few calls off at each end, "
                  f"and the first calls of each node count too); queue {counted.get('weir_analytics_queue', 0):.0f}, spool {counted.get('weir_analytics_spool_bytes', 0):.0f} bytes at the end of the load")
        finally:
            lab.stop_all()


if __name__ == "__main__":
    main()
