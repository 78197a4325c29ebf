"""Measures rows per second of the packed batch function against the row-by-row boto3 peer. `../batch` starts it.

Bucket and status table are moto's for both. Queue and payment table are a stub that takes everything after a fixed time: an
emulator's queue is slower with every message, and would be what is measured.
"""

import argparse
import contextlib
import json
import os
import pathlib
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time

import boto3

from sandboxes import FLAGS, MAIN, PROJECT, RUNTIME, Sandbox, runtime_library
from stubs import QueueAndTable

JAR = PROJECT / "lambda-handler/target/payment-batch.jar"
HANDLER = "payments.service.handler.batch.BatchFileHandler::handleRequest"
SECONDS = 900
ACCESS = {"AWS_ACCESS_KEY_ID": "none", "AWS_SECRET_ACCESS_KEY": "none"}


@contextlib.contextmanager
def moto():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        ["moto_server", "-H", "127.0.0.1", "-p", str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        for _ in range(150):
            with contextlib.suppress(OSError):
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            time.sleep(0.2)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=30)


def clients(endpoint):
    keys = {"aws_access_key_id": "none", "aws_secret_access_key": "none"}
    return [boto3.client(name, region_name="us-east-1", endpoint_url=endpoint, **keys) for name in ("s3", "dynamodb")]


def prepare(endpoint):
    s3, dynamodb = clients(endpoint)
    for bucket in ("files", "reports", "quarantine"):
        s3.create_bucket(Bucket=bucket)
    dynamodb.create_table(
        TableName="status",
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[{"AttributeName": "batch_id", "AttributeType": "S"}],
        KeySchema=[{"AttributeName": "batch_id", "KeyType": "HASH"}],
    )
    return s3


def file(s3, name, rows):
    """A new file, its content unlike that of every other, and the event that tells of it."""
    lines = [f"{name}-{row},{row % 900 + 1}.00,USD" for row in range(rows)]
    body = "\n".join(["payment_id,amount,currency", *lines, ""]).encode()
    tag = s3.put_object(Bucket="files", Key=f"{name}.csv", Body=body)["ETag"].strip('"')
    place = {"bucket": {"name": "files"}, "object": {"key": f"{name}.csv", "eTag": tag, "size": len(body)}}
    return json.dumps(
        {"Records": [{"eventName": "ObjectCreated:Put", "eventTime": time.strftime("%Y-%m-%dT%H:%M:%S.000Z"), "s3": place}]}
    ).encode()


def rate(sandbox, stub, s3, name, rows):
    """Rows per second of one file, and processor seconds per thousand rows."""
    event, before, processor = file(s3, name, rows), stub.messages, sandbox.processor()
    seconds, _ = sandbox.api.invoke(event, SECONDS)
    sent = stub.messages - before
    if sent != rows:
        sys.exit(f"{name}: {sent} messages for {rows} rows")
    return rows / seconds, (sandbox.processor() - processor) / rows * 1000


def measure(folder, wait, options):
    stub = QueueAndTable(wait)
    with moto() as endpoint:
        s3 = prepare(endpoint)
        variables = {
            **ACCESS,
            "REGION": "us-east-1",
            "AWS_REGION": "us-east-1",
            "AWS_ENDPOINT_URL": endpoint,
            "AWS_ENDPOINT_URL_SQS": f"http://{stub.address}",
            "AWS_EC2_METADATA_DISABLED": "true",
            "PYTHONDONTWRITEBYTECODE": "1",
            "ENVIRONMENT_SUFFIX": "benchmark",
            "PAYMENT_QUEUE_URL": f"http://{stub.address}/123456789012/payments",
            "STATUS_TABLE": "status",
            "PAYMENT_TABLE": "payments",
            "REPORT_BUCKET": "reports",
            "REPORT_PREFIX": "reports/",
            "QUARANTINE_BUCKET": "quarantine",
            "BATCH_FUNCTION": "batch:live",
        }
        java = Sandbox(
            ["java", *FLAGS, "-Xmx256m", runtime_library(folder), "-cp", ":".join(RUNTIME), MAIN, HANDLER],
            folder / "task",
            variables,
            SECONDS,
        )
        peer = Sandbox(
            [sys.executable, str(pathlib.Path(__file__).with_name("runtime.py")), "batch_rows"],
            folder,
            {**variables, "AWS_ENDPOINT_URL_DYNAMODB": f"http://{stub.address}"},
            SECONDS,
        )
        rate(java, stub, s3, "warm-java", options.rows)
        rate(peer, stub, s3, "warm-peer", 100)
        found = {"java": [], "peer": []}
        for number in range(options.rounds):
            found["java"].append(rate(java, stub, s3, f"java-{number}", options.rows))
            found["peer"].append(rate(peer, stub, s3, f"peer-{number}", options.peer_rows))
        java.close()
        peer.close()
    stub.server.close()
    return {name: [statistics.median(values) for values in zip(*pairs)] for name, pairs in found.items()}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--rows", type=int, default=20000, help="rows of a file of the Java side")
    parser.add_argument("--peer-rows", type=int, default=1000, help="rows of a file of the peer")
    parser.add_argument("--waits", type=int, nargs="+", default=[0, 5], help="answer times of queue and table, ms")
    options = parser.parse_args()
    print(f"load before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors", flush=True)
    for wait in options.waits:
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            (folder / "task/lib").mkdir(parents=True)
            shutil.copy(JAR, folder / "task/lib/function.jar")
            found = measure(folder, wait / 1000, options)
        (ours, our_cost), (theirs, their_cost) = found["java"], found["peer"]
        judged = "met" if ours / theirs >= 20 else "not met"
        print(
            f"  queue and table answer after {wait} ms: Java {ours:.0f} rows/s, Python {theirs:.0f} rows/s, ratio"
            f" {ours / theirs:.1f}, target 20: {judged}; processor ms a row: {our_cost:.3f} and {their_cost:.3f}",
            flush=True,
        )
    print(f"load after: {os.getloadavg()[0]:.1f}")


main()
