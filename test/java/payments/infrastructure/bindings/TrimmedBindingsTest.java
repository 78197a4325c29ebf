package payments.infrastructure.bindings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.hashicorp.cdktf.providers.aws.kms_key.KmsKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The provider's package as the program loads it: what is used, and nothing else. */
class TrimmedBindingsTest {
    private static final String BINDINGS = "com.hashicorp.cdktf.providers.aws.";
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String DESCRIPTION = """
            {
              "name": "@cdktf/provider-aws",
              "readme": {"markdown": "# Package"},
              "submodules": {
                "@cdktf/provider-aws.kmsKey": {"symbolId": "src/kms-key/index:", "readme": {"markdown": "# Key"}},
                "@cdktf/provider-aws.sqsQueue": {"symbolId": "src/sqs-queue/index:"}
              },
              "types": {
                "@cdktf/provider-aws.kmsKey.KmsKey": {"docs": {"summary": "A key."}, "kind": "class"},
                "@cdktf/provider-aws.sqsQueue.SqsQueue": {
                  "kind": "class",
                  "properties": [{"name": "key", "type": {"fqn": "@cdktf/provider-aws.kmsKey.KmsKey"}}]
                }
              }
            }
            """;

    private static URL original;
    private static URL loaded;

    @TempDir
    Path folder;

    @BeforeAll
    static void findBoth() throws IOException {
        String version = KmsKey.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath()
                .replaceAll(".*cdktf-provider-aws-(.*)\\.jar", "$1");
        String resource = TrimmedBindings.resource(version);
        original = TrimmedBindings.original(resource);
        loaded = Objects.requireNonNull(KmsKey.class.getClassLoader().getResource(resource));
    }

    /** Else every process would read 134 MB of descriptions. */
    @Test
    void theProgramLoadsTheTrimmedPackageAndNotTheOriginal() {
        assertThat(loaded.toString()).isNotEqualTo(original.toString()).doesNotContain("cdktf-provider-aws");
    }

    @Test
    void theDescriptionHoldsTheModulesThatTheProgramUsesAndNoOthers() throws IOException {
        JsonNode description = JSON.readTree(contentsOf(loaded).get("package/.jsii"));

        assertThat(description.path("submodules").properties())
                .extracting(Map.Entry::getKey)
                .contains("@cdktf/provider-aws.kmsKey", "@cdktf/provider-aws.provider")
                .doesNotContain("@cdktf/provider-aws.eksCluster")
                .hasSizeLessThan(200);
        assertThat(description.path("version").asText()).isEqualTo("18.0.3");
        assertThat(description
                        .at("/types/@cdktf~1provider-aws.kmsKey.KmsKey/base")
                        .asText())
                .isEqualTo("cdktf.TerraformResource");
    }

    @Test
    void javaFindsTheClassOfEveryTypeThatIsRetainedAndOfNoOther() throws IOException {
        URL list = Objects.requireNonNull(KmsKey.class.getClassLoader().getResource(TrimmedBindings.TYPES));
        Set<String> listed = new TreeSet<>();
        try (InputStream from = list.openStream()) {
            new String(from.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .forEach(line -> listed.add(line.substring(0, line.indexOf('='))));
        }
        Set<String> described = new TreeSet<>();
        JSON.readTree(contentsOf(loaded).get("package/.jsii"))
                .path("types")
                .fieldNames()
                .forEachRemaining(described::add);

        assertThat(listed).isEqualTo(described);
    }

    /** A module that another needs at run time would only be missed when it is loaded. */
    @Test
    void everythingThatARetainedModuleLoadsIsRetained() throws IOException {
        Map<String, String> files = contentsOf(loaded);

        assertThat(files).hasSizeGreaterThan(100);
        files.forEach((name, code) -> Pattern.compile("require\\(\"(\\.[^\"]*)\"\\)")
                .matcher(code)
                .results()
                .map(found ->
                        Path.of(name).resolveSibling(found.group(1)).normalize().toString())
                .forEach(needed -> assertThat(files.keySet())
                        .as("%s requires %s", name, needed)
                        .containsAnyOf(needed, needed + ".js", needed + "/index.js")));
    }

    @Test
    void theSameClassesGiveTheSameBytes() throws IOException {
        Set<String> used = Set.of(BINDINGS + "kms_key.KmsKey");

        assertThat(trimmed(used, "first")).hasSameBinaryContentAs(trimmed(used, "second"));
    }

    @Test
    void whatIsRetainedIsLoadedOnDemandWithoutDocumentationAndSourceMaps() throws IOException {
        Map<String, String> files = contentsOf(
                trimmed(Set.of(BINDINGS + "kms_key.KmsKey"), "kept").toUri().toURL());

        assertThat(files)
                .containsOnlyKeys("package/.jsii", "package/lib/index.js", "package/lib/kms-key/index.js")
                .containsEntry("package/lib/kms-key/index.js", "exports.KmsKey = class {};\n")
                .containsEntry("package/.jsii", """
                        {"name":"@cdktf/provider-aws","submodules":{"@cdktf/provider-aws.kmsKey":{"symbolId":"src/kms-key/index:"}},"types":{"@cdktf/provider-aws.kmsKey.KmsKey":{"kind":"class"}}}""");
        assertThat(files.get("package/lib/index.js")).contains("\"kmsKey\"").doesNotContain("sqsQueue");
    }

    @Test
    void aUsedClassThatThePackageLacksFailsTheBuildWithItsName() {
        String unknownModule = BINDINGS + "no_such_service.NoSuchService";
        String unknownClass = BINDINGS + "kms_key.NoSuchClass";

        assertThatThrownBy(() -> trimmed(Set.of(BINDINGS + "kms_key.KmsKey", unknownModule, unknownClass), "never"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageEndingWith(": " + unknownClass + ", " + unknownModule);
        assertThat(folder.resolve("never")).doesNotExist();
    }

    @Test
    void aTypeThatARetainedOneNeedsFailsTheBuildWhereItsModuleIsNotRetained() {
        assertThatThrownBy(() -> trimmed(Set.of(BINDINGS + "sqs_queue.SqsQueue"), "never"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageEndingWith(": @cdktf/provider-aws.kmsKey.KmsKey");
    }

    @Test
    void aFolderWithoutClassesOfTheBindingsIsNoProgram() {
        assertThatThrownBy(() -> UsedClasses.of(folder))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(folder.toString());
    }

    private Path trimmed(Set<String> used, String name) throws IOException {
        Path target = folder.resolve(name);
        try (InputStream from = new ByteArrayInputStream(smallPackage())) {
            ProviderPackage.trim(from, used, target);
        }
        return target;
    }

    /** Two modules, of which the second has a property of the first's type. */
    private static byte[] smallPackage() throws IOException {
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(archive))) {
            add(tar, "package/.jsii", DESCRIPTION);
            add(tar, "package/lib/index.js", "exports.kmsKey = require('./kms-key');\n");
            add(tar, "package/lib/kms-key/index.js", "exports.KmsKey = class {};\n//# sourceMappingURL=data:abc");
            add(tar, "package/lib/kms-key/index.d.ts", "export class KmsKey {}\n");
            add(tar, "package/lib/sqs-queue/index.js", "exports.SqsQueue = class {};\n");
        }
        return archive.toByteArray();
    }

    private static void add(TarArchiveOutputStream tar, String name, String content) throws IOException {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(bytes.length);
        tar.putArchiveEntry(entry);
        tar.write(bytes);
        tar.closeArchiveEntry();
    }

    private static Map<String, String> contentsOf(URL archive) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(archive.openStream()))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                files.put(entry.getName(), new String(tar.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }
}
