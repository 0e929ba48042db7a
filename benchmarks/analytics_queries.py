#!/usr/bin/env python3
"""Times dashboard queries over many records.

Loads N transactions, spread over seven days up to now, with the minute documents that belong to them, into the Elasticsearch that a running
node uses, and then asks each query of the dashboards through the node's admin API. Prints the median, the slowest and the first time of each.

    ./weir start --set analytics.enabled=true --set analytics.mode=embedded     # in another terminal
    benchmarks/analytics_queries.py --records 10000000 --token data/admin-token

Documents are made up, but have the shape and the spread of real ones: few APIs with most of the calls, 2 % errors, 3 % refusals. Run again with
--records 0 to ask only. Nothing but the standard library is needed.
"""
import argparse
import http.client
import json
import math
import random
import statistics
import sys
import time
from datetime import datetime, timezone

DAYS = 7
MINUTES = DAYS * 24 * 60
APIS = [f"api-{i}" for i in range(20)]
SUBSCRIBERS = 3
PLANS = ["gold", "silver", "bronze"]
NODES = ["n-1", "n-2", "n-3"]
STATUSES = [200] * 95 + [429] * 3 + [503] * 2
BULK = 5000

QUERIES = [
    "summary?from=now-1h&compare=previous",
    "summary?from=now-24h&compare=previous",
    "summary?from=now-7d",
    "series?metric=requests&from=now-1h",
    "series?metric=requests&from=now-7d",
    "series?metric=requests&from=now-7d&by=api",
    "series?metric=latency&from=now-24h",
    "series?metric=latency&from=now-7d",
    "series?metric=latency&from=now-7d&by=api",
    "top?by=api&metric=requests&from=now-7d",
    "top?by=application&metric=errors&from=now-7d",
    "top?by=api&metric=latency&from=now-7d",
    "events?from=now-1h&limit=50",
    "events?from=now-7d&limit=50",
    "events?from=now-7d&minStatus=500&limit=50",
    "events?from=now-7d&requestId=q-123456",
    "events?from=now-7d&path=/api-3/items/77&limit=50",
    "usage?from=now-7d",
]


class Server:
    """One connection that is opened again where it breaks."""

    def __init__(self, address, headers=None):
        self.address, self.headers, self.connection = address, headers or {}, None

    def ask(self, method, path, body=None, kind="application/json"):
        for attempt in (1, 2):
            try:
                self.connection = self.connection or http.client.HTTPConnection(self.address, timeout=60)
                headers = {**self.headers, **({"Content-Type": kind} if body is not None else {})}
                self.connection.request(method, path, body, headers)
                answer = self.connection.getresponse()
                return answer.status, answer.read()
            except (http.client.HTTPException, OSError):
                self.connection = None
                if attempt == 2:
                    raise


def iso(millis):
    return datetime.fromtimestamp(millis / 1000, timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.") + f"{millis % 1000:03d}Z"


def bucket(micros):
    return 0 if micros <= 100 else min(95, int(4 * math.log2(micros / 100)))


class Minutes:
    """The minute documents of what was made so far, as nodes would have written them."""

    def __init__(self):
        self.cells = {}

    def add(self, minute, key, micros, sent):
        cell = self.cells.setdefault((minute, key), [0, 0, 0, 0, {}])
        cell[0] += 1
        cell[1] += micros
        cell[2] = max(cell[2], micros)
        cell[3] += sent
        place = bucket(micros)
        cell[4][place] = cell[4].get(place, 0) + 1

    def documents(self, before):
        for minute, key in [cell for cell in self.cells if cell[0] < before]:
            count, total, slowest, sent, counts = self.cells.pop((minute, key))
            api, application, plan, node, status = key
            yield f"bench-{minute}-{'-'.join(map(str, key))}", {
                "@timestamp": iso(minute * 60_000), "node": node, "run": "bench", "organization": "default", "api": api, "version": "1",
                "application": application, "plan": plan, "target": "10.0.0.1:8080", "status": status,
                "statusClass": f"{status // 100}xx", "count": count, "errors": count if status >= 500 else 0,
                "violations": count if status == 429 else 0, "requestBytes": 0, "responseBytes": sent, "durationMicrosSum": total,
                "upstreamMicrosSum": int(total * 0.9), "maxMicros": slowest, "latency": {str(place): n for place, n in counts.items()}}


def await_index(elastic, alias):
    """The node makes its indices some seconds after the server is there."""
    for _ in range(60):
        if elastic.ask("GET", f"/_alias/{alias}")[0] == 200:
            return
        time.sleep(1)
    sys.exit(f"{alias}: no such index (expected: made by a node within a minute)")


def load(elastic, records, seed):
    for alias in ("weir-transactions", "weir-metrics"):
        await_index(elastic, alias)
    random.seed(seed)
    start = int(time.time() * 1000) - DAYS * 86_400_000
    step = DAYS * 86_400_000 / records
    weights = [1 / (i + 1) for i in range(len(APIS))]
    minutes, lines, began = Minutes(), [], time.time()

    def flush(force=False):
        if len(lines) >= 2 * BULK or (force and lines):
            status, body = elastic.ask("POST", "/_bulk?filter_path=errors", "\n".join(lines) + "\n", "application/x-ndjson")
            if status != 200 or json.loads(body).get("errors"):
                sys.exit(f"bulk: {status} {body[:300]} (expected: 200 without errors)")
            lines.clear()

    def write(alias, key, document):
        lines.append(f'{{"create":{{"_index":"{alias}","_id":"{key}"}}}}')
        lines.append(json.dumps(document, separators=(",", ":")))
        flush()

    run = f"bench{seed}"
    apis = random.choices(APIS, weights, k=100_003)
    for number in range(records):
        at = start + int(number * step)
        api = apis[number % 100_003]
        subscriber = number * 7919 % SUBSCRIBERS
        application, plan = f"app-{subscriber}-of-{api}", PLANS[subscriber]
        status = STATUSES[number * 31 % 100]
        micros = int(random.lognormvariate(8, 0.8))
        sent = 200 + number * 17 % 4000
        node = NODES[number // 7 % 3]
        write("weir-transactions", f"{run}-{number}", {
            "@timestamp": iso(at), "requestId": f"q-{number}", "node": node, "run": run, "seq": number + 1, "organization": "default",
            "api": api, "apiName": api, "version": "1", "application": application, "consumer": "user", "plan": plan,
            "subscription": f"{application}-{api}", "method": "GET", "path": f"/{api}/items/{number % 1000}", "resource": "/items/{id}",
            "status": status, "requestBytes": 0, "responseBytes": sent, "durationMicros": micros, "gatewayMicros": micros // 10,
            "upstreamMicros": micros - micros // 10, "target": "10.0.0.1:8080", "attempts": 1, "responseType": "application/json",
            "clientIp": f"10.1.{number % 250}.{number * 7 % 250}", "protocol": "1.1", "door": "http", "tls": False,
            "userAgent": "bench/1.0", "limit": "granted" if status != 429 else "limited", "limitState": "shared", "revision": 1})
        minutes.add(at // 60_000, (api, application, plan, node, status), micros, sent)
        if number % 200_000 == 199_999:
            for key, document in minutes.documents(at // 60_000):
                write("weir-metrics", key, document)
            rate = (number + 1) / (time.time() - began)
            print(f"  {number + 1:,} of {records:,} records, {rate:,.0f}/s", flush=True)
    for key, document in minutes.documents(1 << 62):
        write("weir-metrics", key, document)
    flush(force=True)
    elastic.ask("POST", "/weir-*/_refresh")


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--records", type=int, default=10_000_000, help="transactions to load; 0 asks only")
    options.add_argument("--elastic", default="127.0.0.1:9200", help="host:port of Elasticsearch")
    options.add_argument("--admin", default="127.0.0.1:9000", help="host:port of the node's admin API")
    options.add_argument("--token", default="data/admin-token", help="file with a token")
    options.add_argument("--rounds", type=int, default=9, help="times that each query is asked")
    options.add_argument("--seed", type=int, default=1, help="another one adds other records")
    given = options.parse_args()
    elastic = Server(given.elastic)
    if given.records:
        load(elastic, given.records, given.seed)
    for alias in ("weir-transactions", "weir-metrics"):
        print(f"{alias}: {json.loads(elastic.ask('GET', f'/{alias}/_count')[1]).get('count', 0):,} documents")
    with open(given.token, encoding="ascii") as file:
        admin = Server(given.admin, {"Authorization": "Bearer " + file.read().strip()})
    print(f"{'median':>8} {'slowest':>8} {'first':>8}  query")
    for query in QUERIES:
        times = []
        for _ in range(given.rounds):
            began = time.time()
            status, body = admin.ask("GET", "/api/v1/analytics/" + query)
            times.append((time.time() - began) * 1000)
            if status != 200 or not json.loads(body)["complete"]:
                sys.exit(f"{query}: {status} {body[:300]} (expected: 200 and complete)")
        print(f"{statistics.median(times):6.0f}ms {max(times):6.0f}ms {times[0]:6.0f}ms  {query}", flush=True)


if __name__ == "__main__":
    main()
