package payments.service.domain;

/** What a payment may say about itself besides the money. All of it is text and none of it decides anything. */
public enum Detail {
    MERCHANT_ID("merchant_id", 64),
    CUSTOMER_ID("customer_id", 64),
    PAYMENT_METHOD("payment_method", 64),
    REFERENCE("reference", 64),
    DESCRIPTION("description", 255);

    private final String field;
    private final int maxCodePoints;

    Detail(String field, int maxCodePoints) {
        this.field = field;
        this.maxCodePoints = maxCodePoints;
    }

    /** Its name in requests, files, the table and answers. */
    public String field() {
        return field;
    }

    /** The longest text in Unicode code points, which is how people count; a UTF-16 length would halve emoji. */
    public int maxCodePoints() {
        return maxCodePoints;
    }
}
