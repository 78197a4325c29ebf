package payments.infrastructure.guardrail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import payments.app.AcceptedFindings;
import payments.infrastructure.config.DeploymentLoader;
import payments.infrastructure.config.Selection;
import payments.infrastructure.guardrail.model.Program;
import payments.testing.Deployments;

/**
 * The synthesized production of the flagship, for mutations of it.
 *
 * @param stacks the Terraform JSON of each stack by its name
 * @param suppressions what its deployment accepts
 */
record Flagship(Map<String, JsonNode> stacks, List<Suppression> suppressions) {
    private static final List<String> PRODUCTION = List.of("prod-iam", "prod-us-east-1", "prod-us-east-2");

    /** Nothing, until it is synthesized. */
    Flagship() {
        this(Map.of(), List.of());
    }

    static Flagship production() {
        try {
            Path folder = Deployments.of("payments").folder();
            Map<String, JsonNode> stacks = new TreeMap<>();
            for (String name : PRODUCTION) {
                Path stack = folder.resolve("stacks").resolve(name);
                stacks.put(
                        name,
                        new ObjectMapper().readTree(stack.resolve("cdk.tf.json").toFile()));
            }
            Path deployment = folder.resolveSibling("deployment.yaml");
            return new Flagship(
                    stacks,
                    AcceptedFindings.of(DeploymentLoader.load(deployment, Map.of(), Selection.everything())
                            .suppressions()));
        } catch (IOException e) {
            throw new UncheckedIOException("the flagship's stacks cannot be read", e);
        }
    }

    Program program() {
        return Program.of(stacks);
    }
}
