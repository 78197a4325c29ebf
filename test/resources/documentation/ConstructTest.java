package payments.infrastructure.data;

import payments.infrastructure.config.deployment.ProtectionSettings;
import payments.infrastructure.config.deployment.TableSettings;
import payments.infrastructure.security.KeyArn;
import payments.testing.Samples;
import payments.testing.SynthesizedStack;
import payments.testing.Testing;

public class ConstructTest implements Runnable {
    @Override
    public void run() {
        TableSettings settings = Samples.TABLE;
        ProtectionSettings protection = Samples.PROTECTED;
        // the snippet
    }
}
