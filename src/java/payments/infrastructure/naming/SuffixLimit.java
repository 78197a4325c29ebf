package payments.infrastructure.naming;

/**
 * How long an environment's suffix may be, and which name decides it.
 *
 * @param resource what carries the name with the least room
 * @param name that name, with {@code <suffix>} where the suffix goes
 * @param longestSuffix the most characters that the suffix may have
 */
public record SuffixLimit(ResourceName resource, String name, int longestSuffix) {}
