package payments.infrastructure.compute;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import payments.Requirement;
import payments.contract.CalledService;
import payments.contract.FunctionContract;
import payments.contract.FunctionVariable;
import payments.infrastructure.config.DeploymentLoader;
import payments.infrastructure.config.Selection;
import payments.infrastructure.config.deployment.Environment;
import payments.infrastructure.config.deployment.Settings;
import payments.testing.Deployments;
import payments.testing.SynthesizedDeployment;
import payments.testing.SynthesizedResource;
import payments.testing.SynthesizedStack;

/**
 * What the code of the functions calls, what their contract says, what the settings conclude, and what the network has a way to are
 * one thing: a service that is missing in one of them is a call that waits until the function's timeout, and one too many costs
 * by the hour.
 */
@Requirement("A9")
class CalledServicesTest {
    private static final Pattern SDK = Pattern.compile("software\\.amazon\\.awssdk\\.services\\.([a-z0-9]+)\\..*");

    /** The packages of the SDK that are called otherwise than the service. */
    private static final Map<String, CalledService> PACKAGES = Map.of("sfn", CalledService.STATES);

    private static final JavaClasses SERVICE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("payments.service");

    static Stream<String> deployments() {
        return Deployments.names().stream();
    }

    @ParameterizedTest
    @EnumSource
    void theClientsThatAHandlerReachesAreThoseOfTheServicesThatItsContractSays(FunctionContract function) {
        Set<CalledService> declared = EnumSet.noneOf(CalledService.class);
        Stream.concat(function.required().stream(), function.optional().stream())
                .forEach(variable -> variable.calls().ifPresent(declared::add));

        assertThat(clients(function.handlerClass())).isEqualTo(declared);
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void theSettingsConcludeWhatTheVariablesOfTheDeployedFunctionsSay(String deployment) {
        for (Environment environment : environments(deployment)) {
            Set<CalledService> called = EnumSet.noneOf(CalledService.class);
            stacks(deployment, environment)
                    .flatMap(stack -> stack.resources("aws_lambda_function").stream())
                    .forEach(function -> function.at("environment.variables")
                            .fieldNames()
                            .forEachRemaining(name -> calls(name, called)));

            assertThat(environment.settings().calledServices().services())
                    .as(environment.name())
                    .isEqualTo(called);
        }
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void aNetworkHasAnEndpointForEachServiceThatIsCalledAndForNoOther(String deployment) {
        for (Environment environment : environments(deployment)) {
            Settings settings = environment.settings();
            if (settings.network() == null) {
                continue;
            }
            Set<String> wanted = new TreeSet<>();
            settings.calledServices().services().forEach(service -> wanted.add(service.code()));
            wanted.addAll(Set.of("s3", "dynamodb"));
            stacks(deployment, environment)
                    .filter(stack -> !stack.resources("aws_lambda_function").isEmpty())
                    .forEach(stack -> assertThat(endpoints(stack).keySet())
                            .as(environment.name())
                            .isEqualTo(wanted));
        }
    }

    @Test
    void theFlagshipsEndpointsStandInOneZoneOfDevAndInAllOfProd() {
        assertThat(endpoints(Deployments.of("payments").stack("dev-eu-west-1")))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "dynamodb", 0, "lambda", 1, "s3", 0, "secretsmanager", 1, "sns", 1, "sqs", 1, "states", 1));
        assertThat(endpoints(Deployments.of("payments").stack("prod-us-east-1")))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "dynamodb", 0, "lambda", 3, "s3", 0, "secretsmanager", 3, "sns", 3, "sqs", 3, "states", 3));
    }

    private static List<Environment> environments(String deployment) {
        return DeploymentLoader.load(
                        Path.of("main/deployments", deployment + ".yaml"),
                        Deployments.variables(SynthesizedDeployment.yaml(deployment)),
                        Selection.everything())
                .environments();
    }

    private static void calls(String variable, Set<CalledService> called) {
        Stream.of(FunctionVariable.values())
                .filter(known -> known.name().equals(variable))
                .forEach(known -> known.calls().ifPresent(called::add));
    }

    private static Stream<SynthesizedStack> stacks(String deployment, Environment environment) {
        return Deployments.of(deployment).stacks().entrySet().stream()
                .filter(stack -> stack.getKey().startsWith(environment.name() + "-"))
                .map(Map.Entry::getValue);
    }

    /** The subnets of each endpoint, by the service. */
    private static Map<String, Integer> endpoints(SynthesizedStack stack) {
        Map<String, Integer> endpoints = new TreeMap<>();
        for (SynthesizedResource endpoint : stack.resources("aws_vpc_endpoint")) {
            String name = endpoint.at("service_name").asText();
            endpoints.put(
                    name.substring(name.lastIndexOf('.') + 1),
                    endpoint.at("subnet_ids").size());
        }
        return endpoints;
    }

    /** The services whose classes of the SDK are reached from a class, over any number of our own. */
    private static Set<CalledService> clients(String handler) {
        Set<CalledService> called = EnumSet.noneOf(CalledService.class);
        Set<JavaClass> seen = new HashSet<>();
        Deque<JavaClass> open = new ArrayDeque<>(Set.of(SERVICE.get(handler)));
        while (!open.isEmpty()) {
            for (Dependency dependency : open.pop().getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                Matcher sdk = SDK.matcher(target.getName());
                if (sdk.matches()) {
                    String name = sdk.group(1);
                    called.add(
                            PACKAGES.containsKey(name)
                                    ? PACKAGES.get(name)
                                    : CalledService.valueOf(name.toUpperCase(Locale.ROOT)));
                } else if (target.getPackageName().startsWith("payments.service") && seen.add(target)) {
                    open.push(target);
                }
            }
        }
        return called;
    }
}
