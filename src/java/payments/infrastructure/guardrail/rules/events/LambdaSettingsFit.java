package payments.infrastructure.guardrail.rules.events;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import payments.infrastructure.guardrail.events.Documents;
import payments.infrastructure.guardrail.model.Block;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * What is set for a function, its alias, its provisioned concurrency and its invocation goes together as Lambda asks. Sizes are
 * those of ordinary functions: what runs on instances of one's own may be larger.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html">AWS: CreateFunction</a>
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html">AWS: quotas of Lambda</a>
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart.html">AWS: runtimes with SnapStart</a>
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuring-alias-routing.html">AWS: weighted aliases</a>
 */
@Guardrail(
        id = "lambda-settings-fit",
        severity = Severity.HIGH,
        expects = "settings that Lambda takes together",
        fix = "change one of the settings, as CreateFunction, CreateAlias and Invoke ask",
        why = "Lambda refuses the request in the middle of an apply",
        sources = "ours: Terraform does not compare settings with each other")
final class LambdaSettingsFit extends ResourceRule {
    private static final int MOST_LAYERS = 5;
    private static final int MOST_GROUPS = 5;

    /** By setting: the most of an ordinary function. */
    private static final Map<String, Integer> MOST =
            new TreeMap<>(Map.of("timeout", 900, "memory_size", 10_240, "ephemeral_storage.size", 10_240));

    private static final Pattern WITH_SNAP_START =
            Pattern.compile("java(1[1-9]|[2-9]\\d)\\b.*|python3\\.(1[2-9]|[2-9]\\d)|dotnet([89]|\\d\\d)\\b.*");

    LambdaSettingsFit() {
        super(
                "aws_lambda_function",
                "aws_lambda_alias",
                "aws_lambda_provisioned_concurrency_config",
                "aws_lambda_invocation");
    }

    @Override
    protected void judge(Resource resource, Verdicts verdicts) {
        switch (resource.type()) {
            case "aws_lambda_function" -> judgeFunction(resource, verdicts);
            case "aws_lambda_alias" -> judgeAlias(resource, verdicts);
            case "aws_lambda_invocation" -> {
                Value input = resource.attribute("input");
                if (input.isKnown() && Documents.read(input.text()).isEmpty()) {
                    verdicts.fail("input", "input", input.text(), "JSON; a text stands in quotation marks");
                }
            }
            default -> {
                if (resource.attribute("qualifier").is("$LATEST")) {
                    verdicts.fail("qualifier", "qualifier", "$LATEST", "an alias or a published version");
                }
            }
        }
        verdicts.pass("settings", "taken together, as far as they can be read");
    }

    private static void judgeFunction(Resource function, Verdicts verdicts) {
        if (!function.has("capacity_provider_config")) {
            MOST.forEach((setting, most) -> {
                Value size = function.attribute(setting);
                if (size.isBetween(most + 1L, Integer.MAX_VALUE)) {
                    verdicts.fail(setting, setting, size.text(), "at most " + most);
                }
            });
        }
        judgeLayers(function, verdicts);
        judgePackage(function, verdicts);
        judgeNetwork(function, verdicts);
        Value format = function.attribute("logging_config.log_format");
        for (String level : List.of("application_log_level", "system_log_level")) {
            Value given = function.attribute("logging_config." + level);
            if (format.is("Text") && given.isPresent() && !given.is("")) {
                verdicts.fail(level, "logging_config." + level, given + " with log_format Text", "log_format JSON");
            }
        }
    }

    private static void judgeLayers(Resource function, Verdicts verdicts) {
        List<String> layers = function.attribute("layers").texts().toList();
        if (layers.size() > MOST_LAYERS) {
            verdicts.fail("layers", "layers", layers.size() + " layers", "at most " + MOST_LAYERS);
        }
        List<String> names = layers.stream()
                .filter(layer -> layer.startsWith("arn:"))
                .map(layer -> layer.replaceFirst(":\\d+$", ""))
                .toList();
        names.stream()
                .filter(name -> names.indexOf(name) != names.lastIndexOf(name))
                .distinct()
                .forEach(name -> verdicts.fail(name, "layers", "two of " + name, "one version of each layer"));
    }

    private static void judgePackage(Resource function, Verdicts verdicts) {
        Value runtime = function.attribute("runtime");
        Value packaged = function.attribute("package_type");
        boolean image = packaged.is("Image");
        if (image) {
            for (String setting : List.of("runtime", "handler", "layers")) {
                Value given = function.attribute(setting);
                boolean list = given.json().isArray() && given.json().isEmpty();
                if (given.isPresent() && !given.is("") && !list) {
                    verdicts.fail(setting, setting, given + " with package_type Image", "none: the image has it");
                }
            }
        } else if (packaged.isAbsent() || packaged.is("Zip")) {
            for (String setting : List.of("runtime", "handler")) {
                if (function.attribute(setting).isAbsent()) {
                    verdicts.fail(setting, setting, "(absent) with package_type Zip", "the one of the code");
                }
            }
        }
        boolean snapshot = function.attribute("snap_start.apply_on").is("PublishedVersions");
        if (snapshot && image) {
            verdicts.fail("snap_start", "snap_start.apply_on", "PublishedVersions of an image", "none");
        } else if (snapshot
                && runtime.isKnown()
                && !WITH_SNAP_START.matcher(runtime.text()).matches()) {
            verdicts.fail(
                    "snap_start",
                    "snap_start.apply_on",
                    "PublishedVersions with " + runtime.text(),
                    "Java 11, Python 3.12, .NET 8, or newer");
        }
        if (function.attribute("architectures").elements().size() > 1) {
            verdicts.fail(
                    "architectures",
                    "architectures",
                    function.attribute("architectures").text(),
                    "one of them");
        }
    }

    private static void judgeNetwork(Resource function, Verdicts verdicts) {
        Optional<Block> network = function.blocks("vpc_config").stream().findFirst();
        if (network.isEmpty()) {
            if (!function.has("vpc_config")
                    && !function.blocks("file_system_config").isEmpty()) {
                verdicts.fail(
                        "network", "vpc_config", "(absent) with file_system_config", "subnets that reach the files");
            }
            return;
        }
        Value subnets = network.get().attribute("subnet_ids");
        Value groups = network.get().attribute("security_group_ids");
        boolean known = !subnets.isUnknown() && !groups.isUnknown();
        if (known && subnets.elements().isEmpty() != groups.elements().isEmpty()) {
            verdicts.fail(
                    "network",
                    "vpc_config",
                    subnets.elements().isEmpty()
                            ? "security groups without subnets"
                            : "subnets without security groups",
                    "both or neither");
        }
        if (groups.elements().size() > MOST_GROUPS) {
            verdicts.fail(
                    "groups",
                    "vpc_config.security_group_ids",
                    groups.elements().size() + " groups",
                    "at most " + MOST_GROUPS);
        }
    }

    private static void judgeAlias(Resource alias, Verdicts verdicts) {
        String weights = "routing_config.additional_version_weights";
        Value version = alias.attribute("function_version");
        Value others = alias.attribute(weights);
        if (others.isAbsent() || !others.json().isObject() || others.json().isEmpty()) {
            return;
        }
        if (version.is("$LATEST")) {
            verdicts.fail("version", "function_version", "$LATEST with weights", "a published version");
        }
        if (others.json().size() > 1) {
            verdicts.fail("versions", weights, others.json().size() + " versions", "one beside function_version");
        }
        others.json().properties().forEach(entry -> {
            String weight = entry.getValue().asText();
            if (entry.getKey().equals("$LATEST") || version.is(entry.getKey())) {
                verdicts.fail(entry.getKey(), weights, entry.getKey(), "another published version");
            }
            if (weight.matches("-?\\d+(\\.\\d+)?") && !isShare(new BigDecimal(weight))) {
                verdicts.fail("weight", weights, weight, "0.0 to 1.0");
            }
        });
    }

    private static boolean isShare(BigDecimal weight) {
        return weight.signum() >= 0 && weight.compareTo(BigDecimal.ONE) <= 0;
    }
}
