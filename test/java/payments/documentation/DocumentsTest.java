package payments.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The documents point at things that exist, and name one version of each tool. */
class DocumentsTest {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(#[^)]*)?\\)");
    private static final Pattern CLI = Pattern.compile("cdktf-cli@([0-9.]+[0-9])");

    @Test
    void everyRelativeLinkLeadsSomewhere() throws IOException {
        List<String> broken = new ArrayList<>();
        int links = 0;
        for (Path document : documents()) {
            for (MatchResult link :
                    LINK.matcher(Files.readString(document)).results().toList()) {
                Path folder = document.toAbsolutePath().getParent();
                if (!link.group(1).contains("://") && folder != null) {
                    links++;
                    if (!Files.exists(folder.resolve(link.group(1)))) {
                        broken.add(document + " -> " + link.group(1));
                    }
                }
            }
        }

        assertThat(links).as("links found").isGreaterThan(10);
        assertThat(broken).isEmpty();
    }

    @Test
    void everyPlaceNamesTheSameVersionOfTheCli() throws IOException {
        TreeSet<String> versions = new TreeSet<>();
        List<Path> places = new ArrayList<>(documents());
        places.add(Path.of(".ci/run"));
        places.add(Path.of("main/java/payments/app/SynthReport.java"));
        places.add(Path.of("test/java/payments/emulator/Project.java"));
        for (Path place : places) {
            CLI.matcher(Files.readString(place)).results().forEach(version -> versions.add(version.group(1)));
        }

        assertThat(versions).hasSize(1);
    }

    private static List<Path> documents() throws IOException {
        List<Path> documents =
                new ArrayList<>(List.of(Path.of("README.md"), Path.of("CONTRIBUTING.md"), Path.of("CHANGELOG.md")));
        try (Stream<Path> files = Files.walk(Path.of("main/docs"))) {
            files.filter(file -> file.toString().endsWith(".md")).forEach(documents::add);
        }
        return documents;
    }
}
