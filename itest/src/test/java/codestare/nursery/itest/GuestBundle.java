package codestare.nursery.itest;

import aQute.bnd.osgi.Builder;
import aQute.bnd.osgi.Jar;
import codestare.nursery.itest.guest.Work;
import java.io.File;
import java.nio.file.Path;
import org.osgi.framework.BundleActivator;

/** Makes a bundle of one guest, which needs nothing of the tests. */
public final class GuestBundle {
    private static final File CLASSES = Path.of("target", "test-classes").toFile();

    private GuestBundle() {}

    /** Writes a bundle whose symbolic name is that of the file. */
    public static Path write(Path folder, String symbolicName, Class<?> guest) throws Exception {
        Path file = folder.resolve(symbolicName + ".jar");
        try (Builder builder = new Builder()) {
            builder.addClasspath(CLASSES);
            for (Path bundle : ProductBundles.all()) {
                builder.addClasspath(bundle.toFile());
            }
            builder.setBundleSymbolicName(symbolicName);
            builder.setBundleVersion("1.0.0");
            builder.setPrivatePackage(guest.getPackageName());
            builder.setProperty("-conditionalpackage", Work.class.getPackageName());
            builder.setProperty("-dsannotations", guest.getName());
            if (BundleActivator.class.isAssignableFrom(guest)) {
                builder.setBundleActivator(guest.getName());
            }
            try (Jar jar = builder.build()) {
                if (!builder.getErrors().isEmpty()) {
                    throw new IllegalStateException(symbolicName + ": " + builder.getErrors());
                }
                jar.write(file.toFile());
            }
        }
        return file;
    }
}
