package codestare.nursery.itest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor.Exports;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.Version;
import org.osgi.framework.VersionRange;

/** Each jar tells OSGi and JPMS the same, by its manifest and by its module-info.class as they lie in the file. */
class DescriptorTest {
    private static final String API = "codestare.nursery.api";
    private static final String IMPL = "codestare.nursery.impl";
    private static final String PROMISE = "codestare.nursery.promise";
    private static final String TESTING = "codestare.nursery.testing";

    private static final String PROVIDER_TYPE = "codestare.nursery.NurseryProvider";
    private static final String PROVIDER = "codestare.nursery.internal.plain.PlainProvider";

    static Stream<String> bundles() {
        return Stream.concat(
                Stream.of(API, IMPL, PROMISE), Stream.of(Adapter.values()).map(Adapter::artifactId));
    }

    @Nested
    class Each_jar {
        @ParameterizedTest
        @MethodSource("codestare.nursery.itest.DescriptorTest#bundles")
        void is_called_by_its_artifact_id(String artifactId) {
            BundleJar jar = BundleJar.of(artifactId);

            assertThat(jar.clauses("Bundle-SymbolicName")).containsOnlyKeys(artifactId);
            assertThat(jar.module().name()).isEqualTo(artifactId);
        }

        @ParameterizedTest
        @MethodSource("codestare.nursery.itest.DescriptorTest#bundles")
        void has_one_version(String artifactId) {
            BundleJar jar = BundleJar.of(artifactId);

            assertThat(jar.module().rawVersion().map(version -> version.replace('-', '.')))
                    .contains(jar.manifest().getValue("Bundle-Version"));
        }

        @ParameterizedTest
        @MethodSource("codestare.nursery.itest.DescriptorTest#bundles")
        void exports_the_same_packages_to_both_and_opens_none(String artifactId) {
            BundleJar jar = BundleJar.of(artifactId);

            assertThat(jar.module().exports())
                    .noneMatch(Exports::isQualified)
                    .extracting(Exports::source)
                    .containsExactlyInAnyOrderElementsOf(
                            jar.clauses("Export-Package").keySet());
            assertThat(jar.module().isOpen()).isFalse();
            assertThat(jar.module().opens()).isEmpty();
        }

        @ParameterizedTest
        @MethodSource("codestare.nursery.itest.DescriptorTest#bundles")
        void has_the_licence_in_it(String artifactId) throws IOException {
            try (JarFile jar = new JarFile(BundleJar.file(artifactId).toFile());
                    InputStream licence = jar.getInputStream(jar.getEntry("META-INF/LICENSE"))) {
                assertThat(licence).hasSameContentAs(Files.newInputStream(Path.of("..", "LICENSE")));
            }
        }

        @ParameterizedTest
        @MethodSource("codestare.nursery.itest.DescriptorTest#bundles")
        void runs_from_java_17_on(String artifactId) {
            assertThat(BundleJar.of(artifactId).requirements())
                    .filteredOn(requirement -> requirement.getNamespace().equals("osgi.ee"))
                    .extracting(requirement -> requirement.getDirectives().get("filter"))
                    .containsExactly("(&(osgi.ee=JavaSE)(version=17))");
        }
    }

    @Test
    void the_promises_of_compatibility_name_each_package_with_its_version() throws IOException {
        List<String> rows = Files.readAllLines(Modules.TOP.resolve("docs/compatibility.md"));

        assertThat(bundles().flatMap(artifact -> BundleJar.of(artifact).clauses("Export-Package").entrySet().stream()))
                .hasSize(6)
                .allSatisfy(exported -> assertThat(rows)
                        .as(exported.toString())
                        .anyMatch(row -> row.contains("`" + exported.getKey() + "`")
                                && row.contains("| " + exported.getValue().get("version") + " |")));
    }

    @Nested
    class The_api {
        private final BundleJar jar = BundleJar.of(API);

        @Test
        void imports_nothing_so_that_nothing_can_refresh_it() {
            assertThat(jar.manifest().getValue("Import-Package")).isNull();
            assertThat(jar.manifest().getValue("DynamicImport-Package")).isNull();
            assertThat(jar.manifest().getValue("Require-Bundle")).isNull();
        }

        @Test
        void asks_for_a_mediator_of_the_service_loader_neither_firmly_nor_when_it_resolves() {
            assertThat(jar.requirements())
                    .filteredOn(requirement -> !requirement.getNamespace().equals("osgi.ee"))
                    .singleElement()
                    .satisfies(requirement -> {
                        assertThat(requirement.getNamespace()).isEqualTo("osgi.serviceloader");
                        assertThat(requirement.getDirectives())
                                .containsEntry("resolution", "optional")
                                .containsEntry("effective", "active");
                    });
        }

        @Test
        void needs_no_module_but_the_base() {
            assertThat(jar.neededModules()).containsExactly("java.base");
            assertThat(jar.optionalModules()).containsExactly("org.jspecify");
            assertThat(jar.module().requires()).hasSize(2);
        }

        @Test
        void exports_the_contract_and_the_view_of_operators() {
            assertThat(jar.clauses("Export-Package"))
                    .containsOnlyKeys("codestare.nursery", "codestare.nursery.runtime");
        }

        @Test
        void uses_the_provider() {
            assertThat(jar.module().uses()).containsExactly(PROVIDER_TYPE);
        }
    }

    @Nested
    class The_implementation {
        private final BundleJar jar = BundleJar.of(IMPL);

        @Test
        void exports_nothing() {
            assertThat(jar.manifest().getValue("Export-Package")).isNull();
        }

        @Test
        void imports_nothing_optionally_but_signals() {
            assertThat(jar.clauses("Import-Package"))
                    .containsKeys("codestare.nursery", "org.osgi.framework", "sun.misc")
                    .allSatisfy((name, clause) -> assertThat(clause.get("resolution:"))
                            .as(name)
                            .isEqualTo(name.equals("sun.misc") ? "optional" : null));
            assertThat(jar.manifest().getValue("DynamicImport-Package")).isNull();
        }

        @Test
        void takes_only_an_api_of_the_same_minor_version() {
            assertThat(jar.clauses("Import-Package").entrySet())
                    .filteredOn(clause -> clause.getKey().startsWith("codestare.nursery"))
                    .isNotEmpty()
                    .allSatisfy(clause -> {
                        Version lowest = VersionRange.valueOf(clause.getValue().get("version"))
                                .getLeft();
                        String next = lowest.getMajor() + "." + (lowest.getMinor() + 1);
                        assertThat(clause.getValue().get("version"))
                                .isEqualTo("[" + lowest.getMajor() + "." + lowest.getMinor() + "," + next + ")");
                    });
        }

        @Test
        void needs_no_module_but_the_api() {
            assertThat(jar.neededModules()).containsExactlyInAnyOrder("java.base", API);
            assertThat(jar.optionalModules())
                    .contains("jdk.unsupported", "org.jspecify", "osgi.core")
                    .hasSize(jar.module().requires().size() - 2);
        }

        @Test
        void asks_for_a_mediator_of_the_service_loader_neither_firmly_nor_when_it_resolves() {
            assertThat(jar.requirements())
                    .filteredOn(requirement -> requirement.getNamespace().equals("osgi.serviceloader"))
                    .singleElement()
                    .satisfies(requirement -> assertThat(requirement.getDirectives())
                            .containsEntry("resolution", "optional")
                            .containsEntry("effective", "active"));
            assertThat(jar.module().uses()).containsExactly("codestare.nursery.ContextCarrier");
        }

        @Test
        void provides_the_provider_to_both() {
            assertThat(jar.module().provides()).singleElement().satisfies(provides -> {
                assertThat(provides.service()).isEqualTo(PROVIDER_TYPE);
                assertThat(provides.providers()).containsExactly(PROVIDER);
            });
            assertThat(jar.capabilities("osgi.serviceloader")).singleElement().satisfies(capability -> {
                assertThat(capability.getAttributes()).containsEntry("osgi.serviceloader", PROVIDER_TYPE);
                assertThat(capability.getDirectives()).containsEntry("register", PROVIDER);
            });
        }

        @Test
        void offers_each_service_once() {
            assertThat(jar.capabilities("osgi.service"))
                    .extracting(capability -> capability.getAttributes().get("objectClass"))
                    .containsExactlyInAnyOrder(
                            List.of("codestare.nursery.LoopRegistry"),
                            List.of("codestare.nursery.ShutdownService"),
                            List.of("codestare.nursery.TaskNursery"),
                            List.of("codestare.nursery.TaskNurseryFactory"),
                            List.of("codestare.nursery.runtime.NurseryRuntime"));
        }
    }

    @Nested
    class The_bridge_to_promises {
        private final BundleJar jar = BundleJar.of(PROMISE);

        @Test
        void needs_the_api_and_promises_and_not_the_implementation() {
            assertThat(jar.clauses("Import-Package")).containsOnlyKeys("codestare.nursery", "org.osgi.util.promise");
            assertThat(jar.neededModules()).containsExactlyInAnyOrder("java.base", API, "org.osgi.util.promise");
        }

        @Test
        void starts_beside_the_nursery() throws Exception {
            try (TestFramework framework = TestFramework.withNursery()) {
                Bundle bundle = framework.install(BundleJar.file(PROMISE));
                framework.start(bundle);
                assertThat(bundle.getState()).isEqualTo(Bundle.ACTIVE);
            }
        }
    }

    @Nested
    class The_bundle_for_tests {
        private final BundleJar jar = BundleJar.of(TESTING);

        @Test
        void needs_the_api_and_junit_and_not_the_implementation() {
            assertThat(jar.clauses("Import-Package"))
                    .containsOnlyKeys(
                            "codestare.nursery", "codestare.nursery.runtime", "org.junit.jupiter.api.extension");
            assertThat(jar.neededModules()).containsExactlyInAnyOrder("java.base", API, "org.junit.jupiter.api");
        }
    }

    @Nested
    class On_a_module_path_with_nothing_else {
        @Test
        void the_api_draws_in_the_implementation() {
            var jars = ModuleFinder.of(BundleJar.file(API), BundleJar.file(IMPL));
            var boot = ModuleLayer.boot();
            var resolved = boot.configuration().resolveAndBind(jars, ModuleFinder.of(), Set.of(API));
            var layer = boot.defineModulesWithOneLoader(resolved, ClassLoader.getPlatformClassLoader());

            assertThat(layer.modules()).extracting(Module::getName).containsExactlyInAnyOrder(API, IMPL);
        }
    }
}
