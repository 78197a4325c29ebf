package payments.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;

/** The test methods of this module, for the documents that name them. */
public final class TestMethods {
    private TestMethods() {}

    /** All of them. */
    public static List<Method> all() {
        try {
            Path classes = Path.of(TestMethods.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            try (Stream<Path> files = Files.walk(classes.resolve("payments"))) {
                return files.filter(path -> path.toString().endsWith(".class"))
                        .map(file -> classes.relativize(file).toString().replace(".class", ""))
                        .flatMap(name ->
                                Arrays.stream(load(name.replace('/', '.')).getDeclaredMethods()))
                        .filter(method -> AnnotationSupport.isAnnotated(method, Testable.class))
                        .toList();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the tests lie nowhere", e);
        }
    }

    /** The names of the methods by the simple name of their class. */
    public static Map<String, Set<String>> byClass() {
        return all().stream()
                .collect(Collectors.groupingBy(
                        method -> method.getDeclaringClass().getSimpleName(),
                        Collectors.mapping(Method::getName, Collectors.toCollection(TreeSet::new))));
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, TestMethods.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(name + " lies among the tests and cannot be loaded", e);
        }
    }
}
