package codestare.nursery.itest;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Stream;
import org.osgi.framework.ServiceReference;

/** An object of a bundle whose types this class path does not have, called by the names of its methods. */
record Foreign(Object object, Class<?> type) {
    /** The service of this type. */
    static Foreign service(TestFramework framework, String type) throws Exception {
        return service(framework, type, null);
    }

    static Foreign service(TestFramework framework, String type, String filter) throws Exception {
        ServiceReference<?>[] found = framework.context().getAllServiceReferences(type, filter);
        if (found == null) {
            throw new AssertionError("service [" + type + "] is absent; there are "
                    + Stream.of(framework.context().getBundles()).toList());
        }
        Object service = framework.context().getService(found[0]);
        return new Foreign(service, service.getClass().getClassLoader().loadClass(type));
    }

    /** Calls the public method of this name that takes so many arguments; throws what it throws. */
    Object call(String name, Object... arguments) throws Exception {
        Method method = Arrays.stream(type.getMethods())
                .filter(each -> each.getName().equals(name) && takes(each, arguments))
                .findFirst()
                .orElseThrow(() -> new NoSuchMethodException(type + "." + name));
        try {
            method.setAccessible(true);
            return method.invoke(object, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Exception thrown) {
                throw thrown;
            }
            throw e;
        }
    }

    private static boolean takes(Method method, Object... arguments) {
        Class<?>[] types = method.getParameterTypes();
        boolean fits = types.length == arguments.length;
        for (int at = 0; fits && at < types.length; at++) {
            fits = arguments[at] == null || types[at].isPrimitive() || types[at].isInstance(arguments[at]);
        }
        return fits;
    }
}
