"""Both sides' surroundings: the Lambda runtime API for one sandbox, and an endpoint that does nothing.

They speak just enough HTTP by hand: the standard library's server costs more than what is measured.
"""

import hashlib
import itertools
import json
import queue
import re
import socket
import threading
import time


def answer(body, **headers):
    lines = [f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items()]
    return b"HTTP/1.1 200 OK\r\n" + "".join(lines).encode() + b"Content-Length: %d\r\n\r\n" % len(body) + body


def read(stream):
    """One request: its first line, its body and how many bytes it was; None when the client is gone."""
    lines, size = [], 0
    while True:
        line = stream.readline()
        size += len(line)
        if not line:
            return None
        if line == b"\r\n":
            break
        lines.append(line)
    fields = dict(line.lower().split(b":", 1) for line in lines[1:])
    if b"chunked" in fields.get(b"transfer-encoding", b""):
        parts = []
        while length := int(stream.readline(), 16):
            parts.append(stream.read(length))
            stream.readline()
        stream.readline()
        body = b"".join(parts)
    else:
        body = stream.read(int(fields.get(b"content-length", b"0")))
    return lines[0], body, size + len(body)


class Server:
    """A thread for each connection; `reply` makes the answer to a first line and a body."""

    def __init__(self, reply):
        self.reply, self.calls, self.bytes = reply, 0, 0
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=128)
        self.address = "127.0.0.1:%d" % self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return  # closed
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            threading.Thread(target=self.talk, args=[connection], daemon=True).start()

    def talk(self, connection):
        with connection, connection.makefile("rb") as stream:
            while request := read(stream):
                line, body, size = request
                self.calls += 1
                self.bytes += size
                connection.sendall(self.reply(line, body))

    def close(self):
        self.listener.close()


def null_dynamodb():
    """Every call succeeds and finds nothing."""
    nothing = answer(b"{}", Content_Type="application/x-amz-json-1.0", x_amz_crc32="2745614147")
    return Server(lambda line, body: nothing)


class FarTable:
    """Passes calls on to DynamoDB, those on one table after a while, as if each needed the answer of another region; `near` is
    what all others take.

    A table of strong consistency asks another region for each write and each consistent read, and for no other read.
    """

    def __init__(self, endpoint, table, wait, near):
        host, port = endpoint.removeprefix("http://").split(":")
        self.upstream, self.table, self.wait, self.near = (host, int(port)), table, wait, near
        self.calls, self.waits = 0, 0
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=128)
        self.address = "127.0.0.1:%d" % self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            connection, _ = self.listener.accept()
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            threading.Thread(target=self.talk, args=[connection], daemon=True).start()

    def talk(self, connection):
        with socket.create_connection(self.upstream) as onward:
            onward.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            with connection, connection.makefile("rb") as asked, onward.makefile("rb") as said:
                while message := whole(asked):
                    head, body = message
                    self.calls += 1
                    if self.is_far(head, body):
                        self.waits += 1
                        time.sleep(self.wait)
                    elif self.near:
                        time.sleep(self.near)
                    onward.sendall(head + body)
                    head, body = whole(said)
                    connection.sendall(head + body)

    def is_far(self, head, body):
        call = json.loads(body or b"{}")
        writes = re.search(rb"(?i)^x-amz-target:.*[.](Put|Update|Delete)Item\r$", head, re.MULTILINE)
        return call.get("TableName") == self.table and bool(writes or call.get("ConsistentRead"))


def whole(stream):
    """One message as it came: its head with the empty line, and its body; None when the other side is gone."""
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        line = stream.readline()
        if not line:
            return None
        head += line
    length = re.search(rb"(?i)^content-length: *(\d+)", head, re.MULTILINE)
    return head, stream.read(int(length[1])) if length else b""


class QueueAndTable:
    """Takes every message and every item after a while, as a service over a network does; counts messages."""

    def __init__(self, wait):
        self.wait, self.messages, self.lock = wait, 0, threading.Lock()
        self.server = Server(self.reply)
        self.address = self.server.address

    def reply(self, line, body):
        # Waits do not add up: each connection has its own thread.
        time.sleep(self.wait)
        request = json.loads(body)
        if "Entries" in request:
            said = [self.taken(entry["MessageBody"]) | {"Id": entry["Id"]} for entry in request["Entries"]]
            return self.answer({"Successful": said, "Failed": []}, len(said))
        if "MessageBody" in request:
            return self.answer(self.taken(request["MessageBody"]), 1)
        return self.answer({}, 0)

    def taken(self, text):
        return {"MessageId": "m", "MD5OfMessageBody": hashlib.md5(text.encode()).hexdigest()}

    def answer(self, said, count):
        with self.lock:
            self.messages += count
        return answer(json.dumps(said).encode(), Content_Type="application/x-amz-json-1.0")


class RuntimeApi:
    """Hands events to one sandbox and takes its answers."""

    def __init__(self, seconds=30):
        self.seconds = seconds
        self.events, self.answers, self.asked = queue.SimpleQueue(), queue.SimpleQueue(), queue.SimpleQueue()
        self.numbers = itertools.count()
        self.server = Server(self.reply)
        self.address = self.server.address

    def reply(self, line, body):
        if line.startswith(b"POST"):
            self.answers.put((time.perf_counter(), body, b"/response " in line))
            return answer(b"{}")
        self.asked.put(time.perf_counter())
        return answer(
            self.events.get(),
            Lambda_Runtime_Aws_Request_Id=f"request-{next(self.numbers)}",
            Lambda_Runtime_Deadline_Ms=str(int(time.time() * 1000) + self.seconds * 1000),
            Lambda_Runtime_Invoked_Function_Arn="arn:aws:lambda:eu-west-1:123456789012:function:peer",
            # The Java client's native part reads it without looking whether it is there.
            Content_Type="application/json",
        )

    def invoke(self, event, timeout=60):
        """Seconds from the event to the answer, and the answer."""
        start = time.perf_counter()
        self.events.put(event)
        end, said, well = self.answers.get(timeout=timeout)
        if not well:
            raise RuntimeError(said.decode())
        self.asked.get(timeout=60)
        return end - start, said

    def close(self):
        self.server.close()
