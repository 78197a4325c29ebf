package payments.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import payments.Requirement;
import payments.emulator.PlanDifferences.Difference;
import payments.testing.Run;
import payments.testing.Tool;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Two copies of one deployment at once: one account, one region, the same addresses, one bucket for their states. */
class SideBySideIT {
    private static final String BUCKET = "acme-state";
    private static final List<String> STACKS = List.of("dev-iam", "dev-us-east-1");
    private static final String YAML = """
            project: acme
            backend:
              type: s3
              s3: {bucket: acme-state}
            settings:
              network: {zones: 2, natGateways: single}
              documents: none
              database: none
              firewall: none
              api: {type: http, authorization: aws-iam}
              protection: {deletionProtection: false, preventDestroy: false, finalSnapshot: false, emptyBucketsOnDestroy: true}
            environments:
              dev:
                suffix: dev
                ownsAccount: ${OWNS_ACCOUNT:-true}
                classification: {data: internal, pciScope: out}
                regions:
                  - {name: us-east-1, cidr: "${CIDR_US_EAST_1:-10.0.0.0/16}"}
              staging:
                suffix: staging
                ownsAccount: false
                classification: {data: internal, pciScope: out}
                regions:
                  - {name: us-east-1, cidr: 10.1.0.0/16}
            suppressions:
              - rule: apigwv2-no-public-without-edge-waf
                paths: [dev-us-east-1/api, staging-us-east-1/api]
                reason: A trial, in which nobody calls.
                owner: platform team
                control: Every request is signed
                expires: 2027-11-30
            """;

    @TempDir
    Path folder;

    @BeforeAll
    static void needsTheTools() {
        Tool.require(Tool.TERRAFORM, Tool.EMULATOR);
    }

    @Test
    @Requirement({"B10", "K2", "K3"})
    void eachIsAppliedPlannedEmptyAndDestroyedWithoutTheOther() {
        try (Emulator emulator = Emulator.start()) {
            Aws aws = new Aws(emulator.endpoint(), "us-east-1");
            try (S3Client s3 = aws.s3()) {
                s3.createBucket(request -> request.bucket(BUCKET));
            }
            Map<String, Project> copies = new LinkedHashMap<>();
            copies.put("t1", copy(emulator, "t1", "true"));
            copies.put("t2", copy(emulator, "t2", "false"));

            for (String stack : STACKS) {
                sideBySide(copies, copy -> StackRunner.terraform(copy).apply(stack));
            }

            assertThat(states(aws))
                    .containsExactly(
                            "payments/dev-iam-t1.tfstate",
                            "payments/dev-iam-t2.tfstate",
                            "payments/dev-us-east-1-t1.tfstate",
                            "payments/dev-us-east-1-t2.tfstate");
            assertThat(Leftovers.roles(aws, "acme")).anyMatch(endsWith("t1")).anyMatch(endsWith("t2"));
            copies.forEach(
                    (name, copy) -> assertThat(differences(copy)).as(name).isEmpty());

            destroy(copies.get("t1"));

            assertThat(Leftovers.roles(aws, "acme")).isNotEmpty().noneMatch(endsWith("t1"));
            assertThat(differences(copies.get("t2"))).as("t2 without t1").isEmpty();
            destroy(copies.get("t2"));
            assertThat(Leftovers.in(emulator, "us-east-1", "acme")).containsExactly("bucket " + BUCKET);
        }
    }

    private Project copy(Emulator emulator, String suffix, String ownsAccount) {
        Path own = folder.resolve(suffix);
        assertThat(own.toFile().mkdirs()).isTrue();
        Project project = new Project(own, YAML)
                .with(emulator.environment())
                .with(Map.of("ENVIRONMENT", "dev", "ENVIRONMENT_SUFFIX", suffix, "OWNS_ACCOUNT", ownsAccount));
        project.program("synth").succeeded();
        return project;
    }

    private static Predicate<String> endsWith(String suffix) {
        return name -> name.endsWith("-" + suffix);
    }

    private interface Start {
        Run.Running of(Project copy);
    }

    private static void sideBySide(Map<String, Project> copies, Start start) {
        List<Run.Running> running = copies.values().stream().map(start::of).toList();
        running.forEach(run -> run.await().succeeded());
    }

    /** What a second plan would change, but for what the emulator forgets. */
    private static List<Difference> differences(Project copy) {
        return KnownDifferences.of("migration")
                .unknownAmong(STACKS.stream()
                        .flatMap(stack -> {
                            copy.terraform(stack, "plan", "-input=false", "-no-color", "-out=second.tfplan")
                                    .succeeded();
                            Run shown = copy.terraform(stack, "show", "-json", "-no-color", "second.tfplan");
                            return PlanDifferences.parse(shown.succeeded().output()).stream();
                        })
                        .toList());
    }

    private static void destroy(Project copy) {
        for (String stack : List.of(STACKS.get(1), STACKS.get(0))) {
            StackRunner.terraform(copy).destroy(stack).await().succeeded();
        }
    }

    private static List<String> states(Aws aws) {
        try (S3Client s3 = aws.s3();
                Stream<S3Object> objects = s3.listObjectsV2(request -> request.bucket(BUCKET)).contents().stream()) {
            return objects.map(S3Object::key).sorted().toList();
        }
    }
}
