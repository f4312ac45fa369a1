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
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Registers a bean for the process, and one for each loop as loops come and go.
 *
 * @since 1.0
 */
@Component(service = NurseryListener.class, immediate = true)
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
     * Registers the beans; in a framework, called by the component runtime.
     *
     * @param runtime what the beans show
     * @since 1.0
     */
    @Activate
    public NurseryBeans(@Reference NurseryRuntime runtime) {
        this.runtime = runtime;
        this.look = new RecentLook(runtime);
        this.process = name("type=Nurseries");
        register(new NurseriesBean(runtime), process);
        reconcile();
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
        beans.reconcile();
        return beans;
    }

    @Override
    public void loopMade(LoopSnapshot loop) {
        reconcile();
    }

    @Override
    public void loopStopped(LoopSnapshot loop) {
        reconcile();
    }

    /** Makes the beans be those of the loops that there are: an event may have come before somebody listened. */
    private synchronized void reconcile() {
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
    @Deactivate
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
