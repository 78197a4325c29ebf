package payments.infrastructure.guardrail.party;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import payments.infrastructure.guardrail.model.Partner;
import payments.infrastructure.guardrail.model.Text;

/** What places of states are called: by the kind of store and by who has it, such as {@code s3 payments-state}. */
public final class StatePlaces {
    /** What a deployment file writes for a part that each environment or region has for itself. */
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{[a-z]+\\}");

    private static final String TERRAFORM_CLOUD = "app.terraform.io";

    private StatePlaces() {}

    /** A file beside the program. */
    public static String local() {
        return "local";
    }

    /** A bucket of S3, with or without placeholders. */
    public static String s3(String bucket) {
        return "s3 " + bucket;
    }

    /** An organization of Terraform Cloud or of a server like it. */
    public static String cloud(String hostname, String organization) {
        return "cloud " + (hostname.isEmpty() ? TERRAFORM_CLOUD : hostname) + "/" + organization;
    }

    /** Any kind: of a text with a host, that host. */
    static String named(String kind, String owner, String hostname) {
        if (kind.equals("cloud")) {
            return cloud(hostname, owner);
        }
        Set<String> hosts = Hosts.in(new Text(List.of("address"), owner, false));
        return kind + " " + (hosts.isEmpty() ? owner : hosts.iterator().next());
    }

    /** Whether a declared place, or a declared bucket or host that holds states, is the one that is named. */
    static boolean covers(Partner partner, String place) {
        return switch (partner.form()) {
            case "state" -> place.matches(pattern(partner.name()));
            case "bucket" -> place.endsWith(" " + partner.name());
            case "host" -> place.matches("\\S+ (?:.*\\.)?" + Pattern.quote(partner.name()) + "(?:/.*)?");
            default -> false;
        };
    }

    private static String pattern(String declared) {
        StringBuilder pattern = new StringBuilder();
        int at = 0;
        var placeholder = PLACEHOLDER.matcher(declared);
        while (placeholder.find()) {
            pattern.append(Pattern.quote(declared.substring(at, placeholder.start())))
                    .append("[a-z0-9-]{0,40}");
            at = placeholder.end();
        }
        return pattern.append(Pattern.quote(declared.substring(at))).toString();
    }
}
