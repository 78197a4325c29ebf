package payments.app;

import java.util.List;
import payments.Requirement;
import payments.testing.BusyBindings;

/** Every deployment with every place for its state. */
@Requirement("K1")
@BusyBindings
class StateMatrixIT extends StateMatrixTest {
    @Override
    List<String> places(String deployment) {
        return allPlaces();
    }
}
