package payments.drill;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import payments.drill.engine.Items;
import payments.drill.engine.MemoryDynamoDb;
import payments.drill.engine.MemoryDynamoDb.ItemChange;
import payments.drill.engine.TableLine;
import payments.drill.evidence.Ledger;
import payments.drill.evidence.LogWatch;
import payments.drill.evidence.Topic;
import payments.drill.evidence.Violation;
import payments.infrastructure.report.Bounded;
import payments.regions.Topology;
import payments.service.outbox.PaymentEvent;
import payments.service.store.PaymentTable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** All regions, the log that they share, the topic, the time, and what was seen. */
final class World {
    private static final int LONGEST_FINDING = 500;

    private final Rehearsal rehearsal;
    private final Timeline timeline = new Timeline();
    private final MemoryDynamoDb log = new MemoryDynamoDb(timeline, this::logged);
    private final LogWatch watch = new LogWatch(timeline);
    private final Topic topic = new Topic(() -> false, () -> "");
    private final Experience experience = new Experience(timeline);
    private final Loss loss;
    private final PaymentTable table;
    private final Map<String, Site> sites = new LinkedHashMap<>();
    private final Map<String, Instant> effects = new LinkedHashMap<>();
    private final Set<String> published = new LinkedHashSet<>();
    private final Set<String> findings = new LinkedHashSet<>();
    private int ownersWritten;
    private Runnable whenLost = () -> {};

    World(Rehearsal rehearsal, Loss loss) {
        this.rehearsal = rehearsal;
        this.loss = loss;
        // The engine knows one name for the key of a table; how it is called changes nothing.
        this.table = new PaymentTable(rehearsal.topology().table().name(), "payment_id", Optional.empty());
        rehearsal.topology().regions().forEach(region -> sites.put(region, new Site(this, region)));
    }

    private void logged(List<ItemChange> changes) {
        for (ItemChange change : changes) {
            observed(() -> watch.check(change));
            String kind = Items.text(change.after(), "kind");
            if (kind.equals("owner")) {
                ownersWritten++;
            }
            if (kind.equals("effect") && change.before().isEmpty()) {
                happened(Items.text(change.after(), "payment_id"), Items.number(change.after(), "version"));
            }
            sites.values().forEach(site -> site.logged(change.after(), kind));
        }
    }

    /** Follows a write of a region's table. */
    void committed(ItemChange change, String region) {
        Map<String, AttributeValue> item = change.after();
        if (logName().isEmpty() && change.before().isEmpty() && item.containsKey("outbox_shard")) {
            happened(Items.text(item, "payment"), Items.number(item, "sequence"));
        }
        if (AttributeValue.fromS("fence").equals(item.get("kind"))) {
            ownersWritten++;
        }
    }

    private void happened(String payment, long version) {
        if (effects.putIfAbsent(payment + "#" + version, now()) == null) {
            experience.begin(Kind.EVENT, payment + "#" + version);
            if (version == 1) {
                experience.done(Kind.QUEUE, payment);
            }
        }
    }

    /** Says an event to all who listen. */
    void published(PaymentEvent event, String region) {
        String name = event.paymentId().value() + "#" + event.sequence();
        published.add(name);
        experience.done(Kind.EVENT, name);
        observed(() -> topic.publish(event, region));
    }

    /** Posts into a region's journal. */
    void posted(PaymentEvent event, Ledger ledger) {
        observed(() -> ledger.post(event));
    }

    private void observed(Runnable look) {
        try {
            look.run();
        } catch (Violation violation) {
            found(violation);
        }
    }

    /** Writes down what must not be. */
    void found(Violation violation) {
        found(String.valueOf(violation.getMessage()));
    }

    /** Writes down what must not be; it begins with the property that does not hold. */
    void found(String text) {
        findings.add(Bounded.text(text, LONGEST_FINDING));
    }

    Set<String> findings() {
        return findings;
    }

    void whenLost(Runnable work) {
        whenLost = work;
    }

    /** The region is lost, at this moment. */
    void lost() {
        whenLost.run();
    }

    List<Site> sites() {
        return List.copyOf(sites.values());
    }

    Site site(String region) {
        return Objects.requireNonNull(sites.get(region), region);
    }

    /** The region that has the payments, by the log, or by the fence of its own table. */
    Optional<String> owner() {
        if (logName().isPresent()) {
            return log.items(logName().get()).values().stream()
                    .filter(item -> Items.text(item, "kind").equals("owner"))
                    .map(item -> Items.text(item, "owner_region"))
                    .findFirst();
        }
        return sites().stream()
                .filter(site -> site.items("fence").stream()
                        .map(item -> Items.text(item, "owner_region"))
                        .findFirst()
                        .orElse(isHome(site.name()) ? site.name() : "")
                        .equals(site.name()))
                .map(Site::name)
                .findFirst();
    }

    /** Effects up to a moment whose events are not published. */
    List<String> unpublished(Instant upTo) {
        return effects.entrySet().stream()
                .filter(effect -> !effect.getValue().isAfter(upTo) && !published.contains(effect.getKey()))
                .map(Map.Entry::getKey)
                .toList();
    }

    int ownersWritten() {
        return ownersWritten;
    }

    Instant now() {
        return timeline.instant();
    }

    void pass(Duration time) {
        timeline.pass(time);
    }

    Timeline timeline() {
        return timeline;
    }

    MemoryDynamoDb log() {
        return log;
    }

    LogWatch watch() {
        return watch;
    }

    Topic topic() {
        return topic;
    }

    Experience experience() {
        return experience;
    }

    Loss loss() {
        return loss;
    }

    PaymentTable table() {
        return table;
    }

    /** The regions and what they share, with the table as the engine knows it. */
    Topology topology() {
        Topology deployed = rehearsal.topology();
        return new Topology(
                deployed.environment(),
                deployed.regions(),
                table,
                deployed.log(),
                deployed.queues(),
                deployed.workflow());
    }

    Optional<String> logName() {
        return rehearsal.topology().log();
    }

    String environment() {
        return rehearsal.topology().environment();
    }

    String workflowName() {
        return rehearsal.topology().workflow().orElse("");
    }

    boolean isHome(String region) {
        return rehearsal.topology().home().equals(region);
    }

    RegionFacts facts(String region) {
        return Objects.requireNonNull(rehearsal.facts().get(region), region);
    }

    TableLine.Change change() {
        return rehearsal.change();
    }
}
