package codestare.nursery.itest;

import aQute.bnd.header.OSGiHeader;
import aQute.bnd.osgi.resource.CapReqBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires;
import java.lang.module.ModuleDescriptor.Requires.Modifier;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.osgi.resource.Capability;
import org.osgi.resource.Requirement;

/** Both descriptors of one jar file that the build made: what it tells OSGi, and what it tells JPMS. */
record BundleJar(Attributes manifest, ModuleDescriptor module) {
    static BundleJar of(String artifactId) {
        try (JarFile jar = new JarFile(file(artifactId).toFile());
                InputStream moduleInfo = jar.getInputStream(jar.getEntry("module-info.class"))) {
            return new BundleJar(jar.getManifest().getMainAttributes(), ModuleDescriptor.read(moduleInfo));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The build copies the jars to one folder and strips their versions. */
    static Path file(String artifactId) {
        return Path.of(System.getProperty("bundles.folder"), artifactId + ".jar");
    }

    /** The clauses of a header by name, each with its attributes and directives. */
    Map<String, Map<String, String>> clauses(String header) {
        Map<String, Map<String, String>> clauses = new TreeMap<>();
        OSGiHeader.parseHeader(manifest.getValue(header))
                .forEach((name, attributes) -> clauses.put(name, Map.copyOf(attributes)));
        return clauses;
    }

    List<Capability> capabilities(String namespace) {
        return CapReqBuilder.getCapabilitiesFrom(OSGiHeader.parseHeader(manifest.getValue("Provide-Capability")))
                .stream()
                .filter(capability -> capability.getNamespace().equals(namespace))
                .toList();
    }

    List<Requirement> requirements() {
        return CapReqBuilder.getRequirementsFrom(OSGiHeader.parseHeader(manifest.getValue("Require-Capability")));
    }

    /** The names of the modules without which this one does not start. */
    Set<String> neededModules() {
        return module.requires().stream()
                .filter(requires -> !requires.modifiers().contains(Modifier.STATIC))
                .map(Requires::name)
                .collect(Collectors.toSet());
    }

    /** The names of the modules that this one can do without, and asks nobody else to have. */
    Set<String> optionalModules() {
        return module.requires().stream()
                .filter(requires -> requires.modifiers().equals(Set.of(Modifier.STATIC)))
                .map(Requires::name)
                .collect(Collectors.toSet());
    }
}
