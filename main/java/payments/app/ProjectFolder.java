package payments.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The folder in which CDKTF must run. */
final class ProjectFolder {
    private static final String CDKTF_JSON = "cdktf.json";

    private ProjectFolder() {}

    /** CDKTF copies the jars relative to its project file, and would else stop in the middle. */
    static void require() {
        Path here = Path.of("").toAbsolutePath();
        boolean found = Stream.iterate(Optional.of(here), Optional::isPresent, p -> p.map(Path::getParent))
                .flatMap(Optional::stream)
                .anyMatch(folder -> Files.isRegularFile(folder.resolve(CDKTF_JSON)));
        if (!found) {
            throw new BadInputException("""
                    payments: no project folder
                      at       %s and the folders above it
                      needed   the file %s
                      change   run the program in the folder of the repository""".formatted(here, CDKTF_JSON));
        }
    }
}
