package payments.infrastructure.cost;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import payments.infrastructure.config.deployment.Deployment;
import payments.infrastructure.config.deployment.Environment;
import payments.infrastructure.config.deployment.Region;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.naming.StackName;

/**
 * The environments as the deployment file has them: by the names that it gives them, and in its order, regions too. The tag
 * {@code Environment} says something else where the file says so, and then several may have the same.
 *
 * @param names the environment's name by the name of each of its stacks
 * @param places environments and their regions, in the order of the file
 */
public record Environments(Map<String, String> names, List<String> places) {
    /** Of a program whose deployment file is not known: environments are called as they are tagged, in the order of the stacks. */
    static final Environments AS_TAGGED = new Environments(Map.of(), List.of());

    public Environments {
        names = Map.copyOf(names);
        places = List.copyOf(places);
    }

    /** Those of a deployment. */
    public static Environments of(Deployment deployment) {
        Map<String, String> names = new HashMap<>();
        List<String> places = new ArrayList<>();
        for (Environment environment : deployment.environments()) {
            String name = environment.name();
            names.put(StackName.iam(name), name);
            for (Region region : environment.regions()) {
                names.put(StackName.region(name, region.code()), name);
                names.put(StackName.state(name, region.code()), name);
                places.add(place(name, region.code()));
            }
        }
        return new Environments(names, places);
    }

    /** The environment that a resource is part of. */
    String nameOf(Resource resource) {
        return names.getOrDefault(resource.stack().name(), resource.environment());
    }

    /** Items in the order of the file; what is paid in a region that the file does not have comes last. */
    Comparator<CostItem> order() {
        List<String> environments =
                places.stream().map(place -> place.split(" ", 2)[0]).distinct().toList();
        return Comparator.comparingInt((CostItem item) -> indexIn(environments, item.environment()))
                .thenComparingInt(item -> indexIn(places, place(item.environment(), item.region())));
    }

    private static int indexIn(List<String> all, String one) {
        int index = all.indexOf(one);
        return index < 0 ? all.size() : index;
    }

    private static String place(String environment, String region) {
        return environment + " " + region;
    }
}
