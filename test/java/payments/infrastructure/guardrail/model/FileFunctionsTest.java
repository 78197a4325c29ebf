package payments.infrastructure.guardrail.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import payments.Requirement;

/** Terraform's functions on files and its hashes: what they give is what {@code terraform console} gives for the same files. */
@Requirement("X3")
class FileFunctionsTest {
    @TempDir
    private Path folder;

    private Path program = Path.of("");

    @BeforeEach
    void writeTheFiles() throws IOException {
        program = Files.createDirectories(folder.resolve("program"));
        Files.createDirectories(program.resolve("files/deep"));
        Files.writeString(program.resolve("files/a.json"), "{}");
        Files.writeString(program.resolve("files/deep/b.json"), "{}");
        Files.writeString(program.resolve("files/c.txt"), "text");
        Files.writeString(folder.resolve("outside.json"), "{}");
    }

    private Value evaluated(String expression) throws IOException {
        Files.writeString(
                program.resolve("main.tf"),
                "resource \"aws_s3_object\" \"o\" {\n  content = %s\n}\n".formatted(expression));
        return Program.read(program).resources("aws_s3_object").get(0).attribute("content");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "md5(\"text\") | 1cb251ec0d568de6a929b520c4aed8d1",
                "sha1(\"text\") | 372ea08cab33e71c02c651dbc83a474d32c676ea",
                "sha256(\"text\") | 982d9e3eb996f559e633f4d194def3761d909f5a3b647d1a851fead67c32c9d1",
                "base64sha256(\"text\") | mC2ePrmW9VnmM/TRlN7zdh2Qn1o7ZH0ahR/q1nwyydE=",
                "filemd5(\"${path.module}/files/c.txt\") | 1cb251ec0d568de6a929b520c4aed8d1",
                "filesha256(\"files/c.txt\") | 982d9e3eb996f559e633f4d194def3761d909f5a3b647d1a851fead67c32c9d1",
                "filebase64(\"files/c.txt\") | dGV4dA==",
                "dirname(\"files/c.txt\") | files",
                "fileexists(\"files/c.txt\") | true"
            })
    void whatIsKnownIsComputed(String expression, String expected) throws IOException {
        assertThat(evaluated(expression).text()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"**/*.json | a.json deep/b.json", "*.json | a.json", "{a,c}.* | a.json c.txt", "*.none | ''"})
    void filesAreFoundByAPatternInTheirOrder(String pattern, String expected) throws IOException {
        assertThat(evaluated("join(\" \", fileset(\"${path.module}/files\", \"%s\"))".formatted(pattern))
                        .text())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "filemd5(\"files/none.txt\")",
        "filemd5(\"../outside.json\")",
        "fileexists(\"files/none.txt\")",
        "filemd5(var.file)",
        "filebase64sha256(\"files/c.txt\")"
    })
    void whatIsNotThereOrOutsideOfTheFolderIsNotKnown(String expression) throws IOException {
        assertThat(evaluated(expression).isKnown()).isFalse();
    }

    @Test
    void yamlIsReadLikeTheJsonThatItIs() throws IOException {
        assertThat(evaluated("yamlencode({a = [1, \"x\"]})").text()).isEqualTo("{\"a\":[1,\"x\"]}");
    }
}
