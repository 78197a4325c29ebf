"""Measures the packed API function against the boto3 peer. `../service` starts it.

Both sides run under the same runtime API, one sandbox each, and take turns. Ratios are Java / Python.
"""

import argparse
import concurrent.futures
import os
import pathlib
import statistics
import sys
import tempfile
import threading
import uuid

from orders import created, event
from sandboxes import FLAGS, dynamodb_local, sides, variables
from stubs import null_dynamodb

def cold(choices, names, endpoint, rounds):
    """Clock and processor seconds from process start to the first answer."""
    samples = {name: ([], [], []) for name in names}
    for _ in range(rounds):
        for name in names:
            sandbox = choices[name].start(variables(endpoint))
            seconds, answer = sandbox.invoke(event())
            created(answer)
            for values, value in zip(samples[name], (sandbox.init + seconds, sandbox.processor(), sandbox.init)):
                values.append(value)
            sandbox.close()
    return {name: [statistics.median(values) for values in found] for name, found in samples.items()}


class Warm:
    """Latencies of one side's warm sandbox, and what it cost."""

    def __init__(self, sandbox):
        self.sandbox, self.p50, self.p99, self.processor, self.calls, self.bytes = sandbox, [], [], 0.0, 0, 0

    def turn(self, count, server):
        before = self.sandbox.processor()
        calls, size = (server.calls, server.bytes) if server else (0, 0)
        seconds = []
        for _ in range(count):
            took, answer = self.sandbox.invoke(event())
            created(answer)
            seconds.append(took)
        self.processor += self.sandbox.processor() - before
        if server:
            self.calls += server.calls - calls
            self.bytes += server.bytes - size
        return seconds


def warm(choices, endpoint, server, options):
    """Single invocations in turns of two hundred; the median over the rounds of p50 and of p99."""
    found = {name: Warm(choices[name].start(variables(endpoint))) for name in ("python", "java")}
    # As many turns as rounds, so that both sides' servers and caches are warm alike.
    for _ in range(options.warm_up // 200):
        for side in found.values():
            side.turn(200, None)
    for side in found.values():
        side.processor = 0.0
    for _ in range(options.rounds):
        seconds = {name: [] for name in found}
        for _ in range(options.calls // 200):
            for name, side in found.items():
                seconds[name] += side.turn(200, server)
        for name, values in seconds.items():
            ordered = sorted(values)
            found[name].p50.append(ordered[len(ordered) // 2])
            found[name].p99.append(ordered[len(ordered) * 99 // 100])
    for side in found.values():
        side.sandbox.close()
    return found


def at_once(choices, endpoint, client, requests):
    """Identical requests in flight at once, each with a sandbox of its own: statuses, and payments made."""
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        boxes = list(pool.map(lambda _: choices["java"].start(variables(endpoint)), range(requests)))
    request, gate = event("benchmark-the-same-" + str(uuid.uuid4())), threading.Barrier(requests)

    def ask(sandbox):
        gate.wait()
        return sandbox.invoke(request)[1]["statusCode"]

    before = payments(client)
    with concurrent.futures.ThreadPoolExecutor(requests) as pool:
        statuses = list(pool.map(ask, boxes))
    for sandbox in boxes:
        sandbox.close()
    return {status: statuses.count(status) for status in sorted(set(statuses))}, payments(client) - before


def payments(client):
    """The payment items of the table."""
    pages = client.get_paginator("scan").paginate(
        TableName="payments", ConsistentRead=True, FilterExpression="kind = :kind", ExpressionAttributeValues={":kind": {"S": "payment"}}
    )
    return sum(page["Count"] for page in pages)


def say(what, java, python, target=None):
    ratio = java / python
    judged = "" if target is None else f", target {target}: {'met' if ratio <= target else 'not met'}"
    print(f"  {what:50} Java {java * 1000:8.2f} ms  Python {python * 1000:8.2f} ms  ratio {ratio:.2f}{judged}", flush=True)


def say_warm(what, found, posts):
    java, python = found["java"], found["python"]
    say(f"warm POST p50, {what}", statistics.median(java.p50), statistics.median(python.p50), 0.8)
    say(f"warm POST p99, {what}", statistics.median(java.p99), statistics.median(python.p99), 1.5)
    say(f"warm POST processor time, {what}", java.processor / posts, python.processor / posts)
    if java.calls:
        sides = [f"{name} {side.calls / posts:.2f} calls, {side.bytes / posts:.0f} bytes" for name, side in found.items()]
        print(f"  sent to DynamoDB for a POST: {'; '.join(sides)}", flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--cold", type=int, default=9, help="cold starts of each side")
    parser.add_argument("--rounds", type=int, default=5, help="rounds of warm calls")
    parser.add_argument("--calls", type=int, default=2000, help="warm calls in a round")
    parser.add_argument("--warm-up", type=int, default=6000)
    parser.add_argument("--at-once", type=int, default=50, help="identical requests at once, a sandbox each")
    parser.add_argument("--flags", help="other flags for the Java side, separated by spaces")
    parser.add_argument("--only", choices=["cold", "null", "local", "at-once"], help="one part alone")
    options = parser.parse_args()
    print(f"load before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors", flush=True)
    flags = options.flags.split() if options.flags else FLAGS
    with tempfile.TemporaryDirectory() as name:
        choices = sides(pathlib.Path(name), flags)
        server = null_dynamodb()
        null = f"http://{server.address}"
        posts = options.rounds * options.calls
        if options.only in (None, "cold"):
            measure_cold(choices, null, options.cold)
        if options.only in (None, "null"):
            say_warm("null endpoint", warm(choices, null, server, options), posts)
        if options.only in (None, "local", "at-once"):
            with dynamodb_local() as (local, client):
                if options.only != "at-once":
                    say_warm("DynamoDB Local", warm(choices, local, None, options), posts)
                if options.only != "local":
                    measure_at_once(choices, local, client, options.at_once)
    print(f"load after: {os.getloadavg()[0]:.1f}")


def measure_cold(choices, endpoint, rounds):
    maker = choices["archiving"].start(variables(endpoint))
    created(maker.invoke(event())[1])
    maker.close()
    starts = cold(choices, ["python", "java", "archive"], endpoint, rounds)
    for name, what, target in (("java", "class loader of the task root", 2.0), ("archive", "class path with a CDS archive", 1.2)):
        for index, part in enumerate(("", ", processor time", ", until it asks for an event")):
            say(f"cold start, {what}{part}"[:50], starts[name][index], starts["python"][index], target if index == 0 else None)


def measure_at_once(choices, endpoint, client, requests):
    statuses, effects = at_once(choices, endpoint, client, requests)
    print(f"  {requests} identical requests in flight at once: answers by status {statuses}, payments {effects}", flush=True)
    if effects != 1 or max(statuses) >= 500:
        sys.exit("identical requests must have one effect and no 5xx")


main()
