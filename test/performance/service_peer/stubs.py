"""Both sides' surroundings: the Lambda runtime API for one sandbox, and an endpoint that does nothing."""

import http.server
import itertools
import queue
import threading
import time


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1

    def log_message(self, *_):
        """One line a call would be the cost of the call."""

    def body(self):
        if "chunked" in self.headers.get("Transfer-Encoding", ""):
            parts = []
            while size := int(self.rfile.readline(), 16):
                parts.append(self.rfile.read(size))
                self.rfile.readline()
            self.rfile.readline()
            return b"".join(parts)
        return self.rfile.read(int(self.headers.get("Content-Length", 0)))

    def answer(self, body, **headers):
        self.send_response(200)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def serve(handler):
    server = Server(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server, f"127.0.0.1:{server.server_address[1]}"


class NullDynamoDb(Handler):
    """Every call succeeds and finds nothing."""

    def do_POST(self):
        self.body()
        self.answer(b"{}", Content_Type="application/x-amz-json-1.0", x_amz_crc32="2745614147")


class RuntimeApi:
    """Hands events to one sandbox and takes its answers."""

    def __init__(self):
        self.events, self.answers, self.asked = queue.Queue(), queue.Queue(), queue.Queue()
        numbers = itertools.count()
        outer = self

        class Api(Handler):
            def do_GET(self):
                outer.asked.put(time.perf_counter())
                self.answer(
                    outer.events.get(),
                    Lambda_Runtime_Aws_Request_Id=f"request-{next(numbers)}",
                    Lambda_Runtime_Deadline_Ms=str(int(time.time() * 1000) + 30000),
                    Lambda_Runtime_Invoked_Function_Arn="arn:aws:lambda:eu-west-1:123456789012:function:peer",
                    # The Java client's native part reads it without looking whether it is there.
                    Content_Type="application/json",
                )

            def do_POST(self):
                said = self.body()
                outer.answers.put((time.perf_counter(), said, self.path.endswith("/response")))
                self.answer(b"{}")

        self.server, self.address = serve(Api)

    def invoke(self, event):
        """Seconds from the event to the answer, and the answer."""
        start = time.perf_counter()
        self.events.put(event)
        end, answer, well = self.answers.get(timeout=60)
        if not well:
            raise RuntimeError(answer.decode())
        self.asked.get(timeout=60)
        return end - start, answer
