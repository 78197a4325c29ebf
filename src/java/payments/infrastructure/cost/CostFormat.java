package payments.infrastructure.cost;

/** The forms in which an estimate can be had. */
public enum CostFormat {
    /** Tables for people. */
    TEXT,
    /** Tables for a page. */
    MARKDOWN,
    /** Every item with quantity and price, for programs. */
    JSON
}
