package payments.infrastructure.data;

import com.hashicorp.cdktf.TerraformResourceLifecycle;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What Terraform leaves alone of a database that may come from a snapshot. A snapshot counts once: if its name is set, changed
 * or removed later, the provider would replace the database by another one, so no database follows it.
 *
 * <p>A restored database also has what its snapshot had: names of database and administrator, and the key. As long as the
 * snapshot stands in the file, other values there do not replace the database either.
 */
final class RestoredSnapshot {
    private static final String ARGUMENT = "snapshot_identifier";

    private RestoredSnapshot() {}

    /**
     * The lifecycle of the resource.
     *
     * @param ownNames how the resource calls what a snapshot brings along
     * @param more what else is ignored
     */
    static TerraformResourceLifecycle lifecycle(Optional<String> snapshot, List<String> ownNames, List<String> more) {
        Stream<String> ofSnapshot = snapshot.isPresent() ? ownNames.stream() : Stream.empty();
        return TerraformResourceLifecycle.builder()
                .ignoreChanges(Stream.of(Stream.of(ARGUMENT), ofSnapshot, more.stream())
                        .flatMap(names -> names)
                        .toList())
                .build();
    }
}
