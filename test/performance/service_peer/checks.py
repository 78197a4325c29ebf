"""What the peer refuses, in the words of the API: the same fields and bounds as the function."""

import json
import re
from decimal import Decimal

EXPONENTS = {"EUR": 2, "USD": 2, "GBP": 2, "JPY": 0, "KWD": 3}
TEXTS = {"merchant_id": 64, "customer_id": 64, "payment_method": 64, "reference": 64, "description": 255}
FIELDS = {"payment_id", "amount", "currency", *TEXTS}
AMOUNT = re.compile(r"-?[0-9]{1,16}(\.[0-9]{1,16})?")
ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
KEY = re.compile(r"[!-~]{1,255}")
UUID = re.compile(r"(?<![\w-])(?=[0-9-]*[a-f])[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![\w-])", re.IGNORECASE)
DIGITS = re.compile(r"(?:\d[\s._-]{0,2}){12,18}\d")
CARD_FIELD = re.compile(r"pan$|pin$|cvv|cvc|csc|cardnumber|cardno|securitycode|track", re.IGNORECASE)
UNSAFE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufffe\uffff]")


class Refused(Exception):
    """The caller's mistake."""

    def __init__(self, slug, status=400):
        super().__init__(slug)
        self.slug, self.status = slug, status


def passes_luhn(digits):
    pairs = [int(digit) * (1 + index % 2) for index, digit in enumerate(reversed(digits))]
    return sum(pair - 9 if pair > 9 else pair for pair in pairs) % 10 == 0


def refuse_card_number(text):
    for found in DIGITS.finditer(UUID.sub("#", text)):
        if passes_luhn(re.sub(r"\D", "", found.group())):
            raise Refused("pan-not-allowed", 422)


def unique(pairs):
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Refused("invalid-json")
    return found


def key(headers):
    value = headers.get("idempotency-key")
    if value is None:
        raise Refused("missing-key")
    refuse_card_number(value)
    if not KEY.fullmatch(value):
        raise Refused("invalid-key")
    return value


def body(event, headers):
    if headers.get("content-type", "").split(";")[0].strip().lower() != "application/json":
        raise Refused("unsupported-media-type", 415)
    if len(event["body"].encode()) > 16384:
        raise Refused("body-too-large", 413)
    try:
        found = json.loads(event["body"], object_pairs_hook=unique)
    except ValueError:
        raise Refused("invalid-json") from None
    if not isinstance(found, dict):
        raise Refused("body-not-an-object")
    for name, value in found.items():
        if CARD_FIELD.search(name):
            raise Refused("card-security-data")
        refuse_card_number(str(value))
    if not found.keys() <= FIELDS:
        raise Refused("unknown-field")
    for name, longest in TEXTS.items():
        if name in found:
            text = found[name]
            if not isinstance(text, str):
                raise Refused("invalid-text")
            if not 0 < len(text) <= longest:
                raise Refused("invalid-text-length")
            if UNSAFE.search(text):
                raise Refused("invalid-character")
    return found


def minor_units(found):
    if "amount" not in found:
        raise Refused("missing-amount")
    text, currency = str(found["amount"]), found.get("currency", "USD")
    if currency not in EXPONENTS:
        raise Refused("unknown-currency", 422)
    if not AMOUNT.fullmatch(text):
        raise Refused("invalid-amount")
    amount = Decimal(text)
    if amount <= 0:
        raise Refused("amount-not-positive")
    if -amount.as_tuple().exponent > EXPONENTS[currency]:
        raise Refused("amount-too-precise")
    whole = int(amount.scaleb(EXPONENTS[currency]))
    if whole > 999_999_999_999:
        raise Refused("amount-too-large", 422)
    return whole, currency
