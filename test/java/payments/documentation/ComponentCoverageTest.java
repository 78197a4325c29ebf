package payments.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import payments.Requirement;
import software.constructs.Construct;

/**
 * Every component is synthesized in a test, by itself or as a part of a construct or stack; one that nothing reaches is found.
 * What such a test must say of it no rule can know.
 */
@Requirement("B12")
class ComponentCoverageTest {
    private static final JavaClasses CLASSES = new ClassFileImporter().importPackages("payments");
    private static final String OURS = "payments.infrastructure";

    @Test
    void everyConstructIsUsedByATest() {
        Set<String> constructs = CLASSES.stream()
                .filter(type -> type.isAssignableTo(Construct.class)
                        && type.getPackageName().startsWith(OURS))
                .map(JavaClass::getName)
                .collect(Collectors.toSet());

        Set<JavaClass> reached = new HashSet<>();
        Deque<JavaClass> next = new ArrayDeque<>(
                CLASSES.stream().filter(ComponentCoverageTest::isTest).toList());
        while (!next.isEmpty()) {
            uses(next.remove()).filter(reached::add).forEach(next::add);
        }
        Set<String> used = reached.stream().map(JavaClass::getName).collect(Collectors.toSet());

        assertThat(constructs).hasSizeGreaterThan(50);
        assertThat(constructs.stream().filter(construct -> !used.contains(construct)))
                .as("constructs that no test uses")
                .isEmpty();
    }

    @Test
    void whatIsDeployedIsAskedThroughTheSdk() {
        Set<String> asked = CLASSES.stream()
                .filter(type -> type.getPackageName().equals("payments.emulator"))
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .map(dependency -> dependency.getTargetClass().getPackageName())
                .filter(name -> name.startsWith("software.amazon.awssdk.services."))
                .map(name -> name.split("\\.", -1)[4])
                .collect(Collectors.toSet());

        assertThat(asked).contains("dynamodb", "s3", "lambda", "rds", "iam");
    }

    private static boolean isTest(JavaClass type) {
        return type.getSimpleName().matches("\\w+(Test|IT)");
    }

    private static Stream<JavaClass> uses(JavaClass type) {
        return type.getDirectDependenciesFromSelf().stream()
                .map(dependency -> dependency.getTargetClass())
                .filter(target -> target.getPackageName().startsWith(OURS)
                        || target.getPackageName().equals("payments.testing"))
                .distinct();
    }
}
