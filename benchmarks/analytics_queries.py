#!/usr/bin/env python3
"""Times dashboard queries over many records.

Loads N transactions, spread over seven days up to now, with the minute documents that belong to them, into the Elasticsearch that a running
node uses, in indices of a day (calls) and of half a day (minutes) as that node would have left them. Then asks each query of the dashboards through the node's admin API and
prints medians in milliseconds:

  asked anew   a minute earlier each time, and after a record arrived: what a dashboard sees under steady traffic
  remembered   the same question within a minute, without traffic
  forgotten    after Elasticsearch was told to forget all answers, as after its start

    ./weir start --set analytics.enabled=true --set analytics.mode=embedded     # in another terminal
    benchmarks/analytics_queries.py --records 10000000 --token data/admin-token

Documents are made up, but have the shape and the spread of real ones: few APIs with most of the calls, 2 % errors, 3 % refusals, of each
minute a part every ten seconds. Run again with --records 0 to ask only. Nothing but the standard library is needed.
"""
import argparse
import http.client
import json
import math
import queue
import random
import re
import statistics
import sys
import threading
import time
from datetime import datetime, timezone

DAYS = 7
DAY = 86_400_000
HALF_DAY = DAY // 2
APIS = [f"api-{i}" for i in range(20)]
SUBSCRIBERS = 3
PLANS = ["gold", "silver", "bronze"]
NODES = ["n-1", "n-2", "n-3"]
STATUSES = [200] * 95 + [429] * 3 + [503] * 2
ALIASES = ["weir-transactions", "weir-metrics"]
BULK = 3000
SENDERS = 2

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


class Parts:
    """The minute documents of what was made so far, as nodes would have written them: of each minute a part every ten seconds."""

    def __init__(self):
        self.cells = {}

    def add(self, key, micros, sent):
        cell = self.cells.setdefault(key, ([], []))
        cell[0].append(micros)
        cell[1].append(sent)

    def close(self, part):
        """Tells what was counted, and begins anew."""
        time_of_minute = iso(part // 6 * 60_000)
        for (api, subscriber, node, status), (all_micros, all_sent) in self.cells.items():
            all_micros.sort()
            count = len(all_micros)
            latency = {}
            for micros in all_micros:
                place = str(bucket(micros))
                latency[place] = latency.get(place, 0) + 1
            yield f"bench-{part}-{api}-{subscriber}-{node}-{status}", json.dumps({
                "@timestamp": time_of_minute, "node": node, "run": "bench", "organization": "default", "api": api, "version": "1",
                "application": f"app-{subscriber}-of-{api}", "consumer": "user", "plan": PLANS[subscriber], "target": "10.0.0.1:8080",
                "statusClass": f"{status // 100}xx", "status": status, "count": count, "errors": count if status >= 500 else 0,
                "violations": count if status == 429 else 0, "requestBytes": 0, "responseBytes": sum(all_sent),
                "durationMicrosSum": sum(all_micros), "upstreamMicrosSum": sum(all_micros) * 9 // 10, "maxMicros": all_micros[-1],
                "p50Micros": all_micros[count // 2], "p95Micros": all_micros[count * 95 // 100],
                "p99Micros": all_micros[count * 99 // 100], "latency": latency}, separators=(",", ":"))
        self.cells.clear()


class Bulks:
    """Sends documents in bulks, several at a time, while the next ones are made."""

    def __init__(self, address):
        self.address, self.lines = address, []
        self.waiting, self.trouble = queue.Queue(SENDERS), None
        for _ in range(SENDERS):
            threading.Thread(target=self.send, daemon=True).start()

    def send(self):
        elastic = Server(self.address)
        while True:
            body = self.waiting.get()
            try:
                status, answer = elastic.ask("POST", "/_bulk?filter_path=errors", body, "application/x-ndjson")
                if status != 200 or json.loads(answer).get("errors"):
                    self.trouble = f"bulk: {status} {answer[:300]} (expected: 200 without errors)"
            except OSError as trouble:
                self.trouble = f"bulk: {trouble}"
            self.waiting.task_done()

    def add(self, alias, key, document):
        self.lines.append(f'{{"create":{{"_index":"{alias}","_id":"{key}"}}}}\n{document}\n')
        if len(self.lines) >= BULK:
            self.flush()

    def flush(self):
        if self.trouble:
            sys.exit(self.trouble)
        self.waiting.put("".join(self.lines).encode())
        self.lines = []

    def finish(self):
        if self.lines:
            self.flush()
        self.waiting.join()
        if self.trouble:
            sys.exit(self.trouble)


def await_index(elastic, alias):
    """The node makes its indices some seconds after the server is there."""
    for _ in range(60):
        if elastic.ask("GET", f"/_alias/{alias}")[0] == 200:
            return
        time.sleep(1)
    sys.exit(f"{alias}: no such index (expected: made by a node within a minute)")


def settle(elastic, loading):
    """What makes loading faster, or what the node's template says. Segments are merged as they always are."""
    settings = {"index.refresh_interval": "30s", "index.translog.durability": "async"} if loading else {
        "index.refresh_interval": None, "index.translog.durability": None}
    for alias in ALIASES:
        elastic.ask("PUT", f"/{alias}/_settings", json.dumps(settings))


def load(address, records, seed):
    elastic = Server(address)
    for alias in ALIASES:
        await_index(elastic, alias)
    settle(elastic, True)
    random.seed(seed)
    start = int(time.time() * 1000) - DAYS * DAY
    step = DAYS * DAY / records
    run, began = f"bench{seed}", time.time()
    apis = random.choices(APIS, [1 / (i + 1) for i in range(len(APIS))], k=100_003)
    latencies = [int(random.lognormvariate(8, 0.8)) for _ in range(99_991)]
    bulks, parts, half, part, second, text = Bulks(address), Parts(), start // HALF_DAY, start // 10_000, 0, ""
    for number in range(records):
        at = start + int(number * step)
        if at // 10_000 != part:
            for key, document in parts.close(part):
                bulks.add("weir-metrics", f"{run}-{key}", document)
            part = at // 10_000
        if at // HALF_DAY != half:
            half = at // HALF_DAY
            bulks.finish()
            for alias in ALIASES if half % 2 == 0 else ["weir-metrics"]:
                elastic.ask("POST", f"/{alias}/_rollover")
            settle(elastic, True)
        if at // 1000 != second:
            second = at // 1000
            text = iso(second * 1000)[:-4]
        api = apis[number % 100_003]
        subscriber = number * 7919 % SUBSCRIBERS
        status = STATUSES[number * 31 % 100]
        micros = latencies[number % 99_991]
        sent = 200 + number * 17 % 4000
        node = NODES[number // 7 % 3]
        parts.add((api, subscriber, node, status), micros, sent)
        bulks.add("weir-transactions", f"{run}-{number}", (
            f'{{"@timestamp":"{text}{at % 1000:03d}Z","requestId":"q-{number}","node":"{node}","run":"{run}","seq":{number + 1},'
            f'"organization":"default","api":"{api}","apiName":"{api}","version":"1","application":"app-{subscriber}-of-{api}",'
            f'"consumer":"user","plan":"{PLANS[subscriber]}","subscription":"app-{subscriber}-{api}","method":"GET",'
            f'"path":"/{api}/items/{number % 1000}","resource":"/items/{{id}}","status":{status},"requestBytes":0,'
            f'"responseBytes":{sent},"durationMicros":{micros},"gatewayMicros":{micros // 10},'
            f'"upstreamMicros":{micros - micros // 10},"target":"10.0.0.1:8080","attempts":1,"responseType":"application/json",'
            f'"clientIp":"10.1.{number % 250}.{number * 7 % 250}","protocol":"1.1","door":"http","tls":false,'
            f'"userAgent":"bench/1.0","limit":"{"limited" if status == 429 else "granted"}","limitState":"shared","revision":1}}'))
        if number % 200_000 == 199_999:
            rate = (number + 1) / (time.time() - began)
            print(f"  {number + 1:,} of {records:,} records, {rate:,.0f}/s", flush=True)
    for key, document in parts.close(part):
        bulks.add("weir-metrics", f"{run}-{key}", document)
    bulks.finish()
    settle(elastic, False)
    elastic.ask("POST", "/weir-*/_refresh")


def happen(elastic, number):
    """What steady traffic does all the time: the newest index of each kind changes, and what it answered is forgotten."""
    now = int(time.time() * 1000)
    call = {"@timestamp": iso(now), "node": NODES[0], "run": "asking", "seq": number, "api": APIS[0], "status": 200}
    minute = {"@timestamp": iso(now // 60_000 * 60_000), "node": NODES[0], "run": "asking", "organization": "default", "api": APIS[0],
              "application": f"app-0-of-{APIS[0]}", "status": 200, "count": 1, "durationMicrosSum": 900, "maxMicros": 900, "latency": {"12": 1}}
    for alias, document in zip(ALIASES, (call, minute)):
        status, body = elastic.ask("POST", f"/{alias}/_doc?refresh=true", json.dumps(document))
        if status != 201:
            sys.exit(f"{alias}: {status} {body[:300]} (expected: 201)")


def forget(elastic, _):
    elastic.ask("POST", "/weir-*/_cache/clear?request=true")


def ask(admin, query, rounds, before=None):
    """How long each of some rounds took, in milliseconds."""
    times = []
    for number in range(rounds):
        if before:
            before(number)
        began = time.time()
        status, body = admin.ask("GET", "/api/v1/analytics/" + query(number))
        times.append((time.time() - began) * 1000)
        if status != 200 or not json.loads(body)["complete"]:
            sys.exit(f"{query(number)}: {status} {body[:300]} (expected: 200 and complete)")
    return times


def longer(query, minutes):
    """The same question about a time that began some minutes earlier."""
    unit = {"m": 1, "h": 60, "d": 1440}
    return re.sub(r"now-(\d+)([mhd])", lambda found: f"now-{int(found[1]) * unit[found[2]] + minutes}m", query)


def measure(elastic, admin, rounds):
    print("| question | asked anew | slowest | remembered | forgotten |\n|---|---|---|---|---|")
    for query in QUERIES:
        forgotten = ask(admin, lambda _: query, 3, lambda number: forget(elastic, number))
        anew = ask(admin, lambda number: longer(query, number + 1), rounds, lambda number: happen(elastic, number))
        ask(admin, lambda _: query, 1)
        remembered = ask(admin, lambda _: query, rounds)
        print(f"| `{query}` | {statistics.median(anew):,.0f} | {max(anew):,.0f} | {statistics.median(remembered):,.0f} | "
              f"{statistics.median(forgotten):,.0f} |", flush=True)


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--records", type=int, default=10_000_000, help="transactions to load; 0 asks only")
    options.add_argument("--elastic", default="127.0.0.1:9200", help="host:port of Elasticsearch")
    options.add_argument("--admin", default="127.0.0.1:9000", help="host:port of the node's admin API")
    options.add_argument("--token", default="data/admin-token", help="file with a token")
    options.add_argument("--rounds", type=int, default=9, help="times that each query is asked; 0 loads only")
    options.add_argument("--seed", type=int, default=1, help="another one adds other records")
    given = options.parse_args()
    elastic = Server(given.elastic)
    if given.records:
        load(given.elastic, given.records, given.seed)
    for alias in ALIASES:
        print(f"{alias}: {json.loads(elastic.ask('GET', f'/{alias}/_count')[1]).get('count', 0):,} documents")
    with open(given.token, encoding="ascii") as file:
        admin = Server(given.admin, {"Authorization": "Bearer " + file.read().strip()})
    if given.rounds:
        measure(elastic, admin, given.rounds)


if __name__ == "__main__":
    main()
