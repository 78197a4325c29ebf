package payments.app;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import payments.migration.items.ItemCopy;
import payments.migration.items.OldForm;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How the items of a table are read and written. */
final class ItemsOption {
    private static final int MOST_SEGMENTS = 128;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--segments",
            paramLabel = "NUMBER",
            description = "Parts of the table that are read at once, 1 to " + MOST_SEGMENTS
                    + "; fewer spare a table of little capacity. Default: ${DEFAULT-VALUE}.")
    private int segments = 8;

    @Option(
            names = "--mark",
            paramLabel = "ATTRIBUTE",
            description =
                    "The attribute that only items of the new system have; they are never overwritten. Default: ${DEFAULT-VALUE}.")
    private String mark = "kind";

    @Option(
            names = "--as",
            paramLabel = "FORM",
            description = {
                "On the way back: payments of the new system are written as the old one wrote them, with the amount as "
                        + "text-amount (systems A and B) or number-amount (system D).",
                "Default: items go as they are."
            },
            converter = OldFormConverter.class)
    private @Nullable OldForm form;

    @Option(
            names = "--set",
            paramLabel = "NAME=TEXT",
            description = "With --as: an attribute that each of the old system's items has, such as environment=prod.")
    private Map<String, String> more = new LinkedHashMap<>();

    ItemCopy.Options options() {
        if (segments < 1 || segments > MOST_SEGMENTS) {
            throw new ParameterException(
                    spec.commandLine(), "--segments is %d; give 1 to %d".formatted(segments, MOST_SEGMENTS));
        }
        if (!more.isEmpty() && form == null) {
            throw new ParameterException(spec.commandLine(), "--set belongs to --as; give both, or leave it out");
        }
        return new ItemCopy.Options(mark, Optional.ofNullable(form), more, segments);
    }
}
