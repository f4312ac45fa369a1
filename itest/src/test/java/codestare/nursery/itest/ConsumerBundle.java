package codestare.nursery.itest;

import aQute.bnd.osgi.Builder;
import aQute.bnd.osgi.Jar;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Makes a bundle of the consumers' package with bnd, as a user's build would. */
final class ConsumerBundle {
    private static final String CONSUMERS = "codestare.nursery.itest.consumer";

    private final String symbolicName;
    private final List<String> components = new ArrayList<>();
    private final Map<String, String> headers = new LinkedHashMap<>();
    private String version = "1.0.0";
    private String activator = "";
    private String stopAfter = "";
    // null until it is asked for
    private byte[] built;

    private ConsumerBundle(String symbolicName) {
        this.symbolicName = symbolicName;
    }

    static ConsumerBundle named(String symbolicName) {
        return new ConsumerBundle(symbolicName);
    }

    ConsumerBundle version(String newVersion) {
        version = newVersion;
        return this;
    }

    ConsumerBundle activator(Class<?> type) {
        activator = type.getName();
        return this;
    }

    ConsumerBundle components(Class<?>... types) {
        components.addAll(Arrays.stream(types).map(Class::getName).collect(Collectors.toList()));
        return this;
    }

    /** The notes for which the activator waits as it stops. */
    ConsumerBundle stopsAfter(String... notes) {
        stopAfter = String.join(",", notes);
        return this;
    }

    ConsumerBundle header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    String symbolicName() {
        return symbolicName;
    }

    /** The bundle as it is described at the first call. */
    InputStream jar() throws Exception {
        if (built == null) {
            built = build();
        }
        return new ByteArrayInputStream(built);
    }

    private byte[] build() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Builder builder = new Builder()) {
            builder.addClasspath(Path.of("target", "test-classes").toFile());
            for (Path bundle : ProductBundles.all()) {
                builder.addClasspath(bundle.toFile());
            }
            builder.setBundleSymbolicName(symbolicName);
            builder.setBundleVersion(version);
            builder.setPrivatePackage(CONSUMERS);
            builder.setProperty("Import-Package", "codestare.nursery.itest.probe;version=0,*");
            builder.setProperty("-dsannotations", components.isEmpty() ? "!*" : String.join(",", components));
            headers.forEach(builder::setProperty);
            if (!activator.isEmpty()) {
                builder.setBundleActivator(activator);
            }
            if (!stopAfter.isEmpty()) {
                builder.setProperty("Stop-After", stopAfter);
            }
            try (Jar jar = builder.build()) {
                if (!builder.getErrors().isEmpty()) {
                    throw new IllegalStateException(symbolicName + ": " + builder.getErrors());
                }
                jar.write(bytes);
            }
        }
        return bytes.toByteArray();
    }

    /** Writes the bundle to a file, for a launcher. */
    Path writeTo(Path folder) throws Exception {
        Path file = folder.resolve(symbolicName + "-" + version + ".jar");
        try (InputStream jar = jar()) {
            Files.copy(jar, file);
        }
        return file;
    }
}
