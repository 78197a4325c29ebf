package payments.regions;

import payments.testing.BusyProcessor;

/** The same with ten thousand payments. */
@BusyProcessor
class LogImportIT extends LogImportTest {
    @Override
    int thousands() {
        return 10_000;
    }
}
