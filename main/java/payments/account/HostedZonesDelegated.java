package payments.account;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The hosted zones are there, and the world asks them: the name servers that DNS names for the domain are the zone's. Without that
 * no certificate is issued, and the first apply waits for 75 minutes before it fails.
 */
final class HostedZonesDelegated implements Question {
    private final Function<String, Set<String>> nameServers;

    /** @param nameServers what DNS answers for a domain; empty where it answers nothing */
    HostedZonesDelegated(Function<String, Set<String>> nameServers) {
        this.nameServers = nameServers;
    }

    @Override
    public String name() {
        return "hosted-zones";
    }

    @Override
    public List<Answer> ask(Aws aws, Stacks stacks) {
        Set<String> ids = stacks.resources("aws_route53_record").stream()
                .map(record -> stacks.text(record.attribute("zone_id")))
                .filter(id -> !id.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        List<Answer> answers = new ArrayList<>();
        for (String id : ids) {
            answers.add(ask(aws, id));
        }
        return answers;
    }

    private Answer ask(Aws aws, String id) {
        Xml zone;
        try {
            zone = aws.getXml("route53", "us-east-1", "/2013-04-01/hostedzone/" + id, java.util.Map.of());
        } catch (RefusedException e) {
            if (e.code().equals("NoSuchHostedZone") || e.status() == 404) {
                return Answer.fail("the zone's id in the deployment file", "%s: there is no such zone".formatted(id));
            }
            throw e;
        }
        String domain = zone.first("Name").orElse("").replaceFirst("\\.$", "");
        Set<String> own = lower(zone.texts("NameServer"));
        Set<String> asked = lower(nameServers.apply(domain));
        if (asked.isEmpty()) {
            return Answer.unknown(
                    "dig NS " + domain + " from a machine that DNS answers, and compare",
                    "%s: DNS answers nothing for %s".formatted(id, domain));
        }
        return own.containsAll(asked)
                ? Answer.pass("%s: %s is delegated to it".formatted(id, domain))
                : Answer.fail(
                        "the name servers of %s at its registrar, or in the zone above, to %s"
                                .formatted(domain, String.join(", ", own)),
                        "%s: %s is delegated to %s".formatted(id, domain, String.join(", ", asked)));
    }

    private static Set<String> lower(Iterable<String> names) {
        Set<String> lower = new TreeSet<>();
        names.forEach(name -> lower.add(name.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "")));
        return lower;
    }
}
