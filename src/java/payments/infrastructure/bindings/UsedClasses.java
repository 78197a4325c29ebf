package payments.infrastructure.bindings;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;

/** Which classes of the provider's bindings compiled code refers to, as the JDK's {@code jdeps} reports it. */
final class UsedClasses {
    private static final Pattern BINDING =
            Pattern.compile("-> (com\\.hashicorp\\.cdktf\\.providers\\.aws\\.[a-z0-9_]+\\.[A-Za-z0-9_]+)");

    private UsedClasses() {}

    /**
     * The outermost classes, sorted, with their packages, in dots.
     *
     * @throws IllegalStateException if the folder cannot be read as classes, or uses no binding at all
     */
    static Set<String> of(Path classes) {
        ToolProvider jdeps = ToolProvider.findFirst("jdeps")
                .orElseThrow(() -> new IllegalStateException("a whole JDK is needed: this one has no jdeps"));
        StringWriter out = new StringWriter();
        StringWriter errors = new StringWriter();
        int exit = jdeps.run(
                new PrintWriter(out),
                new PrintWriter(errors),
                "-verbose:class",
                "-filter:none",
                "--multi-release",
                "base",
                classes.toString());
        Set<String> used = new TreeSet<>();
        Matcher binding = BINDING.matcher(out.toString());
        while (binding.find()) {
            used.add(binding.group(1));
        }
        if (exit != 0 || used.isEmpty()) {
            throw new IllegalStateException(
                    "jdeps found no class of the bindings in %s (exit code %d): %s".formatted(classes, exit, errors));
        }
        return used;
    }
}
