package codestare.nursery.itest.probe;

import java.util.concurrent.CompletionStage;

/** Leaves something behind. */
public interface Remnants {
    /**
     * Does it, and returns what somebody else would keep of it.
     *
     * @param foreign a stage of the caller's, to be adopted
     */
    Object leave(Remnant remnant, CompletionStage<String> foreign) throws Exception;
}
