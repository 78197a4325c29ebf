"""The peer's runtime: asks the runtime API for events. By hand, since the managed runtime does it in native code."""

import importlib
import json
import os
import socket
import sys

function = importlib.import_module(sys.argv[1])

HOST = os.environ["AWS_LAMBDA_RUNTIME_API"]
BASE = "/2018-06-01/runtime/invocation/"
connection = socket.create_connection(HOST.split(":"))
connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
stream = connection.makefile("rb")


def ask(method, path, body=b""):
    head = f"{method} {BASE}{path} HTTP/1.1\r\nHost: {HOST}\r\nContent-Length: {len(body)}\r\n\r\n"
    connection.sendall(head.encode() + body)
    stream.readline()
    headers = {}
    while (line := stream.readline()) != b"\r\n":
        name, value = line.decode().split(":", 1)
        headers[name.lower()] = value.strip()
    return headers, stream.read(int(headers["content-length"]))


# As in the managed runtime, every line is out before the next one.
sys.stdout.reconfigure(line_buffering=True)
while True:
    headers, event = ask("GET", "next")
    request = headers["lambda-runtime-aws-request-id"]
    answer = json.dumps(function.handler(json.loads(event), request))
    ask("POST", f"{request}/response", answer.encode())
