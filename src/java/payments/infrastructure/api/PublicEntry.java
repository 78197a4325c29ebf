package payments.infrastructure.api;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.observability.EncryptedLogGroup;
import payments.infrastructure.observability.EntryMetrics;

/** Where callers enter a region: a REST API, an HTTP API or a load balancer. The rest of the region need not know which. */
public interface PublicEntry {
    /** What a firewall is put in front of; null where AWS WAF protects nothing of this kind. */
    @Nullable String firewallTarget();

    /** Every log that a request can write into, by what writes it. */
    Map<String, EncryptedLogGroup> logs();

    /** The signals that show how callers are served. */
    EntryMetrics metrics();

    /** The outputs of a deployment. */
    List<EntryOutput> outputs();

    /** Where health checkers ask by the name that AWS gives; only where the entry has no other. */
    HealthAddress health();

    /** The name to which one region alone answers, {@code <region>.<domain>}. */
    static String ownName(String region, String domain) {
        return region + "." + domain;
    }

    /**
     * Answers to a name of its own too.
     *
     * @param role what the name is for, part of the constructs' ids
     * @param name the host name
     * @param certificateArn a certificate that names it, issued in this region
     * @return where a record for the name must lead
     */
    AliasTarget answerTo(String role, String name, CertificateArn certificateArn);
}
