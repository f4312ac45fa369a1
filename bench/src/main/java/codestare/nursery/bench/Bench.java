package codestare.nursery.bench;

public final class Bench {
    public static void main(String[] args) throws Exception {
        org.openjdk.jmh.Main.main(args);
    }
}
