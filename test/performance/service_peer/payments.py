"""The peer: the same payment as a plain boto3 handler would take it. One conditional transaction, then the answer."""

import json
import os
import re
import time
import uuid

import boto3
from botocore.config import Config

TABLE = os.environ["DYNAMODB_TABLE"]
client = boto3.client(
    "dynamodb",
    region_name=os.environ["REGION"],
    endpoint_url=os.environ["AWS_ENDPOINT_URL"],
    config=Config(connect_timeout=1, read_timeout=3, retries={"total_max_attempts": 1}),
)


def put(item):
    attributes = {name: {"S": value} for name, value in item.items()}
    return {
        "Put": {
            "TableName": TABLE,
            "Item": attributes,
            "ConditionExpression": "attribute_not_exists(payment_id)",
        }
    }


def handler(event, context):
    body = json.loads(event["body"])
    key = event["headers"]["Idempotency-Key"]
    if not re.fullmatch(r"[0-9]{1,12}(\.[0-9]{1,2})?", body["amount"]):
        return {"statusCode": 400, "body": json.dumps({"type": "invalid-amount"})}
    payment = str(uuid.uuid4())
    now = str(time.time())
    record = {"payment_id": payment, "amount": body["amount"], "currency": body["currency"], "created_at": now}
    items = [
        record,
        {"payment_id": f"idempotency#{key}", "payment": payment, "created_at": now},
        {"payment_id": f"audit#{payment}", "action": "create", "created_at": now},
        {"payment_id": f"event#{payment}", "event": json.dumps(record), "created_at": now},
    ]
    try:
        client.transact_write_items(TransactItems=[put(item) for item in items])
    except client.exceptions.TransactionCanceledException:
        found = client.get_item(TableName=TABLE, Key={"payment_id": {"S": f"idempotency#{key}"}}, ConsistentRead=True)
        if "Item" not in found:
            return {"statusCode": 503, "body": json.dumps({"type": "unavailable"})}
        payment = found["Item"]["payment"]["S"]
    print(json.dumps({"event": "request-answered", "request_id": context, "status": 201}))
    return {"statusCode": 201, "headers": {"Content-Type": "application/json"}, "body": json.dumps({**record, "payment_id": payment})}
