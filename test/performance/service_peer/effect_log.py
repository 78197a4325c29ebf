"""Measures what a log of effects costs: the packed functions with one, whose other regions are some milliseconds away, and without.

With the jars of another build instead what a function without a log takes in this build, by that in the other.

`../effect-log` starts it. Both sides call DynamoDB Local through the same proxy, which makes calls on the log wait. They take
turns; a turn makes payments by the API's function and captures the same ones by the step of the workflow, which authorises first.
"""

import argparse
import json
import os
import pathlib
import statistics
import sys
import tempfile

from orders import created, event
from sandboxes import FLAGS, JAR, dynamodb_local, function, variables
from stubs import FarTable

LOG = "effects"
TURN = 50
# An effect is one write of the log: a payment made is one, an authorisation and a capture are two.
EFFECTS = {"POST": 1, "capture": 2}
LOGGED = {"EFFECT_LOG_TABLE": LOG, "EFFECT_LOG_REGION": "eu-west-1", "EFFECT_LOG_ENDPOINT": "https://dynamodb.eu-west-1.amazonaws.com"}


class Pair:
    """The two functions of one side, warm, and what their calls took."""

    def __init__(self, functions, around, far):
        self.api = functions["api"].start(around)
        self.step = functions["step"].start({**around, "SNS_TOPIC_ARN": "arn:aws:sns:eu-west-1:123456789012:events"})
        self.far = far
        self.forget()

    def forget(self):
        self.seconds = {what: [] for what in EFFECTS}
        self.calls, self.waits = dict.fromkeys(EFFECTS, 0), dict.fromkeys(EFFECTS, 0)
        self.processor = {"POST": -self.api.processor(), "capture": -self.step.processor()}

    def turn(self):
        payments = [self.take("POST", self.api, event(), created) for _ in range(TURN)]
        for payment in payments:
            self.take("capture", self.step, json.dumps({"payment_id": payment}).encode(), captured)

    def take(self, what, sandbox, request, result):
        calls, waits = self.far.calls, self.far.waits
        seconds, answer = sandbox.invoke(request)
        self.seconds[what].append(seconds)
        self.calls[what] += self.far.calls - calls
        self.waits[what] += self.far.waits - waits
        return result(answer)

    def close(self):
        self.processor["POST"] += self.api.processor()
        self.processor["capture"] += self.step.processor()
        self.api.close()
        self.step.close()


def captured(answer):
    if answer.get("status") != "captured":
        raise RuntimeError(f"not captured: {answer}")


def prepare(client):
    """A table of payments for each side, the log, and its owner."""
    key = {"AttributeName": "payment_id", "AttributeType": "S"}, {"AttributeName": "payment_id", "KeyType": "HASH"}
    client.create_table(TableName="copies", BillingMode="PAY_PER_REQUEST", AttributeDefinitions=[key[0]], KeySchema=[key[1]])
    client.create_table(
        TableName=LOG,
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[key[0], {"AttributeName": "version", "AttributeType": "N"}],
        KeySchema=[key[1], {"AttributeName": "version", "KeyType": "RANGE"}],
    )
    texts = {
        "payment_id": "owner#",
        "kind": "owner",
        "owner_region": "eu-west-1",
        "actor": "benchmark",
        "reason": "benchmark",
        "write_id": "benchmark",
        "occurred_at": "2026-01-01T00:00:00.000Z",
    }
    numbers = {"version": {"N": "0"}, "epoch": {"N": "1"}}
    client.put_item(TableName=LOG, Item={**{name: {"S": text} for name, text in texts.items()}, **numbers})


def share(values, part):
    return sorted(values)[min(len(values) - 1, int(len(values) * part))]


def measure(options, pairs):
    for _ in range(max(1, options.warm_up // TURN)):
        for pair in pairs.values():
            pair.turn()
    for pair in pairs.values():
        pair.forget()
    rounds = {name: {what: [] for what in EFFECTS} for name in pairs}
    for _ in range(options.rounds):
        start = {name: {what: len(pair.seconds[what]) for what in EFFECTS} for name, pair in pairs.items()}
        for _ in range(max(1, options.calls // TURN)):
            for pair in pairs.values():
                pair.turn()
        for name, pair in pairs.items():
            for what in EFFECTS:
                rounds[name][what].append(share(pair.seconds[what][start[name][what] :], 0.5))
    for pair in pairs.values():
        pair.close()
    return rounds


def say(what, options, rounds, pairs):
    plain, logged = (statistics.median(rounds[name][what]) * 1000 for name in ("plain", "logged"))
    calls = len(pairs["logged"].seconds[what])
    waits = pairs["logged"].waits[what] / calls
    rest = (logged - EFFECTS[what] * options.milliseconds) / plain
    tails = [share(pairs[name].seconds[what], 0.99) * 1000 for name in ("plain", "logged")]
    processor = pairs["logged"].processor[what] / pairs["plain"].processor[what]
    sent = [pairs[name].calls[what] / calls for name in ("plain", "logged")]
    print(
        f"  warm {what:7} p50 without {plain:7.2f} ms  with {logged:7.2f} ms  effects {EFFECTS[what]}  waits {waits:.2f}"
        f"  ratio less a round trip for each effect {rest:.2f}, target 1.3: {'met' if rest <= 1.3 else 'not met'}",
        flush=True,
    )
    print(f"  warm {what:7} p99 without {tails[0]:7.2f} ms  with {tails[1]:7.2f} ms; processor time {processor:.2f}; calls to DynamoDB {sent[0]:.2f} and {sent[1]:.2f}", flush=True)


def require_effects(pairs):
    """Without a write of the log for each effect, the two sides would not do what is compared."""
    effects = {what: EFFECTS[what] * len(pairs["logged"].seconds[what]) for what in EFFECTS}
    if any(pairs["plain"].waits.values()) or any(pairs["logged"].waits[what] < effects[what] for what in EFFECTS):
        sys.exit("the side with a log must write each effect there, the other side nothing")


def say_before(what, options, rounds, pairs):
    new, old = (statistics.median(rounds[name][what]) * 1000 for name in ("plain", "before"))
    processor = pairs["plain"].processor[what] / pairs["before"].processor[what]
    print(f"  warm {what:7} p50 without a log, this build {new:7.2f} ms  before {old:7.2f} ms  ratio {new / old:.2f}; processor time {processor:.2f}", flush=True)


def functions(folder, jars):
    """The API's function and the step of the workflow that captures, of one build."""
    handlers = {
        "api": ("payment-api.jar", "payments.service.handler.api.PaymentsApiHandler::handleRequest"),
        "step": ("payment-queue.jar", "payments.service.handler.queue.ProcessStepHandler::handleRequest"),
    }
    return {name: function(folder, name, jars / jar, handler, FLAGS) for name, (jar, handler) in handlers.items()}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--calls", type=int, default=400, help="payments of each side in a round")
    parser.add_argument("--warm-up", type=int, default=2000, help="payments of each side before")
    parser.add_argument("--milliseconds", type=float, default=20, help="how long a call on the log waits for another region")
    parser.add_argument("--near", type=float, default=0, help="milliseconds that a call in the region takes, beside DynamoDB Local's own")
    parser.add_argument("--before", help="folder with payment-api.jar and payment-queue.jar of another build")
    options = parser.parse_args()
    print(f"load before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors", flush=True)
    with tempfile.TemporaryDirectory() as name, dynamodb_local() as (local, client):
        folder = pathlib.Path(name)
        prepare(client)
        far = FarTable(local, LOG, options.milliseconds / 1000, options.near / 1000)
        around = variables(f"http://{far.address}")
        ours = functions(folder / "ours", JAR.parent)
        pairs = {"plain": Pair(ours, around, far)}
        if not options.before:
            pairs["logged"] = Pair(ours, {**around, **LOGGED, "DYNAMODB_TABLE": "copies"}, far)
        else:
            pairs["before"] = Pair(functions(folder / "before", pathlib.Path(options.before)), around, far)
        rounds = measure(options, pairs)
        for what in EFFECTS:
            (say_before if options.before else say)(what, options, rounds, pairs)
        if not options.before:
            require_effects(pairs)
    print(f"load after: {os.getloadavg()[0]:.1f}")


main()
