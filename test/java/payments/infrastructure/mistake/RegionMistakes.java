package payments.infrastructure.mistake;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;

/** Mistakes about where something is, and what it waits for: each check gives a sentence for each place where one is. */
final class RegionMistakes {
    private static final String GLOBAL = "us-east-1";

    /**
     * Where a certificate is named.
     *
     * @param type of resource
     * @param attribute that names it
     * @param global whether CloudFront takes it, which knows those of us-east-1 alone
     */
    private record Certified(String type, String attribute, boolean global) {}

    private static final List<Certified> CERTIFIED = List.of(
            new Certified("aws_api_gateway_domain_name", "certificate_arn", true),
            new Certified("aws_api_gateway_domain_name", "regional_certificate_arn", false),
            new Certified("aws_apigatewayv2_domain_name", "domain_name_configuration.certificate_arn", false),
            new Certified("aws_lb_listener", "certificate_arn", false),
            new Certified("aws_cloudfront_distribution", "viewer_certificate.acm_certificate_arn", true));

    private RegionMistakes() {}

    /** M26: a firewall of the wrong scope for its region, or in front of nothing. */
    static List<String> firewalls(Program program) {
        List<String> faults = new ArrayList<>();
        for (Resource firewall : program.resources("aws_wafv2_web_acl")) {
            boolean global = firewall.attribute("scope").is("CLOUDFRONT");
            if (global && !firewall.region().equals(GLOBAL)) {
                faults.add("%s is for CloudFront and in %s".formatted(firewall, firewall.region()));
            }
            List<Resource> guarded = global
                    ? firewall.referrers("aws_cloudfront_distribution", "web_acl_id")
                    : firewall.referrers("aws_wafv2_web_acl_association", "web_acl_arn");
            if (guarded.isEmpty()) {
                faults.add(firewall + " stands in front of nothing");
            }
            guarded.stream()
                    .filter(front -> !global && !front.region().equals(firewall.region()))
                    .forEach(front -> faults.add("%s is in another region than %s".formatted(front, firewall)));
        }
        return faults;
    }

    /** M27: a certificate of a region that its user cannot see. */
    static List<String> certificates(Program program) {
        List<String> faults = new ArrayList<>();
        for (Certified place : CERTIFIED) {
            for (Resource user : program.resources(place.type())) {
                Value certificate = user.attribute(place.attribute());
                String wanted = place.global() ? GLOBAL : user.region();
                Optional<String> region = region(user, certificate);
                if (certificate.isPresent() && !region.equals(Optional.of(wanted))) {
                    faults.add("%s takes a certificate of %s, not of %s".formatted(user, region.orElse("?"), wanted));
                }
            }
        }
        return faults;
    }

    /** M28: Route 53 reports health in one region, and an alarm anywhere else hears nothing. */
    static List<String> health(Program program) {
        return program.resources("aws_cloudwatch_metric_alarm").stream()
                .filter(alarm -> alarm.attribute("metric_name").is("HealthCheckStatus"))
                .filter(alarm -> !alarm.region().equals(GLOBAL))
                .map(alarm -> "%s waits in %s for a metric of %s".formatted(alarm, alarm.region(), GLOBAL))
                .toList();
    }

    /** M29: nobody accepts a peering, or its options are set before somebody does. */
    static List<String> peerings(Program program) {
        List<String> faults = new ArrayList<>();
        for (Resource peering : program.resources("aws_vpc_peering_connection")) {
            List<Resource> accepters =
                    peering.referrers("aws_vpc_peering_connection_accepter", "vpc_peering_connection_id");
            if (accepters.isEmpty() && !peering.attribute("auto_accept").isTrue()) {
                faults.add("nobody accepts " + peering);
            }
            for (Resource options : program.resources("aws_vpc_peering_connection_options")) {
                boolean own = options.stack().equals(peering.stack()) && options.isMadeAfter(peering);
                if (own && accepters.stream().noneMatch(options::isMadeAfter)) {
                    faults.add("%s does not wait until %s is accepted".formatted(options, peering));
                }
            }
        }
        return faults;
    }

    private static Optional<String> region(Resource user, Value certificate) {
        Optional<Resource> found = user.find("aws_acm_certificate", certificate)
                .or(() -> certificate.target("aws_acm_certificate"))
                .or(() -> certificate.target("aws_acm_certificate_validation"));
        String[] arn = certificate.text().split(":", -1);
        return found.map(Resource::region).or(() -> arn.length > 3 ? Optional.of(arn[3]) : Optional.empty());
    }
}
