package payments.infrastructure.guardrail.rules.dns;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import payments.infrastructure.guardrail.model.Block;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;
import payments.infrastructure.guardrail.rules.Refusals;

/**
 * Zones and records are what Route 53 takes: values of the record's type, an alias or values, one routing policy for all records of a
 * name, each with an identifier of its own, no CNAME at the zone's own name or beside others, and a VPC in the region that is said.
 *
 * @see <a href="https://docs.aws.amazon.com/Route53/latest/APIReference/API_ResourceRecordSet.html">AWS: ResourceRecordSet</a>
 *
 * @see <a href="https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/ResourceRecordTypes.html">AWS: DNS record types</a>
 */
@Guardrail(
        id = "route53-record-accepted",
        severity = Severity.HIGH,
        expects = "a record that Route 53 takes",
        fix = "write the record as its type and its routing policy ask for",
        why = "Route 53 refuses the change, and callers do not find the API",
        sources = "ours: neither Terraform nor public checks compare records with each other")
final class Route53RecordAccepted extends ResourceRule {
    private static final String RECORD = "aws_route53_record";
    private static final Set<String> POLICIES = Set.of(
            "weighted_routing_policy",
            "failover_routing_policy",
            "geolocation_routing_policy",
            "geoproximity_routing_policy",
            "latency_routing_policy",
            "cidr_routing_policy",
            "multivalue_answer_routing_policy");
    private static final Pattern ADDRESS =
            Pattern.compile("((25[0-5]|2[0-4]\\d|1?\\d?\\d)\\.){3}(25[0-5]|2[0-4]\\d|1?\\d?\\d)");
    private static final Pattern NAME =
            Pattern.compile("(\\*\\.)?([A-Za-z0-9_]([A-Za-z0-9_-]{0,62})\\.)*[A-Za-z0-9_-]{1,63}\\.?");
    private static final int LONGEST_TEXT = 255;

    Route53RecordAccepted() {
        super(RECORD, "aws_route53_zone", "aws_route53_zone_association");
    }

    @Override
    protected void judge(Resource resource, Verdicts verdicts) {
        if (resource.body().has("dynamic")) {
            verdicts.notApplicable("Terraform makes its blocks");
            return;
        }
        Refusals refusals = new Refusals();
        switch (resource.type()) {
            case RECORD -> judgeRecord(resource, refusals);
            case "aws_route53_zone" -> judgeZone(resource, refusals);
            default -> judgeVpc(resource, resource, "", refusals);
        }
        refusals.say(verdicts, "Route 53 takes it");
    }

    private static void judgeZone(Resource zone, Refusals refusals) {
        Value name = zone.attribute("name");
        if (name.isKnown() && !NAME.matcher(name.text()).matches()) {
            refusals.add("name", name.text(), "labels of letters, digits and hyphens, joined by dots");
        }
        if (zone.has("delegation_set_id") && Refusals.isWritten(zone.attribute("vpc"))) {
            refusals.add("delegation_set_id", "delegation_set_id and vpc", "no delegation set for a private zone");
        }
        zone.blocks("vpc").forEach(vpc -> judgeVpc(zone, vpc, "vpc.", refusals));
    }

    private static void judgeVpc(Resource zone, Block association, String prefix, Refusals refusals) {
        Optional<Resource> vpc = association.attribute("vpc_id").target("aws_vpc");
        Value written = association.attribute("vpc_region");
        String region = written.isPresent() ? written.text() : zone.region();
        vpc.filter(found -> !found.region().isEmpty()
                        && !region.isEmpty()
                        && !region.contains("${")
                        && !found.region().equals(region))
                .ifPresent(found -> refusals.add(
                        prefix + "vpc_region",
                        region,
                        "the region of %s, %s".formatted(found.address(), found.region())));
    }

    private static void judgeRecord(Resource record, Refusals refusals) {
        List<String> policies = POLICIES.stream()
                .filter(policy -> isPolicy(record, policy))
                .sorted()
                .toList();
        if (policies.size() > 1) {
            refusals.add(policies.get(1), String.join(" and ", policies), "one routing policy");
        }
        if (policies.isEmpty() == record.has("set_identifier")) {
            refusals.add(
                    "set_identifier",
                    policies.isEmpty() ? record.attribute("set_identifier").text() : "(absent)",
                    policies.isEmpty()
                            ? "no identifier without a routing policy"
                            : "an identifier beside " + policies.get(0));
        }
        boolean alias = Refusals.isWritten(record.attribute("alias"));
        if (alias) {
            refusals.without(record, "", Set.of("ttl", "records"), "an alias alone, without ttl and records");
        } else {
            refusals.with(record, "", Set.of("ttl", "records"), "ttl and records, or an alias");
        }
        judgeValues(record, refusals);
        judgePlace(record, refusals);
        siblings(record).forEach(other -> judgeSibling(record, policies, other, refusals));
    }

    private static boolean isPolicy(Resource record, String policy) {
        return policy.startsWith("multivalue")
                ? record.attribute(policy).isTrue()
                : Refusals.isWritten(record.attribute(policy));
    }

    private static void judgeValues(Resource record, Refusals refusals) {
        String type = record.attribute("type").text();
        List<Value> values = record.attribute("records").elements();
        if (type.equals("CNAME") && values.size() > 1) {
            refusals.add("records", values.size() + " names", "one name in a CNAME");
        }
        for (Value value : values) {
            if (!value.isKnown()) {
                continue;
            }
            String text = value.text();
            String expected =
                    switch (type) {
                        case "A" -> ADDRESS.matcher(text).matches() ? "" : "an IPv4 address";
                        case "AAAA" -> text.matches("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*") ? "" : "an IPv6 address";
                        case "CNAME", "NS", "PTR" ->
                            text.matches("\\S*[^\\s./:]\\.?") && !text.contains("/")
                                    ? ""
                                    : "a name of a host, without scheme and path";
                        case "MX" ->
                            text.matches("\\d{1,5}\\s+\\S+")
                                    ? ""
                                    : "a priority and a name, such as 10 mail.example.com";
                        case "SRV" ->
                            text.matches("\\d+\\s+\\d+\\s+\\d+\\s+\\S+") ? "" : "priority, weight, port and name";
                        case "CAA" ->
                            text.matches("\\d{1,3}\\s+[A-Za-z0-9]+\\s+\".*\"") ? "" : "0 issue \"amazon.com\"";
                        case "TXT", "SPF" ->
                            Stream.of(text.split("\"\\s*\"", -1)).allMatch(part -> part.length() <= LONGEST_TEXT + 2)
                                    ? ""
                                    : "strings of at most 255 characters, joined by \\\"\\\"";
                        default -> "";
                    };
            if (!expected.isEmpty()) {
                refusals.add("records", text, expected);
            }
        }
    }

    private static void judgePlace(Resource record, Refusals refusals) {
        Value name = record.attribute("name");
        Optional<Value> zone = record.find("aws_route53_zone", record.attribute("zone_id"))
                .map(found -> found.attribute("name"))
                .filter(Value::isKnown);
        if (!name.isKnown() || name.text().matches("(?s).*[\\s/].*")) {
            if (name.isKnown()) {
                refusals.add("name", name.text(), "a name without blanks and slashes");
            }
            return;
        }
        String own = plain(name.text());
        String parent = zone.map(found -> plain(found.text())).orElse("");
        if (record.attribute("type").is("CNAME") && zone.isPresent() && (own.isEmpty() || own.equals(parent))) {
            refusals.add("type", "CNAME at " + parent, "an alias at the zone's own name, where NS and SOA are");
        }
        if (zone.isPresent() && name.text().endsWith(".") && !(own + ".").endsWith(parent + ".")) {
            refusals.add("name", name.text(), "a name in the zone " + parent);
        }
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
    }

    /** The other records of its name in its zone. */
    private static List<Resource> siblings(Resource record) {
        Value name = record.attribute("name");
        String zone = record.attribute("zone_id").text();
        String parent = record.find("aws_route53_zone", record.attribute("zone_id"))
                .map(found -> "." + plain(found.attribute("name").text()))
                .orElse(".");
        return name.isKnown() && !zone.isEmpty()
                ? record.stack().program().resources(RECORD).stream()
                        .filter(other -> !other.equals(record)
                                && other.attribute("zone_id").text().equals(zone)
                                && other.attribute("name").isKnown()
                                && inside(other.attribute("name").text(), parent)
                                        .equals(inside(name.text(), parent)))
                        .toList()
                : List.of();
    }

    private static String inside(String name, String parent) {
        String plain = plain(name);
        return plain.endsWith(parent) ? plain.substring(0, plain.length() - parent.length()) : plain;
    }

    private static void judgeSibling(Resource record, List<String> policies, Resource other, Refusals refusals) {
        Value type = record.attribute("type");
        Value otherType = other.attribute("type");
        if (!type.isKnown() || !otherType.isKnown()) {
            return;
        }
        if (!type.text().equals(otherType.text())) {
            if (type.is("CNAME") || otherType.is("CNAME")) {
                refusals.add(
                        "type",
                        "%s beside %s of %s".formatted(type.text(), otherType.text(), other.path()),
                        "a CNAME as the only record of its name");
            }
            return;
        }
        Set<String> theirs = new HashSet<>(
                POLICIES.stream().filter(policy -> isPolicy(other, policy)).toList());
        if (!theirs.equals(new HashSet<>(policies)) || policies.isEmpty()) {
            refusals.add(
                    "name",
                    "%s, as %s is called".formatted(record.attribute("name").text(), other.path()),
                    policies.isEmpty() && theirs.isEmpty()
                            ? "one record for each name and type, or a routing policy"
                            : "one kind of routing policy for all records of a name and type");
            return;
        }
        Value identifier = record.attribute("set_identifier");
        if (identifier.isKnown() && other.attribute("set_identifier").is(identifier.text())) {
            refusals.add("set_identifier", identifier.text(), "an identifier that no other record of the name has");
        }
        Value role = record.attribute("failover_routing_policy.type");
        if (role.isKnown() && other.attribute("failover_routing_policy.type").is(role.text())) {
            refusals.add("failover_routing_policy.type", role.text() + " twice", "one PRIMARY and one SECONDARY");
        }
    }
}
