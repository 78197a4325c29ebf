package payments.contract;

/** The jars of the service. The functions of one jar share its classes, and no other jar holds their handlers. */
public enum FunctionJar {
    API("api"),
    QUEUE("queue"),
    BATCH("batch"),
    DATABASE("database");

    private static final String HANDLERS = "payments.service.handler.";

    private final String group;

    FunctionJar(String group) {
        this.group = group;
    }

    /** The name of the group of functions, as in the name of the file. */
    public String group() {
        return group;
    }

    public String fileName() {
        return "payment-" + group + ".jar";
    }

    /** The package of the handlers that this jar holds, and no other. */
    public String handlerPackage() {
        return HANDLERS + group;
    }
}
