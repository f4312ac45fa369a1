package codestare.nursery.jmx;

import codestare.nursery.runtime.LoopSnapshot;
import codestare.nursery.runtime.NurseryListener;
import codestare.nursery.runtime.NurseryRuntime;
import codestare.nursery.runtime.Registration;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import javax.management.InstanceAlreadyExistsException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * Registers a bean for the process, and one for each loop as loops come and go.
 *
 * @since 1.0
 */
public final class NurseryBeans implements NurseryListener, AutoCloseable {
    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private final RecentLook look;
    private final NurseryRuntime runtime;
    // by the id of the loop; guarded by this
    private final Map<Long, ObjectName> loops = new HashMap<>();
    private final ObjectName process;
    // written by start, under the lock of this, as closed is
    private @Nullable Registration registration;
    private boolean closed;

    /**
     * Registers the beans of the loops that there are; those that come and go are seen once this is a listener.
     *
     * <p>Use {@link #register}, or register it as the service that it implements.
     *
     * @param runtime what the beans show
     * @since 1.0
     */
    public NurseryBeans(NurseryRuntime runtime) {
        this.runtime = runtime;
        this.look = new RecentLook(runtime);
        this.process = name("type=Nurseries");
        register(new NurseriesBean(runtime), process);
        try {
            update();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * Registers the beans of a program without a framework.
     *
     * @param runtime what {@code Nurseries} gives
     * @return closed, it unregisters them
     * @since 1.0
     */
    public static NurseryBeans register(NurseryRuntime runtime) {
        NurseryBeans beans = new NurseryBeans(runtime);
        synchronized (beans) {
            beans.registration = runtime.listen(beans);
        }
        // those made in between
        beans.update();
        return beans;
    }

    @Override
    public void loopMade(LoopSnapshot loop) {
        update();
    }

    @Override
    public void loopStopped(LoopSnapshot loop) {
        update();
    }

    /**
     * Makes the beans be those of the loops that there are: one may have come before anybody listened. After {@link #close} it
     * does nothing.
     *
     * @since 1.0
     */
    public synchronized void update() {
        if (closed) {
            return;
        }
        Map<Long, LoopSnapshot> present = runtime.loops().stream()
                .filter(loop -> loop.state() != LoopSnapshot.State.FAILED)
                .collect(Collectors.toMap(LoopSnapshot::id, loop -> loop));
        loops.entrySet().removeIf(entry -> {
            boolean gone = !present.containsKey(entry.getKey());
            if (gone) {
                unregister(entry.getValue());
            }
            return gone;
        });
        present.forEach((id, loop) -> loops.computeIfAbsent(id, absent -> register(loop)));
    }

    private ObjectName register(LoopSnapshot loop) {
        ObjectName name = name("type=Loop,name=" + ObjectName.quote(loop.name()) + ",id=" + loop.id());
        register(new LoopBean(loop, look, runtime), name);
        return name;
    }

    /**
     * Unregisters the beans; a second call does nothing.
     *
     * @since 1.0
     */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (registration != null) {
            registration.close();
        }
        loops.values().forEach(this::unregister);
        loops.clear();
        unregister(process);
    }

    private static ObjectName name(String properties) {
        try {
            return new ObjectName("codestare.nursery:" + properties);
        } catch (MalformedObjectNameException e) {
            throw new AssertionError("the name of a loop is quoted", e);
        }
    }

    private void register(Object bean, ObjectName name) {
        try {
            server.registerMBean(bean, name);
        } catch (InstanceAlreadyExistsException e) {
            throw new IllegalStateException(
                    "bean [" + name + "] is there already: another framework of this JVM shows its nurseries; stop one",
                    e);
        } catch (JMException e) {
            throw new IllegalStateException("bean [" + name + "] cannot be registered", e);
        }
    }

    private void unregister(ObjectName name) {
        try {
            server.unregisterMBean(name);
        } catch (InstanceNotFoundException gone) {
            // somebody has done it for us
        } catch (JMException e) {
            throw new IllegalStateException("bean [" + name + "] cannot be unregistered", e);
        }
    }
}
