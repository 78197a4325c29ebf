"""How sandboxes of both sides are started, and the table they write to."""

import contextlib
import json
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import sys
import time
import zipfile

import boto3

from stubs import RuntimeApi

PROJECT = pathlib.Path(__file__).resolve().parents[3]
JAR = PROJECT / "lambda-handler/target/payment-api.jar"
CLASS_PATH = (PROJECT / "test/target/service-class-path.txt").read_text().split(":")
RUNTIME = [path for path in CLASS_PATH if "aws-lambda-java" in path or "/utils-lite" in path]
MAIN = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda"
HANDLER = "payments.service.handler.api.PaymentsApiHandler::handleRequest"
# What the deployed function has in JAVA_TOOL_OPTIONS, and the collector that the runtime picks at its size.
FLAGS = [
    "-XX:+TieredCompilation",
    "-XX:TieredStopAtLevel=1",
    "-Dsun.net.inetaddr.ttl=5",
    "-Dhttp.keepAlive.time.server=60",
    "-XX:+UseSerialGC",
]
TICKS = os.sysconf("SC_CLK_TCK")


class Sandbox:
    def __init__(self, command, folder, variables, seconds=30):
        self.api = RuntimeApi(seconds)
        start = time.perf_counter()
        self.process = subprocess.Popen(
            command,
            cwd=folder,
            env={"PATH": os.environ["PATH"], "AWS_LAMBDA_RUNTIME_API": self.api.address, **variables},
            stdout=subprocess.DEVNULL,
        )
        self.init = self.api.asked.get(timeout=120) - start

    def invoke(self, request):
        seconds, answer = self.api.invoke(request)
        return seconds, json.loads(answer)

    def processor(self):
        """Seconds of processor time of all its threads so far; the kernel counts in hundredths."""
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def close(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=60)
        self.api.close()


def runtime_library(folder):
    """The flag that names the native part of AWS's client: two clients would else unpack it to one place."""
    client = next(path for path in RUNTIME if "runtime-interface-client" in path)
    with zipfile.ZipFile(client) as jar:
        (folder / "runtime.so").write_bytes(jar.read("jni/libaws-lambda-jni.linux-x86_64.so"))
    return f"-Dcom.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI={folder}/runtime.so"


class Side:
    """How one side's sandboxes are started."""

    def __init__(self, command, folder):
        self.command, self.folder = command, folder

    def start(self, variables):
        return Sandbox(self.command, self.folder, variables)


def function(folder, name, jar, handler, flags):
    """A packed function in a task root of its own."""
    (folder / name / "lib").mkdir(parents=True)
    shutil.copy(jar, folder / name / "lib/function.jar")
    return Side(["java", *flags, runtime_library(folder), "-cp", ":".join(RUNTIME), MAIN, handler], folder / name)


def sides(folder, flags):
    (folder / "task/lib").mkdir(parents=True)
    (folder / "empty").mkdir()
    shutil.copy(JAR, folder / "task/lib/function.jar")
    jni = runtime_library(folder)

    def java(class_path, *more):
        return ["java", *flags, *more, jni, "-cp", ":".join(class_path), MAIN, HANDLER]

    with_jar = [*RUNTIME, str(JAR)]
    archive = folder / "classes.jsa"
    return {
        "python": Side([sys.executable, str(pathlib.Path(__file__).with_name("runtime.py")), "payments"], folder),
        "java": Side(java(RUNTIME), folder / "task"),
        "archive": Side(java(with_jar, f"-XX:SharedArchiveFile={archive}", "-Xshare:on"), folder / "empty"),
        "archiving": Side(java(with_jar, f"-XX:ArchiveClassesAtExit={archive}"), folder / "empty"),
    }


def variables(endpoint):
    return {
        "REGION": "eu-west-1",
        "REGION_ROLE": "home",
        "AWS_REGION": "eu-west-1",
        "ENVIRONMENT_SUFFIX": "benchmark",
        "DYNAMODB_TABLE": "payments",
        "TABLE_PARTITION_KEY": "payment_id",
        "DYNAMODB_ENDPOINT": "https://dynamodb.eu-west-1.amazonaws.com",
        "AWS_ENDPOINT_URL": endpoint,
        "AWS_ACCESS_KEY_ID": "none",
        "AWS_SECRET_ACCESS_KEY": "none",
        "AWS_EC2_METADATA_DISABLED": "true",
        "PYTHONDONTWRITEBYTECODE": "1",
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
