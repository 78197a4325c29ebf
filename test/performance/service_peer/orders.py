"""What both sides are asked: a new order of a REST API, and whether it was taken."""

import itertools
import json
import pathlib
import uuid

EVENT = json.loads((pathlib.Path(__file__).resolve().parents[2] / "resources/events/rest-post-payment.json").read_text())
NUMBERS = itertools.count(1)


def event(key=None):
    """A new order of a REST API; no two are alike, so none is a possible duplicate."""
    key = key or str(uuid.uuid4())
    body = {"amount": "12.34", "currency": "EUR", "reference": f"order-{next(NUMBERS)}", "customer_id": "customer-1"}
    headers = {**EVENT["headers"], "Idempotency-Key": key}
    lists = {name: [value] for name, value in headers.items()}
    return json.dumps({**EVENT, "headers": headers, "multiValueHeaders": lists, "body": json.dumps(body)}).encode()


def created(answer):
    """The id of the payment that was made."""
    if answer["statusCode"] != 201:
        raise RuntimeError(f"not accepted: {answer}")
    return json.loads(answer["body"])["payment_id"]
