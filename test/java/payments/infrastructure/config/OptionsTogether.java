package payments.infrastructure.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Options that one file can have, so that one synthesis tries them all. Those that are found weak stand among their like, so that
 * none of them excuses a finding of another option; one that is refused stands alone.
 *
 * @param each the options, each in a file of its own
 * @param file all of them
 */
public record OptionsTogether(List<Variation> each, Variation file) {
    /** More would hide one another. */
    private static final int MOST = 12;

    private static final List<WeakSetting> WEAK = WeakSetting.all();

    /** Copies the list. */
    public OptionsTogether {
        each = List.copyOf(each);
    }

    /**
     * All options in few files, each option in one of them.
     *
     * @param folder where files may be written that are tried
     */
    public static List<OptionsTogether> of(List<Variation> options, Path folder) {
        List<OptionsTogether> files = new ArrayList<>();
        List<OptionsTogether> refused = new ArrayList<>();
        for (Variation option : options) {
            if (!isAccepted(option, folder)) {
                refused.add(new OptionsTogether(List.of(option), option));
            } else if (!isAdded(files, option, folder)) {
                files.add(new OptionsTogether(List.of(option), option));
            }
        }
        files.addAll(refused);
        return files;
    }

    private static boolean isAdded(List<OptionsTogether> files, Variation option, Path folder) {
        for (int i = 0; i < files.size(); i++) {
            OptionsTogether some = files.get(i);
            Optional<Variation> both = some.each().size() < MOST && isWeak(some.file()) == isWeak(option)
                    ? some.file().and(option)
                    : Optional.empty();
            if (both.isPresent() && isAccepted(both.get(), folder)) {
                List<Variation> more = new ArrayList<>(some.each());
                more.add(option);
                files.set(i, new OptionsTogether(more, both.get()));
                return true;
            }
        }
        return false;
    }

    private static boolean isWeak(Variation variation) {
        return WEAK.stream().anyMatch(weak -> variation.says(weak.setting(), weak.values()));
    }

    private static boolean isAccepted(Variation variation, Path folder) {
        try {
            Path file = Files.writeString(folder.resolve("together.yaml"), variation.text());
            DeploymentLoader.load(file, Map.of(), Selection.everything());
            return true;
        } catch (InvalidDeploymentException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
