package payments.infrastructure.guardrail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import payments.Requirement;
import payments.testing.BusyProcessor;

/** Every attribute of every case, one at a time, becomes something that no rule expects: the whole of {@link OddInputTest}. */
@Requirement("X3")
@BusyProcessor
class OddInputIT {
    @Test
    void noRuleBreaksOnOddInputInAnyCase() {
        AtomicInteger judged = new AtomicInteger();

        List<String> broken = OddInput.all()
                .peek(odd -> judged.incrementAndGet())
                .map(OddInput::broken)
                .flatMap(Optional::stream)
                .distinct()
                .toList();

        assertThat(broken).isEmpty();
        assertThat(judged.get()).as("programs judged").isGreaterThan(80_000);
    }
}
