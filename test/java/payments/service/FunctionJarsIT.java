package payments.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.Version;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import payments.Requirement;
import payments.Threat;
import payments.contract.FunctionContract;
import payments.contract.FunctionJar;
import payments.testing.BusyProcessor;
import payments.testing.FunctionJars;

/** What is in the packed jars, and what is not. That they run is proven by RuntimeClientIT. */
@Requirement("A10")
@BusyProcessor
class FunctionJarsIT {
    /** What each jar may have, in bytes: a tenth above what it had when only what handlers reach was left in it. */
    private static final Map<FunctionJar, Long> MAX_BYTES = Map.of(
            FunctionJar.API, 8_200_000L,
            FunctionJar.QUEUE, 9_200_000L,
            FunctionJar.BATCH, 11_800_000L,
            FunctionJar.DATABASE, 8_700_000L);

    private static final String HANDLERS = "payments/service/handler/";

    @ParameterizedTest
    @EnumSource
    void aJarIsSmall(FunctionJar group) throws IOException {
        assertThat(Files.size(FunctionJars.packed(group))).isLessThan(MAX_BYTES.get(group));
    }

    @ParameterizedTest
    @EnumSource
    void aJarHasTheHandlersOfItsGroupAndNoOther(FunctionJar group) throws IOException {
        assertThat(names(group))
                .filteredOn(name -> name.startsWith(HANDLERS) && name.endsWith("Handler.class"))
                .map(name ->
                        name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                .containsExactlyInAnyOrderElementsOf(handlers(group));
    }

    @ParameterizedTest
    @EnumSource
    void aJarHasNothingOfTheInfrastructureAndNoSignature(FunctionJar group) throws IOException {
        assertThat(names(group))
                .contains("payments/service/domain/iso-4217.csv")
                .noneMatch(name -> name.startsWith("com/hashicorp"))
                .noneMatch(name -> name.contains("cdktf") || name.contains("jsii"))
                .noneMatch(name -> name.matches("META-INF/[^/]+\\.(SF|RSA|DSA)"));
    }

    /** From class to class over our own code, from the handlers on. */
    @ParameterizedTest
    @EnumSource
    void aJarHasEveryClassThatItsHandlersReach(FunctionJar group) throws IOException {
        Set<String> there = new TreeSet<>(names(group));
        JavaClasses ours;
        try (JarFile jar = new JarFile(FunctionJars.packed(group).toFile())) {
            ours = new ClassFileImporter()
                    .withImportOption(location -> location.contains("!/payments/"))
                    .importJar(jar);
        }
        Deque<String> waiting = new ArrayDeque<>(handlers(group));
        Set<String> seen = new TreeSet<>(waiting);
        Set<String> missing = new TreeSet<>();
        while (!waiting.isEmpty()) {
            String name = waiting.pop();
            if (!there.contains(name.replace('.', '/') + ".class")) {
                missing.add(name);
            } else if (name.startsWith("payments.")) {
                ours.get(name).getDirectDependenciesFromSelf().stream()
                        .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                        .filter(target -> !target.isPrimitive())
                        .map(JavaClass::getName)
                        .filter(target -> !target.startsWith("java"))
                        .filter(seen::add)
                        .forEach(waiting::add);
            }
        }

        assertThat(seen).as("classes reached").hasSizeGreaterThan(100);
        assertThat(missing).isEmpty();
    }

    /** ServiceLoader, and the SDK for its interceptors, make what such a file names, and fail where it is missing. */
    @ParameterizedTest
    @EnumSource
    void aJarHasEveryClassThatItsFilesName(FunctionJar group) throws IOException {
        Set<String> named = new TreeSet<>();
        Set<String> missing = new TreeSet<>();
        try (ZipFile jar = new ZipFile(FunctionJars.packed(group).toFile())) {
            for (ZipEntry file :
                    jar.stream().filter(FunctionJarsIT::namesClasses).toList()) {
                for (String line : lines(jar, file)) {
                    named.add(line);
                    if (jar.getEntry(line.replace('.', '/') + ".class") == null) {
                        missing.add("%s of %s".formatted(line, file.getName()));
                    }
                }
            }
        }

        assertThat(named).contains("software.amazon.awssdk.http.apache.ApacheSdkHttpService");
        assertThat(missing).isEmpty();
    }

    private static boolean namesClasses(ZipEntry file) {
        return !file.isDirectory()
                && (file.getName().startsWith("META-INF/services/")
                        || file.getName().endsWith("/execution.interceptors"));
    }

    private static List<String> lines(ZipFile jar, ZipEntry file) throws IOException {
        try (InputStream in = jar.getInputStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.replaceFirst("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .toList();
        }
    }

    /** Before ProGuard, which leaves of a class what the handlers of one jar reach. */
    @Test
    @Threat("J07")
    void noClassHasTwoVersions() throws IOException {
        Map<String, Long> first = new HashMap<>();
        Set<String> differing = new TreeSet<>();
        for (FunctionJar group : FunctionJar.values()) {
            Set<String> here = new TreeSet<>();
            try (ZipFile jar = new ZipFile(FunctionJars.joined(group).toFile())) {
                for (ZipEntry entry : jar.stream().toList()) {
                    if (!entry.getName().endsWith(".class")) {
                        continue;
                    }
                    assertThat(here.add(entry.getName()))
                            .as("once in %s: %s", group, entry.getName())
                            .isTrue();
                    Long crc = first.putIfAbsent(entry.getName(), entry.getCrc());
                    if (crc != null && crc != entry.getCrc()) {
                        differing.add(entry.getName());
                    }
                }
            }
            assertThat(here).noneMatch(name -> name.startsWith("META-INF/versions/"));
        }

        assertThat(differing).isEmpty();
    }

    /** Each library is there in one version, and the SDK's service modules fit its core. */
    @ParameterizedTest
    @EnumSource
    @Threat("J07")
    void noLibraryIsThereTwice(FunctionJar group) throws IOException {
        Map<String, Set<String>> versions = new TreeMap<>();
        try (ZipFile jar = new ZipFile(FunctionJars.packed(group).toFile())) {
            for (ZipEntry entry : jar.stream()
                    .filter(file -> file.getName().endsWith("/pom.properties"))
                    .toList()) {
                try (InputStream in = jar.getInputStream(entry)) {
                    Properties library = new Properties();
                    library.load(in);
                    versions.computeIfAbsent(library.getProperty("artifactId"), name -> new TreeSet<>())
                            .add(library.getProperty("version"));
                }
            }
        }

        assertThat(versions).containsKeys("dynamodb", "jackson-core", "payments-service", "payments-contract");
        assertThat(versions).allSatisfy((name, found) -> assertThat(found).hasSize(1));
    }

    /** 2.15 is the first with limits on what a document may make it hold. */
    @ParameterizedTest
    @EnumSource
    @Threat("J07")
    void jacksonIsNew(FunctionJar group) throws Exception {
        URL[] jar = {FunctionJars.packed(group).toUri().toURL()};
        List<Version> found;
        try (URLClassLoader loader = new URLClassLoader(jar, ClassLoader.getPlatformClassLoader())) {
            found = List.of(
                    version(loader, "com.fasterxml.jackson.core.json.PackageVersion"),
                    version(loader, "software.amazon.awssdk.thirdparty.jackson.core.json.PackageVersion"));
        }

        assertThat(found)
                .allSatisfy(version -> assertThat(version).isGreaterThanOrEqualTo(new Version(2, 15, 0, "", "", "")));
    }

    private static Version version(ClassLoader loader, String name) throws ReflectiveOperationException {
        String text = loader.loadClass(name).getField("VERSION").get(null).toString();
        String[] numbers = text.split(Pattern.quote("."), 3);
        return new Version(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]), 0, "", "", "");
    }

    private static List<String> handlers(FunctionJar group) {
        return FunctionContract.in(group).stream()
                .map(FunctionContract::handlerClass)
                .toList();
    }

    private static List<String> names(FunctionJar group) throws IOException {
        try (ZipFile jar = new ZipFile(FunctionJars.packed(group).toFile())) {
            return jar.stream().map(ZipEntry::getName).toList();
        }
    }
}
