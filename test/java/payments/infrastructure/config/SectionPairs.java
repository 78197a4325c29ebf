package payments.infrastructure.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;

/**
 * Files in which every two choices of two sections meet at least once. What a choice cannot be without is added, so that
 * most files are accepted; the same files each time.
 */
public final class SectionPairs {
    private static final int TRIES = 40;

    /** By section: its choices; an empty one leaves the section out. */
    private static final Map<String, List<String>> CHOICES = new LinkedHashMap<>();

    static {
        CHOICES.put("regions", List.of("1", "2", "3"));
        CHOICES.put("network", List.of("none", "", "single", "no endpoints"));
        CHOICES.put("documents", List.of("none", "", "aes256"));
        CHOICES.put("database", List.of("none", "", "parameter-store", "aurora", "serverless"));
        CHOICES.put("copy", List.of("none", "", "live"));
        CHOICES.put("firewall", List.of("none", ""));
        CHOICES.put("api", List.of("", "jwt", "http", "load-balancer", "usage plan", "cors"));
        CHOICES.put("dns", List.of("", "health", "domain"));
        CHOICES.put("queue", List.of("", "queue"));
        CHOICES.put("events", List.of("", "events", "listeners"));
        CHOICES.put("ledger", List.of("", "ledger"));
        CHOICES.put("workflow", List.of("", "workflow", "capture"));
        CHOICES.put("batch", List.of("", "batch", "no large files"));
        CHOICES.put("alerts", List.of("", "mail", "hook"));
        CHOICES.put("audit table", List.of("", "audit table"));
        CHOICES.put("account", List.of("owned", "shared"));
        CHOICES.put("class", List.of("cde", "out"));
        CHOICES.put("state", List.of("local", "bootstrap", "locks", "cloud"));
        CHOICES.put("protection", List.of("on", "off"));
        CHOICES.put("serving", List.of("all", "first", "last"));
    }

    private record Choice(String section, String value) {}

    private final Random random = new Random(20_261_128);

    private SectionPairs() {}

    /** The files. */
    public static List<Variation> all() {
        return new SectionPairs().cover();
    }

    /** The few that are tried in each build: all that is asked for alone, with its defaults, and settings that weaken each other. */
    public static List<Variation> few() {
        Variation ledger = Variation.ofRegions(1)
                .with("settings.queue", Map.of())
                .with("settings.events", Map.of())
                .with("settings.ledger", Map.of())
                .with("settings.workflow", Map.of())
                .named("queue, events, ledger and workflow with their defaults");
        return List.of(
                ledger,
                ledger.with("settings.batch", Map.of())
                        .with("settings.alerts", Map.of())
                        .with("settings.dns", Map.of())
                        .with("settings.database.instanceClass", "db.t4g.micro")
                        .named("all sections with their defaults before the smallest database"),
                Variation.ofRegions(1)
                        .with("settings.network", "none")
                        .with("settings.database", "none")
                        .with("settings.queue.visibilityTimeouts", 1)
                        .with("settings.queue.visibilitySeconds", 30)
                        .named("a queue that hides messages too short"),
                Variation.ofRegions(1)
                        .with("settings.network", "none")
                        .with("settings.database", "none")
                        .with("settings.queue.deadLetterRetentionDays", 13)
                        .named("a queue that keeps dead letters too short"),
                bucket(Variation.ofRegions(1))
                        .with("settings.network", "none")
                        .with("settings.database", "none")
                        .with("backend.s3.region", "us-west-2")
                        .named("a state of its own in a region that the environment has not"));
    }

    private List<Variation> cover() {
        Set<Set<Choice>> open = pairs();
        List<Variation> files = new ArrayList<>();
        while (!open.isEmpty()) {
            Set<Choice> wanted = open.iterator().next();
            Map<String, String> best = Map.of();
            int most = 0;
            for (int i = 0; i < TRIES; i++) {
                Map<String, String> tried = completed(wanted);
                int covers = (int) pairs(tried).stream().filter(open::contains).count();
                if (pairs(tried).contains(wanted) && covers > most) {
                    best = tried;
                    most = covers;
                }
            }
            if (best.isEmpty()) {
                open.remove(wanted);
            } else {
                open.removeAll(pairs(best));
                files.add(file(best));
            }
        }
        return files;
    }

    private Map<String, String> completed(Set<Choice> wanted) {
        Map<String, String> file = new LinkedHashMap<>();
        CHOICES.forEach((section, choices) -> file.put(section, choices.get(random.nextInt(choices.size()))));
        wanted.forEach(choice -> file.put(choice.section(), choice.value()));
        addWhatIsNeeded(file);
        return file;
    }

    private static void addWhatIsNeeded(Map<String, String> file) {
        if (!at(file, "ledger").isEmpty()) {
            need(file, "events", "events");
            if (Set.of("none", "parameter-store").contains(at(file, "database"))) {
                file.put("database", "");
            }
        }
        if (!at(file, "workflow").isEmpty()) {
            need(file, "queue", "queue");
            need(file, "events", "events");
        }
        if (!at(file, "batch").isEmpty()) {
            need(file, "queue", "queue");
        }
        if (at(file, "api").equals("load-balancer")) {
            file.put("dns", "domain");
        }
        boolean capture = at(file, "workflow").equals("capture");
        boolean endpoints = capture || !at(file, "batch").isEmpty();
        if (at(file, "network").equals("no endpoints") && endpoints) {
            file.put("network", "");
        }
        if (at(file, "network").equals("none")
                && (!at(file, "database").equals("none") || at(file, "api").equals("load-balancer"))) {
            file.put("network", "");
        }
        if (Set.of("jwt", "http").contains(at(file, "api"))) {
            file.put("firewall", "none");
        }
        if (at(file, "regions").equals("1")) {
            file.put("serving", "all");
            if (at(file, "copy").equals("live")) {
                file.put("copy", "");
            }
        }
    }

    private static List<String> choices(String section) {
        return Objects.requireNonNull(CHOICES.get(section), section);
    }

    private static String at(Map<String, String> file, String section) {
        return Objects.requireNonNull(file.get(section), section);
    }

    private static void need(Map<String, String> file, String section, String value) {
        if (at(file, section).isEmpty()) {
            file.put(section, value);
        }
    }

    private static Set<Set<Choice>> pairs() {
        Set<Set<Choice>> pairs = new LinkedHashSet<>();
        List<String> sections = List.copyOf(CHOICES.keySet());
        for (int i = 0; i < sections.size(); i++) {
            for (int j = i + 1; j < sections.size(); j++) {
                for (String one : choices(sections.get(i))) {
                    for (String other : choices(sections.get(j))) {
                        pairs.add(Set.of(new Choice(sections.get(i), one), new Choice(sections.get(j), other)));
                    }
                }
            }
        }
        return pairs;
    }

    private static Set<Set<Choice>> pairs(Map<String, String> file) {
        Set<Set<Choice>> pairs = new HashSet<>();
        List<Choice> choices = file.entrySet().stream()
                .map(entry -> new Choice(entry.getKey(), entry.getValue()))
                .toList();
        for (int i = 0; i < choices.size(); i++) {
            for (int j = i + 1; j < choices.size(); j++) {
                pairs.add(Set.of(choices.get(i), choices.get(j)));
            }
        }
        return pairs;
    }

    private static Variation file(Map<String, String> chosen) {
        Variation file = Variation.ofRegions(Integer.parseInt(at(chosen, "regions")));
        for (Map.Entry<String, String> entry : chosen.entrySet()) {
            file = with(file, entry.getKey(), entry.getValue(), chosen);
        }
        return file.named(chosen.toString());
    }

    private static Variation with(Variation file, String section, String value, Map<String, String> chosen) {
        boolean aurora = Set.of("aurora", "serverless").contains(at(chosen, "database"));
        return switch (section + ":" + value) {
            case "network:none", "documents:none", "database:none", "firewall:none" ->
                file.with("settings." + section, "none");
            case "network:single" -> file.with("settings.network.natGateways", "single");
            case "network:no endpoints" -> file.with("settings.network.interfaceEndpoints", List.of());
            case "documents:aes256" -> file.with("settings.documents.encryption", "aes256");
            case "database:parameter-store" -> file.with("settings.database.password", "parameter-store");
            case "database:aurora" ->
                file.with("settings.database.engine", "aurora-postgresql").with("settings.database.aurora", Map.of());
            case "database:serverless" ->
                file.with("settings.database.engine", "aurora-postgresql")
                        .with("settings.database.instanceClass", "db.serverless")
                        .with("settings.database.aurora", Map.of());
            case "copy:" -> aurora ? file.with("settings.links.databaseCopy", "none") : file;
            case "copy:none" -> file.with("settings.links.databaseCopy", "none");
            case "copy:live" -> file.with("settings.links.databaseCopy", aurora ? "global-database" : "read-replica");
            case "api:jwt" ->
                file.with("settings.api.type", "http")
                        .with("settings.api.authorization", "jwt")
                        .with("settings.api.jwt.issuer", "https://login.example.com")
                        .with("settings.api.jwt.audience", List.of("payments"));
            case "api:http" -> file.with("settings.api.type", "http");
            case "api:load-balancer" ->
                file.with("settings.api.type", "load-balancer").with("settings.api.authorization", "none");
            case "api:usage plan" -> file.with("settings.api.usagePlan", Map.of());
            case "api:cors" -> file.with("settings.api.cors.origin", "https://app.example.com");
            case "dns:health" -> file.with("settings.dns", Map.of());
            case "dns:domain" ->
                file.with("settings.dns.domain", "pay.example.com")
                        .with("settings.dns.zoneId", "Z08123456ABCDEFGHIJKL");
            case "queue:queue", "events:events", "ledger:ledger", "workflow:workflow", "batch:batch" ->
                file.with("settings." + section, Map.of());
            case "workflow:capture" -> file.with("settings.workflow", Map.of()).with("settings.api.captureRoute", true);
            case "events:listeners" ->
                file.with(
                        "settings.events.subscriptions",
                        List.of(Map.of("name", "web", "protocol", "https", "endpoint", "https://example.com/hook")));
            case "batch:no large files" -> file.with("settings.batch.largeFiles", false);
            case "alerts:mail" ->
                file.with(
                        "settings.alerts.subscriptions",
                        List.of(Map.of("protocol", "email", "endpoint", "team@example.com")));
            case "alerts:hook" ->
                file.with(
                        "settings.alerts.subscriptions",
                        List.of(Map.of("protocol", "https", "endpoint", "https://example.com/hook")));
            case "audit table:audit table" -> file.with("settings.table.auditTable", Map.of());
            case "account:shared" -> file.with("environments.<name>.ownsAccount", false);
            case "class:out" ->
                file.with("environments.<name>.classification", Map.of("data", "internal", "pciScope", "out"));
            case "state:bootstrap" -> bucket(file);
            case "state:locks" ->
                bucket(file)
                        .with("backend.s3.lockTable", "locks-{environment}-{region}")
                        .with("backend.s3.kmsKeyId", "alias/states-{environment}-{region}");
            case "state:cloud" -> file.with("backend.type", "cloud").with("backend.cloud.organization", "acme");
            case "protection:off" ->
                file.with("settings.protection.deletionProtection", false)
                        .with("settings.protection.preventDestroy", false)
                        .with("settings.protection.finalSnapshot", false)
                        .with("settings.protection.emptyBucketsOnDestroy", true);
            case "serving:first" -> file.withoutServicesIn(file.regions() - 1);
            case "serving:last" -> file.withoutServicesIn(0);
            default -> file;
        };
    }

    private static Variation bucket(Variation file) {
        return file.with("backend.type", "s3")
                .with("backend.s3.bucket", "acme-{environment}-{region}")
                .with("backend.s3.bootstrap", true);
    }
}
