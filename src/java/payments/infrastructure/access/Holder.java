package payments.infrastructure.access;

import java.util.Comparator;
import payments.infrastructure.access.Change.Area;

/**
 * Somebody or something that policies are attached to; the same in two programs when it has the same name.
 *
 * @param environment the environment it is tagged with
 * @param area whether the policies are its own, its trust policy, or the policy of a resource
 * @param arn its ARN, or what stands for it before a deployment
 */
record Holder(String environment, Area area, String arn) implements Comparable<Holder> {
    private static final int RESOURCE = 5;
    private static final Comparator<Holder> ORDER =
            Comparator.comparing(Holder::area).thenComparing(Holder::arn).thenComparing(Holder::environment);

    /** Whether only its own policy lets its account in: a key (KMS guide, "Determining access to KMS keys"). */
    boolean isGuarded() {
        return arn.startsWith("arn:aws:kms:");
    }

    /** What a reader calls it: kind and name. */
    String label() {
        String[] parts = arn.split(":", RESOURCE + 1);
        if (!arn.startsWith("arn:") || parts.length <= RESOURCE) {
            return arn;
        }
        String name = parts[RESOURCE].replaceFirst("^([a-z-]+)/(.+)$", "$1 $2");
        return parts[2].equals("iam") ? name : parts[2] + " " + name;
    }

    @Override
    public int compareTo(Holder other) {
        return ORDER.compare(this, other);
    }
}
