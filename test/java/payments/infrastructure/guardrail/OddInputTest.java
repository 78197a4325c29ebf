package payments.infrastructure.guardrail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import payments.Requirement;

/**
 * Every attribute that a case of a rule has, one at a time, becomes something that no rule expects: in the first case that has it.
 * {@link OddInputIT} has the other cases.
 */
@Requirement("X3")
class OddInputTest {
    @Test
    void noRuleBreaksOnOddInput() {
        Set<List<String>> kinds = new HashSet<>();

        List<String> broken = OddInput.all()
                .filter(odd -> kinds.add(odd.kind()))
                .map(OddInput::broken)
                .flatMap(Optional::stream)
                .distinct()
                .toList();

        assertThat(broken).isEmpty();
        assertThat(kinds).as("programs judged").hasSizeGreaterThan(20_000);
    }
}
