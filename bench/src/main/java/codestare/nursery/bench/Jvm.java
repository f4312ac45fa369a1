package codestare.nursery.bench;

/** The JVM that is measured: with room for a million tasks, and without a collector that works beside them. */
final class Jvm {
    static final String HEAP_FROM = "-Xms2g";
    static final String HEAP_TO = "-Xmx12g";
    static final String COLLECTOR = "-XX:+UseParallelGC";

    private Jvm() {}
}
