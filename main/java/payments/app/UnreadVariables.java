package payments.app;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import payments.infrastructure.text.Nearest;

/**
 * Environment variables that were meant for this program and that nothing reads: {@code TERRAFORM_STATE_BUCKT}. With such a
 * slip the default counts, silently, and the state lies elsewhere than its owner thinks.
 *
 * <p>A variable is one of those when its name is close to one that is read. The fewer letters differ the surer that is, so a name
 * that begins as one that is read may differ in more of them.
 */
final class UnreadVariables {
    /** What the program itself reads, whatever the deployment file names. */
    private static final Set<String> OF_THE_PROGRAM = Set.of(
            DeploymentOption.VARIABLE,
            CodeOption.VARIABLE,
            "ENVIRONMENT",
            "ENVIRONMENT_SUFFIX",
            "CDKTF_OUTDIR",
            "CDKTF_CONTEXT_JSON",
            "CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS",
            "JSII_NODE",
            "JSII_RUNTIME");

    /** Short names are close to many words: TEAM to TERM. */
    private static final int SHORTEST = 7;

    private static final int CLOSE = 2;

    /** Families of which a shell or a pipeline has many: there a name counts only where one letter differs. */
    private static final List<String> OF_OTHERS = List.of(
            "AWS_",
            "CI_",
            "GITHUB_",
            "GITLAB_",
            "RUNNER_",
            "ACTIONS_",
            "TF_",
            "TFC_",
            "CDKTF_",
            "JSII_",
            "JAVA_",
            "NODE_");

    private UnreadVariables() {}

    /**
     * A line for each such variable, in the order of the alphabet.
     *
     * @param given the variables that are set
     * @param read the names that the deployment file reads
     */
    static List<String> warnings(Collection<String> given, Set<String> read) {
        Set<String> known = new TreeSet<>(read);
        known.addAll(OF_THE_PROGRAM);
        return given.stream()
                .filter(name -> !known.contains(name))
                .sorted()
                .flatMap(name -> meant(name, known).stream()
                        .map(nearest -> "payments: warning: nothing reads the variable %s; did you mean %s?"
                                .formatted(name, nearest)))
                .toList();
    }

    private static Optional<String> meant(String name, Set<String> known) {
        return Nearest.to(name, known).filter(nearest -> isClose(name, nearest));
    }

    private static boolean isClose(String name, String nearest) {
        int distance = Nearest.distance(name, nearest);
        if (nearest.length() < SHORTEST) {
            return false;
        }
        if (OF_OTHERS.stream().anyMatch(name::startsWith)) {
            return distance == 1;
        }
        return distance <= CLOSE || name.equalsIgnoreCase(nearest) || isOfFamily(name, nearest);
    }

    /** Whether all but the last word is the same; {@link Nearest} lets that one differ by a third of the name. */
    private static boolean isOfFamily(String name, String nearest) {
        int last = nearest.lastIndexOf('_');
        return last > 0 && name.startsWith(nearest.substring(0, last + 1));
    }
}
