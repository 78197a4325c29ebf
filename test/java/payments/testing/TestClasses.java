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

/** The tests of this module, whether they run or not. */
public final class TestClasses {
    private TestClasses() {}

    /** Every test method, slow ones too. */
    public static List<Method> methods() {
        try {
            Path classes = Path.of(TestClasses.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            try (Stream<Path> files = Files.walk(classes.resolve("payments"))) {
                return files.map(file -> classes.relativize(file).toString())
                        .filter(name -> name.endsWith(".class"))
                        .map(name -> load(name.replace(".class", "").replace('/', '.')))
                        .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                        .filter(method -> AnnotationSupport.isAnnotated(method, Testable.class))
                        .toList();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the compiled tests cannot be read", e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the compiled tests lie at no path", e);
        }
    }

    /** The names of the test methods by the simple name of their class. */
    public static Map<String, Set<String>> byClass() {
        return methods().stream()
                .collect(Collectors.groupingBy(
                        method -> method.getDeclaringClass().getSimpleName(),
                        Collectors.mapping(Method::getName, Collectors.toCollection(TreeSet::new))));
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, TestClasses.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(name + " lies among the tests and cannot be loaded", e);
        }
    }
}
