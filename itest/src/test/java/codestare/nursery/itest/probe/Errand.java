package codestare.nursery.itest.probe;

/** What a test gives to a task of a consumer. */
@FunctionalInterface
public interface Errand {
    void run() throws Exception;
}
