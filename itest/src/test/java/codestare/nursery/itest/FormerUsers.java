package codestare.nursery.itest;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import org.osgi.framework.Bundle;
import org.osgi.framework.launch.Framework;

/**
 * What Felix remembers of bundles that are gone: {@code ServiceRegistry.m_inUseMap} has each bundle that ever used a service
 * as a key, with all that is known of the bundle, and forgets it only when who offers that service withdraws it. In a long run
 * that would hide what others keep.
 */
final class FormerUsers {
    private static final String FELIX = "org.apache.felix.framework.Felix";

    private FormerUsers() {}

    /** Fails if a bundle that is uninstalled still uses a service; lets Felix forget it else. Other frameworks do so themselves. */
    static void forget(Framework framework) throws ReflectiveOperationException {
        if (!framework.getClass().getName().equals(FELIX)) {
            return;
        }
        Object registry = value(framework, "m_registry");
        Method servicesInUse = registry.getClass().getMethod("getServicesInUse", Bundle.class);
        Map<?, ?> users = (Map<?, ?>) value(registry, "m_inUseMap");
        for (Object user : List.copyOf(users.keySet())) {
            if (((Bundle) user).getState() == Bundle.UNINSTALLED) {
                assertThat((Object[]) servicesInUse.invoke(registry, user))
                        .as("services that %s uses", user)
                        .isNull();
                users.remove(user);
            }
        }
    }

    private static Object value(Object holder, String field) throws ReflectiveOperationException {
        Field declared = holder.getClass().getDeclaredField(field);
        declared.setAccessible(true);
        return declared.get(holder);
    }
}
