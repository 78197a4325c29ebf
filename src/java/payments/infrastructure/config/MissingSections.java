package payments.infrastructure.config;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The sections of the shared settings whose absence has been reported: what follows from it, such as overrides of several
 * environments, is not a problem of its own.
 */
final class MissingSections {
    private static final String SETTINGS = "settings";
    private final Set<String> reported = new HashSet<>();

    /**
     * @param file the file, whose shared settings have been read
     */
    MissingSections(Draft<DeploymentFile> file) {
        file.broken().stream()
                .filter(path -> path.equals(SETTINGS) || path.startsWith(SETTINGS + "."))
                .forEach(reported::add);
    }

    /** Whether it is not reported yet that the section, or all settings, are missing; the call marks it as reported. */
    boolean isNews(@Nullable Tree settings, String section) {
        return reported.add(settings == null ? SETTINGS : SETTINGS + "." + section);
    }
}
