package payments.service.effects;

import java.time.Instant;
import java.util.Optional;
import payments.service.store.Effect;

/**
 * An effect as the log has it.
 *
 * @param effect what happened
 * @param sentAt when its event was published for the first time; empty while it was not
 */
public record LoggedEffect(Effect effect, Optional<Instant> sentAt) {}
