package payments.emulator.refusal;

import org.jspecify.annotations.Nullable;

/** One reason for which AWS refuses a request that the emulator takes. It knows what has been made by what passed it. */
interface Refusal {
    /** The public page, issue or model that shows what AWS answers. */
    String source();

    /** What AWS answers, or null where it takes the request. */
    @Nullable AwsError refuse(AwsCall call);

    /**
     * Takes note of a request that was taken.
     *
     * @param answer the answer's body
     */
    default void accepted(AwsCall call, String answer) {}
}
