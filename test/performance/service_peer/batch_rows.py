"""The peer: a batch file as a plain boto3 handler takes it, row by row: a pending payment, then a message."""

import csv
import json
import os
import time

import boto3

import checks

TABLE, QUEUE = os.environ["PAYMENT_TABLE"], os.environ["PAYMENT_QUEUE_URL"]
s3, dynamodb, sqs = (boto3.client(service, region_name=os.environ["REGION"]) for service in ("s3", "dynamodb", "sqs"))


def handler(event, request):
    count = 0
    for record in event["Records"]:
        place = record["s3"]
        lines = s3.get_object(Bucket=place["bucket"]["name"], Key=place["object"]["key"])["Body"].iter_lines()
        for row in csv.DictReader(line.decode() for line in lines):
            amount, currency = checks.minor_units(row)
            checks.refuse_card_number(row["payment_id"])
            if not checks.ID.fullmatch(row["payment_id"]):
                raise checks.Refused("invalid-id")
            item = {"amount": amount, "currency": currency, "created_at": int(time.time())}
            dynamodb.put_item(
                TableName=TABLE,
                Item={
                    "payment_id": {"S": row["payment_id"]},
                    "status": {"S": "pending"},
                    "amount": {"N": str(amount)},
                    "currency": {"S": currency},
                    "created_at": {"N": str(item["created_at"])},
                },
            )
            sqs.send_message(QueueUrl=QUEUE, MessageBody=json.dumps({"payment_id": row["payment_id"], **item}))
            count += 1
    print(json.dumps({"event": "batch-completed", "request_id": request, "rows": count}))
    return {"rows": count}
