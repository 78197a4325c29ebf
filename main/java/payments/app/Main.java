package payments.app;

import com.hashicorp.cdktf.App;

/** Probe. */
public final class Main {
    private Main() {}

    /** Probe. */
    public static void main(String[] args) {
        System.out.println(new App().getOutdir());
    }
}
