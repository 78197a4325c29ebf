package payments.service.batch;

import payments.service.resilience.Deadline;

/**
 * One invocation's work on a file.
 *
 * @param owner names the invocation; Lambda gives its retries the same request id
 * @param number 1 for the first, one more with each continuation
 * @param deadline the time it has
 */
public record Run(String owner, int number, Deadline deadline) {}
