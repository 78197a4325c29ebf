package payments.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import payments.Requirement;

/** {@code payments access}: what it lists, how it ends, and what it says of sides that it cannot read. */
@Requirement("X3")
class AccessCommandTest {
    private static final String STACK = """
            {"provider": {"aws": [{"alias": "home", "region": "eu-west-1"}]},
             "resource": {
               "aws_security_group": {"db": {"provider": "aws.home", "name": "database"}},
               "aws_vpc_security_group_ingress_rule": {"db": {"provider": "aws.home",
                 "security_group_id": "${aws_security_group.db.id}", "cidr_ipv4": "%s",
                 "ip_protocol": "tcp", "from_port": 5432, "to_port": 5432}},
               "aws_iam_role": {"r": {"provider": "aws.home", "name": "worker", "assume_role_policy":
                 "{\\"Version\\": \\"2012-10-17\\", \\"Statement\\": {\\"Effect\\": \\"Allow\\", \\"Action\\": \\"sts:AssumeRole\\",
                   \\"Principal\\": {\\"Service\\": \\"lambda.amazonaws.com\\"}}}"}},
               "aws_iam_role_policy": {"p": {"provider": "aws.home", "role": "${aws_iam_role.r.name}", "policy":
                 "{\\"Version\\": \\"2012-10-17\\", \\"Statement\\": {\\"Effect\\": \\"Allow\\", \\"Action\\": \\"%s\\",
                   \\"Resource\\": \\"arn:aws:s3:::files/*\\"}}"}}}}
            """;

    @TempDir
    Path folder;

    private Path old = Path.of("old");
    private Path same = Path.of("same");
    private Path now = Path.of("new");

    @BeforeEach
    void write() throws IOException {
        old = stack("old", "10.0.0.0/24", "s3:GetObject");
        same = stack("same", "10.0.0.0/24", "s3:GetObject");
        now = stack("new", "10.0.0.0/16", "s3:*Object");
    }

    @Test
    void whatIsNewlyAllowedIsListed() {
        Outcome outcome = access(old, now);

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(outcome.out())
                .contains(
                        "Newly allowed",
                        "role worker",
                        "arn:aws:s3:::files/*",
                        "s3:PutObject",
                        "receive tcp 5432: 10.0.0.0/16")
                .contains("2 newly allowed, 0 no longer allowed");
    }

    @Test
    void whatIsNoLongerAllowedIsListedTheOtherWayRound() {
        assertThat(access(now, old).out()).contains("No longer allowed", "0 newly allowed, 2 no longer allowed");
    }

    @Test
    void equalProgramsHaveNoDifference() {
        assertThat(access(old, same, "--fail-on", "any").exitCode()).isZero();
    }

    @Test
    void theExitCodeSaysWhetherSomethingIsNew() {
        assertThat(access(old, now, "--fail-on", "new").exitCode()).isEqualTo(1);
        assertThat(access(now, old, "--fail-on", "new").exitCode()).isZero();
        assertThat(access(now, old, "--fail-on", "any").exitCode()).isEqualTo(1);
    }

    @Test
    void programsReadItAsJsonAndSarif() throws IOException {
        JsonNode json =
                new ObjectMapper().readTree(access(old, now, "--format", "json").out());
        JsonNode sarif = new ObjectMapper()
                .readTree(access(old, now, "--format", "sarif").out());

        assertThat(json.path("newly_allowed").asInt()).isEqualTo(2);
        assertThat(json.path("changes").findValuesAsText("area")).containsExactly("identity", "network");
        assertThat(sarif.path("version").asText()).isEqualTo("2.1.0");
        assertThat(sarif.path("runs").path(0).path("results")).hasSize(2);
    }

    @Test
    void aCommentOfAPullRequestHoldsNamesAsCodeOnly() throws IOException {
        Path evil = stack("evil", "10.0.0.0/24`\\n# heading", "s3:GetObject");
        Path comment = folder.resolve("out/comment.md");

        access(old, evil, "--format", "markdown", "--output", comment.toString());

        assertThat(comment).content().startsWith("### Access").doesNotContain("\n# heading");
    }

    @Test
    void aSideThatIsNoProgramIsBadInput() {
        Outcome outcome = access(folder.resolve("nothing"), now);

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("no program to compare", "nothing", "REVISION:FILE");
    }

    @Test
    void aFileThatARevisionDoesNotHaveIsBadInput() {
        Outcome outcome = Outcome.of(Map.of(), "access", "no-such-revision:deployment.yaml", now.toString());

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("git does not have this file", "no-such-revision");
    }

    private static Outcome access(Path before, Path after, String... options) {
        List<String> arguments = Stream.concat(
                        Stream.of("access", before.toString(), after.toString()), Stream.of(options))
                .toList();
        return Outcome.of(Map.of(), arguments.toArray(new String[0]));
    }

    private Path stack(String name, String addresses, String action) throws IOException {
        Path stack = Files.createDirectories(folder.resolve(name).resolve("stacks/only"));
        String json = STACK.replace("\n", " ").formatted(addresses, action);
        Files.writeString(stack.resolve("cdk.tf.json"), json);
        return folder.resolve(name);
    }
}
