package payments.infrastructure.compute;

import com.hashicorp.cdktf.Fn;
import com.hashicorp.cdktf.providers.aws.lambda_alias.LambdaAlias;
import com.hashicorp.cdktf.providers.aws.lambda_function.LambdaFunction;
import com.hashicorp.cdktf.providers.aws.lambda_function.LambdaFunctionEnvironment;
import com.hashicorp.cdktf.providers.aws.lambda_function.LambdaFunctionSnapStart;
import com.hashicorp.cdktf.providers.aws.lambda_function.LambdaFunctionTracingConfig;
import com.hashicorp.cdktf.providers.aws.lambda_function.LambdaFunctionVpcConfig;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import payments.contract.FunctionVariable;
import payments.infrastructure.observability.EncryptedLogGroup;
import payments.infrastructure.security.KeyPurpose;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * A function of the payment service. SnapStart takes its snapshot of a published version, so every caller goes through the
 * alias {@code live}, which points at the newest one.
 */
public final class ServiceFunction extends Construct {
    /** The alias that every trigger calls. */
    public static final String ALIAS = "live";

    private static final String RUNTIME = "java21";
    private static final String ARCHITECTURE = "arm64";
    private static final String RUNTIME_OPTIONS = "-XX:+TieredCompilation -XX:TieredStopAtLevel=1"
            + " -Dsun.net.inetaddr.ttl=5 -Dhttp.keepAlive.time.server=60";

    private final FunctionSpec spec;
    private final EncryptedLogGroup logGroup;
    private final LambdaFunction function;
    private final FunctionAlias alias;

    /** Defines the function, its log group and its alias. */
    public ServiceFunction(Construct scope, String id, Placement placement, FunctionHost host, FunctionSpec spec) {
        super(scope, id);
        this.spec = spec;
        String name = placement.name(spec.name());
        this.logGroup = new EncryptedLogGroup(
                this,
                "logs",
                placement,
                "/aws/lambda/" + name,
                host.logs(),
                host.keys().arn(KeyPurpose.LOGS));
        String jar = CodeAsset.path(this, host.code(), spec.function());
        LambdaFunction.Builder builder = LambdaFunction.Builder.create(this, "Resource")
                .provider(placement.provider())
                .functionName(name)
                .description(spec.description())
                .role(placement.arns().role(placement.name(spec.name().executionRole())))
                .runtime(RUNTIME)
                .architectures(List.of(ARCHITECTURE))
                .handler(spec.function().handlerSetting())
                .filename(jar)
                // The folder's own hash is MD5; Lambda compares SHA-256, and anything else redeploys at every plan.
                .sourceCodeHash(Fn.filebase64sha256(jar))
                .memorySize(spec.size().memoryMegabytes())
                .timeout(spec.size().timeoutSeconds())
                .environment(LambdaFunctionEnvironment.builder()
                        .variables(withRuntimeOptions(spec.variables()))
                        .build())
                .kmsKeyArn(host.keys().arn(KeyPurpose.FUNCTION).value())
                .publish(true)
                .tracingConfig(
                        LambdaFunctionTracingConfig.builder().mode("Active").build())
                .tags(Map.of("Name", name))
                .dependsOn(List.of(logGroup.resource()));
        FunctionHost.Location location = host.location();
        if (location != null) {
            builder.vpcConfig(LambdaFunctionVpcConfig.builder()
                    .subnetIds(location.subnetIds())
                    .securityGroupIds(List.of(location.securityGroupId()))
                    .build());
        }
        if (spec.start() == FunctionSpec.Start.SNAPSHOT) {
            builder.snapStart(LambdaFunctionSnapStart.builder()
                    .applyOn("PublishedVersions")
                    .build());
        }
        Integer reserved = spec.size().reservedConcurrency();
        if (reserved != null) {
            builder.reservedConcurrentExecutions(reserved);
        }
        this.function = builder.build();
        String functionName = function.getFunctionName();
        LambdaAlias live = LambdaAlias.Builder.create(this, "alias")
                .provider(placement.provider())
                .name(ALIAS)
                .description("The version that is in use")
                .functionName(functionName)
                .functionVersion(function.getVersion())
                .build();
        this.alias = new FunctionAlias(functionName, live.getName(), live.getArn(), live.getInvokeArn());
    }

    /** The function's name. */
    public String name() {
        return alias.functionName();
    }

    /** What the function is for, as its name says. */
    String role() {
        return spec.name().role();
    }

    /** The hash of the code, which changes with it alone. */
    public String codeHash() {
        return function.getSourceCodeHash();
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
        return alias;
    }

    /**
     * The first compiler only: runs are short, and the second one would compete with them for the CPU. Addresses are
     * remembered for five seconds, so that a database or endpoint that moved is found again (AWS SDK for Java developer
     * guide, "Set the JVM TTL for DNS name lookups"). Open connections are kept for a minute, not for the runtime's five
     * seconds, so that a quiet function need not shake hands for each request.
     */
    private static Map<String, String> withRuntimeOptions(Map<FunctionVariable, String> variables) {
        Map<String, String> all = new TreeMap<>();
        variables.forEach((variable, value) -> all.put(variable.name(), value));
        all.put("JAVA_TOOL_OPTIONS", RUNTIME_OPTIONS);
        return all;
    }
}
