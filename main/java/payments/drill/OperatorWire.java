package payments.drill;

import java.time.Duration;
import java.util.function.Supplier;
import payments.drill.engine.TableLine;
import software.amazon.awssdk.core.exception.SdkClientException;

/** The way from a person's machine to a region: a region that is away gives no answer. */
record OperatorWire(Site site) implements TableLine.Faults {
    private static final Duration SILENCE = Duration.ofSeconds(3);

    @Override
    public <T> T around(String call, Supplier<T> effect) {
        if (site.isAway(site.now())) {
            site.elapse(SILENCE);
            throw SdkClientException.create("connection timed out");
        }
        site.elapse(Latencies.ASSUMED.operator());
        return effect.get();
    }
}
