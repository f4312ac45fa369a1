package codestare.nursery.itest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A project of somebody who has two jars and a JDK: built by {@code javac} alone, every warning an error, with nothing of OSGi
 * and no other annotations in reach.
 */
final class PlainProject {
    static final String MODULE = "acme.pages";
    static final String MAIN = "acme.pages.Pages";

    private static final Path SOURCES = Path.of("src", "test", "project");
    private static final Pattern TYPE = Pattern.compile("codestare/nursery/([a-z]+/)*[A-Za-z]+\\.class");

    private final Path folder;
    private final List<Path> ours;
    private final String jars;

    /** @param more jars of ours beside the two that everybody has */
    PlainProject(Path folder, Path... more) {
        this.folder = folder;
        this.ours = Stream.concat(Stream.of(ProductBundles.API, ProductBundles.IMPL), Stream.of(more))
                .toList();
        this.jars = ChildProcess.classPath(ours.toArray(Path[]::new));
    }

    /** How the jars are handed to the JDK. */
    enum Kind {
        CLASS_PATH,
        MODULE_PATH
    }

    /** Compiles the project and one more class, which mentions every exported type; returns how it is started. */
    List<String> built(Kind kind) {
        Path classes = folder.resolve("classes");
        compile(kind, classes, everySource(kind));
        return kind == Kind.CLASS_PATH
                ? List.of("-cp", classes + File.pathSeparator + jars, MAIN)
                : List.of("-p", classes + File.pathSeparator + jars, "-m", MODULE + "/" + MAIN);
    }

    /** Links an image that has the project, the two jars and these modules of the JDK; returns its {@code java}. */
    Path linked(String... modulesOfTheJdk) {
        Path classes = folder.resolve("classes");
        compile(Kind.MODULE_PATH, classes, everySource(Kind.MODULE_PATH));
        Path image = folder.resolve("image");
        List<String> modules = new ArrayList<>(List.of(modulesOfTheJdk));
        // Nobody requires impl: it is the provider of a service that the api uses.
        modules.addAll(List.of(MODULE, "codestare.nursery.impl"));
        String printed = JdkTool.named("jlink")
                .run(
                        0,
                        List.of(
                                "-p", classes + File.pathSeparator + jars,
                                "--add-modules", String.join(",", modules),
                                "--output", image.toString()));
        assertThat(printed).isEmpty();
        return image.resolve("bin").resolve("java");
    }

    private void compile(Kind kind, Path classes, List<String> sources) {
        List<String> arguments = new ArrayList<>(List.of("-Xlint:all", "-Werror", "-d", classes.toString()));
        // Without a class path of its own javac would take that of this test, OSGi and all.
        arguments.addAll(kind == Kind.CLASS_PATH ? List.of("-cp", jars) : List.of("-cp", "", "-p", jars));
        arguments.addAll(sources);
        assertThat(JdkTool.named("javac").run(0, arguments)).isEmpty();
    }

    private List<String> everySource(Kind kind) {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            List<String> sources =
                    new ArrayList<>(files.filter(file -> file.toString().endsWith(".java"))
                            .filter(file -> kind == Kind.MODULE_PATH || !file.endsWith("module-info.java"))
                            .map(Path::toString)
                            .toList());
            sources.add(mentions().toString());
            return sources;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The compiler reads a class file, annotations and all, when a source mentions its type. */
    private Path mentions() throws IOException {
        List<String> types = publicTypes();
        assertThat(types).contains("codestare.nursery.TaskNursery").hasSizeGreaterThan(15);
        Path source = Files.createDirectories(folder.resolve("generated")).resolve("Mentions.java");
        return Files.writeString(
                source,
                types.stream()
                        .map(type -> "        " + type + ".class")
                        .reduce((left, right) -> left + ",\n" + right)
                        .map(all ->
                                "package acme.pages;\n\nfinal class Mentions {\n    static final Class<?>[] ALL = {\n"
                                        + all + "\n    };\n\n    private Mentions() {}\n}\n")
                        .orElseThrow());
    }

    private List<String> publicTypes() throws IOException {
        List<String> types = new ArrayList<>();
        for (Path bundle : ours) {
            BundleJar descriptors = BundleJar.of(bundle.getFileName().toString().replace(".jar", ""));
            Set<String> exported = descriptors.clauses("Export-Package").keySet();
            try (JarFile jar = new JarFile(bundle.toFile())) {
                jar.stream()
                        .map(entry -> entry.getName())
                        .filter(TYPE.asMatchPredicate())
                        .map(name -> name.replace('/', '.').replaceFirst("\\.class$", ""))
                        .filter(type -> exported.contains(type.substring(0, type.lastIndexOf('.'))))
                        .filter(PlainProject::isPublic)
                        .forEach(types::add);
            }
        }
        return types;
    }

    private static boolean isPublic(String type) {
        try {
            return Modifier.isPublic(Class.forName(type, false, PlainProject.class.getClassLoader())
                    .getModifiers());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(type, e);
        }
    }
}
