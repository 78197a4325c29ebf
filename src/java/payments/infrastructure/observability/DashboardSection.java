package payments.infrastructure.observability;

/** The sections of a region's dashboard, in the order of the page. */
public enum DashboardSection {
    FUNCTION("Function"),
    API("API"),
    DATABASE("Database"),
    TABLE("Table"),
    EFFECTS("Effects"),
    FIREWALL("Firewall");

    private final String title;

    DashboardSection(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}
