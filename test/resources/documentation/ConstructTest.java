package payments.infrastructure.data;

import payments.infrastructure.config.ProtectionSettings;
import payments.infrastructure.config.TableSettings;
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
