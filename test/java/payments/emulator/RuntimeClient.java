package payments.emulator;

import com.amazonaws.services.lambda.runtime.LambdaRuntime;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import payments.contract.FunctionContract;
import payments.testing.FunctionJars;
import software.amazon.awssdk.utilslite.SdkInternalThreadLocal;

/**
 * One sandbox: AWS's runtime interface client in a process of its own, with our jar alone in the task root. As in the managed
 * runtime, the client's own libraries are on the class path and the jar's classes are loaded by its class loader.
 */
final class RuntimeClient implements AutoCloseable {
    /** What the managed runtime has on its class path. */
    private static final String RUNTIME = Stream.of(
                    AWSLambda.class, LambdaRuntime.class, PojoSerializer.class, SdkInternalThreadLocal.class)
            .map(RuntimeClient::library)
            .collect(Collectors.joining(File.pathSeparator));

    private static final Duration STEP = Duration.ofMillis(500);
    private static final int STEPS = 180;
    private static final String LIBRARY = "/jni/libaws-lambda-jni.linux-x86_64.so";

    private final RuntimeApi api;
    private final Process process;
    private final Path output;

    private RuntimeClient(RuntimeApi api, Process process, Path output) {
        this.api = api;
        this.process = process;
        this.output = output;
    }

    /**
     * Starts it; nothing of this process' environment is in its environment.
     *
     * @param folder an empty folder
     */
    static RuntimeClient start(Path folder, FunctionContract function, Map<String, String> variables) {
        RuntimeApi api = new RuntimeApi();
        try {
            Path taskRoot = folder.resolve("task");
            Files.createDirectories(taskRoot.resolve("lib"));
            Files.copy(FunctionJars.packed(function.jar()), taskRoot.resolve("lib/function.jar"));
            Path output = folder.resolve("output.log");
            ProcessBuilder builder = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            // Two clients would else unpack their library to one place (the temporary directory).
                            "-Dcom.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI="
                                    + nativeLibrary(folder),
                            // The hooks of org.crac become those of the client.
                            "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac",
                            "-XX:+TieredCompilation",
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseSerialGC",
                            "-cp",
                            RUNTIME,
                            AWSLambda.class.getName(),
                            function.handlerSetting()))
                    .directory(taskRoot.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            Map<String, String> environment = builder.environment();
            environment.clear();
            environment.putAll(contract(function.handlerSetting(), api, taskRoot));
            environment.putAll(variables);
            return new RuntimeClient(api, builder.start(), output);
        } catch (IOException e) {
            api.close();
            throw new UncheckedIOException(e);
        }
    }

    /** The variables that Lambda sets (Lambda developer guide, "Defined runtime environment variables"). */
    private static Map<String, String> contract(String handler, RuntimeApi api, Path taskRoot) {
        Map<String, String> variables = new TreeMap<>();
        variables.put("_HANDLER", handler);
        variables.put("AWS_LAMBDA_RUNTIME_API", api.address());
        variables.put("AWS_LAMBDA_FUNCTION_NAME", "payments-test");
        variables.put("AWS_LAMBDA_FUNCTION_VERSION", "1");
        variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1024");
        variables.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/payments-test");
        variables.put("AWS_LAMBDA_LOG_STREAM_NAME", "2026/01/01/[1]test");
        variables.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
        variables.put("AWS_EXECUTION_ENV", "AWS_Lambda_java17");
        variables.put("LAMBDA_TASK_ROOT", taskRoot.toString());
        variables.put("LAMBDA_RUNTIME_DIR", "/var/runtime");
        variables.put("TZ", ":UTC");
        return variables;
    }

    private static String library(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path nativeLibrary(Path folder) throws IOException {
        Path library = folder.resolve("runtime.so");
        try (InputStream in = AWSLambda.class.getResourceAsStream(LIBRARY)) {
            Files.copy(Objects.requireNonNull(in, LIBRARY), library);
        }
        return library;
    }

    /** What it says next. */
    RuntimeApi.Report report() {
        for (int step = 0; step < STEPS; step++) {
            Optional<RuntimeApi.Report> report = api.report(STEP);
            if (report.isPresent()) {
                return report.get();
            }
            if (!process.isAlive()) {
                throw new AssertionError("it ended without a word: " + output());
            }
        }
        throw new AssertionError("it said nothing for so long: " + output());
    }

    /** Waits until it asks for its first event. */
    RuntimeClient ready() {
        RuntimeApi.Report report = report();
        if (report.kind() != RuntimeApi.Kind.READY) {
            throw new AssertionError("not ready: %s%n%s".formatted(report, output()));
        }
        return this;
    }

    /** Has it work on an event, and waits until it asks for the next one. */
    RuntimeApi.Report invoke(String event) {
        api.offer(event);
        RuntimeApi.Report report = report();
        ready();
        return report;
    }

    /** Waits for its end. */
    int exitCode() throws InterruptedException {
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            throw new AssertionError("it goes on: " + output());
        }
        return process.exitValue();
    }

    /** All that it wrote, which would be its log. */
    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        api.close();
    }
}
