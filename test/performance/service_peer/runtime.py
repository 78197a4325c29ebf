"""The peer's runtime: asks the runtime API for events, as the managed Python runtime does."""

import http.client
import json
import os

import payments

api = http.client.HTTPConnection(os.environ["AWS_LAMBDA_RUNTIME_API"])
BASE = "/2018-06-01/runtime/invocation/"
while True:
    api.request("GET", BASE + "next")
    response = api.getresponse()
    event = json.loads(response.read())
    request = response.headers["Lambda-Runtime-Aws-Request-Id"]
    answer = json.dumps(payments.handler(event, request))
    api.request("POST", f"{BASE}{request}/response", answer, {"Content-Type": "application/json"})
    api.getresponse().read()
