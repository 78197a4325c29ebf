package payments.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import payments.Requirement;
import payments.infrastructure.compute.FunctionCode;
import payments.infrastructure.config.DeploymentLoader;
import payments.infrastructure.config.Selection;
import payments.infrastructure.config.deployment.Deployment;
import payments.testing.FunctionJars;

/** Two syntheses have one key only where they write the same. */
@Requirement("X3")
class SynthesisKeyTest {
    private static final Path PAYMENTS = Path.of("main/deployments/payments.yaml");

    @TempDir
    Path folder;

    private Path program;
    private Path code;

    @BeforeEach
    void program() throws IOException {
        jar(folder.resolve("lib/library.jar"), "library", "");
        program = jar(folder.resolve("payments.jar"), "program", "lib/library.jar");
        code = FunctionJars.in(folder.resolve("code"));
    }

    private Optional<String> key(Map<String, String> variables, Path... classPath) {
        return SynthesisKey.of(
                deployment(variables), new FunctionCode(code), new EnvironmentVariables(variables), List.of(classPath));
    }

    private static Deployment deployment(Map<String, String> variables) {
        return DeploymentLoader.load(PAYMENTS, variables, Selection.everything(), read -> {});
    }

    private static Path jar(Path file, String content, String classPath) throws IOException {
        Files.createDirectories(file.getParent());
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        if (!classPath.isEmpty()) {
            manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath);
        }
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out, manifest)) {
            jar.putNextEntry(new JarEntry("content"));
            jar.write(content.getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }

    @Test
    void theSameInputsHaveTheSameKey() {
        assertThat(key(Map.of(), program)).isPresent().isEqualTo(key(Map.of(), program));
    }

    @Test
    void anotherProgramLibraryCodeSettingOrVariableIsAnotherKey() throws IOException {
        Set<Optional<String>> keys = new LinkedHashSet<>(Set.of(key(Map.of(), program)));

        keys.add(key(Map.of("CDKTF_CONTEXT_JSON", "{\"a\":1}"), program));
        keys.add(key(Map.of("NODE_OPTIONS", "--max-old-space-size=512"), program));
        jar(folder.resolve("lib/library.jar"), "library, changed", "");
        keys.add(key(Map.of(), program));
        jar(folder.resolve("payments.jar"), "program, changed", "lib/library.jar");
        keys.add(key(Map.of(), program));
        try (Stream<Path> jars = Files.list(code)) {
            Path one = jars.sorted().findFirst().orElseThrow();
            Files.write(one, new byte[] {0}, StandardOpenOption.APPEND);
        }
        keys.add(key(Map.of(), program));
        Deployment other = DeploymentLoader.load(
                Path.of("main/deployments/mobile-api.yaml"), Map.of(), Selection.everything(), read -> {});
        keys.add(SynthesisKey.of(other, new FunctionCode(code), new EnvironmentVariables(Map.of()), List.of(program)));

        assertThat(keys).hasSize(7).doesNotContain(Optional.empty());
    }

    @Test
    void whereTheOutputGoesAndWhatNothingReadsChangeNothing() {
        assertThat(key(Map.of("CDKTF_OUTDIR", "elsewhere", "HOME", "/nowhere"), program))
                .isEqualTo(key(Map.of(), program));
    }

    @Test
    void classesInFoldersHaveNoKeyAsTheyMayChange() {
        assertThat(key(Map.of(), program, folder)).isEmpty();
    }

    /** Else two deployments could have one text. */
    @Test
    void everythingThatADeploymentIsMadeOfShowsAllThatItHolds() {
        Set<Class<?>> seen = new LinkedHashSet<>();
        walk(Deployment.class, seen);

        Set<String> silent = new TreeSet<>();
        for (Class<?> type : seen) {
            if (type.getName().startsWith("payments.") && !type.isInterface() && !shows(type)) {
                silent.add(type.getName());
            }
        }

        assertThat(silent).isEmpty();
        assertThat(seen).hasSizeGreaterThan(40);
    }

    private static boolean shows(Class<?> type) {
        if (type.isRecord() || type.isEnum()) {
            return true;
        }
        try {
            return type.getMethod("toString").getDeclaringClass() != Object.class;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("every class has toString", e);
        }
    }

    private static void walk(Type type, Set<Class<?>> seen) {
        if (type instanceof ParameterizedType parameterized) {
            walk(parameterized.getRawType(), seen);
            Stream.of(parameterized.getActualTypeArguments()).forEach(argument -> walk(argument, seen));
        } else if (type instanceof WildcardType wildcard) {
            Stream.of(wildcard.getUpperBounds()).forEach(bound -> walk(bound, seen));
        } else if (type instanceof GenericArrayType) {
            throw new IllegalStateException("an array has no text: " + type);
        } else if (type instanceof Class<?> plain && seen.add(plain)) {
            assertThat(plain.isArray()).as("an array has no text: %s", plain).isFalse();
            if (plain.isRecord()) {
                for (RecordComponent component : plain.getRecordComponents()) {
                    walk(component.getGenericType(), seen);
                }
            }
            if (plain.isSealed()) {
                Stream.of(plain.getPermittedSubclasses()).forEach(permitted -> walk(permitted, seen));
            }
        }
    }
}
