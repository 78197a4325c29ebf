package payments.infrastructure.capability;

import com.hashicorp.cdktf.TerraformOutput;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import payments.contract.FunctionContract;
import payments.contract.FunctionVariable;
import payments.infrastructure.config.deployment.Environment;
import payments.infrastructure.config.deployment.Region;
import payments.infrastructure.config.deployment.Settings;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.observability.AlarmGroup;
import payments.infrastructure.observability.AlertTopic;
import payments.infrastructure.observability.AlertTopicArn;
import payments.infrastructure.observability.DashboardSection;
import payments.infrastructure.observability.EncryptedLogGroup;
import payments.infrastructure.observability.Metric;
import payments.infrastructure.observability.ShownMetric;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * A region while it is built: where its resources go, what the capabilities before this one have added, and what is
 * collected from all of them. Capabilities put their constructs into the region's stack itself, so that an address says
 * what a resource is and not which class made it.
 */
public final class RegionContext {
    private final Site site;
    private final List<Capability> capabilities;
    private final Map<Class<?>, Object> parts = new HashMap<>();
    private final Map<String, EncryptedLogGroup> requestLogs = new TreeMap<>();
    private final Map<String, AlarmGroup> alarms = new HashMap<>();
    private final Map<DashboardSection, List<ShownMetric>> dashboard = new EnumMap<>(DashboardSection.class);

    /**
     * Which region it is.
     *
     * @param stack the scope of everything in the region
     * @param placement the region's own account and provider
     * @param routing names, health checks and what watches them, which no region owns; made when it is first asked for
     */
    public record Site(
            Construct stack,
            Placement placement,
            Supplier<Placement> routing,
            Environment environment,
            Region region) {}

    /**
     * A region without anything in it.
     *
     * @param capabilities those that the region has, in the order in which they are built
     */
    public RegionContext(Site site, List<Capability> capabilities) {
        this.site = site;
        this.capabilities = List.copyOf(capabilities);
    }

    public Construct stack() {
        return site.stack();
    }

    public Placement placement() {
        return site.placement();
    }

    /** Names, health checks and what watches them, which no region owns. */
    public Placement routing() {
        return site.routing().get();
    }

    public Environment environment() {
        return site.environment();
    }

    public Region region() {
        return site.region();
    }

    public Settings settings() {
        return environment().settings();
    }

    /** Whether the region owns the documents and the links to all others. */
    public boolean isPrimary() {
        return region().equals(environment().primary());
    }

    /** Whether payments are taken here as long as nobody fails over. */
    public boolean isHome() {
        return region().equals(environment().home());
    }

    /** The capabilities that the region has. */
    public List<Capability> capabilities() {
        return capabilities;
    }

    /** Adds a part that capabilities built later may use. */
    public <T> T add(Class<T> type, T part) {
        if (parts.putIfAbsent(type, part) != null) {
            throw new IllegalStateException("the region has two parts of type %s".formatted(type.getSimpleName()));
        }
        return part;
    }

    /**
     * A part that the region must have.
     *
     * @throws NoSuchElementException if nothing has added it
     */
    public <T> T get(Class<T> type) {
        return find(type)
                .orElseThrow(() -> new NoSuchElementException(
                        "the region has no %s yet: a capability that needs it comes after the one that adds it in the list of capabilities, and the settings refuse it without that one"
                                .formatted(type.getSimpleName())));
    }

    /** A part that the region may have. */
    public <T> Optional<T> find(Class<T> type) {
        return Optional.ofNullable(type.cast(parts.get(type)));
    }

    /** Whether alarms notify the topic of payment events, so that the region has no other. */
    public boolean alertsByEvents() {
        return settings().alertsByEvents() && region().services();
    }

    /** The name of the topic that every alarm of the region notifies. */
    public String alertTopicName() {
        return placement().name(alertTopic(environment(), region()));
    }

    /** The topic that every alarm of a region notifies. */
    public static ResourceName alertTopic(Environment environment, Region region) {
        return environment.settings().alertsByEvents() && region.services()
                ? ResourceName.PAYMENT_EVENTS
                : ResourceName.ALERTS;
    }

    /** The ARN of the topic that every alarm of the region notifies; by its name where the topic is made later. */
    public AlertTopicArn alertsArn() {
        return find(AlertTopic.class)
                .map(AlertTopic::arn)
                .orElseGet(() ->
                        new AlertTopicArn(placement().arns().topic(placement().region(), alertTopicName())));
    }

    /** The topic that every alarm of a standby notifies: an alarm can only notify a topic of its own region. */
    public AlertTopicArn alertsArn(Standby standby) {
        return new AlertTopicArn(placement()
                .arns()
                .topic(standby.code(), standby.placement().name(alertTopic(environment(), standby.region()))));
    }

    /** The alarms under this path, all notifying the region's topic. */
    public AlarmGroup alarms(String path) {
        return alarms.computeIfAbsent(path, id -> new AlarmGroup(stack(), id, placement(), alertsArn()));
    }

    /** Shows metrics in a section of the region's dashboard. */
    public void show(DashboardSection section, List<Metric> metrics) {
        metrics.forEach(
                metric -> show(section, new ShownMetric(metric, placement().region())));
    }

    /** Shows a metric in a section of the region's dashboard, after those that are there. */
    public void show(DashboardSection section, ShownMetric metric) {
        dashboard.computeIfAbsent(section, none -> new ArrayList<>()).add(metric);
    }

    /** What the region's dashboard shows. */
    public Map<DashboardSection, List<ShownMetric>> dashboard() {
        return Map.copyOf(dashboard);
    }

    /** Adds a log that data of requests can reach, in which card data is searched for and masked. */
    public void addRequestLog(String name, EncryptedLogGroup log) {
        requestLogs.put(name, log);
    }

    /** Every log that data of requests can reach, by what writes it. */
    public Map<String, EncryptedLogGroup> requestLogs() {
        return new TreeMap<>(requestLogs);
    }

    /** The environment variables of a function, as far as its contract declares them. */
    public Map<FunctionVariable, String> variables(FunctionContract function) {
        FunctionVariables variables = new FunctionVariables(function);
        capabilities.forEach(capability -> capability.addVariables(this, variables));
        return variables.values();
    }

    /** The functions of the region that run on a schedule. */
    public List<ResourceName> scheduledFunctions() {
        return capabilities.stream()
                .flatMap(capability -> capability.scheduledFunctions().stream())
                .sorted()
                .toList();
    }

    /** Defines an output of the region's stack. Its name is contract. */
    public void output(String name, Object value) {
        output(name, value, false);
    }

    /** Defines an output that Terraform shows only when it is asked for by name. */
    public void secretOutput(String name, Object value) {
        output(name, value, true);
    }

    private void output(String name, Object value, boolean secret) {
        TerraformOutput output = TerraformOutput.Builder.create(stack(), "output-" + name)
                .value(value)
                .sensitive(secret ? true : null)
                .build();
        output.overrideLogicalId(name);
    }
}
