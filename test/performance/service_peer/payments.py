"""The peer: the same payment as a plain boto3 handler would take it.

It checks the same fields, writes the same items with the same attributes in one conditional transaction, and says the same
lines of log and metrics. It repeats nothing, knows no deadline and compares no payload beyond the fingerprint.
"""

import datetime
import hashlib
import json
import os
import random
import time
import uuid

import boto3
from botocore.config import Config

import checks

TABLE = os.environ["DYNAMODB_TABLE"]
REGION = os.environ["REGION"]
ENVIRONMENT = os.environ["ENVIRONMENT_SUFFIX"]
NAMESPACE = uuid.UUID("6f1c0d2e-8a35-5b7f-9c4e-2d1a7b8e90f3")
client = boto3.client(
    "dynamodb",
    region_name=REGION,
    endpoint_url=os.environ["AWS_ENDPOINT_URL"],
    config=Config(connect_timeout=1, read_timeout=3, retries={"total_max_attempts": 1}),
)


def iso(seconds):
    moment = datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def digest(text):
    return hashlib.sha256(text.encode()).hexdigest()


def attribute(value):
    if isinstance(value, bool):
        return {"BOOL": value}
    return {"N": str(value)} if isinstance(value, int) else {"S": value}


def put(key, item, condition="attribute_not_exists(#key)", names=None, values=None):
    write = {
        "TableName": TABLE,
        "Item": {"payment_id": {"S": key}, **{name: attribute(value) for name, value in item.items()}},
        "ConditionExpression": condition,
        "ExpressionAttributeNames": {"#key": "payment_id", **(names or {})},
        "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
    }
    if values:
        write["ExpressionAttributeValues"] = {name: attribute(value) for name, value in values.items()}
    return {"Put": write}


def fence(write_id):
    return {
        "ConditionCheck": {
            "TableName": TABLE,
            "Key": {"payment_id": {"S": f"fence#{random.randrange(64)}"}},
            "ConditionExpression": "attribute_not_exists(#key) OR #a = :a",
            "ExpressionAttributeNames": {"#key": "payment_id", "#a": "owner_region"},
            "ExpressionAttributeValues": {":a": {"S": REGION}},
            "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
        }
    }


def writes(payment, scope, body, amount, currency, fingerprint, duplicate, request, write_id):
    seconds = time.time()
    now, record = iso(seconds), {"record_version": 1, "payment": payment}
    texts = {name: body[name] for name in checks.TEXTS if name in body}
    money = {"amount": amount, "currency": currency}
    made = {
        "kind": "payment",
        **money,
        **texts,
        "record_version": 2,
        "fingerprint": fingerprint,
        "caller": "anonymous",
        "route": "POST /payments",
        "region": REGION,
        "possible_duplicate": duplicate,
        "created_at": now,
        "updated_at": now,
        "write_id": write_id,
        "status": "pending",
        "captured": 0,
        "refunded": 0,
        "version": 1,
    }
    kept = {"fingerprint": fingerprint, "expires_at": int(seconds) + 87000, "write_id": write_id}
    audit = {"version": 1, "action": "create", "status": "pending", "actor": "anonymous", "occurred_at": now}
    event = {
        **money,
        "event_id": str(uuid.uuid5(NAMESPACE, payment + "#1")),
        "type": "payment.created",
        "sequence": 1,
        "status": "pending",
        "caller": "anonymous",
        "occurred_at": now,
        "region": REGION,
        "outbox_shard": str(random.randrange(16)),
        "outbox_at": int(seconds * 1000),
    }
    all_writes = [
        fence(write_id),
        put(
            f"key#{digest(scope)}",
            {"kind": "idempotency", **record, **kept},
            "attribute_not_exists(#key) OR #expires < :now",
            {"#expires": "expires_at"},
            {":now": int(seconds)},
        ),
        put(payment, made),
        put(f"audit#{payment}#1", {"kind": "audit", **record, **audit, "correlation_id": request}),
        put(f"event#{payment}#1", {"kind": "event", **record, **event, "correlation_id": request}),
    ]
    if "reference" in body:
        like = digest(f"9:anonymous|{amount}|{currency}|{body['reference']}")
        sighting = {"occurred_at": now, "expires_at": int(seconds) + 3600, "write_id": write_id}
        outside = "attribute_not_exists(#key) OR #at < :from OR #at > :to"
        window = {":from": iso(seconds - 5), ":to": iso(seconds + 5)}
        condition = () if duplicate else (outside, {"#at": "occurred_at"}, window)
        all_writes.append(put(f"like#{like}", {"kind": "sighting", **record, **sighting}, *(condition or ("attribute_exists(#key)",))))
    return now, all_writes


def say(event, request, **fields):
    line = {"time": iso(time.time()), "level": "INFO", "event": event, "environment": ENVIRONMENT, "region": REGION}
    print(json.dumps({**line, "request_id": request, **fields}))


def measure(name, unit, value):
    described = {"Namespace": "Payments", "Dimensions": [["Environment", "Region"]], "Metrics": [{"Name": name, "Unit": unit}]}
    metadata = {"Timestamp": int(time.time() * 1000), "CloudWatchMetrics": [described]}
    print(json.dumps({"_aws": metadata, "Environment": ENVIRONMENT, "Region": REGION, name: value}))


def create(event, request):
    headers = {name.lower(): value for name, value in event["headers"].items()}
    key = checks.key(headers)
    body = checks.body(event, headers)
    amount, currency = checks.minor_units(body)
    scope = f"9:anonymous|14:POST /payments|{key}"
    payment = body.get("payment_id") or str(uuid.uuid5(NAMESPACE, scope))
    if not checks.ID.fullmatch(payment):
        raise checks.Refused("invalid-id")
    texts = "".join(f"|{name}:{len(body[name])}:{body[name]}" for name in checks.TEXTS if name in body)
    fingerprint = digest(f"2|{amount}|{currency}|{body.get('payment_id', '')}{texts}")
    now = ""
    for duplicate in (False, True):
        write_id = str(uuid.uuid4())
        now, items = writes(payment, scope, body, amount, currency, fingerprint, duplicate, request, write_id)
        try:
            client.transact_write_items(TransactItems=items, ClientRequestToken=write_id)
            break
        except client.exceptions.TransactionCanceledException as refused:
            codes = [reason["Code"] for reason in refused.response["CancellationReasons"]]
            if codes[1] == "ConditionalCheckFailed" or codes[2] == "ConditionalCheckFailed":
                found = client.get_item(TableName=TABLE, Key={"payment_id": {"S": payment}}, ConsistentRead=True).get("Item")
                if found is None or found["fingerprint"]["S"] != fingerprint:
                    raise checks.Refused("key-reused", 422) from refused
                now = found["created_at"]["S"]
                break
            if duplicate or codes[5] != "ConditionalCheckFailed":
                raise checks.Refused("unavailable", 503) from refused
    measure("PaymentsAccepted", "Count", 1)
    say("payment-created", request, payment_id=payment, possible_duplicate=duplicate)
    shown = {name: body[name] for name in checks.TEXTS if name in body}
    answer = {"payment_id": payment, "status": "pending", "amount": str(body["amount"]), "currency": currency}
    return 201, {**answer, **shown, "region": REGION, "timestamp": now}


def handler(event, request):
    start = time.perf_counter()
    try:
        status, answer = create(event, request)
    except checks.Refused as refused:
        status, answer = refused.status, {"type": f"urn:payments:problem:{refused.slug}", "status": refused.status}
    milliseconds = (time.perf_counter() - start) * 1000
    say("request-answered", request, status=status, duration_ms=int(milliseconds))
    measure("Latency", "Milliseconds", milliseconds)
    headers = {"Content-Type": "application/json", "Cache-Control": "no-store"}
    return {"statusCode": status, "headers": headers, "isBase64Encoded": False, "body": json.dumps(answer)}
