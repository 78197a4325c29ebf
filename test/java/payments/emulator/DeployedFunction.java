package payments.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import payments.contract.FunctionContract;
import payments.contract.FunctionJar;
import payments.testing.FunctionJars;
import payments.testing.Run;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;

/**
 * A function as it was deployed: its handler, from the jar that the build packed, runs in a process of its own with the
 * variables that are read back from the emulator.
 *
 * @param environment where it is deployed
 * @param folder where it runs
 * @param region its region
 * @param name its name
 */
record DeployedFunction(DeployedEnvironment environment, Path folder, String region, String name) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What is deployed. */
    GetFunctionConfigurationResponse configuration() {
        try (var lambda = environment.in(region).lambda()) {
            return lambda.getFunctionConfiguration(request -> request.functionName(name));
        }
    }

    /** Its answer to an event. */
    JsonNode answer(JsonNode event) throws IOException {
        GetFunctionConfigurationResponse function = configuration();
        Map<String, String> variables = new HashMap<>(environment.emulator().environment());
        variables.putAll(function.environment().variables());
        variables.put("AWS_REGION", region);
        // The runtime prints a notice about these options, into the answer.
        variables.remove("JAVA_TOOL_OPTIONS");
        String handler = function.handler();
        String classPath = FunctionJars.packed(jar(handler))
                + File.pathSeparator
                + Path.of("test/target/test-classes").toAbsolutePath();
        Run run = Run.of(
                folder,
                variables,
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath,
                        FunctionProcess.class.getName(),
                        handler,
                        JSON.writeValueAsString(event)));
        String output = run.succeeded().output().strip();
        return JSON.readTree(output.substring(output.lastIndexOf('\n') + 1));
    }

    private static FunctionJar jar(String handlerSetting) {
        return Stream.of(FunctionContract.values())
                .filter(function -> function.handlerSetting().equals(handlerSetting))
                .findFirst()
                .orElseThrow()
                .jar();
    }
}
