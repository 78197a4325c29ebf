package payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import payments.infrastructure.api.ApiRoute;
import payments.infrastructure.api.HealthAddress;
import payments.infrastructure.config.deployment.ApiAuthorization;
import payments.infrastructure.observability.Alarm;
import payments.infrastructure.observability.AlarmSpec;
import payments.infrastructure.observability.Metric;
import payments.infrastructure.observability.Periods;

/** Arguments of constructors that could be swapped without an error, or that are too many to be distinguished. */
class ConstructorTest {
    private static final int MOST_PARAMETERS = 7;

    /** Types whose values say nothing about what they mean. */
    private static final Map<String, String> PLAIN = Map.of(
            "java.lang.String", "text",
            "int", "number",
            "long", "number",
            "double", "number",
            "java.lang.Integer", "number",
            "java.lang.Long", "number",
            "java.lang.Double", "number");

    private static final String REFUSES_SWAPPED = "its constructor refuses them when they are swapped";
    private static final String OWN_FACTORIES = "only the class itself makes it";
    private static final String MADE_WHERE_READ = "made only where its values are read, from values of the same names";

    /** Classes with arguments of one plain type side by side, and why that is safe. */
    private static final Map<String, String> EXCEPTIONS = new TreeMap<>(Map.ofEntries(
            Map.entry("api.ApiRoute", REFUSES_SWAPPED),
            Map.entry("api.HealthAddress", REFUSES_SWAPPED),
            Map.entry("observability.AlarmSpec", REFUSES_SWAPPED),
            Map.entry("api.EntryAddresses", OWN_FACTORIES),
            Map.entry("api.RequestModel", OWN_FACTORIES),
            Map.entry("data.PostgresParameter", OWN_FACTORIES),
            Map.entry("identity.Statement", OWN_FACTORIES),
            Map.entry("observability.WatchedDatabase", OWN_FACTORIES),
            Map.entry("consistency.EnvironmentFacts", OWN_FACTORIES),
            Map.entry("picture.Connection", OWN_FACTORIES),
            Map.entry("picture.Node", OWN_FACTORIES),
            Map.entry("report.PciRequirements", OWN_FACTORIES),
            Map.entry("naming.NamingRule$Refused", OWN_FACTORIES),
            Map.entry("compute.FunctionAlias", MADE_WHERE_READ),
            Map.entry("cost.CostItem", MADE_WHERE_READ),
            Map.entry("cost.Price", MADE_WHERE_READ),
            Map.entry("drift.Change", MADE_WHERE_READ),
            Map.entry("drift.Change$Attribute", MADE_WHERE_READ),
            Map.entry("drift.Drift", MADE_WHERE_READ),
            Map.entry("consistency.Location", MADE_WHERE_READ),
            Map.entry("naming.Names", MADE_WHERE_READ),
            Map.entry("reality.ArnForms$Named", MADE_WHERE_READ),
            Map.entry("reality.AwsNames$AwsName", MADE_WHERE_READ),
            Map.entry("reality.ConfigRules$ManagedRule", MADE_WHERE_READ),
            Map.entry("reality.DatabaseParameters$Parameter", MADE_WHERE_READ),
            Map.entry("reality.Dataset", OWN_FACTORIES),
            Map.entry("reality.DocumentSizes$DocumentSize", MADE_WHERE_READ),
            Map.entry("reality.InstanceSize", OWN_FACTORIES),
            Map.entry("reality.Metrics$Fault", OWN_FACTORIES),
            Map.entry("reality.Quotas$Quota", MADE_WHERE_READ),
            Map.entry("reality.RegionServices$Offer", MADE_WHERE_READ),
            Map.entry("reality.Regions$Region", MADE_WHERE_READ),
            Map.entry("report.ReportContext", MADE_WHERE_READ),
            Map.entry("observability.Metric", "namespace, name and statistic in the order of the CloudWatch guide")));

    /** Records with a component for each column of a table, which one method reads by the columns' names. */
    private static final Set<String> ROWS_OF_TABLES =
            Set.of("reality.DocumentSizes$DocumentSize", "reality.Quotas$Quota", "reality.RegionServices$Offer");

    private static final Set<JavaConstructor> CONSTRUCTORS = new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("payments.infrastructure")
                    .stream()
                    .filter(ConstructorTest::isChecked)
                    .flatMap(type -> type.getConstructors().stream())
                    .filter(constructor -> !constructor.getModifiers().contains(JavaModifier.PRIVATE))
                    .collect(Collectors.toUnmodifiableSet());

    /** Settings are bound by name from a file, and rules of the guardrails are made by their catalogue. */
    private static boolean isChecked(JavaClass type) {
        String name = type.getPackageName();
        return !name.startsWith("payments.infrastructure.config")
                && !name.startsWith("payments.infrastructure.guardrail")
                && !type.isAnonymousClass();
    }

    private static String nameOf(JavaConstructor constructor) {
        return constructor.getOwner().getName().replaceFirst("^payments\\.infrastructure\\.", "");
    }

    private static List<String> types(JavaConstructor constructor) {
        return constructor.getRawParameterTypes().stream()
                .map(JavaClass::getName)
                .toList();
    }

    private static boolean canBeSwapped(JavaConstructor constructor) {
        List<String> types = types(constructor);
        for (int i = 1; i < types.size(); i++) {
            String kind = PLAIN.get(types.get(i));
            if (kind != null && kind.equals(PLAIN.get(types.get(i - 1)))) {
                return true;
            }
        }
        return false;
    }

    @Test
    void whatRefusesSwappedArgumentsDoesSo() {
        Metric metric = Metric.ofTopic("the-topic", "Failures", "Sum");
        Alarm.Bounds bounds = new Alarm.Above(0, Periods.ofOneMinute(1));

        assertThatThrownBy(() -> new ApiRoute("payments", "GET", ApiAuthorization.NONE, false, null, 200))
                .hasMessage("payments is no HTTP method");
        assertThatThrownBy(() -> new HealthAddress("/health", "api.example.com"))
                .hasMessage("the path api.example.com does not begin with a slash");
        assertThatThrownBy(() -> new AlarmSpec("Something is wrong", "the-id", metric, bounds))
                .hasMessage("the id of an alarm has no spaces: Something is wrong");
    }

    /** An import that finds nothing would let every constructor pass. */
    @Test
    void constructorsOfConstructsAndRecordsAreSeen() {
        assertThat(CONSTRUCTORS.stream().map(ConstructorTest::nameOf))
                .contains("observability.Alarm", "storage.BucketSpec", "messaging.DeadLetterQueue$Spec")
                .hasSizeGreaterThan(150);
    }

    @Test
    void noConstructorHasMoreParametersThanCanBeDistinguished() {
        assertThat(CONSTRUCTORS)
                .filteredOn(constructor -> types(constructor).size() > MOST_PARAMETERS)
                .extracting(ConstructorTest::nameOf)
                .filteredOn(name -> !ROWS_OF_TABLES.contains(name))
                .as("constructors with more than %d parameters: group those that belong together", MOST_PARAMETERS)
                .isEmpty();
    }

    @Test
    void noTwoArgumentsSideBySideCanBeSwappedInSilence() {
        Set<String> found = CONSTRUCTORS.stream()
                .filter(ConstructorTest::canBeSwapped)
                .map(ConstructorTest::nameOf)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(found)
                .as("constructors with two texts or two numbers side by side: give one a type, or say why it is safe")
                .isEqualTo(EXCEPTIONS.keySet());
    }
}
