package payments.infrastructure.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import payments.Requirement;
import payments.contract.FunctionContract;
import payments.contract.FunctionVariable;
import payments.infrastructure.config.constraint.Constraints;
import payments.infrastructure.config.deployment.FunctionSettings;
import payments.infrastructure.naming.ResourceName;
import payments.testing.Json;
import payments.testing.Samples;
import payments.testing.SynthesizedResource;
import payments.testing.SynthesizedStack;
import payments.testing.Testing;

class ServiceFunctionTest {
    private static final SynthesizedStack STACK = synth(Samples.FUNCTION);
    private static final SynthesizedResource FUNCTION = STACK.resource("aws_lambda_function");

    private static SynthesizedStack synth(FunctionSettings settings) {
        return Testing.synthPlaced((scope, placement) -> {
            new ServiceFunction(
                    scope, "function", placement, Samples.host(scope, placement), Samples.apiFunction(settings));
        });
    }

    @Test
    @Requirement("A9")
    void theFunctionRunsOurHandlerWithMemoryAndTimeOfTheSettings() {
        FUNCTION.has("function_name", "acme-api-handler-test")
                .has("runtime", "java21")
                .has("architectures", List.of("arm64"))
                .has("handler", "payments.service.handler.api.PaymentsApiHandler::handleRequest")
                .has("memory_size", 512)
                .has("timeout", 28)
                .has("role", "arn:aws:iam::000000000000:role/acme-api-handler-execution-test");
    }

    @Test
    @Requirement("A9")
    void itRunsInPrivateSubnetsWithAGroupOfItsOwn() {
        FUNCTION.has(
                "vpc_config",
                Json.of("{'subnet_ids': ['subnet-1', 'subnet-2'], 'security_group_ids': ['sg-functions']}"));
    }

    @Test
    @Requirement("A9")
    void itsVariablesAreTheGivenOnesAndTheRuntimesEncrypted() {
        FUNCTION.has("environment.variables", Json.of("""
                        {'REGION': 'eu-west-1', 'ENVIRONMENT_SUFFIX': 'test', 'DYNAMODB_TABLE': 'dynamodb-table',
                         'DYNAMODB_ENDPOINT': 'dynamodb-endpoint', 'TABLE_PARTITION_KEY': 'table-partition-key',
                         'REGION_ROLE': 'region-role',
                         'JAVA_TOOL_OPTIONS': '-XX:+TieredCompilation -XX:TieredStopAtLevel=1 -Dsun.net.inetaddr.ttl=5 -Dhttp.keepAlive.time.server=60'}
                        """))
                .has(
                        "kms_key_arn",
                        STACK.resource("aws_kms_key", "/keys/function").ref("arn"));
    }

    /** Known mistake M16. */
    @Test
    @Requirement("A9")
    void itsLogGroupExistsBeforeItAndCarriesItsName() {
        SynthesizedResource group = STACK.resource("aws_cloudwatch_log_group");

        group.has("name", "/aws/lambda/acme-api-handler-test")
                .has("retention_in_days", 7)
                .has("kms_key_id", STACK.resource("aws_kms_key", "/keys/logs").ref("arn"));
        assertThat(FUNCTION.dependsOn()).containsExactly(group.address());
    }

    /** The asset's own MD5 would differ from what Lambda reports, at every plan. */
    @Test
    void newCodeIsNoticedByItsSha256() {
        String jar = FUNCTION.at("filename").asText();

        assertThat(jar).startsWith("assets/").endsWith(".jar");
        FUNCTION.has("source_code_hash", "${filebase64sha256(\"%s\")}".formatted(jar));
    }

    /** SnapStart works on published versions only, so callers need the alias. */
    @Test
    void everyVersionIsPublishedAndSnapshotAndTheAliasFollowsTheNewest() {
        FUNCTION.has("publish", true).has("snap_start", Json.of("{'apply_on': 'PublishedVersions'}"));
        STACK.resource("aws_lambda_alias")
                .has("name", "live")
                .has("function_name", FUNCTION.ref("function_name"))
                .has("function_version", FUNCTION.ref("version"));
    }

    /** A mobile backend without a network of its own. */
    @Test
    @Requirement("C6")
    void withoutANetworkItRunsInLambdasOwn() {
        Testing.synthPlaced((scope, placement) -> {
                    FunctionHost inNetwork = Samples.host(scope, placement);
                    new ServiceFunction(
                            scope,
                            "function",
                            placement,
                            new FunctionHost(inNetwork.code(), inNetwork.keys(), inNetwork.logs(), null),
                            Samples.apiFunction(Samples.FUNCTION));
                })
                .resource("aws_lambda_function")
                .hasNo("vpc_config");
    }

    /** Twelve functions are not to be twelve copies of some megabytes. */
    @Test
    void functionsOfOneGroupShareTheirJar() {
        List<String> files = Testing.synthPlaced((scope, placement) -> {
                    FunctionHost host = Samples.host(scope, placement);
                    for (FunctionContract function : FunctionContract.values()) {
                        new ServiceFunction(
                                scope,
                                function.name(),
                                placement,
                                host,
                                new FunctionSpec(
                                        ResourceName.API_FUNCTION,
                                        function,
                                        "Function",
                                        Samples.FUNCTION,
                                        Samples.variables(function)));
                    }
                })
                .resources("aws_lambda_function")
                .stream()
                .map(function -> function.at("filename").asText())
                .distinct()
                .toList();

        assertThat(files)
                .hasSize(4)
                .allMatch(file -> file.matches("assets/.*/payment-(api|queue|batch|database)\\.jar"));
    }

    /** A function that stops at its start, or one that receives what it does not read, is never deployed. */
    @Test
    @Requirement("A9")
    void theVariablesAreThoseOfTheContract() {
        Map<FunctionVariable, String> variables = new EnumMap<>(Samples.variables(FunctionContract.PAYMENTS_API));
        variables.put(FunctionVariable.RDS_HOST, "database");
        assertThatThrownBy(() -> Samples.apiFunction(variables))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the function PAYMENTS_API needs the variable RDS_PORT (the port");

        variables.remove(FunctionVariable.RDS_HOST);
        variables.remove(FunctionVariable.TABLE_PARTITION_KEY);
        assertThatThrownBy(() -> Samples.apiFunction(variables))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the function PAYMENTS_API needs the variable TABLE_PARTITION_KEY")
                .hasMessageContaining("FunctionContract.PAYMENTS_API");

        variables.put(FunctionVariable.TABLE_PARTITION_KEY, "payment_id");
        variables.put(FunctionVariable.STATUS_TABLE, "batches");
        assertThatThrownBy(() -> Samples.apiFunction(variables))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the function PAYMENTS_API does not read the variable STATUS_TABLE");
    }

    @Test
    void requestsAreTraced() {
        FUNCTION.has("tracing_config.mode", "Active");
    }

    /** Known mistake M44: 0 would switch the function off and -1 is no limit. */
    @Test
    @Requirement("B5")
    void concurrencyIsReservedOnlyWhereAsked() {
        FUNCTION.hasNo("reserved_concurrent_executions");
        synth(new FunctionSettings(512, 20, 10))
                .resource("aws_lambda_function")
                .has("reserved_concurrent_executions", 10);
        assertThatThrownBy(() -> Constraints.requireValid(new FunctionSettings(512, 20, 0)))
                .hasMessageContaining("reservedConcurrency is 0, allowed is a whole number from 1");
    }

    @Test
    void aJvmWithTooLittleMemoryAndALongRunBehindAnApiAreRefused() {
        assertThatThrownBy(() -> Constraints.requireValid(new FunctionSettings(256, 31, null)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("memoryMegabytes is 256, allowed is a whole number from 512")
                .hasMessageContaining("timeoutSeconds is 31, allowed is a whole number from 3 to 30");
    }
}
