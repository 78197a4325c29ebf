package payments.service.database;

import java.security.Security;

/** How long Java may remember where a name leads. Counts only when it is set before the first address is looked up. */
public final class AddressMemory {
    /** AWS says at most 5 for failover (RDS guide, "Setting the JVM TTL"). */
    private static final String SECONDS = "5";

    private AddressMemory() {}

    /** Sets the bound. */
    public static void bound() {
        Security.setProperty("networkaddress.cache.ttl", SECONDS);
    }
}
