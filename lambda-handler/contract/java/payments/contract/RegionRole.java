package payments.contract;

import java.util.Optional;

/** The values of REGION_ROLE: whether the region of a function takes payments before the fence is moved. */
public enum RegionRole {
    HOME("home"),
    STANDBY("standby");

    private final String value;

    RegionRole(String value) {
        this.value = value;
    }

    public String value() {
        return value;
    }

    /** Reads REGION_ROLE, or HOME_REGION, by which functions were deployed before; empty where no fence is checked. */
    public static Optional<RegionRole> from(FunctionEnvironment environment) {
        return environment
                .optional(FunctionVariable.REGION_ROLE)
                .map(RegionRole::of)
                .or(() -> environment
                        .optional(FunctionVariable.HOME_REGION)
                        .map(home -> home.equals(environment.required(FunctionVariable.REGION)) ? HOME : STANDBY));
    }

    private static RegionRole of(String value) {
        for (RegionRole role : values()) {
            if (role.value.equals(value)) {
                return role;
            }
        }
        throw new IllegalStateException("%s is \"%s\"; it must be %s"
                .formatted(FunctionVariable.REGION_ROLE, value, FunctionVariable.REGION_ROLE.format()));
    }
}
