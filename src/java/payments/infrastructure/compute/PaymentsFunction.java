package payments.infrastructure.compute;

import com.hashicorp.cdktf.AssetType;
import com.hashicorp.cdktf.Fn;
import com.hashicorp.cdktf.TerraformAsset;
import com.hashicorp.cdktf.providers.aws.lambda_alias.LambdaAlias;
import com.hashicorp.cdktf.providers.aws.lambda_function.LambdaFunction;
import com.hashicorp.cdktf.providers.aws.lambda_function.LambdaFunctionEnvironment;
import com.hashicorp.cdktf.providers.aws.lambda_function.LambdaFunctionSnapStart;
import com.hashicorp.cdktf.providers.aws.lambda_function.LambdaFunctionTracingConfig;
import com.hashicorp.cdktf.providers.aws.lambda_function.LambdaFunctionVpcConfig;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.config.FunctionSettings;
import payments.infrastructure.config.LogSettings;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.observability.EncryptedLogGroup;
import payments.infrastructure.security.KeyPurpose;
import payments.infrastructure.security.RegionKeys;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * The function behind the payments API. SnapStart takes its snapshot of a published version, so every caller goes through
 * the alias {@code live}, which points at the newest one.
 */
public final class PaymentsFunction extends Construct {
    /** The alias that every trigger calls. */
    public static final String ALIAS = "live";

    private static final String RUNTIME = "java21";
    private static final String ARCHITECTURE = "arm64";

    private final EncryptedLogGroup logGroup;
    private final LambdaFunction function;
    private final LambdaAlias alias;

    /**
     * Where the function runs.
     *
     * @param subnetIds private subnets
     * @param securityGroupId the functions' group
     */
    public record Location(List<String> subnetIds, String securityGroupId) {
        public Location {
            subnetIds = List.copyOf(subnetIds);
        }
    }

    /**
     * Defines the function, its log group and its alias.
     *
     * @param location where in the network; null for a function that needs none
     * @param variables what the code needs to know; no secret among them
     */
    public PaymentsFunction(
            Construct scope,
            String id,
            Placement placement,
            FunctionSettings settings,
            LogSettings logs,
            FunctionCode code,
            RegionKeys keys,
            @Nullable Location location,
            Map<String, String> variables) {
        super(scope, id);
        String name = placement.name(ResourceName.API_FUNCTION);
        this.logGroup =
                new EncryptedLogGroup(this, "logs", placement, "/aws/lambda/" + name, logs, keys.arn(KeyPurpose.LOGS));
        TerraformAsset jar = TerraformAsset.Builder.create(this, "code")
                .path(code.jar().toAbsolutePath().toString())
                .type(AssetType.FILE)
                .build();
        LambdaFunction.Builder builder = LambdaFunction.Builder.create(this, "Resource")
                .provider(placement.provider())
                .functionName(name)
                .description("Payments API: takes, stores and reads payments")
                .role(placement.arns().role(placement.name(ResourceName.API_FUNCTION_ROLE)))
                .runtime(RUNTIME)
                .architectures(List.of(ARCHITECTURE))
                .handler(FunctionCode.PAYMENTS_API)
                .filename(jar.getPath())
                // The asset's own hash is MD5; Lambda compares SHA-256, and anything else redeploys at every plan.
                .sourceCodeHash(Fn.filebase64sha256(jar.getPath()))
                .memorySize(settings.memoryMegabytes())
                .timeout(settings.timeoutSeconds())
                .environment(LambdaFunctionEnvironment.builder()
                        .variables(withRuntimeOptions(variables))
                        .build())
                .kmsKeyArn(keys.arn(KeyPurpose.FUNCTION))
                .publish(true)
                .snapStart(LambdaFunctionSnapStart.builder()
                        .applyOn("PublishedVersions")
                        .build())
                .tracingConfig(
                        LambdaFunctionTracingConfig.builder().mode("Active").build())
                .tags(Map.of("Name", name))
                .dependsOn(List.of(logGroup.resource()));
        if (location != null) {
            builder.vpcConfig(LambdaFunctionVpcConfig.builder()
                    .subnetIds(location.subnetIds())
                    .securityGroupIds(List.of(location.securityGroupId()))
                    .build());
        }
        if (settings.reservedConcurrency() != null) {
            builder.reservedConcurrentExecutions(settings.reservedConcurrency());
        }
        this.function = builder.build();
        this.alias = LambdaAlias.Builder.create(this, "alias")
                .provider(placement.provider())
                .name(ALIAS)
                .description("The version that takes payments")
                .functionName(function.getFunctionName())
                .functionVersion(function.getVersion())
                .build();
    }

    /** The function's name. */
    public String name() {
        return function.getFunctionName();
    }

    /** The group of what the function logs. */
    public EncryptedLogGroup logGroup() {
        return logGroup;
    }

    /** The function's ARN, without a version. */
    public String arn() {
        return function.getArn();
    }

    /** The alias that callers call. */
    public FunctionAlias alias() {
        return new FunctionAlias(name(), alias.getName(), alias.getArn(), alias.getInvokeArn());
    }

    /** The first compiler only: requests are short, and the second one would compete with them for the CPU. */
    private static Map<String, String> withRuntimeOptions(Map<String, String> variables) {
        Map<String, String> all = new TreeMap<>(variables);
        all.put("JAVA_TOOL_OPTIONS", "-XX:+TieredCompilation -XX:TieredStopAtLevel=1");
        return all;
    }
}
