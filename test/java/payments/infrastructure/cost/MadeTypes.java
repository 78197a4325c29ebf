package payments.infrastructure.cost;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The types of resources that the constructs make, whatever a deployment file says: the bindings have a package for each. */
final class MadeTypes {
    private static final Pattern PACKAGE =
            Pattern.compile("com\\.hashicorp\\.cdktf\\.providers\\.(aws\\.(?!data_|provider)[a-z0-9_]+)");

    private MadeTypes() {}

    static Set<String> all() {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("payments").stream()
                        .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                        .map(dependency ->
                                PACKAGE.matcher(dependency.getTargetClass().getPackageName()))
                        .filter(Matcher::matches)
                        .map(found -> found.group(1).replace('.', '_'))
                        .collect(Collectors.toCollection(TreeSet::new));
    }
}
