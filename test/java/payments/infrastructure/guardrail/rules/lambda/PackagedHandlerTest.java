package payments.infrastructure.guardrail.rules.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import payments.Requirement;
import payments.infrastructure.guardrail.Catalogue;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.rule.Result;
import payments.infrastructure.guardrail.rule.Verdict;

/** {@code lambda-handler-exists} with a package to open, which the cases in memory have not. */
class PackagedHandlerTest {
    /** What the packages of this test hold. */
    static class Parent {
        void handle() {}
    }

    /** Has its handler from its parent. */
    static class Child extends Parent {
        void other() {}
    }

    private static final String PARENT = Parent.class.getName();
    private static final String CHILD = Child.class.getName();
    private static final String HASH = "${filebase64sha256(\\\"code/app.jar\\\")}";

    @TempDir
    Path folder;

    @BeforeEach
    void packageTheCode() throws IOException {
        Path jar = Files.createDirectories(folder.resolve("stack/code")).resolve("app.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(file)) {
            for (Class<?> type : List.of(Parent.class, Child.class)) {
                String entry = type.getName().replace('.', '/') + ".class";
                zip.putNextEntry(new ZipEntry(entry));
                try (InputStream bytes = Objects.requireNonNull(
                        type.getClassLoader().getResourceAsStream(entry), "the test's own class " + entry)) {
                    bytes.transferTo(zip);
                }
            }
            zip.putNextEntry(new ZipEntry("app/main.py"));
            zip.write("def handle(event, context): pass".getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    @Requirement("X3")
    void aMethodOfTheClassOrOfItsParentIsFound() throws IOException {
        assertThat(failures("java21", PARENT + "::handle", HASH)).isEmpty();
        assertThat(failures("java21", CHILD + "::handle", HASH)).isEmpty();
    }

    @Test
    void aClassOrAMethodThatIsNotInThePackageFails() throws IOException {
        assertThat(failures("java21", "a.b.Missing::handle", HASH)).containsExactly("handler");
        assertThat(failures("java21", CHILD + "::missing", HASH)).containsExactly("handler");
        assertThat(failures("java21", PARENT, HASH))
                .as("a handler without a method means handleRequest")
                .containsExactly("handler");
    }

    @Test
    void theModuleOfAPythonFunctionMustBeThere() throws IOException {
        assertThat(failures("python3.13", "app.main.handle", HASH)).isEmpty();
        assertThat(failures("python3.13", "app.other.handle", HASH)).containsExactly("handler");
        assertThat(failures("nodejs22.x", "index.handler", HASH)).containsExactly("handler");
    }

    @Test
    void aPackageThatIsNotThereOrIsNoneFails() throws IOException {
        Files.delete(folder.resolve("stack/code/app.jar"));
        assertThat(failures("java21", PARENT + "::handle", HASH)).containsExactly("filename");

        Files.writeString(folder.resolve("stack/code/app.jar"), "no jar");
        assertThat(failures("java21", PARENT + "::handle", HASH)).containsExactly("filename");
    }

    @Test
    void aHashThatIsWrittenOutMustBeThatOfThePackage() throws IOException {
        String right = new CodePackage(folder.resolve("stack/code/app.jar")).hash();

        assertThat(failures("java21", PARENT + "::handle", right)).isEmpty();
        assertThat(failures("java21", PARENT + "::handle", right.toLowerCase(java.util.Locale.ROOT)))
                .containsExactly("source_code_hash");
    }

    private List<String> failures(String runtime, String handler, String hash) throws IOException {
        Files.writeString(folder.resolve("stack/cdk.tf.json"), """
                {"resource": {"aws_lambda_function": {"f": {
                  "filename": "code/app.jar", "runtime": "%s", "handler": "%s", "source_code_hash": "%s"}}}}""".formatted(runtime, handler, hash));
        return Catalogue.rule("lambda-handler-exists").orElseThrow().results(Program.read(folder)).stream()
                .filter(result -> result.verdict() == Verdict.FAIL)
                .map(Result::attribute)
                .toList();
    }
}
