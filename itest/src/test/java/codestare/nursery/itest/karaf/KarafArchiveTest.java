package codestare.nursery.itest.karaf;

import static org.assertj.core.api.Assertions.assertThat;

import aQute.bnd.osgi.EmbeddedResource;
import aQute.bnd.osgi.Jar;
import codestare.nursery.itest.GuestBundle;
import codestare.nursery.itest.Limit;
import codestare.nursery.itest.guest.nursery.ComponentGuest;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive in Karaf's deploy folder. */
@KarafTest
class KarafArchiveTest {
    @TempDir
    private Path folder;

    @Nested
    class When_another_build_takes_its_place {
        @Test
        void the_implementation_is_replaced_and_components_get_new_nurseries() throws Exception {
            KarafHome home = KarafHome.in(folder);
            Path guest = GuestBundle.write(folder, "guest", ComponentGuest.class);
            Path deployed = home.folder().resolve("deploy/nursery.kar");
            try (KarafProcess karaf = home.start()) {
                karaf.expectFeatures();
                Files.copy(KarafHome.archive(), deployed);
                karaf.expectLog("codestare.nursery.impl/1.0.0.SNAPSHOT", Limit.GENEROUS);
                karaf.shell(
                        "feature:repo-add " + home.writeFeature("guest", "<feature>codestare-nursery</feature>", guest),
                        "feature:install guest");
                karaf.script().expect("component activated");

                Path other = anotherBuild(folder);
                Files.move(other, deployed, StandardCopyOption.REPLACE_EXISTING);
                assertThat(Limit.comesTrue(Limit.GENEROUS, () -> activations(karaf) == 2))
                        .as(
                                "activated again; it noted %s and Karaf logged\n%s",
                                karaf.script().notes(), karaf.log())
                        .isTrue();
                assertThat(karaf.script().notes())
                        .containsExactlyInAnyOrder(
                                "component activated",
                                "component deactivated",
                                "worker cancelled",
                                "component activated");
                assertThat(karaf.log()).doesNotContain("ClassCastException");
            }
        }
    }

    private static int activations(KarafProcess karaf) {
        return Collections.frequency(karaf.script().notes(), "component activated");
    }

    /** The archive, with one more file in the implementation. */
    private static Path anotherBuild(Path folder) throws Exception {
        Path file = folder.resolve("another.kar");
        try (Jar archive = new Jar(KarafHome.archive().toFile())) {
            String name = archive.getResources().keySet().stream()
                    .filter(path -> path.contains("impl") && path.endsWith(".jar"))
                    .findFirst()
                    .orElseThrow();
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (Jar impl = new Jar("impl", archive.getResource(name).openInputStream())) {
                impl.putResource("another-build", new EmbeddedResource(new byte[0], 0));
                impl.write(bytes);
            }
            archive.putResource(name, new EmbeddedResource(bytes.toByteArray(), 0));
            archive.write(file.toFile());
        }
        return file;
    }
}
