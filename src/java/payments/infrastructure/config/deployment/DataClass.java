package payments.infrastructure.config.deployment;

/** How much harm the data of an environment could do in wrong hands; the value of the tag {@code data-class}. */
public enum DataClass {
    /** Public. */
    PUBLIC,
    /** For the company alone: made-up data of tests. */
    INTERNAL,
    /** For those who need it: data of customers. */
    CONFIDENTIAL,
    /** Payment data. */
    RESTRICTED
}
