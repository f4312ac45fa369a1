package codestare.nursery.itest.karaf;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A fresh Karaf as it was downloaded, but for what two of them on one machine, or one without a network, need: free ports, an
 * account for the shell, and a folder in the place of the remote repositories.
 */
public final class KarafHome {
    static final String USER = "karaf";

    private static final String FEATURES = "org.apache.karaf.features.cfg";

    /** The build puts the features of the product here, and the archive, and all that Karaf would fetch from a repository. */
    private static final Path BUILD = Path.of("target");

    private final Path folder;
    private final int shellPort;
    private final List<String> repositories = new ArrayList<>();
    private final List<String> bootFeatures = new ArrayList<>();
    private final Map<String, String> systemProperties = new LinkedHashMap<>();

    private KarafHome(Path folder, int shellPort) {
        this.folder = folder;
        this.shellPort = shellPort;
    }

    /** Copies what the build has unpacked. */
    public static KarafHome in(Path parent) throws IOException {
        Path folder = parent.resolve("karaf");
        copy(distribution(), folder);
        KarafHome home = new KarafHome(folder, freePort());
        home.edit("org.apache.karaf.shell.cfg", Map.of("sshPort", Integer.toString(home.shellPort)));
        home.edit(
                "org.apache.karaf.management.cfg",
                Map.of(
                        "rmiRegistryPort", Integer.toString(freePort()),
                        "rmiServerPort", Integer.toString(freePort())));
        home.edit(
                "users.properties",
                Map.of(
                        USER,
                        USER + ",_g_:admingroup",
                        "_g_\\:admingroup",
                        "group,admin,manager,viewer,systembundles,ssh"));
        home.edit(
                "org.ops4j.pax.url.mvn.cfg",
                Map.of(
                        "org.ops4j.pax.url.mvn.repositories", "",
                        "org.ops4j.pax.url.mvn.localRepository",
                                folder.resolve("local-repository").toString(),
                        "org.ops4j.pax.url.mvn.defaultRepositories",
                                Stream.of(
                                                folder.resolve("system").toUri() + "@id=system",
                                                folder.resolve("data/kar").toUri() + "@id=kar@multi",
                                                BUILD.resolve("karaf-repository")
                                                                .toUri() + "@id=build")
                                        .map(repository -> repository + "@snapshots")
                                        .collect(Collectors.joining(","))));
        return home;
    }

    /** The archive that the build has made. */
    public static Path archive() {
        return BUILD.resolve("bundles/codestare.nursery.karaf.kar").toAbsolutePath();
    }

    /** The features that the build has made. */
    public static String features() {
        return BUILD.resolve("bundles/codestare.nursery.karaf-features.xml")
                .toUri()
                .toString();
    }

    /** Has the product installed when Karaf starts, and a feature of this name with this bundle. */
    public KarafHome booting(String feature, Path bundle) throws IOException {
        repositories.add(features());
        repositories.add(writeFeature(feature, "<feature>codestare-nursery</feature>", bundle));
        bootFeatures.add(feature);
        return this;
    }

    /** Has this bundle installed when Karaf starts, in a feature of this name, and not the product. */
    public KarafHome bootingAlone(String feature, Path bundle) throws IOException {
        repositories.add(writeFeature(feature, "", bundle));
        bootFeatures.add(feature);
        return this;
    }

    public KarafHome with(String systemProperty, String value) {
        systemProperties.put(systemProperty, value);
        return this;
    }

    KarafHome onEquinox() throws IOException {
        edit("config.properties", Map.of("karaf.framework", "equinox"));
        return this;
    }

    /** Writes a features file; returns its URL. */
    String writeFeature(String name, String content, Path bundle) throws IOException {
        Path file = folder.resolve(name + "-features.xml");
        Files.writeString(
                file,
                String.format(
                        "<features name='%1$s' xmlns='http://karaf.apache.org/xmlns/features/v1.6.0'>"
                                + "<feature name='%1$s' version='1.0.0'>%2$s<bundle>%3$s</bundle></feature></features>",
                        name, content, bundle.toUri()));
        return file.toUri().toString();
    }

    /** Starts it as {@code bin/karaf daemon}: the JVM takes the place of the script. */
    KarafProcess start() throws IOException {
        return start(Map.of(), "daemon");
    }

    /** Starts {@code bin/karaf} with these arguments. */
    public KarafProcess start(Map<String, String> environment, String... arguments) throws IOException {
        addToList("featuresRepositories", repositories);
        addToList("featuresBoot", bootFeatures);
        List<String> command = new ArrayList<>();
        command.add(folder.resolve("bin/karaf").toString());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = inKaraf(command);
        builder.environment().putAll(environment);
        builder.environment()
                .put(
                        "EXTRA_JAVA_OPTS",
                        "-XX:TieredStopAtLevel=1 -Xmx512m"
                                + systemProperties.entrySet().stream()
                                        .map(entry -> " -D" + entry.getKey() + "=" + entry.getValue())
                                        .collect(Collectors.joining()));
        return new KarafProcess(this, builder);
    }

    /** A command in this folder, on the JDK of the tests and with nothing of the caller's settings. */
    ProcessBuilder inKaraf(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("KARAF_") || name.endsWith("JAVA_OPTS"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return builder;
    }

    Path folder() {
        return folder;
    }

    int shellPort() {
        return shellPort;
    }

    /** Puts more at the front of a comma-separated list. */
    private void addToList(String key, List<String> more) throws IOException {
        List<String> all = new ArrayList<>(List.of(read(FEATURES).getProperty(key)));
        all.addAll(more);
        edit(FEATURES, Map.of(key, String.join(",", all)));
    }

    private Properties read(String file) throws IOException {
        Properties properties = new Properties();
        try (var in = Files.newInputStream(folder.resolve("etc").resolve(file))) {
            properties.load(in);
        }
        return properties;
    }

    /** Adds lines to a file; the last line of a key is the one that counts. */
    private void edit(String file, Map<String, String> values) throws IOException {
        String lines = values.entrySet().stream()
                .map(entry -> entry.getKey() + " = " + entry.getValue() + "\n")
                .collect(Collectors.joining("", "\n", ""));
        Files.writeString(folder.resolve("etc").resolve(file), lines, StandardOpenOption.APPEND);
    }

    private static Path distribution() throws IOException {
        try (Stream<Path> folders = Files.list(BUILD)) {
            return folders.filter(folder -> folder.getFileName().toString().startsWith("apache-karaf-"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no Karaf in [target]; build with -Pkaraf"));
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Files.copy(path, to.resolve(from.relativize(path).toString()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
