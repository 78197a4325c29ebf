package payments.emulator.refusal;

import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** All that is refused as AWS refuses it. One belongs to one emulator: it knows what was made there. */
public final class Refusals {
    private final List<Refusal> all;
    private final List<String> refused = new CopyOnWriteArrayList<>();

    private Refusals(List<Refusal> all) {
        this.all = List.copyOf(all);
    }

    /**
     * Those of a new account.
     *
     * @param clock how long a role or a version has been there
     * @param enabled the regions that the account has opted in to
     */
    public static Refusals ofAccount(InstantSource clock, Set<String> enabled) {
        Identities identities = new Identities(clock);
        return new Refusals(List.of(
                new RegionDisabled(enabled),
                new SnapshotPending(clock),
                new EventSourceMissing(),
                new DocumentTooLarge(),
                new RoleTooFull(),
                new PrincipalMissing(identities),
                new RoleTooFresh(identities),
                new EngineGone(clock),
                new ClassNotOffered(),
                new BackupPairMissing(),
                new QuotaExceeded(),
                new ConcurrencyExceeded()));
    }

    /** What AWS answers, or null where it takes the request. */
    public @Nullable AwsError refuse(AwsCall call) {
        for (Refusal refusal : all) {
            AwsError error = refusal.refuse(call);
            if (error != null) {
                refused.add("%s %s %s: %s"
                        .formatted(
                                call.service(),
                                call.region(),
                                call.action().isEmpty() ? call.method() + " " + call.path() : call.action(),
                                error));
                return error;
            }
        }
        return null;
    }

    /** Takes note of a request that was taken. */
    public void accepted(AwsCall call, String answer) {
        all.forEach(refusal -> refusal.accepted(call, answer));
    }

    /** What was refused until now, one line for each. */
    public List<String> refused() {
        return List.copyOf(refused);
    }

    /** The classes and their sources, for documents and tests. */
    public static List<String> sources() {
        return ofAccount(InstantSource.system(), Set.of()).all.stream()
                .map(refusal -> refusal.getClass().getSimpleName() + " " + refusal.source())
                .toList();
    }
}
