package payments.app;

import java.util.List;
import payments.Requirement;
import payments.testing.BusyProcessor;

/** Every deployment with every place for its state. */
@Requirement("K1")
@BusyProcessor
class StateMatrixIT extends StateMatrixTest {
    @Override
    List<String> places(String deployment) {
        return allPlaces();
    }
}
