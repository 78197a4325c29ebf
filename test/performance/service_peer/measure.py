"""Measures the packed API function against the boto3 peer. `../service` starts it.

Both sides run under the same runtime API, one sandbox each, and take turns. Ratios are Java / Python.
"""

import argparse
import contextlib
import json
import os
import pathlib
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import uuid
import zipfile

import boto3

from stubs import NullDynamoDb, RuntimeApi, serve

PROJECT = pathlib.Path(__file__).resolve().parents[3]
JAR = PROJECT / "lambda-handler/target/payment-api.jar"
CLASS_PATH = (PROJECT / "test/target/service-class-path.txt").read_text().split(":")
RUNTIME = [path for path in CLASS_PATH if "aws-lambda-java" in path or "/utils-lite" in path]
HANDLER = "payments.service.handler.PaymentsApiHandler::handleRequest"
# What the deployed function has in JAVA_TOOL_OPTIONS, and the collector that the runtime picks at its size.
FLAGS = ["-XX:+TieredCompilation", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]


def event(key=None):
    body = {"amount": "12.34", "currency": "EUR", "reference": "order-1"}
    headers = {"Content-Type": "application/json", "Idempotency-Key": key or str(uuid.uuid4())}
    return json.dumps({"httpMethod": "POST", "path": "/payments", "headers": headers, "body": json.dumps(body)}).encode()


class Sandbox:
    def __init__(self, command, folder, variables):
        self.api = RuntimeApi()
        start = time.perf_counter()
        self.process = subprocess.Popen(
            command,
            cwd=folder,
            env={"PATH": os.environ["PATH"], "AWS_LAMBDA_RUNTIME_API": self.api.address, **variables},
            stdout=subprocess.DEVNULL,
        )
        self.init = self.api.asked.get(timeout=60) - start

    def invoke(self, request):
        seconds, answer = self.api.invoke(request)
        return seconds, json.loads(answer)

    def close(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=60)
        self.api.server.shutdown()
        self.api.server.server_close()


class Side:
    """How one side's sandboxes are started."""

    def __init__(self, command, folder):
        self.command, self.folder = command, folder

    def start(self, variables):
        return Sandbox(self.command, self.folder, variables)


def sides(folder):
    (folder / "task/lib").mkdir(parents=True)
    (folder / "empty").mkdir()
    shutil.copy(JAR, folder / "task/lib/function.jar")
    client = next(path for path in RUNTIME if "runtime-interface-client" in path)
    with zipfile.ZipFile(client) as jar:
        (folder / "runtime.so").write_bytes(jar.read("jni/libaws-lambda-jni.linux-x86_64.so"))
    jni = f"-Dcom.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI={folder}/runtime.so"

    def java(class_path, *more):
        main = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda"
        return ["java", *FLAGS, *more, jni, "-cp", ":".join(class_path), main, HANDLER]

    with_jar = [*RUNTIME, str(JAR)]
    archive = folder / "classes.jsa"
    return {
        "python": Side([sys.executable, str(pathlib.Path(__file__).with_name("runtime.py"))], folder),
        "java": Side(java(RUNTIME), folder / "task"),
        "archive": Side(java(with_jar, f"-XX:SharedArchiveFile={archive}", "-Xshare:on"), folder / "empty"),
        "archiving": Side(java(with_jar, f"-XX:ArchiveClassesAtExit={archive}"), folder / "empty"),
    }


def variables(endpoint):
    return {
        "REGION": "eu-west-1",
        "AWS_REGION": "eu-west-1",
        "ENVIRONMENT_SUFFIX": "benchmark",
        "DYNAMODB_TABLE": "payments",
        "TABLE_PARTITION_KEY": "payment_id",
        "DYNAMODB_ENDPOINT": "https://dynamodb.eu-west-1.amazonaws.com",
        "AWS_ENDPOINT_URL": endpoint,
        "AWS_ACCESS_KEY_ID": "none",
        "AWS_SECRET_ACCESS_KEY": "none",
        "AWS_EC2_METADATA_DISABLED": "true",
    }


@contextlib.contextmanager
def dynamodb_local():
    """DynamoDB Local with the table, in a process of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = ["java", "-cp", ":".join(CLASS_PATH), "com.amazonaws.services.dynamodbv2.local.main.ServerRunner"]
    process = subprocess.Popen(
        [*command, "-inMemory", "-sharedDb", "-port", str(port)],
        env={**os.environ, "DDB_LOCAL_TELEMETRY": "0"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    endpoint = f"http://127.0.0.1:{port}"
    try:
        for _ in range(150):
            with contextlib.suppress(OSError):
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            time.sleep(0.2)
        client = boto3.client(
            "dynamodb", region_name="eu-west-1", endpoint_url=endpoint, aws_access_key_id="none", aws_secret_access_key="none"
        )
        client.create_table(
            TableName="payments",
            BillingMode="PAY_PER_REQUEST",
            AttributeDefinitions=[{"AttributeName": "payment_id", "AttributeType": "S"}],
            KeySchema=[{"AttributeName": "payment_id", "KeyType": "HASH"}],
        )
        yield endpoint, client
    finally:
        process.terminate()
        process.wait(timeout=30)


def created(answer):
    if answer["statusCode"] != 201:
        raise RuntimeError(f"not accepted: {answer}")


def cold(choices, names, endpoint, rounds):
    """Process start to the first answer."""
    samples = {name: [] for name in names}
    for _ in range(rounds):
        for name in names:
            sandbox = choices[name].start(variables(endpoint))
            seconds, answer = sandbox.invoke(event())
            created(answer)
            samples[name].append(sandbox.init + seconds)
            sandbox.close()
    return {name: statistics.median(values) for name, values in samples.items()}


def warm(choices, endpoint, rounds, calls, warm_up):
    """Latency of single invocations, in turns of a hundred; the median over the rounds of p50 and of p99."""
    p50, p99 = {"python": [], "java": []}, {"python": [], "java": []}
    boxes = {name: choices[name].start(variables(endpoint)) for name in p50}
    for sandbox in boxes.values():
        for _ in range(warm_up):
            created(sandbox.invoke(event())[1])
    for _ in range(rounds):
        seconds = {name: [] for name in boxes}
        for _ in range(calls // 100):
            for name, sandbox in boxes.items():
                for _ in range(100):
                    took, answer = sandbox.invoke(event())
                    created(answer)
                    seconds[name].append(took)
        for name, values in seconds.items():
            ordered = sorted(values)
            p50[name].append(ordered[len(ordered) // 2])
            p99[name].append(ordered[len(ordered) * 99 // 100])
    for sandbox in boxes.values():
        sandbox.close()
    return [{name: statistics.median(values) for name, values in found.items()} for found in (p50, p99)]


def at_once(choices, endpoint, client, requests, sandboxes):
    """Identical requests at once: their statuses, and how many payments there are for the key."""
    boxes = [choices["java"].start(variables(endpoint)) for _ in range(sandboxes)]
    request, answers, lock = event("benchmark-the-same-" + str(uuid.uuid4())), [], threading.Lock()

    def work(sandbox, count):
        for _ in range(count):
            _, answer = sandbox.invoke(request)
            with lock:
                answers.append(answer)

    shares = [requests // sandboxes + (index < requests % sandboxes) for index in range(sandboxes)]
    threads = [threading.Thread(target=work, args=pair) for pair in zip(boxes, shares)]
    before = payments(client)
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for sandbox in boxes:
        sandbox.close()
    statuses = sorted({answer["statusCode"] for answer in answers})
    return len(answers), statuses, payments(client) - before


def payments(client):
    """The payment items of the table."""
    pages = client.get_paginator("scan").paginate(
        TableName="payments", ConsistentRead=True, FilterExpression="kind = :kind", ExpressionAttributeValues={":kind": {"S": "payment"}}
    )
    return sum(page["Count"] for page in pages)


def say(what, java, python, target=None):
    ratio = java / python
    judged = "" if target is None else f", target {target}: {'met' if ratio <= target else 'not met'}"
    print(f"  {what:46} Java {java * 1000:8.2f} ms  Python {python * 1000:8.2f} ms  ratio {ratio:.2f}{judged}", flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--cold", type=int, default=9, help="cold starts of each side")
    parser.add_argument("--rounds", type=int, default=5, help="rounds of warm calls")
    parser.add_argument("--calls", type=int, default=1000, help="warm calls in a round")
    parser.add_argument("--warm-up", type=int, default=500)
    parser.add_argument("--sandboxes", type=int, default=8, help="sandboxes that share the 50 identical requests")
    options = parser.parse_args()
    print(f"load before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors", flush=True)
    with tempfile.TemporaryDirectory() as name, dynamodb_local() as (local, client):
        choices = sides(pathlib.Path(name))
        _, null = serve(NullDynamoDb)
        maker = choices["archiving"].start(variables(f"http://{null}"))
        created(maker.invoke(event())[1])
        maker.close()
        starts = cold(choices, ["python", "java", "archive"], f"http://{null}", options.cold)
        say("cold start, class loader of the task root", starts["java"], starts["python"], 2.0)
        say("cold start, class path with a CDS archive", starts["archive"], starts["python"], 1.2)
        for what, endpoint in (("null endpoint", f"http://{null}"), ("DynamoDB Local", local)):
            p50, p99 = warm(choices, endpoint, options.rounds, options.calls, options.warm_up)
            say(f"warm POST p50, {what}", p50["java"], p50["python"], 0.8)
            say(f"warm POST p99, {what}", p99["java"], p99["python"], 1.5)
        count, statuses, effects = at_once(choices, local, client, 50, options.sandboxes)
        print(f"  {count} identical requests on {options.sandboxes} sandboxes: statuses {statuses}, payments {effects}")
        if effects != 1 or max(statuses) >= 500:
            sys.exit("identical requests must have one effect and no 5xx")
    print(f"load after: {os.getloadavg()[0]:.1f}")


main()
