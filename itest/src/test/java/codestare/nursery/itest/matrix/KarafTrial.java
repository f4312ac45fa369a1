package codestare.nursery.itest.matrix;

import codestare.nursery.itest.ChildProcess;
import codestare.nursery.itest.GuestBundle;
import codestare.nursery.itest.guest.nursery.NurseryGuest;
import codestare.nursery.itest.guest.thread.ThreadGuest;
import codestare.nursery.itest.karaf.KarafHome;
import codestare.nursery.itest.karaf.KarafProcess;
import java.nio.file.Path;

/** A trial in Karaf. */
final class KarafTrial extends Trial {
    private final End end;
    private final Path guest;
    private final KarafProcess karaf;

    KarafTrial(Container container, End end, boolean nursery, Path folder) throws Exception {
        super(end);
        this.end = end;
        guest = GuestBundle.write(folder, "guest", nursery ? NurseryGuest.class : ThreadGuest.class);
        KarafHome home = KarafHome.in(folder)
                .with("guest.work", LauncherTrial.workFor(end).name());
        if (container == Container.KARAF_WITHOUT_SIGTERM) {
            home.with("karaf.handle.sigterm", "false");
        }
        if (nursery && end != End.UNINSTALL) {
            home.booting("guest", guest);
        } else if (!nursery) {
            home.bootingAlone("guest", guest);
        }
        karaf = home.start(container.environment(), container.mode());
    }

    @Override
    void prepare() throws Exception {
        if (end == End.UNINSTALL) {
            karaf.expectFeatures();
            karaf.shell("kar:install " + KarafHome.archive().toUri(), "bundle:install -s " + guest.toUri());
        }
        karaf.expectStart();
    }

    @Override
    ChildProcess process() {
        return karaf.script();
    }

    @Override
    boolean isOrphaned() {
        return karaf.jvm().isAlive();
    }

    @Override
    void command() throws Exception {
        switch (end) {
            case SHUTDOWN -> karaf.shell("shutdown -f");
            case STOP -> karaf.shell("bundle:stop guest");
            case UPDATE -> karaf.shell("bundle:update guest");
            case UNINSTALL -> karaf.shell("feature:uninstall codestare-nursery");
            default -> throw new IllegalStateException("[" + end + "] is no command");
        }
    }

    @Override
    public void close() {
        karaf.close();
    }
}
