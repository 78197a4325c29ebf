/** The payment service that runs in AWS Lambda. Start at the package {@code handler}. */
@org.jspecify.annotations.NullMarked
package payments.service;
